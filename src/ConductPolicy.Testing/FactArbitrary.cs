using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Testing;

/// <summary>Answers to the facts of a policy: every kind, known, unknown and not given.</summary>
public static class FactArbitrary
{
    /// <summary>Answers to some of the facts of a policy, in the order of the rule set, that shrink by leaving answers out.</summary>
    /// <remarks>Counts lie about those that the policy asks for.</remarks>
    /// <param name="policy">The policy.</param>
    public static Arbitrary<ValueList<FactAnswer>> For(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var facts = policy.Facts.Select(fact => Gen.Frequency(
            (3, Gen.Constant<FactAnswer?>(null)),
            (1, Gen.Constant<FactAnswer?>(new FactAnswer(fact.Id, FactValue.Unknown))),
            (6, For(policy, fact.Id).Generator.Select(value => (FactAnswer?)new FactAnswer(fact.Id, value)))));
        return Arb.From(
            Gen.CollectToArray(facts, fact => fact).Select(answers => answers.OfType<FactAnswer>().ToValueList()),
            answers => answers.Select(gone => answers.Where(kept => kept != gone).ToValueList()));
    }

    /// <summary>Answers to one fact of a policy, never unknown. The first value of a choice, 0 and no are the smallest.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="fact">The fact's id.</param>
    /// <exception cref="KeyNotFoundException">The policy has no such fact; the message names the nearest that it has.</exception>
    public static Arbitrary<FactValue> For(Policy policy, string fact)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(fact);
        var asked = policy.Facts[fact];
        var possible = PossibleAnswers(asked, policy);
        var answers = Gen.Elements(possible);
        return Arb.From(
            asked.Type == FactType.Count ? Gen.Frequency((3, answers), (1, Gen.Choose(0, 30).Select(FactValue.FromInt32))) : answers,
            value => possible.TakeWhile(smaller => smaller != value && !(value.Count <= smaller.Count)));
    }

    /// <summary>No and yes; each value of a choice; for a count, 0 and one number on either side of each threshold, the smallest first.</summary>
    internal static FactValue[] PossibleAnswers(Fact fact, Policy policy) => fact.Type switch
    {
        FactType.Flag => [false, true],
        FactType.Choice => [.. fact.Values.Select(FactValue.FromString)],
        _ => [.. ThresholdsOf(fact, policy).SelectMany(threshold => new[] { threshold, Math.Max(0, threshold - 1) }).Append(0).Distinct().Order().Select(FactValue.FromInt32)],
    };

    private static IEnumerable<int> ThresholdsOf(Fact fact, Policy policy) =>
        ConditionPlace.All(policy).OfType<CountCondition>().Where(count => count.Fact == fact.Id).Select(count => count.AtLeast.Value);
}
