using System.Text.RegularExpressions;
using ConductPolicy.Tests.Audit;

namespace ConductPolicy.Tests.Cli;

public sealed partial class AuditTests
{
    public static TheoryData<string, string, string[], int> Audits => new()
    {
        { "qet-clean", "qet", [], 0 },
        { "qet-ban", "qet", ["-g", "-c1", "-n", "-r", "-t1", "\"id\": \"a\", \"on\": \"2026-11-09\" => \"id\": \"a\", \"on\": \"2026-11-12\""], 1 },
        { "qet-out-of-scope", "qet", ["parental-responsibility => other", "-c1"], 0 },
        { "qet-act-out-of-scope", "qet", ["parental-responsibility => other", "+{ \"id\": \"f\", \"on\": \"2026-11-20\", \"facts\": { \"person\": \"parental-responsibility\" } }"], 0 },
        { "qet-no-breach", "qet", ["\"behaviours\": [\"threat-of-harm\"] => \"behaviours\": [{ \"id\": \"threat-of-harm\", \"finding\": \"not-established\" }]"], 1 },
        { "thrive-bars", "thrive", ["-s", "2026-11-12 => 2026-11-16", "\"appeal\", => ", "\"headteachers-pa\" => \"headteacher\""], 1 },
    };

    [Theory]
    [MemberData(nameof(Audits))]
    public void What_was_found_reads_as_it_did(string name, string policy, string[] changes, int exit)
    {
        foreach (var format in new[] { "text", "json" })
        {
            var ran = Tool.ConductPolicy(["audit", "--policy", policy, "--case", "-", "--format", format], AuditedCase.Changed(policy, changes));
            Assert.Equal((exit, ""), (ran.Exit, ran.Errors));
            Golden.Matches(
                Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "Audits", $"{name}.{(format == "text" ? "txt" : format)}"), Hash.Replace(ran.Output, "\"hash\": \"…\""));
        }
    }

    [Fact]
    public void The_day_of_the_audit_may_be_given()
    {
        var (exit, output, _) = Tool.ConductPolicy(["audit", "--policy", "qet", "--case", "-", "--as-of", "2026-12-18"], AuditedCase.Changed("qet", "-r", "-x"));
        Assert.Equal(0, exit);
        Assert.Contains("audited as of Friday 18 December 2026", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-01")]
    [InlineData("tomorrow")]
    public void Bad_input_is_told_apart_from_findings(string day)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["audit", "--policy", "qet", "--case", "-", "--as-of", day], AuditedCase.Qet);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("error b", errors, StringComparison.Ordinal);
    }

    [GeneratedRegex("\"hash\": \"[0-9a-f]{64}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash { get; }
}
