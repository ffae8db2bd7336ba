using System.Text.Json;
using System.Text.RegularExpressions;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Interop;

public sealed partial class RulesEngineExportTests
{
    private const string Hostile = "x\") || System.IO.File.Delete(\"y\") || (\"\" == \"";

    // The keys that RulesEngine's published schema gives a workflow, a rule with an expression, and a parameter.
    private static readonly string[] s_workflowKeys = ["WorkflowName", "WorkflowsToInject", "GlobalParams", "Rules"];
    private static readonly string[] s_ruleKeys = ["RuleName", "LocalParams", "Expression", "RuleExpressionType", "ErrorMessage", "SuccessEvent", "Properties", "Actions", "Enabled"];
    private static readonly string[] s_parameterKeys = ["Name", "Expression"];

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_workflow_has_the_keys_of_the_published_schema_and_no_others(string id)
    {
        var workflow = WorkflowOf(ShippedPolicies.Load(id));
        Assert.Equal(id, workflow.GetProperty("WorkflowName").GetString());
        AssertKeys(workflow, s_workflowKeys, "WorkflowName", "GlobalParams", "Rules");
        AssertParameters(workflow, "GlobalParams");
        foreach (var rule in workflow.GetProperty("Rules").EnumerateArray())
        {
            AssertKeys(rule, s_ruleKeys, "RuleName", "Expression");
            Assert.Equal("LambdaExpression", rule.GetProperty("RuleExpressionType").GetString());
            Assert.Equal(JsonValueKind.Object, rule.GetProperty("Properties").ValueKind);
            if (rule.TryGetProperty("LocalParams", out _))
            {
                AssertParameters(rule, "LocalParams");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Each_rule_has_a_name_of_its_own_and_says_what_it_is_about_on_which_clause(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var rules = WorkflowOf(policy).GetProperty("Rules").EnumerateArray().ToList();
        Assert.Equal(new RulesEngineExport(policy).RuleNames, rules.Select(rule => rule.GetProperty("RuleName").GetString()!));
        Assert.Equal(rules.Count, rules.Select(rule => rule.GetProperty("RuleName").GetString()).Distinct().Count());
        Assert.All(rules, rule =>
        {
            var about = rule.GetProperty("Properties");
            var clauses = about.GetProperty("clauses").EnumerateArray().Select(clause => clause.GetString()!).ToList();
            Assert.NotEmpty(clauses);
            Assert.All(clauses, clause => Assert.True(policy.Clauses.IndexOf(clause) >= 0, clause));
        });
        var asked = rules.Where(rule => rule.GetProperty("Properties").GetProperty("kind").GetString() == "response")
            .Select(rule => rule.GetProperty("Properties").GetProperty("id").GetString()!).Distinct();
        Assert.Equal(policy.Responses.Ids, asked);
    }

    /// <summary>A question that no unanswered fact can decide is asked by one rule; the others by two.</summary>
    [Theory]
    [InlineData("response.ban.applicable", true)]
    [InlineData("response.warning-letter.in-sequence", false)]
    [InlineData("response.ban.in-sequence", true)]
    [InlineData("response.ban.proportionate", true)]
    [InlineData("response.ban.approved", false)]
    [InlineData("behaviour.recording.breach", true)]
    [InlineData("behaviour.shouting.breach", false)]
    [InlineData("in-scope", true)]
    public void A_pair_of_rules_stands_where_something_may_be_unknown(string question, bool isPair)
    {
        var names = new RulesEngineExport(Given.QetPolicy).RuleNames;
        Assert.Equal(isPair, names.Contains($"{question}.certain"));
        Assert.Equal(isPair, names.Contains($"{question}.possible"));
        Assert.Equal(!isPair, names.Contains(question));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_input_has_whatever_the_expressions_name(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var input = policy.ToRulesEngineInput(Given.A(policy).Behaviour(policy.Behaviours[0].Id).Case());
        var named = InputName.Matches(policy.ToRulesEngineWorkflows()).Select(match => match.Groups["name"].Value);
        Assert.Empty(named.Except(input.Names));
        using var json = JsonDocument.Parse(input.ToJson());
        Assert.Equal(input.Names, json.RootElement.EnumerateObject().Select(item => item.Name));
        Assert.Equal(input.Values.ToArray(), json.RootElement.EnumerateObject().Select(item => item.Value.GetBoolean()));
    }

    [Fact]
    public void An_answer_is_known_and_yes_or_known_alone_or_neither()
    {
        Assert.Equal((true, true), Answer(true));
        Assert.Equal((true, false), Answer(false));
        Assert.Equal((false, false), Answer(FactValue.Unknown));

        static (bool, bool) Answer(FactValue value)
        {
            var input = Given.QetPolicy.ToRulesEngineInput(Given.Qet().Behaviour("shouting").Fact("criminal", value).Case()).ToDictionary();
            return ((bool)input["known_criminal"], (bool)input["yes_criminal"]);
        }
    }

    [Fact]
    public void A_rule_without_an_answer_is_refused_and_not_taken_for_false()
    {
        var export = new RulesEngineExport(Given.QetPolicy);
        var answers = export.RuleNames.ToDictionary(name => name, _ => false);
        Assert.Equal(ScopeVerdict.Out, export.Read(answers).Scope);
        answers.Remove("response.ban.approved");
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => export.Read(answers)).Problems);
        Assert.Equal(ProblemCode.RulesEngineFailed, problem.Code);
        Assert.Contains("`response.ban.approved`", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Labels are free text. They come out as they are, among the properties, and the expressions stay what they were.</summary>
    [Fact]
    public void No_label_becomes_code()
    {
        var rules = RuleText.Of("qet");
        var label = Given.QetPolicy.Responses["ban"].Label;
        var hostile = PolicyFile.Parse(rules.Replace($"\"label\": {JsonSerializer.Serialize(label)}", $"\"label\": {JsonSerializer.Serialize(Hostile)}", StringComparison.Ordinal));
        Assert.Equal(Hostile, hostile.Responses["ban"].Label);
        var (before, after) = (WorkflowOf(Given.QetPolicy), WorkflowOf(hostile));
        Assert.Equal(Expressions(before), Expressions(after));
        Assert.Contains(after.GetProperty("Rules").EnumerateArray(), rule =>
            rule.GetProperty("Properties").TryGetProperty("label", out var text) && text.GetString() == Hostile);
    }

    /// <summary>The loader takes no such ids; were they to come from elsewhere, their positions would stand for them.</summary>
    [Fact]
    public void No_id_becomes_code()
    {
        var policy = Given.QetPolicy;
        var person = policy.Facts["person"] with { Id = Hostile, Values = [Hostile, $"{Hostile}2", "__", ""] };
        var hostile = policy with
        {
            Id = Hostile,
            Facts = new(policy.Facts.Select(fact => fact.Id == "person" ? person : fact).ToValueList()),
            Scope = new CitedCondition(new ChoiceCondition(Hostile, person.Values), policy.Scope.Clauses, null),
            Responses = new(policy.Responses.Select(response => response.Id == "meeting" ? response with { Id = Hostile } : response).ToValueList()),
        };
        var export = new RulesEngineExport(hostile);
        Assert.All(Expressions(WorkflowOf(hostile)), expression => Assert.DoesNotContain("File", expression, StringComparison.Ordinal));
        Assert.All(export.RuleNames, name => Assert.Matches("^[a-z0-9.-]+$", name));
        foreach (var value in person.Values)
        {
            var given = Given.A(policy).Behaviour("shouting").Case();
            given = given with { Incidents = [given.Incidents[0] with { Facts = [new FactAnswer(Hostile, value)] }] };
            var input = export.InputOf(given).ToDictionary().ToDictionary(item => item.Key, item => (bool)item.Value);
            var decision = export.Read(new WorkflowInterpreter(export.ToJson(), RulesEngineInput.Parameter).Run(input));
            Assert.Equal(ScopeVerdict.In, decision.Scope);
            Assert.Equal(RulesEngineAgreement.Of(new DecisionEngine(hostile).Decide(given)), decision);
        }
    }

    [Fact]
    public void Whatever_an_id_is_a_name_has_letters_digits_and_underscores() => Prop.ForAll<string?, int>((id, position) =>
    {
        var word = IncidentVocabulary.Word(id ?? "", Math.Abs(position % 1_000));
        Assert.Matches(@"\A[a-z0-9_]+\z", word);
        Assert.Equal(word.StartsWith('_'), !Id.IsMatch(id ?? ""));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("on-site", "on_site")]
    [InlineData("4", "4")]
    [InlineData("on--site", "_7")]
    [InlineData("-on", "_7")]
    [InlineData("on_site", "_7")]
    [InlineData("On", "_7")]
    [InlineData("é", "_7")]
    [InlineData("", "_7")]
    public void An_id_keeps_its_words_and_anything_else_becomes_its_position(string id, string expected) => Assert.Equal(expected, IncidentVocabulary.Word(id, 7));

    private static JsonElement WorkflowOf(Policy policy) => Assert.Single(JsonDocument.Parse(policy.ToRulesEngineWorkflows()).RootElement.EnumerateArray());

    private static List<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Expressions)],
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(item => item.Name == "Expression" ? [item.Value.GetString()!] : Expressions(item.Value))],
        _ => [],
    };

    private static void AssertParameters(JsonElement owner, string key) =>
        Assert.All(owner.GetProperty(key).EnumerateArray(), parameter => AssertKeys(parameter, s_parameterKeys, s_parameterKeys));

    private static void AssertKeys(JsonElement element, string[] allowed, params string[] needed)
    {
        var keys = element.EnumerateObject().Select(item => item.Name).ToList();
        Assert.Empty(keys.Except(allowed));
        Assert.Empty(needed.Except(keys));
    }

    [GeneratedRegex(@"\bincident\.(?<name>[a-z0-9_]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InputName { get; }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id { get; }
}
