using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Tests.Model;

/// <summary>What the naive evaluator answers.</summary>
/// <param name="Scope">Whether the policy speaks of the person.</param>
/// <param name="Behaviours">The behaviours that the incident names, in its order.</param>
/// <param name="Seriousness">How serious the incident is, from the least level it may have to the highest.</param>
/// <param name="Responses">Every response of the policy, in its order, with the gate that decided where one did.</param>
/// <param name="InForce">The ids of the events that took the responses in force, in the order of the responses.</param>
/// <param name="Required">The ids of the steps, then the duties, that are required now.</param>
/// <param name="Next">The ids of the responses on the least rung open.</param>
/// <param name="Awaited">The ids of the ladder's responses in force whose outcome is not known.</param>
/// <param name="Ask">The ids of the facts to ask, without order.</param>
/// <param name="Forbidding">The ids of the safeguards whose exception does not hold, in the order of the policy.</param>
internal sealed record NaiveDecision(
    ScopeVerdict Scope,
    IReadOnlyList<(string Id, Verdict Verdict, Finding Finding)> Behaviours,
    (string? From, string? To, bool IsGiven, bool IsLowered) Seriousness,
    IReadOnlyList<(string Id, ResponseStatus Status, Gate? Gate)> Responses,
    IReadOnlyList<string> InForce,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Next,
    IReadOnlyList<string> Awaited,
    IReadOnlySet<string> Ask,
    IReadOnlyList<string> Forbidding);
