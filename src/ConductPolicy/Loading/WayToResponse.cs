using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>Whether a behaviour by itself, at its own seriousness, can lead to any response. It looks at rungs and conditions alone and decides no case: where it cannot tell it says that there is a way.</summary>
internal sealed class WayToResponse(Policy policy)
{
    private readonly int _raise = policy.Ladder.RaisePerUnresolved > 0 ? policy.Ladder.RaiseAtMost : 0;

    // Most often one of these is open to every behaviour, so that the others need not be looked at.
    private readonly List<Response> _byRung = [.. policy.Responses.OrderBy(response => response.When is not null).ThenBy(response => response.Rung ?? 0)];

    /// <summary>The highest rung that any seriousness, with its raise, reaches.</summary>
    public int HighestReach => policy.Ladder.Ceiling.Max() + _raise;

    public bool Exists(Behaviour behaviour)
    {
        var reach = policy.Ladder.Ceiling[policy.SeriousnessLevels.AsSpan().IndexOf(behaviour.Seriousness)] + _raise;
        return _byRung.Exists(response => (response.Rung ?? 0) <= reach
            && IsPossible(response.When, behaviour)
            && (response.Rung is null || IsPossible(policy.Ladder.When, behaviour)));
    }

    private bool IsPossible(Condition? condition, Behaviour behaviour) => condition is null || TruthOf(condition, behaviour) != Truth.False;

    private Truth TruthOf(Condition condition, Behaviour behaviour) => condition switch
    {
        CitedCondition cited => TruthOf(cited.When, behaviour),
        NotCondition not => TruthOf(not.Inner, behaviour).Not(),
        AllCondition all => all.Conditions.Select(part => TruthOf(part, behaviour)).Aggregate(TruthExtensions.And),
        AnyCondition any => any.Conditions.Select(part => TruthOf(part, behaviour)).Aggregate(TruthExtensions.Or),
        BehaviourCondition named when named.BehaviourOrTag != behaviour.Id && !behaviour.Tags.Contains(named.BehaviourOrTag) => Truth.False,
        BehaviourCondition { Finding: null } => Truth.True,
        SeriousnessCondition least => (policy.SeriousnessLevels.AsSpan().IndexOf(least.Level) <= policy.SeriousnessLevels.AsSpan().IndexOf(behaviour.Seriousness)).ToTruth(),
        _ => Truth.Unknown,
    };
}
