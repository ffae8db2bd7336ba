using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>The part of a condition that makes it come to what it does: what holds of an `any` that holds, what fails of an `all` that fails.</summary>
internal static class BearingCondition
{
    public static Condition Of(CompiledCondition condition, in IncidentState state)
    {
        var truth = condition.Evaluate(state.Bits);
        return condition.Source switch
        {
            CitedCondition => Of(condition.Parts[0], state),
            AllCondition when truth != Truth.True => Joined(Bearing(condition, truth, state), isAll: true),
            AnyCondition when truth != Truth.False => Joined(Bearing(condition, truth, state), isAll: false),

            // A tag is a name for the rules; a person is told which behaviours carry it.
            BehaviourCondition when truth == Truth.True => Joined(Bearing(condition, truth, state), isAll: true),
            var source => source,
        };
    }

    private static List<Condition> Bearing(CompiledCondition condition, Truth truth, in IncidentState state)
    {
        if (condition.Parts.Length == 0)
        {
            return [condition.Source];
        }

        var bearing = new List<Condition>();
        foreach (var part in condition.Parts)
        {
            if (part.Evaluate(state.Bits) == truth)
            {
                bearing.Add(Of(part, state));
            }
        }

        return bearing;
    }

    private static Condition Joined(List<Condition> parts, bool isAll) =>
        parts.Count == 1 ? parts[0] : isAll ? new AllCondition(parts.ToValueList()) : new AnyCondition(parts.ToValueList());
}
