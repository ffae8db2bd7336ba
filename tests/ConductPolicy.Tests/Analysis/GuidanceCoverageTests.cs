using System.Text.Json;
using ConductPolicy.Analysis;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Analysis;

public sealed class GuidanceCoverageTests
{
    private static readonly GuidanceCoverage s_qet = GuidanceCoverage.Of(Given.QetPolicy, GuidanceFile.Shipped());
    private static readonly GuidanceCoverage s_thrive = GuidanceCoverage.Of(Given.ThrivePolicy, GuidanceFile.Shipped());

    [Fact]
    public void Of_a_ban_without_a_hearing_it_says_what_is_lacking()
    {
        Assert.Equal(["immediate-track", "considered-track", "heard", "decision-after-hearing"], s_qet.Answers.Where(answer => !answer.IsGiven).Select(answer => answer.Ask.Id));
        Assert.Equal(["ban"], Answer(s_qet, "heard").LackedBy);
        Assert.True(Answer(s_qet, "by-the-headteacher").IsStated);

        // The text says nothing of a notice.
        Assert.True(Answer(s_qet, "written-notice") is { IsGiven: true, IsStated: false });
        Assert.StartsWith("The text says nothing of a notice", Assert.Single(Answer(s_qet, "written-notice").Given).Reading, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_provisional_bar_and_its_confirmation_it_says_on_which_clauses_they_give_what_is_asked()
    {
        Assert.Equal(["considered-track"], s_thrive.Answers.Where(answer => !answer.IsGiven).Select(answer => answer.Ask.Id));
        Assert.Equal(new GuidancePart("bar-confirmed", "bar.review", ["6.4.4.end-review"], null), Assert.Single(Answer(s_thrive, "review").Given));
        Assert.Equal(
            [("bar-provisional", "bar.representations", "6.4.1.representations", false), ("bar-confirmed", "after.representations", "6.4.3.consider", true)],
            Answer(s_thrive, "heard").Given.Select(part => (part.Response, part.Part, string.Join(' ', part.Clauses), part.Reading is not null)));
        Assert.Equal("bar-provisional", Assert.Single(Answer(s_thrive, "immediate-track").Given).Response);
    }

    [Fact]
    public void What_is_asked_only_as_one_of_several_ways_is_not_given()
    {
        var confirmed = Given.ThrivePolicy.Responses["bar-confirmed"];
        var either = confirmed with { After = new AnyCondition([confirmed.After!, new SeriousnessCondition("severe")]), Approvals = [] };
        var policy = Given.ThrivePolicy with { Responses = new(Given.ThrivePolicy.Responses.Select(response => response.Id == either.Id ? either : response).ToValueList()) };
        Assert.Equal(["bar-confirmed"], Answer(GuidanceCoverage.Of(policy, GuidanceFile.Shipped()), "decision-after-hearing").LackedBy);
    }

    [Fact]
    public void A_choice_of_the_trusts_own_is_not_passed_off_as_stated()
    {
        var letters = GuidanceFile.Load(Repository.PathOf("rules", "guidance", "bar-letters.json"));
        Assert.Equal(7, letters.Asks.Count);
        var journey = Answer(GuidanceCoverage.Of(Given.ThrivePolicy, letters), "child-journey");
        Assert.True(journey is { IsGiven: true, IsStated: false });
        Assert.All(journey.Given, part => Assert.Empty(part.Clauses));
        Assert.Equal(["ban"], Answer(GuidanceCoverage.Of(Given.QetPolicy, letters), "contact").LackedBy);
    }

    [Fact]
    public void A_policy_without_bars_is_asked_nothing()
    {
        var letter = Given.QetPolicy.Responses["warning-letter"];
        Assert.Empty(GuidanceCoverage.Of(Given.QetPolicy with { Responses = new([letter]) }, GuidanceFile.Shipped()).Answers);
    }

    [Theory]
    [InlineData("rules/guidance/controlling-access.json")]
    [InlineData("rules/guidance/bar-letters.json")]
    public void What_ships_has_no_problems(string file) => Assert.Empty(CheckedFile.Check(Repository.PathOf(file)));

    [Theory]
    [InlineData("\"notice.form:written\"", "\"notice.forms:written\"", ProblemCode.UnknownPart, "/asks/0/has/0")]
    [InlineData("\"id\": \"heard\"", "\"id\": \"review\"", ProblemCode.DuplicateId, "/asks/6/id")]
    [InlineData("\"of\": \"some-bar\", \"has\": [\"carriedOn\"]", "\"of\": \"any-bar\", \"has\": [\"carriedOn\"]", ProblemCode.UnknownWord, "/asks/2/of")]
    [InlineData("\"format\": 1", "\"format\": 2", ProblemCode.NewerFormat, "/format")]
    [InlineData("\"title\":", "\"titel\":", ProblemCode.UnknownKey, "/titel")]
    [InlineData("\"has\": [\"bar.review\"]", "\"has\": []", ProblemCode.TooFew, "/asks/6/has")]
    public void A_mistake_is_told_with_its_place(string old, string replacement, string code, string pointer)
    {
        var text = RuleText.With(File.ReadAllText(Repository.PathOf("rules", "guidance", "controlling-access.json")), old, replacement);
        var problem = Assert.Single(GuidanceFile.Check(System.Text.Encoding.UTF8.GetBytes(text), "guidance.json"));
        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
        Assert.True(problem.Line > 0 && problem.Help is not null);
    }

    [Fact]
    public void The_tool_lays_the_two_side_by_side()
    {
        var (exit, output, _) = Cli("--guidance", "--format", "json");
        Assert.Equal(0, exit);
        var asks = JsonDocument.Parse(output).RootElement.GetProperty("guidance").GetProperty("asks").EnumerateArray().ToDictionary(ask => ask.GetProperty("id").GetString()!);
        Assert.Equal(7, asks.Count);
        Assert.False(asks["heard"].GetProperty("given").GetBoolean());
        Assert.Equal("reading", asks["written-notice"].GetProperty("by")[0].GetProperty("basis").GetString());
        (_, output, _) = Cli("--guidance", "rules/guidance/bar-letters.json");
        Assert.Contains("the trust's own choice, of which the text says", output, StringComparison.Ordinal);
        (_, output, _) = Cli("--format", "json");
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(output).RootElement.GetProperty("guidance").ValueKind);
        Assert.Equal(2, Cli("--guidance", "rules/nowhere.json").Exit);

        static (int Exit, string Output, string Errors) Cli(params string[] options) => Tool.ConductPolicy(["analyze", "--policy", "qet", .. options]);
    }

    private static GuidanceAnswer Answer(GuidanceCoverage coverage, string ask) => coverage.Answers.Single(answer => answer.Ask.Id == ask);
}
