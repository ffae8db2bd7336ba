namespace ConductPolicy.Tests.Cli;

public sealed class DayTextTests
{
    private const string Ban = "rules/examples/qet/ban-in-force.json";

    [Theory]
    [InlineData("--as-of", "decide", "--case", Ban)]
    [InlineData("--as-of", "what-if", "--case", Ban, "--response", "ban")]
    [InlineData("--as-of", "audit", "--case", Ban)]
    [InlineData("--as-of", "due", "--case", Ban)]
    [InlineData("--as-of", "timeline", "--case", Ban)]
    [InlineData("--as-of", "export", "rulesengine", "--case", Ban)]
    [InlineData("--as-of", "letter", "--case", Ban, "--for", "ban")]
    [InlineData("--ends", "letter", "--case", Ban, "--for", "ban")]
    [InlineData("--review", "letter", "--case", Ban, "--for", "ban")]
    [InlineData("--representations-until", "letter", "--case", Ban, "--for", "ban")]
    [InlineData("--on", "ask")]
    [InlineData("--as-of", "ask")]
    [InlineData("--starts", "bar", "--response", "ban")]
    [InlineData("--ends", "bar", "--response", "ban", "--starts", "2026-11-23")]
    [InlineData("--review", "bar", "--response", "ban", "--starts", "2026-11-23")]
    [InlineData("--extended-to", "bar", "--response", "ban", "--starts", "2026-11-23")]
    [InlineData("--as-of", "bar", "--response", "ban", "--starts", "2026-11-23", "--format", "ics")]
    [InlineData("--received", "deadline")]
    public void A_day_outside_1900_to_2199_is_refused_wherever_one_is_given(string option, params string[] command)
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. command, "--policy", "qet", option, "2230-01-01"]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("error bad-date: `2230-01-01` is ", errors, StringComparison.Ordinal);
        Assert.Contains("from 1900 to 2199", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1899-12-31", false)]
    [InlineData("1900-01-01", true)]
    [InlineData("2199-12-31", true)]
    [InlineData("2200-01-01", false)]
    [InlineData("2026-02-30", false)]
    [InlineData("2026-2-3", false)]
    public void A_day_is_year_month_and_day_within_the_years_of_a_file(string text, bool isDay) => Assert.Equal(isDay, Parsed(text));

    [Theory]
    [InlineData("2199-12-31T16:40", true)]
    [InlineData("2200-01-01T16:40", false)]
    [InlineData("2199-12-31T16:40+01:00", true)]
    [InlineData("2200-01-01T16:40+01:00", false)]
    public void So_it_is_with_the_time_of_day(string text, bool isMoment)
    {
        var (_, _, errors) = Tool.ConductPolicy(["deadline", "--policy", "qet", "--projected", "--received", text]);
        Assert.Equal(isMoment, !errors.Contains("error bad-date: ", StringComparison.Ordinal));
    }

    private static bool Parsed(string text) => ConductPolicy.Cli.DayText.Parse(text) is not null;
}
