using System.Text;
using System.Text.Json;
using ConductPolicy.CaseGenerator;

namespace ConductPolicy.Tests.Cli;

public sealed class AuditLinesTests
{
    private const int Count = 400;
    private static readonly GeneratedCases s_cases = GeneratedCases.Of("qet", 7);

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public void Each_case_has_its_audit_on_a_line_and_a_bad_line_its_problems(string workers)
    {
        var lines = Lines();
        lines.Insert(100, """{"id": 1, "incidents": [{"id": "i1", "on": "2026-11-18"}]}""");
        var (exit, output, errors) = Tool.ConductPolicy(["audit", "--policy", "qet", "--cases", "-", "--format", "json", "--workers", workers], string.Join('\n', lines));
        var audits = output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal((1, Count + 1), (exit, audits.Count));
        Assert.Equal((101, "wrong-type"), (audits[100].GetProperty("line").GetInt32(), audits[100].GetProperty("problems")[0].GetProperty("code").GetString()));
        Assert.Contains("standard input:101:8: error wrong-type:", errors, StringComparison.Ordinal);
        audits.RemoveAt(100);
        for (var number = 0; number < Count; number++)
        {
            var given = s_cases[number];
            Assert.Equal(given.Case.Id, audits[number].GetProperty("case").GetString());
            Assert.Equal(
                given.Expected.Select(finding => finding.Code).Order(StringComparer.Ordinal),
                audits[number].GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void People_see_how_many_cases_have_which_findings()
    {
        var lines = Lines();
        lines.Add("no case");
        var (exit, output, errors) = Tool.ConductPolicy(["audit", "--policy", "qet", "--cases", "-"], string.Join('\n', lines));
        Assert.Equal(1, exit);
        Assert.Contains($"standard input:{Count + 1}:1: error syntax:", errors, StringComparison.Ordinal);
        var expected = Enumerable.Range(0, Count).Select(number => s_cases[number].Expected).ToList();
        Assert.Contains($"{Count} cases audited: {expected.Count(findings => findings.Count > 0)} cases with findings.", output, StringComparison.Ordinal);
        Assert.Contains("1 line in error, not audited.", output, StringComparison.Ordinal);
        Assert.Contains($"approval-missing: {expected.Sum(findings => findings.Count(finding => finding.Code == "approval-missing"))} times in {expected.Count(findings => findings.Any(finding => finding.Code == "approval-missing"))} cases\n", output, StringComparison.Ordinal);
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "audit-lines.txt"), output);
    }

    [Fact]
    public void Cases_in_order_end_well_and_the_day_can_be_given()
    {
        var clean = Encoding.UTF8.GetString(Line(0));
        Assert.Equal((0, ""), Tool.ConductPolicy(["audit", "--policy", "qet", "--cases", "-"], clean) is var (exit, _, errors) ? (exit, errors) : default);
        using var audit = JsonDocument.Parse(Tool.ConductPolicy(["audit", "--policy", "qet", "--cases", "-", "--as-of", "2028-12-01", "--format", "json"], clean).Output);
        Assert.Equal("2028-12-01", audit.RootElement.GetProperty("asOf").GetString());
    }

    [Theory]
    [InlineData("--case: error wrong-option:", "--cases", "-", "--case", "-")]
    [InlineData("--case: error wrong-option: `--case` is missing.")]
    public void One_case_or_many_have_to_be_given(string expected, params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["audit", "--policy", "qet", .. arguments]);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith(expected, errors, StringComparison.Ordinal);
    }

    private static List<string> Lines()
    {
        using var file = new MemoryStream();
        s_cases.WriteLines(Count, file);
        return [.. Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n')];
    }

    private static byte[] Line(int number)
    {
        using var file = new MemoryStream();
        s_cases.WriteLines(number + 1, file);
        return file.ToArray();
    }
}
