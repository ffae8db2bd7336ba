using ConductPolicy.Calendars;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Calendars;

public sealed class SchoolDayTests
{
    private static readonly WorkingDayRules s_rules = new() { BankHolidays = Published, Terms = ExampleTerms };
    private static readonly WorkingDayCalendar s_schoolDays = new(s_rules with { Kind = DayKind.SchoolDay });
    private static readonly WorkingDayCalendar s_staffDays = new(s_rules);

    [Fact]
    public void The_example_year_has_190_school_days()
    {
        Assert.Equal((ExampleTerms.First, ExampleTerms.Last), (s_schoolDays.First, s_schoolDays.Last));
        Assert.Equal(190, DaysOf(s_schoolDays));
    }

    [Theory]
    [InlineData("2026-09-03", null)]
    [InlineData("2026-09-02", "INSET day")]
    [InlineData("2026-10-28", "School holiday")]
    [InlineData("2026-11-02", "INSET day")]
    [InlineData("2026-11-07", "Saturday")]
    [InlineData("2026-12-25", "Christmas Day")]
    [InlineData("2027-05-03", "Early May bank holiday")]
    [InlineData("2027-07-21", "School holiday")]
    public void A_day_without_school_says_why(string date, string? why) => Assert.Equal(why, s_schoolDays.WhyNotCounted(Date(date)));

    [Fact]
    public void An_INSET_day_is_a_working_day_and_no_school_day()
    {
        Assert.All(ExampleTerms.InsetDays, day => Assert.True(s_staffDays.IsWorkingDay(day) && !s_schoolDays.IsWorkingDay(day)));
        Assert.Equal(194, DaysOf(s_staffDays));
    }

    [Fact]
    public void School_holidays_are_left_out_of_working_days_only_where_term_dates_are_given()
    {
        var received = new LocalDate(2026, 10, 22);
        Assert.Equal(new LocalDate(2026, 10, 29), WorkingDays.AddWorkingDays(received, 5));
        Assert.Equal(new LocalDate(2026, 11, 5), s_staffDays.AddWorkingDays(received, 5));
    }

    [Fact]
    public void A_closure_of_the_school_shuts_it_to_pupils_and_staff()
    {
        var day = new LocalDate(2027, 5, 6);
        var terms = ExampleTerms with { Closures = [new Closure(day, "Polling station")] };
        Assert.Equal("Polling station", new WorkingDayCalendar(s_rules with { Terms = terms }).WhyNotCounted(day));
        Assert.Equal("Polling station", new WorkingDayCalendar(s_rules with { Terms = terms, Kind = DayKind.SchoolDay }).WhyNotCounted(day));
    }

    [Fact]
    public void INSET_within_a_half_term_is_no_school_day()
    {
        var day = new LocalDate(2026, 9, 25);
        var terms = ExampleTerms with { InsetDays = [day] };
        Assert.Equal("INSET day", new WorkingDayCalendar(s_rules with { Terms = terms, Kind = DayKind.SchoolDay }).WhyNotCounted(day));
    }

    [Fact]
    public void Term_dates_are_never_projected()
    {
        var calendar = new WorkingDayCalendar(s_rules with { Kind = DayKind.SchoolDay, IsProjecting = true });
        var error = Assert.Throws<BeyondCalendarException>(() => calendar.AddWorkingDays(new LocalDate(2027, 7, 19), 2));
        Assert.Equal(
            "A count of 2 from 2027-07-19 lies beyond the calendar of school days, which runs from 2026-09-01 to 2027-08-31. "
            + "Give the term dates, and the bank holidays, of the years asked about.",
            error.Message);
    }

    [Fact]
    public void School_days_need_term_dates_that_the_bank_holidays_reach()
    {
        Assert.Throws<ArgumentException>(() => new WorkingDayCalendar(new WorkingDayRules { Kind = DayKind.SchoolDay, BankHolidays = Published }));
        var later = ExampleTerms with { First = new LocalDate(2040, 9, 1), Last = new LocalDate(2041, 8, 31) };
        Assert.Throws<ArgumentException>(() => new WorkingDayCalendar(s_rules with { Terms = later }));
    }

    [Fact]
    public void Stretches_of_days_have_a_day_and_run_forwards()
    {
        Assert.Throws<ArgumentException>(() => new Term("Empty", []));
        Assert.Throws<ArgumentException>(() => new HalfTerm(new LocalDate(2027, 5, 6), new LocalDate(2027, 5, 5)));
        Assert.Throws<ArgumentException>(() => new Closure(new LocalDate(2027, 5, 6), new LocalDate(2027, 5, 5), "Turned round"));
    }

    private static int DaysOf(WorkingDayCalendar calendar) =>
        calendar.WorkingDaysBetween(calendar.First, calendar.Last) + (calendar.IsWorkingDay(calendar.First) ? 1 : 0);
}
