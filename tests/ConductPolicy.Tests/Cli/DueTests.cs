using System.Text.Json;
using System.Text.RegularExpressions;
using ConductPolicy.Cli;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Cli;

public sealed partial class DueTests
{
    public static TheoryData<string, string, string> Lists => new()
    {
        { "qet", "--case rules/examples/qet/ban-in-force.json --as-of 2026-12-14 --all", "1" },
        { "thrive", "--case rules/examples/thrive/provisional-bar-in-force.json --as-of 2026-12-09 --all", "1" },
        { "thrive-still-to-come", "--case rules/examples/thrive/provisional-bar-in-force.json", "0" },
        { "qet-table", "--case rules/examples/qet/ban-in-force.json rules/examples/qet/message-answered-by-a-holding-reply.json rules/examples/qet/public-post-that-may-be-libel.json", "1" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void The_list_reads_as_it_did(string name, string arguments, string expectedExit)
    {
        foreach (var format in new[] { "text", "json", "ics" })
        {
            var (exit, output, errors) = Tool.ConductPolicy(["due", "--policy", name.Split('-')[0], .. arguments.Split(' '), "--format", format]);
            Assert.Equal((expectedExit, ""), (exit.ToString(System.Globalization.CultureInfo.InvariantCulture), errors));
            var shown = Hash.Replace(output, "\"hash\": \"…\"").Replace("\r\n", "\n", StringComparison.Ordinal);
            Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "Due", $"{name}.{(format == "text" ? "txt" : format)}"), shown);
        }
    }

    [Fact]
    public void Each_line_has_its_list_and_a_bad_one_stops_no_other()
    {
        var ban = JsonSerializer.Serialize(JsonDocument.Parse(File.ReadAllText(Repository.PathOf("rules", "examples", "qet", "ban-in-force.json")), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }));
        var (exit, output, errors) = Tool.ConductPolicy(["due", "--policy", "qet", "--cases", "-", "--format", "json"], $"{ban}\n\n{{ \"id\": 3 }}\n{ban}\n");
        Assert.Equal(1, exit);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(3, lines.Count);
        Assert.All([lines[0], lines[2]], line => Assert.Equal("2026-132", line.GetProperty("case").GetString()));
        Assert.Equal(3, lines[1].GetProperty("line").GetInt32());
        Assert.True(lines[1].GetProperty("problems").GetArrayLength() > 0);
        Assert.Contains("standard input:3:", errors, StringComparison.Ordinal);
        Assert.Equal(2, Tool.ConductPolicy(["due", "--policy", "qet", "--cases", "nowhere.ndjson"]).Exit);
        Assert.Equal(2, Tool.ConductPolicy(["due", "--policy", "qet", "--case", "nowhere.json"]).Exit);
    }

    [Fact]
    public void One_of_the_two_ways_to_name_cases_is_needed()
    {
        Assert.Equal("wrong-option", Assert.Single(Assert.Throws<ConductPolicyException>(() => DueCommand.CheckUse([], null)).Problems).Code);
        Assert.Equal("wrong-option", Assert.Single(Assert.Throws<ConductPolicyException>(() => DueCommand.CheckUse(["a.json"], "-")).Problems).Code);
        DueCommand.CheckUse(["a.json"], null);
        DueCommand.CheckUse([], "-");
    }

    [Fact]
    public void An_entry_of_a_calendar_keeps_its_identifier_when_another_is_done_or_it_is_moved()
    {
        var before = Identifiers("2026-11-20", []);
        Assert.Equal(3, before.Count);
        var moved = Identifiers("2026-12-14", ["--bank-holidays", "tests/ConductPolicy.Tests/files/calendars/good/feed.json"]);
        Assert.Equal(before, moved);
    }

    private static List<string> Identifiers(string asOf, string[] more)
    {
        var (_, output, _) = Tool.ConductPolicy(["due", "--policy", "qet", "--case", "rules/examples/qet/ban-in-force.json", "--as-of", asOf, "--format", "ics", .. more]);
        return [.. Uid.Matches(output).Select(match => match.Value).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\"hash\": ?\"[0-9a-f]{64}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash { get; }

    [GeneratedRegex("UID:.*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uid { get; }
}
