using System.Text.Json;

namespace ConductPolicy.Tests.Cli;

public sealed class DeadlineTests
{
    private static readonly string[] s_qet = ["deadline", "--policy", "rules/qet.json", "--timescale", "general-communication"];

    [Fact]
    public void Deadline_prints_the_json_that_others_script_against()
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. s_qet, "--received", "2026-03-27", "--format", "json"]);
        Assert.Equal((0, ""), (exit, errors));
        using var document = JsonDocument.Parse(output);
        var deadline = document.RootElement;
        Assert.Equal(("2026-03-27", "2026-04-07", 5, false), (
            deadline.GetProperty("received").GetString(), deadline.GetProperty("due").GetString(), deadline.GetProperty("workingDays").GetInt32(), deadline.GetProperty("projected").GetBoolean()));
        Assert.Equal(["3.3"], deadline.GetProperty("clauses").EnumerateArray().Select(clause => clause.GetString()));
        Assert.Equal(["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-07"], deadline.GetProperty("counted").EnumerateArray().Select(day => day.GetString()));
        Assert.Equal(
            ["2026-03-28 Saturday", "2026-03-29 Sunday", "2026-04-03 Good Friday", "2026-04-04 Saturday", "2026-04-05 Sunday", "2026-04-06 Easter Monday"],
            deadline.GetProperty("skipped").EnumerateArray().Select(day => $"{day.GetProperty("on").GetString()} {day.GetProperty("why").GetString()}"));
        Golden.Matches(Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "deadline.json"), output);
    }

    [Fact]
    public void The_page_is_the_one_beside_this_test() => Golden.Matches(
        Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "deadline.txt"), Tool.ConductPolicy([.. s_qet, "--received", "2026-11-21"]).Output);

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void Where_the_policy_states_no_period_that_is_said(string format)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["deadline", "--policy", "thrive", "--received", "2026-03-27", "--format", format]);
        Assert.Equal((1, ""), (exit, errors));
        Assert.Contains("The policy `thrive` states no timescale `general-communication`", output, StringComparison.Ordinal);
        Assert.DoesNotContain("2026", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--received", "-")]
    [InlineData]
    public void Of_many_lines_each_is_answered_and_a_bad_one_told_by_its_number(params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. s_qet, .. arguments, "--format", "json"], "2026-03-27\n27/03/2026\n\n2031-01-02\r\n2026-07-01T23:30Z\n2026-07-01T23:30\n");
        Assert.Equal(1, exit);
        Assert.Equal(["2026-04-07", "2026-07-09", "2026-07-08"], output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("due").GetString()));
        Assert.Contains("standard input:2:1: error bad-date: `27/03/2026` is neither a date nor a date and time.", errors, StringComparison.Ordinal);
        Assert.Contains("standard input:4:1: error beyond-calendar: ", errors, StringComparison.Ordinal);
        Assert.Equal(2, errors.Split('\n').Count(line => line.StartsWith("standard input", StringComparison.Ordinal)));
    }

    [Fact]
    public void Good_lines_alone_end_well()
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. s_qet, "--projected"], "2026-03-27\n2028-12-29\n");
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal("Friday 27 March 2026: by Tuesday 7 April 2026 [3.3, a reading]\nFriday 29 December 2028: by Monday 8 January 2029 (projected) [3.3, a reading]\n", output);
    }

    [Theory]
    [InlineData("beyond-calendar", "--projected", "--received", "2029-01-01")]
    [InlineData("bad-date", "2026-03-27T16:40+01:00", "--received", "27 March")]
    [InlineData("bad-date", "2026-03-27T16:40+01:00", "--received", "2026-03-27T25:00")]
    [InlineData("wrong-option", "--received")]
    [InlineData("cannot-read", "nowhere.json", "--received", "2026-03-27", "--bank-holidays", "nowhere.json")]
    [InlineData("wrong-type", "a file of term dates", "--received", "2026-03-27", "--terms", "tests/ConductPolicy.Tests/files/cases/bad/whole-file-is-a-list.json")]
    public void What_cannot_be_answered_is_told_with_what_to_do(string code, string said, params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. s_qet, .. arguments]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains($"error {code}: ", errors, StringComparison.Ordinal);
        Assert.Contains(said, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_feed_answers_what_lies_beyond_the_shipped_days()
    {
        var folder = Directory.CreateTempSubdirectory("conduct-policy").FullName;
        var feed = Path.Combine(folder, "feed.json");
        File.WriteAllText(feed, """{ "england-and-wales": { "division": "england-and-wales", "events": [ { "title": "New Year’s Day", "date": "2029-01-01" }, { "title": "A day off", "date": "2029-01-03" }, { "title": "Christmas Day", "date": "2029-12-25" } ] } }""");
        var output = Tool.ConductPolicy([.. s_qet, "--received", "2028-12-29", "--bank-holidays", feed, "--format", "json"]).Output;
        Directory.Delete(folder, recursive: true);
        using var document = JsonDocument.Parse(output);
        Assert.Equal("2029-01-09", document.RootElement.GetProperty("due").GetString());
        Assert.Contains("A day off", output, StringComparison.Ordinal);
    }
}
