using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace ConductPolicy.Tests.Analysis;

/// <summary>What the diagrams say of all states, held against what the engine says of one.</summary>
public sealed class PolicyDiagramsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void The_diagrams_of_a_shipped_policy_agree_with_the_engine(string id)
    {
        var policy = id == "qet" ? Given.QetPolicy : Given.ThrivePolicy;
        var engine = new DecisionEngine(policy);
        var compiled = new CompiledPolicy(policy);
        var diagrams = new PolicyDiagrams(compiled);
        Prop.ForAll(CaseArbitrary.For(policy), given => Agree(engine, compiled, diagrams, given))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(2_000)).WithQuietOnSuccess(true));
        output.WriteLine($"{diagrams.Variables.All.Count} variables, {diagrams.Table.NodeCount} nodes made, {diagrams.Table.Count(diagrams.Possible)} states");
        foreach (var response in compiled.Responses)
        {
            var sizes = Enum.GetValues<ResponseStatus>().Select(status => $"{status} {diagrams.Table.SizeOf(diagrams.StatusOf(response, status))}");
            output.WriteLine($"{response.Response.Id}: {string.Join(", ", sizes)}");
        }
    }

    [Fact]
    public void The_diagrams_of_a_generated_policy_agree_with_its_engine() =>
        Prop.ForAll(PolicyAndCase.Generated, pair =>
        {
            var compiled = new CompiledPolicy(pair.Engine.Policy);
            Agree(pair.Engine, compiled, new PolicyDiagrams(compiled), pair.Given);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(2_000)).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void In_every_possible_state_a_response_has_one_status(string id)
    {
        var compiled = new CompiledPolicy(id == "qet" ? Given.QetPolicy : Given.ThrivePolicy);
        var diagrams = new PolicyDiagrams(compiled);
        foreach (var response in compiled.Responses)
        {
            var statuses = Enum.GetValues<ResponseStatus>().Select(status => diagrams.StatusOf(response, status)).ToList();
            Assert.Equal(Diagram.False, diagrams.Table.AndNot(diagrams.Possible, diagrams.Table.Any(statuses)));
            Assert.All(
                from i in Enumerable.Range(0, statuses.Count) from j in Enumerable.Range(0, i) select (statuses[i], statuses[j]),
                pair => Assert.Equal(Diagram.False, diagrams.Table.And(diagrams.Table.And(pair.Item1, pair.Item2), diagrams.Possible)));
        }
    }

    private static void Agree(DecisionEngine engine, CompiledPolicy compiled, PolicyDiagrams diagrams, ConductCase given)
    {
        foreach (var incident in Law.Decidable(given))
        {
            var prepared = engine.Prepare(given, incident.Id);
            var values = diagrams.Variables.ValuesOf(prepared);
            Assert.True(diagrams.Table.Evaluate(diagrams.Possible, values), "a state that a case is in should be possible");
            var statuses = new ResponseStatus[engine.Policy.Responses.Count];
            prepared.Statuses(statuses);
            foreach (var response in compiled.Responses)
            {
                var held = Enum.GetValues<ResponseStatus>().Where(status => diagrams.Table.Evaluate(diagrams.StatusOf(response, status), values));
                Assert.Equal([statuses[response.Position]], held);
            }
        }
    }
}
