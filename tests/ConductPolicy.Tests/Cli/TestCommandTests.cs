using System.Text.Json;
using ConductPolicy.Tests.Loading;

namespace ConductPolicy.Tests.Cli;

public sealed class TestCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conduct-tests").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void The_tests_that_ship_pass_and_cover_every_clause_that_decides(string policy)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["test", $"rules/{policy}.cases.json", "--format", "json"]);
        Assert.Equal("", errors);
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var file = Assert.Single(json.RootElement.GetProperty("files").EnumerateArray());
        Assert.True(file.GetProperty("passed").GetInt32() >= 30);
        Assert.Equal(0, file.GetProperty("failed").GetInt32());
        Assert.Empty(file.GetProperty("coverage").GetProperty("clausesNotCovered").EnumerateArray());
    }

    [Fact]
    public void A_changed_rule_shows_each_difference_side_by_side()
    {
        var rules = RuleText.With(RuleText.Of("qet"), "\"ceiling\": { \"low\": 2, \"moderate\": 3, \"high\": 3, \"severe\": 4 }", "\"ceiling\": { \"low\": 1, \"moderate\": 1, \"high\": 2, \"severe\": 4 }");
        Write("trust.json", rules);
        Write("trust.cases.json", """
            {
              "format": 1,
              "cases": [
                {
                  "id": "a-letter-for-loud-words",
                  "why": "A warning letter is in proportion to an incident of moderate seriousness.",
                  "case": {
                    "id": "2026-001", "asOf": "2026-11-20", "facts": { "person": "parental-responsibility" },
                    "incidents": [{ "id": "i1", "on": "2026-11-18", "behaviours": ["shouting"], "seriousness": "moderate" }],
                    "events": [{ "on": "2026-11-18", "step": "gather-information" }, { "on": "2026-11-19", "step": "speak-to-parent" }]
                  },
                  "expect": { "statuses": { "meeting": "permitted", "warning-letter": "permitted", "single-contact": "disproportionate" }, "next": ["meeting"] }
                },
                {
                  "id": "no-day",
                  "why": "It cannot be decided before it happened.",
                  "case": { "id": "2026-002", "asOf": "2026-11-01", "incidents": [{ "id": "i1", "on": "2026-11-18", "behaviours": ["shouting"] }] },
                  "expect": { "scope": "unknown" }
                }
              ]
            }
            """);
        var (exit, output, errors) = Tool.ConductPolicy(["test", "trust.cases.json"], folder: _folder);
        Assert.Equal("", errors);
        Assert.Equal(1, exit);
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "test-command.txt"), output);
    }

    [Fact]
    public void A_folder_of_tests_is_run_file_by_file()
    {
        foreach (var policy in new[] { "thrive", "qet" })
        {
            File.Copy(Repository.PathOf("rules", $"{policy}.json"), Path.Combine(_folder, $"{policy}.json"));
            Write($"{policy}.cases.json", """{ "format": 1, "cases": [{ "id": "t", "why": "w", "case": { "id": "c", "asOf": "2026-11-20", "incidents": [{ "id": "i1", "on": "2026-11-18" }] }, "expect": { "scope": "unknown" } }] }""");
        }

        var (exit, output, _) = Tool.ConductPolicy(["test", ".", "--format", "json"], folder: _folder);
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["qet", "thrive"], json.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("policy").GetString()!));
    }

    [Fact]
    public void A_folder_without_tests_and_a_name_that_says_no_rule_file_are_refused()
    {
        var (none, _, noneError) = Tool.ConductPolicy(["test", "."], folder: _folder);
        Assert.Equal((2, true), (none, noneError.Contains("has no policy tests", StringComparison.Ordinal)));
        Write("tests.json", "{}");
        var (unnamed, _, unnamedError) = Tool.ConductPolicy(["test", "tests.json"], folder: _folder);
        Assert.Equal((2, true), (unnamed, unnamedError.Contains("does not say for which rule file", StringComparison.Ordinal)));
    }

    [Fact]
    public void Missing_tests_are_written_to_a_file_and_wait_for_a_person()
    {
        var harbour = TestFiles.PathOf("rules/good", "harbour");
        var (exit, output, errors) = Tool.ConductPolicy(["test", "--policy", harbour, "--generate", "harbour.cases.json"], folder: _folder);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("written to harbour.cases.json", output, StringComparison.Ordinal);
        Assert.Contains("response letter: proportionate", output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.PathOf("tests", "ConductPolicy.Tests", "PolicyTests", "harbour.cases.json")), File.ReadAllText(Path.Combine(_folder, "harbour.cases.json")));

        var (refused, _, refusal) = Tool.ConductPolicy(["test", "--policy", harbour, "--generate", "harbour.cases.json"], folder: _folder);
        Assert.Equal((2, true), (refused, refusal.Contains("is there already", StringComparison.Ordinal)));

        // They are run and shown apart, and count for nothing; what they exercise is not written again.
        var (ran, report, _) = Tool.ConductPolicy(["test", "harbour.cases.json", "--policy", harbour, "--generate", "more.cases.json"], folder: _folder);
        Assert.Equal(0, ran);
        Assert.Contains("NOT CONFIRMED BY A PERSON", report, StringComparison.Ordinal);
        Assert.Contains("0 of the 10 clauses", report, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", report, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "more.cases.json")));
    }

    [Fact]
    public void Missing_tests_are_printed_or_named_for_programs()
    {
        var (exit, output, _) = Tool.ConductPolicy(["test", "rules/qet.cases.json", "--generate", Path.Combine(_folder, "m.cases.json"), "--format", "json"]);
        Assert.Equal(0, exit);
        using var json = JsonDocument.Parse(output);
        var generated = json.RootElement.GetProperty("generated");
        var file = json.RootElement.GetProperty("files")[0];
        Assert.Equal(0, file.GetProperty("unconfirmed").GetInt32());
        Assert.True(file.GetProperty("tests")[0].GetProperty("confirmed").GetBoolean());
        var impossible = generated.GetProperty("impossible").EnumerateArray().Select(item => item.GetProperty("place").GetString()).ToList();
        Assert.Contains("response meeting: proportionate", impossible);

        var harbour = TestFiles.PathOf("rules/good", "harbour");
        var (printed, text, _) = Tool.ConductPolicy(["test", "--policy", harbour, "--generate", "-"]);
        Assert.Equal((0, true), (printed, text.StartsWith("// Generated from the rules of `harbour`", StringComparison.Ordinal)));
        var (both, _, onlyOne) = Tool.ConductPolicy(["test", "--policy", harbour, "--generate", "-", "--format", "json"]);
        Assert.Equal((2, true), (both, onlyOne.Contains("`--generate -` prints the tests", StringComparison.Ordinal)));
        var (unnamed, _, noFile) = Tool.ConductPolicy(["test", "--policy", harbour]);
        Assert.Equal((2, true), (unnamed, noFile.Contains("No file of policy tests is named", StringComparison.Ordinal)));
        var (mixed, _, whyNot) = Tool.ConductPolicy(["test", "rules/qet.cases.json", "rules/thrive.cases.json", "--generate", "-"]);
        Assert.Equal((2, true), (mixed, whyNot.Contains("different policies: qet, thrive", StringComparison.Ordinal)));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
