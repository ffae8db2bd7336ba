using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>What a decision says of one behaviour that the incident names.</summary>
/// <param name="Behaviour">The behaviour.</param>
/// <param name="Verdict">Whether it is a breach.</param>
/// <param name="Finding">How far it has been looked into. An alleged breach is still a breach for the decision.</param>
/// <param name="Reasons">Why, with clauses.</param>
public sealed record BehaviourDecision(Behaviour Behaviour, Verdict Verdict, Finding Finding, ValueList<Reason> Reasons);
