using System.Text;
using System.Text.Json;
using ConductPolicy.Cli;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Loading;

namespace ConductPolicy.Tests.Cli;

/// <summary>What the proofs find is told by <c>validate</c> and <c>analyze</c> alike, with its place.</summary>
public sealed class ProofTests
{
    private const string Example = "rules/overlays/example-primary.json";
    private static readonly string s_bad = Path.Combine("tests", "ConductPolicy.Tests", "files", "proofs", "bad");

    [Theory]
    [InlineData(1, "approval-left-out.json")]
    [InlineData(1, "overlay-that-takes-in-more.json")]
    [InlineData(0, "part-that-never-matters.json")]
    [InlineData(2, "approval-left-out.json", "../../rules/bad/missing-comma.json")]
    public void Rules_that_fall_short_are_told_from_files_that_cannot_be_read(int expected, params string[] files)
    {
        var (exit, output, _) = Tool.ConductPolicy(["validate", .. files], folder: Repository.PathOf(s_bad));
        Assert.Equal(expected, exit);
        Assert.StartsWith(File.ReadAllText(Repository.PathOf(s_bad, Path.ChangeExtension(files[0], "txt"))), output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void Nothing_is_found_of_what_ships(string id) => Assert.Empty(ProofProblems.With(ShippedPolicies.Rules(id)));

    [Fact]
    public void What_is_too_large_to_be_proved_is_said_not_to_be()
    {
        var rules = PolicyFile.Write(ProblemCodeTests.WithLinkedSteps(12));
        var problem = ProofProblems.With(PolicyFile.Read(Encoding.UTF8.GetBytes(rules), "rules.json", _ => null)).Single(item => item.Code == ProblemCode.TooComplex);
        Assert.Equal((ProblemSeverity.Warning, "/safeguards"), (problem.Severity, problem.Pointer));
        Assert.StartsWith("The safeguards were not proved.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_file_with_errors_nothing_is_proved()
    {
        var read = PolicyFile.Read("{}"u8.ToArray(), "rules.json", _ => null);
        Assert.Equal(read.Problems, ProofProblems.With(read));
        Assert.Null(read.Policy);
    }

    [Fact]
    public void An_analysis_of_an_overlay_says_how_it_stands_to_its_base()
    {
        var (exit, output, _) = Tool.ConductPolicy(["analyze", "--policy", Example, "--format", "json"]);
        Assert.Equal(0, exit);
        var refinement = JsonDocument.Parse(output).RootElement.GetProperty("refinement");
        Assert.Equal(("thrive", Given.ThrivePolicy.Hash), (refinement.GetProperty("base").GetProperty("id").GetString(), refinement.GetProperty("base").GetProperty("hash").GetString()));
        Assert.True(refinement.GetProperty("holds").GetBoolean());
        Assert.Equal(0, refinement.GetProperty("loosenings").GetArrayLength());
        Assert.Equal("stricter", refinement.GetProperty("settings")[0].GetProperty("effect").GetString());
        Assert.Equal(8, refinement.GetProperty("additions").GetArrayLength());
        (_, output, _) = Tool.ConductPolicy(["analyze", "--policy", "thrive", "--format", "json"]);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(output).RootElement.GetProperty("refinement").ValueKind);
    }

    [Fact]
    public void A_refuted_overlay_comes_with_a_case_that_the_tool_decides_so()
    {
        var file = Path.Combine(s_bad, "overlay-that-takes-in-more.json");
        var (exit, output, _) = Tool.ConductPolicy(["analyze", "--policy", file, "--format", "json"]);
        Assert.Equal(1, exit);
        var refinement = JsonDocument.Parse(output).RootElement.GetProperty("refinement");
        Assert.False(refinement.GetProperty("holds").GetBoolean());
        var loosening = refinement.GetProperty("loosenings")[0];
        var (_, decided, _) = Tool.ConductPolicy(["decide", "--policy", file, "--case", "-", "--format", "json"], loosening.GetProperty("example").GetRawText());
        var response = JsonDocument.Parse(decided).RootElement.GetProperty("responses").EnumerateArray().Single(item => item.GetProperty("id").GetString() == loosening.GetProperty("subject").GetString());
        Assert.Equal("permitted", response.GetProperty("status").GetString());
        (exit, output, _) = Tool.ConductPolicy(["analyze", "--policy", file]);
        Assert.Equal(1, exit);
        Assert.Contains("It is more permissive than its base", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_analysis_lists_has_its_line_and_column()
    {
        var rules = Path.Combine(s_bad, "part-that-never-matters.json");
        var (_, output, _) = Tool.ConductPolicy(["analyze", "--policy", rules, "--format", "json"]);
        var dead = JsonDocument.Parse(output).RootElement.GetProperty("dead").EnumerateArray().Single(item => item.GetProperty("code").GetString() == "never-matters");
        Assert.Equal((53, 137, "/responses/2/after/any/2"), (dead.GetProperty("line").GetInt32(), dead.GetProperty("column").GetInt32(), dead.GetProperty("pointer").GetString()));
        var safeguard = JsonDocument.Parse(output).RootElement.GetProperty("safeguards")[0];
        Assert.Equal("/safeguards/0/id", safeguard.GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("/responses/0/id", "responses", "restrict-channels")]
    [InlineData("/responses/0/after/when/taken", "responses", "restrict-channels", "after", "taken")]
    [InlineData("/responses/1/id", "responses", "bar-provisional", "after", "any", "1")]
    [InlineData("/extends", "responses", "letter")]
    [InlineData("/extends", "scope")]
    [InlineData("/behaviours/0/unless/when", "behaviours", "electric-scooter", "unless", "when")]
    [InlineData("/settings/bar-default-length", "settings", "bar-default-length")]
    public void A_part_of_an_overlay_is_found_where_the_overlay_wrote_of_it(string pointer, params string[] part) =>
        Assert.Equal(pointer, CheckedFile.Rules(Repository.PathOf(Example))!.ProblemAt(part.ToValueList(), "c", "m", null, ProblemSeverity.Error).Pointer);

    [Fact]
    public void A_case_and_a_calendar_are_no_rules()
    {
        Assert.Null(CheckedFile.Rules(Repository.PathOf("rules", "calendars", "example-terms.json")));
        Assert.Null(CheckedFile.Rules(Repository.PathOf("rules", "calendars", "bank-holidays.json")));
    }
}
