using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>The answers to a fact that a policy can tell apart.</summary>
internal static class PossibleAnswers
{
    /// <summary>Yes and no, every value of a choice, and for a count one number for each stretch between the thresholds that the policy asks about.</summary>
    public static IEnumerable<FactValue> To(Fact fact, Policy policy) => fact.Type switch
    {
        FactType.Flag => [true, false],
        FactType.Choice => fact.Values.Select(value => (FactValue)value),
        _ => ConditionsOf(policy).OfType<CountCondition>().Where(count => count.Fact == fact.Id).Select(count => count.AtLeast.Value).Append(0).Distinct()
            .OrderDescending().Select(value => (FactValue)value),
    };

    private static IEnumerable<Condition> ConditionsOf(Policy policy)
    {
        var roots = new List<Condition?> { policy.Scope, policy.Ladder.When, policy.Ladder.After };
        roots.AddRange(policy.Behaviours.SelectMany<Behaviour, Condition?>(behaviour => [behaviour.When, behaviour.Unless]));
        roots.AddRange(policy.Steps.SelectMany<Step, Condition?>(step => [step.When, step.After]));
        roots.AddRange(policy.Responses.SelectMany<Response, Condition?>(response => [response.When, response.After]));
        return roots.OfType<Condition>().SelectMany(WithParts);
    }

    private static IEnumerable<Condition> WithParts(Condition condition) => condition.Parts.SelectMany(WithParts).Prepend(condition);
}
