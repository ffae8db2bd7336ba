using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ConductPolicy.Tests.Testing;

// The samples of docs/testing.md, as they stand there; TestingPageTests runs them.
#pragma warning disable CA1822 // To the analyzer, a property of FsCheck.Xunit is no test.

public sealed class OurRulesTests
{
    private static readonly Policy s_policy = PolicyFile.Load("rules/qet.json");

    [Fact]
    public void Our_rules_keep_the_laws() => PolicyLaws.Check(s_policy);
}

public sealed class OurRulesOneByOneTests
{
    private static readonly Policy s_policy = PolicyFile.Load("rules/qet.json");

    [Theory]
    [MemberData(nameof(PolicyLaws.Names), MemberType = typeof(PolicyLaws))]
    public void Our_rules_keep(string law) => PolicyLaws.Check(s_policy, law, cases: 1_000);
}

public sealed class OurFormTests
{
    private static readonly DecisionEngine s_engine = new(PolicyFile.Load("rules/qet.json"));

    [Fact]
    public void What_we_store_of_a_case_is_decided_alike() => Prop.ForAll(CaseArbitrary.DecidableFor(s_engine.Policy), given =>
    {
        var stored = CaseFile.Parse(CaseFile.Write(given), s_engine.Policy);
        return s_engine.Decide(stored).ToJson() == s_engine.Decide(given).ToJson();
    }).Check(Config.QuickThrowOnFailure);
}

/// <summary>An attribute holds types only, so a type names the policy.</summary>
public sealed class OurRules : IPolicySource
{
    public static Policy Policy => PolicyFile.Load("rules/qet.json");
}

public sealed class OurProperties
{
    [Property(Arbitrary = new[] { typeof(PolicyArbitraries<OurRules>) })]
    public bool A_ban_always_says_who_decides_on_it(DecisionEngine engine, ConductCase given) =>
        engine.Decide(given)["ban"].Response.DecidedBy is not null;

    [Property(Arbitrary = new[] { typeof(AnyPolicyArbitraries) })]
    public bool A_behaviour_leads_to_each_response_once(Policy policy) =>
        policy.Behaviours.All(behaviour => policy.ResponsesFor(behaviour.Id).Select(possible => possible.Response.Id).Distinct().Count() == policy.ResponsesFor(behaviour.Id).Count);
}
