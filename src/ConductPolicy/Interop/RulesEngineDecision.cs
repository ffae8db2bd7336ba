using ConductPolicy.Decisions;

namespace ConductPolicy.Interop;

/// <summary>What the answers of exported rules say of an incident: the same as a <see cref="Decision"/> says, without its reasons.</summary>
/// <param name="Scope">Whether the policy speaks of the person.</param>
/// <param name="Behaviours">Each behaviour that the incident names, in the order of the rule set.</param>
/// <param name="Responses">Each response, in the order of the rule set.</param>
/// <param name="Required">The ids of the steps and then of the duties that the policy asks for now.</param>
public sealed record RulesEngineDecision(
    ScopeVerdict Scope, ValueList<RulesEngineVerdict> Behaviours, ValueList<RulesEngineStatus> Responses, ValueList<string> Required)
{
    /// <summary>The status of one response.</summary>
    /// <param name="response">The response's id.</param>
    /// <exception cref="KeyNotFoundException">The policy has no such response; the message names the nearest that it has.</exception>
    public ResponseStatus this[string response] =>
        Responses.FirstOrDefault(item => item.Response == response)?.Status ?? throw NearestName.Unknown("response", response, Responses.Select(item => item.Response));
}

/// <summary>What the answers of exported rules say of a behaviour.</summary>
/// <param name="Behaviour">The behaviour's id.</param>
/// <param name="Verdict">Whether it is a breach.</param>
public sealed record RulesEngineVerdict(string Behaviour, Verdict Verdict);

/// <summary>What the answers of exported rules say of a response.</summary>
/// <param name="Response">The response's id.</param>
/// <param name="Status">Whether it may be taken.</param>
/// <param name="Gate">The gate that is closed, undetermined or waiting; null where it is permitted.</param>
public sealed record RulesEngineStatus(string Response, ResponseStatus Status, Gate? Gate);
