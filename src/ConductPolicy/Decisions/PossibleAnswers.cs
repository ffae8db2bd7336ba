using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>The answers to a fact that a policy can tell apart.</summary>
internal static class PossibleAnswers
{
    /// <summary>Yes and no, every value of a choice, and for a count one number for each stretch between the thresholds that the policy asks about, the highest first.</summary>
    public static IReadOnlyList<FactValue> To(Fact fact, Policy policy) => ToAll(policy)[policy.Facts.IndexOf(fact.Id)];

    /// <summary>The answers to every fact, by the fact's position.</summary>
    public static FactValue[][] ToAll(Policy policy)
    {
        var thresholds = policy.Facts.Where(fact => fact.Type == FactType.Count).ToDictionary(fact => fact.Id, _ => new SortedSet<int> { 0 });
        foreach (var count in ConditionsOf(policy).OfType<CountCondition>())
        {
            thresholds[count.Fact].Add(count.AtLeast.Value);
        }

        return [.. policy.Facts.Select<Fact, FactValue[]>(fact => fact.Type switch
        {
            FactType.Flag => [true, false],
            FactType.Choice => [.. fact.Values.Select(value => (FactValue)value)],
            _ => [.. thresholds[fact.Id].Reverse().Select(value => (FactValue)value)],
        })];
    }

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
