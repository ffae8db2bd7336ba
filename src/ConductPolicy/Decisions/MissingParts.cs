using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>An unanswered fact, and the clauses of the condition it leaves open.</summary>
internal sealed record UnknownFact(string Fact, ValueList<string> Clauses);

/// <summary>Finds what is missing for a condition to hold.</summary>
internal sealed class MissingParts(IncidentState state, ConditionWording wording)
{
    /// <summary>What would have to come true, or be answered, for a condition that does not hold.</summary>
    public ValueList<Missing> For(Condition condition, ValueList<string> clauses)
    {
        var missing = new List<Missing>();
        Collect(condition, clauses, missing);
        return missing.ToValueList();
    }

    /// <summary>The unanswered facts that leave a condition undetermined, each once, in the order of the rule.</summary>
    public IEnumerable<UnknownFact> UnknownFacts(Condition? condition, ValueList<string> clauses)
    {
        if (condition is null || state.Evaluate(condition) != Truth.Unknown)
        {
            return [];
        }

        return condition switch
        {
            FlagCondition flag => [new(flag.Fact, clauses)],
            ChoiceCondition choice => [new(choice.Fact, clauses)],
            CountCondition count => [new(count.Fact, clauses)],
            CitedCondition cited => UnknownFacts(cited.When, cited.Clauses),
            BehaviourCondition or SeriousnessCondition => UnknownFactsOfBehaviours(),
            _ => condition.Parts.SelectMany(part => UnknownFacts(part, clauses)),
        };
    }

    public IEnumerable<UnknownFact> UnknownFactsOfBehaviours() => state.Behaviours
        .Where(item => item.Verdict == Verdict.Undetermined)
        .SelectMany(item => UnknownFacts(item.Behaviour.When, item.Behaviour.Clauses).Concat(UnknownFacts(item.Behaviour.Unless, item.Behaviour.Clauses)));

    public Missing Fact(string fact, ValueList<string> clauses) => new MissingFact(fact, state.Policy.Facts[fact].Ask) { Clauses = clauses };

    private void Collect(Condition condition, ValueList<string> clauses, List<Missing> missing)
    {
        if (state.Evaluate(condition) == Truth.True)
        {
            return;
        }

        switch (condition)
        {
            case CitedCondition cited:
                Collect(cited.When, cited.Clauses, missing);
                break;
            case AllCondition all:
                foreach (var part in all.Conditions)
                {
                    Collect(part, clauses, missing);
                }

                break;
            case AnyCondition any:
                missing.Add(new MissingOneOf(any.Conditions.Select(part => Together(For(part, clauses))).ToValueList()) { Clauses = clauses });
                break;
            default:
                missing.Add(Leaf(condition, clauses));
                break;
        }
    }

    private static Missing Together(ValueList<Missing> parts) => parts.Count == 1 ? parts[0] : new MissingAllOf(parts);

    private bool AwaitsOutcome(TakenCondition taken) =>
        taken.Outcome is not null && taken.Ids.Any(id => state.Record.LastAttemptOf(id) is var attempt and >= 0 && state.Record.OutcomeOf(attempt) is null);

    private Missing Leaf(Condition condition, ValueList<string> clauses) => condition switch
    {
        FlagCondition flag => Fact(flag.Fact, clauses),
        ChoiceCondition choice => Fact(choice.Fact, clauses),
        CountCondition count => Fact(count.Fact, clauses),
        TakenCondition taken => new MissingAct(taken.Ids, taken.Outcome, taken.AtLeast.Value, AwaitsOutcome(taken)) { Clauses = clauses },
        _ => new MissingCondition(condition, wording.Of(condition)) { Clauses = clauses },
    };
}
