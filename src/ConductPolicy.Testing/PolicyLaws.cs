using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Testing;

/// <summary>Laws to hold a trust's own rule set to, on cases drawn for it: all in one line, or one by one.</summary>
/// <remarks>
/// <para>All at once: <c>[Fact] public void Our_rules_keep_the_laws() => PolicyLaws.Check(policy);</c></para>
/// <para>One by one: <c>[Theory, MemberData(nameof(PolicyLaws.Names), MemberType = typeof(PolicyLaws))] public void Our_rules_keep(string law) => PolicyLaws.Check(policy, law);</c></para>
/// <para>A law is tried, never proved. What is proved of safeguards, <see cref="Analysis.PolicyAnalysis"/> says.</para>
/// </remarks>
public static class PolicyLaws
{
    /// <summary>On how many cases a law is tried where nothing else is said.</summary>
    public const int UsualCases = 200;

    /// <summary>Every law.</summary>
    public static ValueList<PolicyLaw> All { get; } =
    [
        OfCases("out-of-scope", "Out of scope nothing is permitted, required or asked.", DecisionLaw.Out_of_scope),
        OfCases("unknown-answered", "Answering an unknown never moves a response between permitted, awaiting approval and ruled out.", DecisionLaw.Answering_an_unknown),
        OfCases("approval-given", "An approval given never closes a gate.", DecisionLaw.An_approval),
        OfCases("approvals-awaited", "What waits for approvals is permitted once they are on record, each when it may be given.", DecisionLaw.Awaited_approvals),
        OfCases("safeguards", "What a safeguard forbids is never permitted, and what it says is always so is so.", DecisionLaw.Safeguards),
        OfCases("clauses-cited", "Every answer cites a clause, and one that the policy has.", DecisionLaw.Clauses),
        OfCases("questions-asked", "A response that is unknown names a question, and it is asked.", DecisionLaw.Questions),
        OfCases("order-of-events", "The order in which events of different days are listed decides nothing.", DecisionLaw.Order_of_events),
        OfCases("order-of-rules", "The order of rules and of facts decides nothing.", DecisionLaw.Order_of_rules_and_facts),
        OfCases("later-events", "What is dated after the day of the decision decides nothing.", DecisionLaw.Later_events),
        OfCases("decided-again", "Deciding again gives the same.", DecisionLaw.Again),
        OfCases("audit-of-permitted-acts", "The audit finds no fault with the taking of what was permitted.", RecordLaw.Audit_of_what_was_permitted),
        new PolicyLaw<ConductCase>("case-written", "A case that is written loads as the same case.", CaseArbitrary.DetailedFor, RecordLaw.Case_round_trip, CaseFile.Write),
        new PolicyLaw<Policy>("policy-written", "The policy loads as the same policy once it is written.", policy => Arb.From(Gen.Constant(policy)), RecordLaw.Policy_round_trip, PolicyFile.Write, mostCases: 1),
        new PolicyLaw<RulesAndCase>(
            "rules-mutated", "The rule file with something changed in it gives problems, or a policy that decides.", ChangedWithCases, RecordLaw.Mutated_rules, changed => $"{string.Join('\n', changed.Rules.Changes)}\n{CaseFile.Write(changed.Given)}"),
    ];

    /// <summary>The name of every law, each as the arguments of a test: <c>MemberData</c> of xunit, <c>TestCaseSource</c> of NUnit, <c>DynamicData</c> of MSTest.</summary>
    public static IEnumerable<object[]> Names => All.Select(law => new object[] { law.Name });

    /// <summary>Holds a policy to every law, in the order of <see cref="All"/>, up to the first that does not hold.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cases">On how many cases to try each, at least 1.</param>
    /// <exception cref="PolicyLawException">One does not hold.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no cases to try.</exception>
    public static void Check(Policy policy, int cases = UsualCases)
    {
        foreach (var law in All)
        {
            law.Check(policy, cases);
        }
    }

    /// <summary>Holds a policy to one law.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="law">The law's name.</param>
    /// <param name="cases">On how many cases to try it, at least 1.</param>
    /// <param name="replay">What <see cref="PolicyLawException.Replay"/> said, to begin with that case; null for any.</param>
    /// <exception cref="PolicyLawException">It does not hold.</exception>
    /// <exception cref="ArgumentException">There is no such law, there are no cases to try, or <paramref name="replay"/> is none.</exception>
    public static void Check(Policy policy, string law, int cases = UsualCases, string? replay = null)
    {
        var named = All.FirstOrDefault(item => item.Name == law) ?? throw new ArgumentException($"There is no law `{law}`. The laws are {string.Join(", ", All)}.", nameof(law));
        named.Check(policy, cases, replay);
    }

    private static PolicyLaw<ConductCase> OfCases(string name, string statement, Action<LawSubject, ConductCase> holds) =>
        new(name, statement, CaseArbitrary.MixedFor, holds, CaseFile.Write);

    private static Arbitrary<RulesAndCase> ChangedWithCases(Policy policy)
    {
        var (rules, cases) = (RuleTextArbitrary.For(policy), CaseArbitrary.MixedFor(policy));
        return Arb.From(
            from changed in rules.Generator from given in cases.Generator select new RulesAndCase(changed, given),
            both =>
            [
                .. rules.Shrinker(both.Rules).Select(smaller => both with { Rules = smaller }),
                .. cases.Shrinker(both.Given).Select(smaller => both with { Given = smaller }),
            ]);
    }
}
