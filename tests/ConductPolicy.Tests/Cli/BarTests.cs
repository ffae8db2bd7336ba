using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConductPolicy.Tests.Cli;

public sealed partial class BarTests
{
    public static TheoryData<string, string> Bars => new()
    {
        { "qet-ban", "--policy qet --response ban --starts 2026-11-23" },
        { "qet-ban-extended", "--policy qet --response ban --starts 2026-11-23 --extended-to 2027-07-02 --reference 2026-017 --as-of 2026-12-30" },
        { "thrive-provisional-over-christmas", "--policy thrive --response bar-provisional --starts 2026-12-18" },
        { "thrive-confirmed-for-two-terms", "--policy thrive --response bar-confirmed --starts 2027-01-06 --length|2 terms|--terms rules/calendars/example-terms.json" },
        { "projected", "--policy qet --response ban --starts 2030-11-25 --ends 2031-01-01 --projected" },
    };

    [Theory]
    [MemberData(nameof(Bars))]
    public void The_dates_read_as_they_did(string name, string arguments)
    {
        foreach (var format in new[] { "text", "json", "ics" })
        {
            var (exit, output, errors) = Tool.ConductPolicy(["bar", .. Split(arguments), "--format", format]);
            Assert.Equal((0, ""), (exit, errors));
            Assert.Equal(format == "ics", output.Contains("\r\n", StringComparison.Ordinal));
            var shown = Hash.Replace(output, "\"hash\": \"…\"").Replace("\r\n", "\n", StringComparison.Ordinal);
            Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "Bars", $"{name}.{(format == "text" ? "txt" : format)}"), shown);
        }
    }

    [Fact]
    public void Each_line_has_its_answer_and_a_bad_one_stops_no_other()
    {
        const string Lines = """
            {"response":"ban","starts":"2026-11-23","length":"6 weeks"}
            {"response":"ban","starts":"2026-11-23","ends":"2026-12-11","review":null}

            {"response":"ban","starts":"2026-11-31"}
            {"response":"ban","starts":"2026-11-23","length":"6 weeks"
            {"response":"ban","starts":"2026-11-23","lenght":"6 weeks"}
            {"response":"ban","starts":20261123}
            {"starts":"2026-11-23"}
            {"response":"ban","starts":"2026-11-23","length":"1 term"}
            ["ban"]
            {"response":"ban","response":"ban","starts":"2026-11-23"}
            {"response":"\ud800","starts":"2026-11-23"}
            {"response":"ban","starts":"2026-11-23","extendedTo":"2027-02-26"}
            """;
        var (exit, output, errors) = Tool.ConductPolicy(["bar", "--policy", "qet", "-"], Lines);
        Assert.Equal(1, exit);
        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            ["1 2027-01-03", "2 2026-12-11", "4 bad-date", "5 syntax", "6 unknown-key", "7 wrong-type", "8 missing-key", "9 term-dates-needed", "10 wrong-type", "11 duplicate-key", "12 not-text", "13 2027-02-26"],
            answers.Select(answer => $"{answer.GetProperty("line")} {(answer.TryGetProperty("ends", out var ends) ? ends : answer.GetProperty("problems")[0].GetProperty("code"))}"));
        Assert.Contains("standard input:5:", errors, StringComparison.Ordinal);
        Assert.Contains("standard input:9:1: error term-dates-needed: `1 term` is counted from the term dates of the school, and there are none.", errors, StringComparison.Ordinal);
        Assert.Equal(9, Regex.Count(errors, "^standard input:", RegexOptions.Multiline, TimeSpan.FromSeconds(1)));
        Assert.Equal((0, ""), Tool.ConductPolicy(["bar", "--policy", "qet", "-"]) is var (fine, _, none) ? (fine, none) : default);
    }

    [Theory]
    [InlineData("error unknown-reference: The policy has no response `bann`.", "--response bann --starts 2026-11-23")]
    [InlineData("error not-a-bar: `meeting` is no bar", "--response meeting --starts 2026-11-23")]
    [InlineData("--starts: error wrong-option: `--starts` is missing.", "--response ban")]
    [InlineData("--starts: error bad-date: `23/11/2026` is not a date.", "--response ban --starts 23/11/2026")]
    [InlineData("--length: error bad-length: `6` is no length of time.", "--response ban --starts 2026-11-23 --length 6")]
    [InlineData("--length: error bad-length: `1 month` does not say how months are rounded.", "--response ban --starts 2026-11-23 --length|1 month")]
    [InlineData("error ends-before-start: The bar would end on 2026-11-22, before it begins on 2026-11-23 [6.ban.time-limited].", "--response ban --starts 2026-11-23 --ends 2026-11-22")]
    [InlineData("error contradiction: The bar has both a length and a last day.", "--response ban --starts 2026-11-23 --ends 2026-11-27 --length|1 week")]
    [InlineData("error beyond-calendar: The day 2040-11-23 lies beyond the calendar", "--response ban --starts 2040-11-23")]
    [InlineData("--response: error wrong-option: `--response` is for one bar", "--response ban -")]
    [InlineData("--format: error wrong-option: `--format ics` is for one bar", "- --format ics")]
    [InlineData("nowhere.json: error cannot-read:", "--response ban --starts 2026-11-23 --bank-holidays nowhere.json")]
    public void What_cannot_be_answered_is_refused(string expected, string arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["bar", "--policy", "qet", .. Split(arguments)]);
        Assert.StartsWith(expected, errors, StringComparison.Ordinal);
        Assert.Equal((2, ""), (exit, output));
    }

    [Theory]
    [InlineData(true, "2040-11-23")]
    [InlineData(false, "2199-12-30", "--projected")]
    public void Beyond_the_calendar_the_option_that_goes_on_is_named_where_it_was_not_given(bool isNamed, string starts, params string[] options)
    {
        var one = Tool.ConductPolicy(["bar", "--policy", "qet", "--response", "ban", "--starts", starts, "--length", "2 weeks", .. options]).Errors;
        var many = Tool.ConductPolicy(["bar", "--policy", "qet", "-", .. options], $"{{\"response\": \"ban\", \"starts\": \"{starts}\", \"length\": \"2 weeks\"}}\n").Errors;
        var received = Tool.ConductPolicy(["deadline", "--policy", "qet", "--received", starts, .. options]).Errors;
        Assert.All([one, many, received], errors =>
        {
            Assert.Contains("error beyond-calendar: ", errors, StringComparison.Ordinal);
            Assert.Contains("\n  help: ", errors, StringComparison.Ordinal);
            Assert.Equal(isNamed, errors.Contains("or add `--projected`", StringComparison.Ordinal));
        });
    }

    // Words that belong together stand between bars.
    private static IEnumerable<string> Split(string arguments) =>
        arguments.Split('|').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("\"hash\": \"[0-9a-f]{64}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hash { get; }
}
