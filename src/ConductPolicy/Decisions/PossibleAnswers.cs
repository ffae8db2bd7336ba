using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>The answers to a fact that a policy can tell apart.</summary>
internal static class PossibleAnswers
{
    /// <summary>
    /// For each fact by its position: yes and no, every value of a choice, and for a count one number for each stretch between the
    /// thresholds that the policy asks about, the highest first.
    /// </summary>
    public static FactValue[][] ToAll(Policy policy)
    {
        var thresholds = policy.Facts.Where(fact => fact.Type == FactType.Count).ToDictionary(fact => fact.Id, _ => new HashSet<int> { 0 });
        foreach (var condition in ConditionsOf(policy))
        {
            if (condition is CountCondition count)
            {
                thresholds[count.Fact].Add(count.AtLeast.Value);
            }
        }

        var answers = new FactValue[policy.Facts.Count][];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = policy.Facts[i].Type switch
            {
                FactType.Flag => [true, false],
                FactType.Choice => Array.ConvertAll(policy.Facts[i].Values.AsSpan().ToArray(), FactValue.FromString),
                _ => Descending(thresholds[policy.Facts[i].Id]),
            };
        }

        return answers;
    }

    private static FactValue[] Descending(HashSet<int> thresholds)
    {
        var numbers = new int[thresholds.Count];
        thresholds.CopyTo(numbers);
        Array.Sort(numbers);
        Array.Reverse(numbers);
        return Array.ConvertAll(numbers, FactValue.FromInt32);
    }

    private static IEnumerable<Condition> ConditionsOf(Policy policy)
    {
        var roots = new List<Condition?> { policy.Scope, policy.Ladder.When, policy.Ladder.After };
        roots.AddRange(policy.Behaviours.SelectMany<Behaviour, Condition?>(behaviour => [behaviour.When, behaviour.Unless]));
        roots.AddRange(policy.Steps.SelectMany<Step, Condition?>(step => [step.When, step.After]));
        roots.AddRange(policy.Responses.SelectMany<Response, Condition?>(response => [response.When, response.After]));
        roots.AddRange(policy.Safeguards.Select(safeguard => safeguard.Unless));
        return roots.OfType<Condition>().SelectMany(ConditionFacts.WithParts);
    }
}
