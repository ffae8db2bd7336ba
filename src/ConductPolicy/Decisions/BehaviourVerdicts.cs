using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Says what was made of a behaviour that an incident names, and why.</summary>
internal sealed class BehaviourVerdicts(CompiledPolicy compiled, ConditionWording wording)
{
    private readonly Policy _policy = compiled.Policy;
    private readonly Remembered<BehaviourDecision>[] _said =
        [.. compiled.Behaviours.Select(item => new Remembered<BehaviourDecision>([.. item.When?.Atoms ?? [], .. item.Unless?.Atoms ?? []]))];

    public BehaviourDecision Of(int behaviour, in IncidentState state)
    {
        var finding = state.FindingOf(behaviour);
        return _said[behaviour].TryGet(state.Bits, (int)finding, out var said)
            ? said
            : _said[behaviour].Keep(state.Bits, (int)finding, Say(compiled.Behaviours[behaviour], finding, state.VerdictOf(behaviour), state));
    }

    private BehaviourDecision Say(CompiledBehaviour item, Finding finding, Verdict verdict, in IncidentState state)
    {
        var behaviour = item.Behaviour;
        var own = Citations.Of(behaviour);
        var definition = behaviour.When is { } when ? Citations.Of(when, _policy, behaviour.Clauses, behaviour.Reading) : own;
        var exception = behaviour.Unless is { } unless ? Citations.Of(unless, _policy, behaviour.Clauses, behaviour.Reading) : own;
        var holds = finding == Finding.Established ? "established" : "as alleged";
        var reason = verdict switch
        {
            Verdict.NotEstablished => own.ToReason("not-established", "It was found not to have happened."),
            Verdict.NotABreach => definition.ToReason("definition-fails", $"It is a breach only where {wording.Of(behaviour.When!)}. That is not so."),
            Verdict.Excused => exception.ToReason("exception-holds", $"The policy's exception applies: {wording.Of(behaviour.Unless!)}."),
            Verdict.Undetermined when state.Evaluate(item.When) == Truth.Unknown =>
                definition.ToReason("definition-unknown", $"It is a breach only where {wording.Of(behaviour.When!)}. That is not known yet."),
            Verdict.Undetermined => exception.ToReason("exception-unknown", $"It is a breach unless {wording.Of(behaviour.Unless!)}. That is not known yet."),
            _ when item.Unless is not null => new Reason(
                "exception-fails",
                $"It is a breach, {holds}. It would be excused only where {wording.Of(behaviour.Unless!)}. This does not hold: {wording.Of(BearingCondition.Of(item.Unless, state))}.",
                [.. behaviour.Clauses, .. exception.Clauses], Citations.Weaker(definition.Basis, exception.Basis)),
            _ when item.When is not null => new Reason(
                "definition-holds", $"It is a breach, {holds}: {wording.Of(behaviour.When!)}.", [.. behaviour.Clauses.Union(definition.Clauses)], definition.Basis),
            _ => own.ToReason("breach", $"It is a breach, {holds}."),
        };
        return new BehaviourDecision(behaviour, verdict, finding, [reason]);
    }
}
