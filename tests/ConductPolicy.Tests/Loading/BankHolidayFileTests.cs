using System.Text;
using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Loading;

public sealed class BankHolidayFileTests
{
    private const string EnglandAndWales = "england-and-wales";

    private const string Feed = """
        {
          "england-and-wales": {
            "division": "england-and-wales",
            "events": [
              { "title": "Christmas Day", "date": "2028-12-25", "notes": "", "bunting": true },
              { "title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": true },
              { "title": "A day off", "date": "2029-06-15", "notes": "", "bunting": true },
              { "title": "Boxing Day", "date": "2029-12-26", "notes": "", "bunting": true }
            ]
          },
          "scotland": { "division": "scotland", "events": [ { "title": "2nd January", "date": "2026-01-02", "notes": "", "bunting": true } ] },
          "northern-ireland": { "division": "northern-ireland", "events": [ { "title": "St Patrick’s Day", "date": "2026-03-17", "notes": "", "bunting": true } ] }
        }
        """;

    [Fact]
    public void A_newer_feed_goes_over_what_ships_and_takes_no_older_year_away()
    {
        var merged = BankHolidayFile.Parse(Feed, EnglandAndWales);
        var shipped = BankHolidayFile.Shipped(EnglandAndWales);
        Assert.Equal((shipped.First, new LocalDate(2029, 12, 31)), (merged.First, merged.Last));

        // The feed's first word is on 25 December 2028: until then what ships counts, from there only the feed.
        Assert.Equal(
            [.. shipped.Days.Where(holiday => holiday.Date < new LocalDate(2028, 12, 25)).Select(holiday => holiday.Date), .. Dates("2028-12-25", "2029-01-01", "2029-06-15", "2029-12-26")],
            merged.Days.Select(holiday => holiday.Date));
        Assert.Equal("A day off", new WorkingDayCalendar(new WorkingDayRules { BankHolidays = merged }).WhyNotCounted(new LocalDate(2029, 6, 15)));
    }

    [Fact]
    public void A_feed_that_moves_a_holiday_moves_it()
    {
        var moved = RuleText.With(File.ReadAllText(Repository.PathOf("rules", "calendars", "bank-holidays.json")), "2026-05-04", "2026-05-08");
        var merged = BankHolidayFile.Parse(moved, EnglandAndWales);
        Assert.Equal("Early May bank holiday", merged.Days.Single(holiday => holiday.Date == new LocalDate(2026, 5, 8)).Title);
        Assert.Equal(91, merged.Days.Count);
    }

    [Fact]
    public void A_feed_of_one_day_adds_that_day()
    {
        var merged = BankHolidayFile.Parse(
            """{ "england-and-wales": { "division": "england-and-wales", "events": [ { "title": "A day off", "date": "2027-06-11" } ] } }""", EnglandAndWales);
        Assert.Equal(92, merged.Days.Count);
    }

    [Fact]
    public void The_order_in_which_a_feed_lists_its_days_decides_nothing()
    {
        var turned = BankHolidayFile.Parse(RuleText.With(RuleText.With(RuleText.With(Feed, "2029-01-01", "X"), "2029-06-15", "2029-01-01"), "X", "2029-06-15"), EnglandAndWales);
        Assert.Equal(BankHolidayFile.Parse(Feed, EnglandAndWales).Days.Select(holiday => holiday.Date), turned.Days.Select(holiday => holiday.Date));
    }

    [Fact]
    public void Every_division_of_a_feed_is_read()
    {
        var scotland = BankHolidayFile.Parse(Feed, "scotland");
        Assert.Equal(("scotland", new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 2)), (scotland.Division, scotland.First, scotland.Last));
        Assert.Equal("St Patrick’s Day", BankHolidayFile.Parse(Feed, "northern-ireland").Days.Single().Title);
    }

    [Fact]
    public void What_ships_has_the_feeds_shape_and_none_of_its_mistakes() =>
        Assert.Equal(BankHolidayFile.Shipped(EnglandAndWales), BankHolidayFile.Load(Repository.PathOf("rules", "calendars", "bank-holidays.json"), EnglandAndWales));

    [Fact]
    public void Nothing_is_known_of_a_division_that_neither_ships_nor_is_in_the_feed()
    {
        Assert.Equal("no-bank-holidays", OneProblem(() => BankHolidayFile.Shipped("scotland")).Code);
        var absent = OneProblem(() => BankHolidayFile.Parse("{}", "scotland"));
        Assert.Equal(("missing-key", 1, 1), (absent.Code, absent.Line, absent.Column));
        Assert.Equal(BankHolidayFile.Shipped(EnglandAndWales), BankHolidayFile.Parse("{}", EnglandAndWales));
        var misspelt = OneProblem(() => BankHolidayFile.Shipped("scottland"));
        Assert.Equal(("unknown-division", "Did you mean `scotland`?"), (misspelt.Code, misspelt.Help));
    }

    [Theory]
    [InlineData("\"2029-06-15\"", "\"2029-01-01\"", "contradiction", "/england-and-wales/events/2/date", "2029-01-01 is said to be `A day off` and `New Year’s Day`.")]
    [InlineData("\"A day off\", \"date\": \"2029-06-15\"", "\"Boxing Day\", \"date\": \"2029-12-26\"", "duplicate-date", "/england-and-wales/events/3/date", "2029-12-26 is listed twice.")]
    [InlineData("\"2029-06-15\"", "\"2029-06-16\"", "not-a-weekday", "/england-and-wales/events/2/date", "2029-06-16 is a Saturday; the feed lists only the days kept, which are weekdays.")]
    [InlineData("\"2029-06-15\"", "\"2029-06-31\"", "bad-date", "/england-and-wales/events/2/date", "`2029-06-31` is not a date.")]
    [InlineData("\"2029-12-26\"", "\"2031-12-26\"", "missing-year", "/england-and-wales/events/3/date", "The feed has nothing between 2029-06-15 and 2031-12-26.")]
    [InlineData("\"division\": \"england-and-wales\"", "\"division\": \"scotland\"", "contradiction", "/england-and-wales/division", "This is said to be `scotland`, and stands under `england-and-wales`.")]
    [InlineData("  \"scotland\": {", "  \"scottland\": {", "unknown-key", "/scottland", "`scottland` is no key of a feed of bank holidays.")]
    [InlineData("\"title\": \"2nd January\", ", "", "missing-key", "/scotland/events/0", "A bank holiday has no `title`.")]
    [InlineData("\"2028-12-25\", \"notes\"", "\"2028-12-25\", \"note\"", "unknown-key", "/england-and-wales/events/0/note", "`note` is no key of a bank holiday.")]
    [InlineData("\"2028-12-25\", \"notes\": \"\", \"bunting\": true", "\"2028-12-25\", \"bunting\": \"yes\"", "wrong-type", "/england-and-wales/events/0/bunting", "`bunting` should be true or false, not the text `yes`.")]
    [InlineData("{ \"title\": \"2nd January\", \"date\": \"2026-01-02\", \"notes\": \"\", \"bunting\": true }", "", "too-few", "/scotland/events", "`events` has nothing in it; it needs at least 1.")]
    public void A_mistake_in_any_division_is_named_at_its_place(string old, string replacement, string code, string pointer, string message)
    {
        var problem = OneProblem(() => BankHolidayFile.Parse(RuleText.With(Feed, old, replacement), EnglandAndWales, "feed.json"));
        Assert.Equal((code, pointer, message, "feed.json"), (problem.Code, problem.Pointer, problem.Message, problem.File));
        Assert.True(problem.Line > 1);
    }

    [Fact]
    public void A_feed_that_does_not_follow_on_what_ships_is_refused()
    {
        var problem = OneProblem(() => BankHolidayFile.Parse(
            """{ "england-and-wales": { "division": "england-and-wales", "events": [ { "title": "Christmas Day", "date": "2030-12-25" } ] } }""", EnglandAndWales));
        Assert.Equal(
            ("gap", "/england-and-wales/events", "The feed's bank holidays, 2030-12-25 to 2030-12-31, do not follow on the known ones, 2018-01-01 to 2028-12-31."),
            (problem.Code, problem.Pointer, problem.Message));
    }

    [Fact]
    public void A_broken_feed_gives_problems_inside_it_or_bank_holidays() => Prop.ForAll(HostileInputTests.Broken(Encoding.UTF8.GetBytes(Feed)), bytes =>
    {
        try
        {
            Assert.Equal(EnglandAndWales, BankHolidayFile.Parse(bytes, EnglandAndWales).Division);
        }
        catch (ConductPolicyException error)
        {
            HostileInputTests.AllInside(error.Problems, bytes);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));

    private static Problem OneProblem(Action read) => Assert.Single(Assert.Throws<ConductPolicyException>(read).Problems);

    private static IEnumerable<LocalDate> Dates(params string[] dates) => dates.Select(Calendars.PublishedCalendar.Date);
}
