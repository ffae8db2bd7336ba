using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using ConductPolicy.Testing;
using ConductPolicy.Tests.Interop;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.RulesEngine.Tests;

/// <summary>RulesEngine, run on the exported workflows, says what the library says.</summary>
public sealed class RulesEngineAdapterLaws
{
    private const int CasesOfPolicy = 10_000;
    private const int GeneratedPolicies = 400;
    private const int CasesOfGeneratedPolicy = 25;

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void It_gives_the_answers_of_the_library(string id)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(id));
        var adapter = new RulesEngineAdapter(engine.Policy);
        var decided = 0;
        Prop.ForAll(CaseArbitrary.For(engine.Policy), given => { decided += RulesEngineAgreement.Holds(engine, given, incident => Decide(adapter, given, incident)); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(CasesOfPolicy)).WithQuietOnSuccess(true));
        Assert.True(decided >= DecisionLaws.CasesOr(CasesOfPolicy), $"{decided}");
    }

    [Fact]
    public void It_gives_the_answers_of_the_library_by_any_policy() => Prop.ForAll(Arb.From(
        from policy in PolicyArbitrary.Policies.Generator
        from cases in Gen.ArrayOf(CaseArbitrary.For(policy).Generator, CasesOfGeneratedPolicy)
        select (Rules: PolicyText.Of(policy), Cases: cases)), made =>
    {
        var engine = new DecisionEngine(PolicyFile.Parse(made.Rules));
        var adapter = new RulesEngineAdapter(engine.Policy);
        foreach (var given in made.Cases)
        {
            RulesEngineAgreement.Holds(engine, given, incident => Decide(adapter, given, incident));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(GeneratedPolicies).WithQuietOnSuccess(true));

    private static RulesEngineDecision Decide(RulesEngineAdapter adapter, ConductCase given, Incident incident) => adapter.DecideAsync(given, incident.Id).GetAwaiter().GetResult();
}
