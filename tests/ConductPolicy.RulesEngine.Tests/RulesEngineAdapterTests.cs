using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using ConductPolicy.Tests;
using ConductPolicy.Tests.Interop;
using RulesEngine.Models;

namespace ConductPolicy.RulesEngine.Tests;

public sealed class RulesEngineAdapterTests
{
    private static readonly ConductCase s_case = Given.Qet().Behaviour("abusive-message").QetSteps().Consulted("ceo", "ban").Case();

    [Fact]
    public async Task A_case_is_decided_as_the_library_decides_it()
    {
        var decision = await new RulesEngineAdapter(Given.QetPolicy).DecideAsync(s_case);
        Assert.Equal(RulesEngineAgreement.Of(new DecisionEngine(Given.QetPolicy).Decide(s_case)), decision);
        Assert.Equal(ResponseStatus.Permitted, decision["warning-letter"]);
        Assert.Equal("There is no response `bann`. Did you mean `ban`?", Assert.Throws<KeyNotFoundException>(() => decision["bann"]).Message);
    }

    /// <summary>RulesEngine by itself calls such a rule unsuccessful.</summary>
    [Theory]
    [InlineData("incident.approved_ban__1_consult_coe")]
    [InlineData("incident.approved_ban__1_consult_ceo &&")]
    [InlineData("incident.approved_ban__1_consult_ceo && 1")]
    [InlineData("nobody_defined_this")]
    public async Task A_rule_that_does_not_run_is_refused_and_not_taken_for_false(string expression)
    {
        var workflows = JsonSerializer.Deserialize<Workflow[]>(Given.QetPolicy.ToRulesEngineWorkflows())!;
        Rule("response.ban.approved", workflows).Expression = expression;
        var bare = new global::RulesEngine.RulesEngine(workflows);
        var result = (await bare.ExecuteAllRulesAsync("qet", new RuleParameter("incident", Given.QetPolicy.ToRulesEngineInput(s_case).ToDictionary())))
            .Single(result => result.Rule.RuleName == "response.ban.approved");
        Assert.False(result.IsSuccess);
        Assert.NotEmpty(result.ExceptionMessage);

        await AssertRefusedAsync(changed => Rule("response.ban.approved", changed).Expression = expression, "response.ban.approved");
    }

    [Fact]
    public Task A_parameter_that_does_not_compile_is_refused() =>
        AssertRefusedAsync(changed => changed[0].GlobalParams = [new ScopedParam { Name = "scope_certain", Expression = "incident.nothing" }], "in-scope.certain");

    [Fact]
    public Task A_rule_that_is_left_out_is_refused() =>
        AssertRefusedAsync(changed => changed[0].Rules = changed[0].Rules.Where(rule => rule.RuleName != "response.ban.approved").ToList(), "response.ban.approved");

    [Fact]
    public Task A_rule_that_is_turned_off_is_refused() => AssertRefusedAsync(changed => Rule("response.ban.approved", changed).Enabled = false, "response.ban.approved");

    [Fact]
    public Task A_workflow_of_another_name_is_refused() => AssertRefusedAsync(changed => changed[0].WorkflowName = "other", "qet");

    [Fact]
    public void Workflows_that_RulesEngine_does_not_take_are_refused() => Assert.Equal(
        ProblemCode.RulesEngineFailed,
        Assert.Throws<ConductPolicyException>(() => Changed(changed => changed[0].WorkflowName = "")).Problems[0].Code);

    [Fact]
    public async Task What_is_wrong_with_the_case_is_told_as_the_library_tells_it()
    {
        var adapter = new RulesEngineAdapter(Given.QetPolicy);
        var refused = await Assert.ThrowsAsync<ConductPolicyException>(() => adapter.DecideAsync(s_case, "nowhere"));
        Assert.Equal(ProblemCode.UnknownIncident, refused.Problems[0].Code);
        await Assert.ThrowsAsync<ArgumentNullException>(() => adapter.DecideAsync(null!));
    }

    [Fact]
    public async Task It_can_be_called_off() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => new RulesEngineAdapter(Given.QetPolicy).DecideAsync(s_case, cancellation: new CancellationToken(canceled: true)));

    /// <summary>From the first call on, when the rules are not compiled yet.</summary>
    [Fact]
    public async Task Many_threads_may_ask_at_once()
    {
        var adapter = new RulesEngineAdapter(Given.QetPolicy);
        var expected = RulesEngineAgreement.Of(new DecisionEngine(Given.QetPolicy).Decide(s_case));
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => adapter.DecideAsync(s_case))));
        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    /// <summary>The input as it is printed serves as well as the one that the adapter makes.</summary>
    [Fact]
    public async Task The_printed_input_gives_the_same_answers_by_RulesEngine_alone()
    {
        var export = new RulesEngineExport(Given.QetPolicy);
        var input = JsonSerializer.Deserialize<System.Dynamic.ExpandoObject>(export.InputOf(s_case).ToJson())!;
        var results = await new global::RulesEngine.RulesEngine([.. JsonDocument.Parse(export.ToJson()).RootElement.EnumerateArray().Select(workflow => workflow.GetRawText())])
            .ExecuteAllRulesAsync("qet", new RuleParameter(RulesEngineInput.Parameter, input));
        Assert.All(results, result => Assert.Empty(result.ExceptionMessage));
        Assert.Equal(
            RulesEngineAgreement.Of(new DecisionEngine(Given.QetPolicy).Decide(s_case)),
            export.Read(results.ToDictionary(result => result.Rule.RuleName, result => result.IsSuccess)));
    }

    private static Rule Rule(string name, Workflow[] workflows) => workflows[0].Rules.Single(rule => rule.RuleName == name);

    private static RulesEngineAdapter Changed(Action<Workflow[]> change) => new(new RulesEngineExport(Given.QetPolicy), workflows =>
    {
        workflows[0].Rules = workflows[0].Rules.ToList();
        change(workflows);
        return workflows;
    });

    private static async Task AssertRefusedAsync(Action<Workflow[]> change, string named)
    {
        var adapter = Changed(change);
        var problem = (await Assert.ThrowsAsync<ConductPolicyException>(() => adapter.DecideAsync(s_case)).ConfigureAwait(false)).Problems[0];
        Assert.Equal(ProblemCode.RulesEngineFailed, problem.Code);
        Assert.Contains($"`{named}`", problem.Message, StringComparison.Ordinal);
    }
}
