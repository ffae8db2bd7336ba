using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Interop;

/// <summary>The exported workflows, run without RulesEngine, say what the library says.</summary>
public sealed class RulesEngineExportLaws
{
    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void The_workflows_give_the_answers_of_the_library(string id)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(id));
        var run = Runner(engine);
        Prop.ForAll(CaseArbitrary.For(engine.Policy), given => { RulesEngineAgreement.Holds(engine, given, incident => run(given, incident)); })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(1_000)).WithQuietOnSuccess(true));
    }

    [Fact]
    public void The_workflows_of_any_policy_give_the_answers_of_the_library() => Prop.ForAll(PolicyAndCase.Generated, pair =>
    {
        var run = Runner(pair.Engine);
        RulesEngineAgreement.Holds(pair.Engine, pair.Given, incident => run(pair.Given, incident));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(1_000)).WithQuietOnSuccess(true));

    private static Func<ConductCase, Incident, RulesEngineDecision> Runner(DecisionEngine engine)
    {
        var export = new RulesEngineExport(engine.Policy);
        var interpreter = new WorkflowInterpreter(export.ToJson(), RulesEngineInput.Parameter);
        return (given, incident) =>
        {
            var input = export.InputOf(given, incident.Id);
            return export.Read(interpreter.Run(input.ToDictionary().ToDictionary(item => item.Key, item => (bool)item.Value)));
        };
    }
}
