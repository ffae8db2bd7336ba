using System.Text.Json;
using ConductPolicy.Tests.Library;

namespace ConductPolicy.Tests.Cli;

/// <summary>Several versions of a policy on one command line.</summary>
public sealed class VersionTests : IDisposable
{
    private const string Case = """{ "id": "c", "asOf": "2026-11-05", "facts": { "person": "parental-responsibility" }, "incidents": [{ "id": "i1", "on": "2026-11-02", "behaviours": ["property-damage"] }] }""";
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string[] _decide;

    public VersionTests()
    {
        File.WriteAllText(Path.Combine(_folder, "1.json"), Rules.Text("1"));
        File.WriteAllText(Path.Combine(_folder, "2.json"), Rules.Text("2", "2026-11-04", changed: text => RuleText.With(text, "\"id\": \"property-damage\",", "\"id\": \"damage\",")));
        File.WriteAllText(Path.Combine(_folder, "case.json"), Case);
        _decide = ["decide", "--policy", Path.Combine(_folder, "1.json"), "--policy", Path.Combine(_folder, "2.json")];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_case_of_two_versions_is_decided_by_both_and_the_page_says_so()
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. _decide, "--case", Path.Combine(_folder, "case.json")]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains(
            "Rule set qet, version 2. What is a breach, and how serious, goes by version 1, which was in force on the day of the incident.",
            string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cases_of_a_file_go_each_by_the_versions_of_its_own_days()
    {
        var lines = string.Join('\n', Case, Case.Replace("2026-11-02", "2026-11-04", StringComparison.Ordinal), Case.Replace("2026-11-02", "2020-11-04", StringComparison.Ordinal));
        var (exit, output, errors) = Tool.ConductPolicy([.. _decide, "--cases", "-"], lines);
        Assert.Equal(1, exit);
        Assert.Contains("standard input:2:", errors, StringComparison.Ordinal);
        Assert.Contains("error not-in-force: No version of `qet` was in force on 2020-11-04", errors, StringComparison.Ordinal);
        using var first = JsonDocument.Parse(output.Split('\n')[0]);
        Assert.Equal("1", first.RootElement.GetProperty("policy").GetProperty("substance").GetProperty("version").GetString());
    }

    [Fact]
    public void Different_policies_are_no_versions_of_one()
    {
        var (exit, _, errors) = Tool.ConductPolicy(["decide", "--policy", "qet", "--policy", "thrive", "--case", "-"], Case);
        Assert.Equal(2, exit);
        Assert.StartsWith("--policy: error wrong-option: `--policy` names different policies: qet, thrive.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_review_that_is_overdue_is_told_beside_the_version()
    {
        var example = File.ReadAllText(Repository.PathOf("rules", "examples", "thrive", "no-behaviour-named.json"));
        string Page(string asOf) => string.Join(' ', Tool.ConductPolicy(["decide", "--policy", "thrive", "--case", "-", "--as-of", asOf], example).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Its review is overdue: the document names summer 2027 for it.", Page("2027-09-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("overdue", Page("2027-08-31"), StringComparison.Ordinal);
    }
}
