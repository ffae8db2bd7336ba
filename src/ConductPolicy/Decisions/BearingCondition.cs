using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>The part of a condition that makes it come to what it does: what holds of an `any` that holds, what fails of an `all` that fails.</summary>
internal static class BearingCondition
{
    public static Condition Of(Condition condition, IncidentState state)
    {
        var truth = state.Evaluate(condition);
        return condition switch
        {
            CitedCondition cited => Of(cited.When, state),
            AllCondition all when truth != Truth.True => Joined(Bearing(all.Conditions, truth, state), parts => new AllCondition(parts)),
            BehaviourCondition tagged when truth == Truth.True => Standing(tagged, state),
            AnyCondition any when truth != Truth.False => Joined(Bearing(any.Conditions, truth, state), parts => new AnyCondition(parts)),
            _ => condition,
        };
    }

    // A tag is a name for the rules; a person is told which behaviours carry it.
    private static Condition Standing(BehaviourCondition tagged, IncidentState state)
    {
        var standing = Array.FindAll(state.Behaviours, item =>
            item.Verdict == Verdict.Breach && (tagged.Finding is null || tagged.Finding == item.Finding)
            && (item.Behaviour.Id == tagged.BehaviourOrTag || item.Behaviour.Tags.Contains(tagged.BehaviourOrTag)));
        return Joined([.. Array.ConvertAll(standing, item => new BehaviourCondition(item.Behaviour.Id, tagged.Finding))], parts => new AllCondition(parts));
    }

    private static List<Condition> Bearing(ValueList<Condition> parts, Truth truth, IncidentState state)
    {
        var bearing = new List<Condition>();
        foreach (var part in parts)
        {
            if (state.Evaluate(part) == truth)
            {
                bearing.Add(Of(part, state));
            }
        }

        return bearing;
    }

    private static Condition Joined(List<Condition> parts, Func<ValueList<Condition>, Condition> join) => parts.Count == 1 ? parts[0] : join(parts.ToValueList());
}
