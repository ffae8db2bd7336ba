using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>Finds what is missing for a condition to hold.</summary>
internal static class MissingParts
{
    /// <summary>What would have to come true, or be answered, for a condition that does not hold.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="clauses">The clauses it rests on where it cites none of its own.</param>
    /// <param name="state">The incident.</param>
    /// <param name="wording">Puts conditions in words.</param>
    public static ValueList<Missing> For(CompiledCondition condition, ValueList<string> clauses, in IncidentState state, ConditionWording wording)
    {
        var missing = new List<Missing>();
        Collect(condition, clauses, state, wording, missing);
        return missing.ToValueList();
    }

    /// <summary>Any one of some conditions none of which holds.</summary>
    public static Missing OneOf(ReadOnlySpan<CompiledCondition> conditions, ValueList<string> clauses, ConditionWording wording)
    {
        var alternatives = new Missing[conditions.Length];
        for (var i = 0; i < alternatives.Length; i++)
        {
            alternatives[i] = new MissingCondition(conditions[i].Source, wording.Of(conditions[i].Source)) { Clauses = clauses };
        }

        return new MissingOneOf(alternatives.ToValueList()) { Clauses = clauses };
    }

    /// <summary>The unanswered facts that leave a condition undetermined.</summary>
    public static ValueList<Missing> UnknownFor(CompiledCondition condition, ValueList<string> clauses, in IncidentState state)
    {
        var missing = new List<Missing>();
        AddUnknown(condition, clauses, state, missing);
        return missing.ToValueList();
    }

    /// <summary>Adds the unanswered facts that leave a condition undetermined, in the order of the rule, where they are not there already.</summary>
    public static void AddUnknown(CompiledCondition? condition, ValueList<string> clauses, in IncidentState state, List<Missing> missing)
    {
        if (condition is null || condition.Evaluate(state.Bits) != Truth.Unknown)
        {
            return;
        }

        switch (condition.Source)
        {
            case FlagCondition flag:
                AddFact(flag.Fact, clauses, state, missing);
                break;
            case ChoiceCondition choice:
                AddFact(choice.Fact, clauses, state, missing);
                break;
            case CountCondition count:
                AddFact(count.Fact, clauses, state, missing);
                break;
            case BehaviourCondition or SeriousnessCondition:
                AddUnknownOfBehaviours(state, missing);
                break;
            default:
                foreach (var part in condition.Parts)
                {
                    AddUnknown(part, condition.Source is CitedCondition cited ? cited.Clauses : clauses, state, missing);
                }

                break;
        }
    }

    /// <summary>Adds the unanswered facts that leave it open whether behaviours stand.</summary>
    public static void AddUnknownOfBehaviours(in IncidentState state, List<Missing> missing)
    {
        foreach (var i in state.Named)
        {
            if (state.VerdictOf(i) == Verdict.Undetermined)
            {
                var (behaviour, _, when, unless) = state.Policy.Behaviours[i];
                AddUnknown(when, behaviour.Clauses, state, missing);
                AddUnknown(unless, behaviour.Clauses, state, missing);
            }
        }
    }

    private static void AddFact(string fact, ValueList<string> clauses, in IncidentState state, List<Missing> missing)
    {
        foreach (var item in missing)
        {
            if (item is MissingFact known && known.Fact == fact)
            {
                return;
            }
        }

        missing.Add(new MissingFact(fact, state.Policy.Policy.Facts[fact].Ask) { Clauses = clauses });
    }

    private static void Collect(CompiledCondition condition, ValueList<string> clauses, in IncidentState state, ConditionWording wording, List<Missing> missing)
    {
        if (condition.Evaluate(state.Bits) == Truth.True)
        {
            return;
        }

        switch (condition.Source)
        {
            case CitedCondition cited:
                Collect(condition.Parts[0], cited.Clauses, state, wording, missing);
                break;
            case AllCondition:
                foreach (var part in condition.Parts)
                {
                    Collect(part, clauses, state, wording, missing);
                }

                break;
            case AnyCondition:
                var alternatives = new Missing[condition.Parts.Length];
                for (var i = 0; i < alternatives.Length; i++)
                {
                    alternatives[i] = Together(For(condition.Parts[i], clauses, state, wording));
                }

                missing.Add(new MissingOneOf(alternatives.ToValueList()) { Clauses = clauses });
                break;
            default:
                missing.Add(Leaf(condition, clauses, state, wording));
                break;
        }
    }

    private static Missing Together(ValueList<Missing> parts) => parts.Count == 1 ? parts[0] : new MissingAllOf(parts);

    private static Missing Leaf(CompiledCondition condition, ValueList<string> clauses, in IncidentState state, ConditionWording wording) => condition.Source switch
    {
        FlagCondition flag => new MissingFact(flag.Fact, state.Policy.Policy.Facts[flag.Fact].Ask) { Clauses = clauses },
        ChoiceCondition choice => new MissingFact(choice.Fact, state.Policy.Policy.Facts[choice.Fact].Ask) { Clauses = clauses },
        CountCondition count => new MissingFact(count.Fact, state.Policy.Policy.Facts[count.Fact].Ask) { Clauses = clauses },
        TakenCondition taken => new MissingAct(taken.Ids, taken.Outcome, taken.AtLeast.Value, condition.Awaited >= 0 && state.Bits.Holds(condition.Awaited)) { Clauses = clauses },
        _ => new MissingCondition(condition.Source, wording.Of(condition.Source)) { Clauses = clauses },
    };
}
