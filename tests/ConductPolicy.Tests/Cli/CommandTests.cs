using System.Text.Json;

namespace ConductPolicy.Tests.Cli;

public sealed class CommandTests
{
    private const string Case = """
        { "id": "2026-017", "asOf": "2026-11-20", "facts": { "person": "parental-responsibility" },
          "incidents": [ { "id": "i1", "on": "2026-11-18", "behaviours": ["abusive-message"], "seriousness": "severe", "facts": { "channel": "email", "criminal": null } } ],
          "events": [ { "on": "2026-11-18", "step": "gather-information" },
                      { "on": "2026-11-19", "step": "speak-to-parent", "by": "headteacher", "outcome": "unresolved" },
                      { "on": "2026-11-20", "recorded": { "act": "consult", "role": "ceo", "for": "ban" } } ] }
        """;

    [Fact]
    public void Decide_prints_the_json_that_others_script_against()
    {
        var (exit, output, _) = Tool.ConductPolicy(["decide", "--policy", "rules/qet.json", "--case", "-", "--format", "json"], Case);
        Assert.Equal(0, exit);
        using var document = JsonDocument.Parse(output);
        var decision = document.RootElement;
        Assert.Equal(1, decision.GetProperty("format").GetInt32());
        Assert.Equal("qet", decision.GetProperty("policy").GetProperty("id").GetString());
        Assert.Equal(64, decision.GetProperty("policy").GetProperty("hash").GetString()!.Length);
        Assert.Equal(("2026-017", "i1", "2026-11-20", "in"), (Text(decision, "case"), Text(decision, "incident"), Text(decision, "asOf"), Text(decision, "scope")));
        var seriousness = decision.GetProperty("seriousness");
        Assert.Equal(("severe", "severe", true, false), (Text(seriousness, "from"), Text(seriousness, "to"), seriousness.GetProperty("given").GetBoolean(), seriousness.GetProperty("lowered").GetBoolean()));
        var behaviour = decision.GetProperty("behaviours")[0];
        Assert.Equal(("abusive-message", "breach", "alleged"), (Text(behaviour, "id"), Text(behaviour, "verdict"), Text(behaviour, "finding")));
        var ban = decision.GetProperty("responses").EnumerateArray().Single(item => Text(item, "id") == "ban");
        Assert.Equal((4, "awaiting-approval", "approved", "headteacher"), (ban.GetProperty("rung").GetInt32(), Text(ban, "status"), Text(ban, "gate"), Text(ban, "decidedBy")));
        var missing = Assert.Single(ban.GetProperty("missing").EnumerateArray());
        Assert.Equal(("consult", "chair-of-governors", "6.ban.consult"), (Text(missing, "act"), Text(missing, "role"), missing.GetProperty("clauses")[0].GetString()));
        foreach (var key in new[] { "required", "next", "awaited", "ask", "consider", "deadlines" })
        {
            Assert.Equal(JsonValueKind.Array, decision.GetProperty(key).ValueKind);
        }

        Assert.Equal("meeting", decision.GetProperty("next")[0].GetString());
        Assert.All(ban.GetProperty("reasons").EnumerateArray(), reason => Assert.Matches("^(stated|reading|setting)$", Text(reason, "basis")));
    }

    [Fact]
    public void A_wrong_id_in_a_case_names_the_nearest_right_one()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["decide", "--policy", "qet", "--case", "-"], Case.Replace("abusive-message", "abusive-mesage", StringComparison.Ordinal));
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("standard input:2:67: error unknown-reference: The policy has no behaviour `abusive-mesage`.", errors, StringComparison.Ordinal);
        Assert.Contains("help: Did you mean `abusive-message`?", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.json: error cannot-read: `nowhere.json` cannot be read", "decide", "--policy", "qet", "--case", "nowhere.json")]
    [InlineData("error unknown-policy: No policy `qte` ships with ConductPolicy.", "decide", "--policy", "qte", "--case", "-")]
    [InlineData("--as-of: error bad-date: `20/11/2026` is not a date.", "decide", "--policy", "qet", "--case", "-", "--as-of", "20/11/2026")]
    [InlineData("/incidents: error unknown-incident: The case has no incident `i2`.", "decide", "--policy", "qet", "--case", "-", "--incident", "i2")]
    public void What_is_wrong_with_the_question_is_said_first(string expected, params string[] arguments) =>
        Assert.StartsWith(expected, Tool.ConductPolicy(arguments, Case).Errors, StringComparison.Ordinal);

    [Theory]
    [InlineData(2, "decide", "--policy", "qet", "--policy", "thrive", "--case", "-")]
    [InlineData(2, "decide", "--policy", "qet")]
    [InlineData(2, "decide", "--policy", "qte", "--case", "-")]
    [InlineData(2, "decide", "--policy", "qet", "--case", "nowhere.json")]
    [InlineData(2, "decide", "--policy", "qet", "--case", "-", "--as-of", "20/11/2026")]
    [InlineData(2, "decide", "--policy", "qet", "--case", "-", "--incident", "i2")]
    [InlineData(2, "decide", "--policy", "qet", "--case", "-", "--format", "xml")]
    [InlineData(2, "validate", "rules/nowhere.json")]
    [InlineData(2, "matrix", "--policy", "qet", "--behaviour", "nothing")]
    [InlineData(2, "decid")]
    [InlineData(0, "decide", "--policy", "qet", "--case", "-", "--as-of", "2026-11-19")]
    [InlineData(0, "validate", "rules/qet.json", "rules/thrive.json")]
    [InlineData(0, "clauses", "--policy", "thrive")]
    [InlineData(0, "matrix", "--policy", "thrive", "--behaviour", "smoking")]
    [InlineData(0, "schema", "terms")]
    [InlineData(0, "schema", "bank-holidays")]
    [InlineData(0, "--help")]
    public void The_exit_status_says_how_it_went(int expected, params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(arguments, Case);
        Assert.Equal(expected, exit);
        Assert.True((expected == 0 ? output : errors + output).Length > 0);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("test")]
    [InlineData("fmt")]
    [InlineData("decide")]
    public void Help_is_help_where_a_command_takes_files_too(string command)
    {
        var (exit, output, errors) = Tool.ConductPolicy([command, "--help"]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains($"Usage:\n  conduct-policy {command}", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decide", "--policy", "qet", "--frmat", "json")]
    [InlineData("decide", "--policy", "qet", "--format", "yaml")]
    [InlineData("decode")]
    public void Wrong_usage_prints_nothing_on_standard_output(params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(arguments);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("Usage:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_prints_a_line_of_json_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("conduct-policy").FullName;
        var file = Path.Combine(folder, "rules.json");
        File.WriteAllText(file, RuleText.With(RuleText.Of("qet"), "\"rung\": 3,", "\"rungs\": 3,"));
        var (exit, output, _) = Tool.ConductPolicy(["validate", file, "rules/thrive.json", "--format", "json"]);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(2, exit);
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        using var bad = JsonDocument.Parse(lines[0]);
        var problem = bad.RootElement.GetProperty("problems").EnumerateArray().First(item => Text(item, "code") == "unknown-key");
        Assert.Equal(("/responses/7/rungs", "error"), (Text(problem, "pointer"), Text(problem, "severity")));
        Assert.True(problem.GetProperty("line").GetInt32() > 1 && problem.GetProperty("column").GetInt32() > 1);
        using var good = JsonDocument.Parse(lines[1]);
        Assert.Equal(0, good.RootElement.GetProperty("problems").GetArrayLength());
    }

    [Fact]
    public void Clauses_prints_the_coverage()
    {
        using var document = JsonDocument.Parse(Tool.ConductPolicy(["clauses", "--policy", "qet", "--format", "json"]).Output);
        var coverage = document.RootElement;
        Assert.Equal(66, coverage.GetProperty("clauses").GetInt32());
        Assert.Equal(66, coverage.GetProperty("cited").GetInt32() + coverage.GetProperty("covered").GetInt32());
        Assert.Equal(0, coverage.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public void Matrix_has_a_row_a_behaviour_and_a_cell_a_response()
    {
        using var document = JsonDocument.Parse(Tool.ConductPolicy(["matrix", "--policy", "qet", "--format", "json"]).Output);
        var rows = document.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(Given.QetPolicy.Behaviours.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(Given.QetPolicy.Responses.Count, row.GetProperty("responses").GetArrayLength()));
        var smoking = rows.Single(row => Text(row, "behaviour") == "smoking").GetProperty("responses").EnumerateArray();
        Assert.False(smoking.Single(cell => Text(cell, "id") == "ban").GetProperty("possible").GetBoolean());
    }

    [Fact]
    public void The_markdown_note_has_the_same_sections_as_the_text()
    {
        var text = Tool.ConductPolicy(["decide", "--policy", "qet", "--case", "-"], Case).Output;
        var markdown = Tool.ConductPolicy(["decide", "--policy", "qet", "--case", "-", "--format", "markdown"], Case).Output;
        var sections = markdown.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].ToUpperInvariant()).ToList();
        Assert.True(sections.Count >= 6);
        Assert.All(sections, section => Assert.Contains(section, text.Split('\n')));
    }

    [Fact]
    public void Explain_adds_the_tree_of_reasons()
    {
        var output = Tool.ConductPolicy(["decide", "--policy", "qet", "--case", "-", "--explain"], Case).Output;
        Assert.Contains("EVERY REASON", output, StringComparison.Ordinal);
        Assert.Contains("- [yes] The consultation of the CEO is on record. [6.ban.consult]", output, StringComparison.Ordinal);
        Assert.Contains("- [no] First consult the chair of governors. [6.ban.consult]", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Tool.ConductPolicy(["decide", "--policy", "qet", "--case", "-", "--explain", "--format", "json"], Case).Output);
        Assert.Equal(2 + 1 + Given.QetPolicy.Responses.Count, document.RootElement.GetProperty("explanation").GetProperty("parts").GetArrayLength());
    }

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();
}
