using System.Text.Json;
using System.Text.RegularExpressions;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Cli;

public sealed partial class WhatIfTests
{
    public static TheoryData<string, string, string> Questions => new()
    {
        { "qet", "ban-consulted-on-but-not-the-last-resort", "ban" },
        { "qet", "recording-with-an-answer-missing", "warning-letter" },
        { "qet", "person-not-known-yet", "ban" },
        { "qet", "ban-with-both-consultations", "ban" },
        { "qet", "seriousness-lowered", "single-contact" },
        { "thrive", "bar-open-but-mildest-first", "bar-confirmed" },
        { "thrive", "provisional-bar-in-force", "bar-confirmed" },
        { "thrive", "confirmed-bar-in-force", "bar-confirmed" },
        { "thrive", "conversation-without-an-outcome-yet", "letter" },
        { "thrive", "smoking-and-perhaps-bullying", "courts" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void The_page_is_the_one_beside_this_test(string policy, string name, string response)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["what-if", "--policy", policy, "--case", CaseOf(policy, name), "--response", response]);
        Assert.Equal((0, ""), (exit, errors));
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "WhatIf", $"{policy}-{name}.txt"), output);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Each_case_that_the_json_gives_is_decided_as_it_says(string policy, string name, string response)
    {
        var output = Tool.ConductPolicy(["what-if", "--policy", policy, "--case", CaseOf(policy, name), "--response", response, "--format", "json"]).Output;
        if (name is "provisional-bar-in-force" or "recording-with-an-answer-missing")
        {
            Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "WhatIf", $"{policy}-{name}.json"), Hash().Replace(output, "\"hash\": \"…\""));
        }

        var rules = ShippedPolicies.Load(policy);
        var engine = new DecisionEngine(rules);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        Assert.Equal(engine.Decide(CaseFile.Load(CaseOf(policy, name), rules))[response].Status, StatusOf(root));
        foreach (var set in root.GetProperty("permit").GetProperty("sets").EnumerateArray())
        {
            Assert.Equal(ResponseStatus.Permitted, engine.Decide(CaseFile.Parse(set.GetProperty("case").GetRawText(), rules))[response].Status);
        }

        foreach (var set in root.GetProperty("ruleOut").GetProperty("sets").EnumerateArray())
        {
            Assert.True(engine.Decide(CaseFile.Parse(set.GetProperty("case").GetRawText(), rules))[response].Status < ResponseStatus.Unknown);
        }
    }

    [Fact]
    public void Where_nothing_can_permit_it_that_is_said_and_the_exit_is_1()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["what-if", "--policy", "qet", "--case", CaseOf("qet", "alcohol-at-a-permitted-event"), "--response", "ban"]);
        Assert.Equal((1, ""), (exit, errors));
        Assert.Contains("With what is known taken as it is, the seriousness too, nothing that can still come to this case", output.ReplaceLineEndings(" ").Replace("   ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_sets_are_given_where_fewer_are_asked_for()
    {
        string[] arguments = ["what-if", "--policy", "thrive", "--case", CaseOf("thrive", "bar-open-but-mildest-first"), "--response", "bar-confirmed", "--format", "json"];
        using var all = JsonDocument.Parse(Tool.ConductPolicy(arguments).Output);
        using var two = JsonDocument.Parse(Tool.ConductPolicy([.. arguments, "--sets", "2"]).Output);
        var (many, few) = (all.RootElement.GetProperty("permit"), two.RootElement.GetProperty("permit"));
        Assert.True(few.GetProperty("mayBeMore").GetBoolean());
        Assert.True(many.GetProperty("sets").GetArrayLength() > 2);
        Assert.Equal(many.GetProperty("sets").EnumerateArray().Take(2).Select(set => set.GetRawText()), few.GetProperty("sets").EnumerateArray().Select(set => set.GetRawText()));
    }

    [Theory]
    [InlineData("no response `bann`", "--response", "bann")]
    [InlineData("no incident `i7`", "--response", "ban", "--incident", "i7")]
    [InlineData("`--sets` is a number", "--response", "ban", "--sets", "0")]
    [InlineData("lies before the incident", "--response", "ban", "--as-of", "2026-01-01")]
    public void What_cannot_be_answered_is_told_with_what_to_do(string said, params string[] arguments)
    {
        var (exit, _, errors) = Tool.ConductPolicy(["what-if", "--policy", "qet", "--case", CaseOf("qet", "ban-in-force"), .. arguments]);
        Assert.Equal(2, exit);
        Assert.Contains(said, errors, StringComparison.Ordinal);
    }

    private static string CaseOf(string policy, string name) => Repository.PathOf("rules", "examples", policy, $"{name}.json");

    private static ResponseStatus StatusOf(JsonElement root) =>
        Enum.GetValues<ResponseStatus>().Single(status => status.ToString().Equals(root.GetProperty("status").GetString()!.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("\"hash\": \"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash();
}
