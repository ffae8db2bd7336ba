using ConductPolicy.Calendars;
using ConductPolicy.Tests.Model;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Calendars;

public sealed class WorkingDayCalendarTests
{
    private static readonly LocalDate s_saturday = new(2026, 11, 21);

    [Theory]
    [InlineData("2020-05-06", "2020-05-14")]
    [InlineData("2021-12-22", "2021-12-31")]
    [InlineData("2022-05-30", "2022-06-08")]
    [InlineData("2023-05-03", "2023-05-11")]
    [InlineData("2026-03-27", "2026-04-07")]
    [InlineData("2026-11-21", "2026-11-27")]
    public void Five_working_days_where_day_1_is_the_first_working_day_after_receipt(string received, string due) =>
        Assert.Equal(Date(due), WorkingDays.AddWorkingDays(Date(received), 5));

    [Fact]
    public void Five_working_days_where_a_Saturday_counts_as_the_next_working_day() =>
        Assert.Equal(new LocalDate(2026, 11, 30), WorkingDays.AddWorkingDays(WorkingDays.NextOnOrAfter(s_saturday), 5));

    [Fact]
    public void From_a_Saturday_1_is_Monday_and_minus_1_Friday_and_0_the_Saturday()
    {
        Assert.Equal(new LocalDate(2026, 11, 23), WorkingDays.AddWorkingDays(s_saturday, 1));
        Assert.Equal(new LocalDate(2026, 11, 20), WorkingDays.AddWorkingDays(s_saturday, -1));
        Assert.Equal(s_saturday, WorkingDays.AddWorkingDays(s_saturday, 0));
    }

    [Fact]
    public void The_nearest_working_day_is_the_day_itself_where_it_is_one()
    {
        Assert.Equal(new LocalDate(2026, 11, 20), WorkingDays.NextOnOrAfter(new LocalDate(2026, 11, 20)));
        Assert.Equal(new LocalDate(2026, 11, 23), WorkingDays.NextOnOrAfter(s_saturday));
        Assert.Equal(new LocalDate(2026, 11, 20), WorkingDays.PreviousOnOrBefore(new LocalDate(2026, 11, 20)));
        Assert.Equal(new LocalDate(2026, 11, 20), WorkingDays.PreviousOnOrBefore(s_saturday));
    }

    /// <summary>Every day of eleven years and every n from -60 to 60, with the holidays of an independent source.</summary>
    [Fact]
    public void A_day_by_day_count_gives_the_same_day_or_the_same_refusal()
    {
        const int Most = 60;
        var naive = new NaiveCalendar(WorkingDays.First, WorkingDays.Last, IndependentBankHolidays.Committed.ToHashSet());
        var (checks, refusals) = (0, 0);
        for (var date = new LocalDate(2018, 1, 1); date <= new LocalDate(2028, 12, 31); date = date.PlusDays(1))
        {
            var forward = naive.Steps(date, 1, Most);
            var backward = naive.Steps(date, -1, Most);
            for (var n = -Most; n <= Most; n++)
            {
                var expected = n == 0 ? date : n > 0 ? forward[n - 1] : backward[-n - 1];
                if (Answer(() => WorkingDays.AddWorkingDays(date, n)) != expected)
                {
                    Assert.Fail($"{n} working days from {date:uuuu-MM-dd} should be {expected}");
                }

                checks++;
                refusals += expected is null ? 1 : 0;
            }

            Assert.Equal(naive.IsWorkingDay(date), WorkingDays.IsWorkingDay(date));
        }

        Assert.Equal(4_018 * 121, checks);
        Assert.InRange(refusals, 1, 20_000);
    }

    [Fact]
    public void A_day_by_day_count_of_the_days_between_is_the_same()
    {
        var naive = new NaiveCalendar(WorkingDays.First, WorkingDays.Last, IndependentBankHolidays.Committed.ToHashSet());
        for (var after = WorkingDays.First; after <= WorkingDays.Last; after = after.PlusDays(1))
        {
            var count = 0;
            for (var upTo = after; upTo <= WorkingDays.Last && upTo < after.PlusDays(90); upTo = upTo.PlusDays(1))
            {
                count += upTo > after && naive.IsWorkingDay(upTo) ? 1 : 0;
                if (WorkingDays.WorkingDaysBetween(after, upTo) != count || WorkingDays.WorkingDaysBetween(upTo, after) != -count)
                {
                    Assert.Fail($"between {after:uuuu-MM-dd} and {upTo:uuuu-MM-dd} there are {count}");
                }
            }
        }
    }

    [Fact]
    public void An_answer_lists_the_days_counted_and_the_days_skipped_with_why()
    {
        var count = WorkingDays.ExplainAddition(new LocalDate(2026, 3, 27), 5);
        Assert.Equal(new LocalDate(2026, 4, 7), count.To);
        Assert.Equal(["03-30", "03-31", "04-01", "04-02", "04-07"], count.Counted.Select(MonthAndDay));
        Assert.Equal(
            ["03-28 Saturday", "03-29 Sunday", "04-03 Good Friday", "04-04 Saturday", "04-05 Sunday", "04-06 Easter Monday"],
            count.Skipped.Select(day => $"{MonthAndDay(day.Date)} {day.Why}"));
        Assert.False(count.IsProjected);
    }

    [Fact]
    public void A_count_backwards_lists_its_days_backwards()
    {
        var count = WorkingDays.ExplainAddition(new LocalDate(2026, 4, 7), -2);
        Assert.Equal(["04-02", "04-01"], count.Counted.Select(MonthAndDay));
        Assert.Equal(["04-06", "04-05", "04-04", "04-03"], count.Skipped.Select(day => MonthAndDay(day.Date)));
        Assert.Equal((-2, new LocalDate(2026, 4, 1)), (count.Days, count.To));
    }

    [Fact]
    public void The_days_between_are_listed_too()
    {
        var count = WorkingDays.ExplainBetween(new LocalDate(2026, 12, 24), new LocalDate(2026, 12, 29));
        Assert.Equal(["12-29"], count.Counted.Select(MonthAndDay));
        Assert.Equal(["Christmas Day", "Saturday", "Sunday", "Boxing Day"], count.Skipped.Select(day => day.Why));
        Assert.Equal(1, count.Days);
        Assert.Equal((-1, count.Counted), (WorkingDays.ExplainBetween(count.To, count.From).Days, WorkingDays.ExplainBetween(count.To, count.From).Counted));
        Assert.Empty(WorkingDays.ExplainAddition(s_saturday, 0).Skipped);
    }

    [Fact]
    public void Beyond_its_data_a_calendar_refuses_and_says_which_day_which_bounds_and_what_to_do()
    {
        var error = Assert.Throws<BeyondCalendarException>(() => WorkingDays.AddWorkingDays(new LocalDate(2028, 12, 29), 1));
        Assert.Equal(
            "A count of 1 from 2028-12-29 lies beyond the calendar of working days, which runs from 2018-01-01 to 2028-12-31. "
            + "Give a newer feed of bank holidays, or ask for a projected answer.",
            error.Message);
        Assert.Equal((new LocalDate(2028, 12, 29), WorkingDays.First, WorkingDays.Last), (error.Date, error.First, error.Last));
        var outside = new LocalDate(2029, 1, 2);
        Assert.StartsWith("The day 2029-01-02 lies beyond", Assert.Throws<BeyondCalendarException>(() => WorkingDays.IsWorkingDay(outside)).Message, StringComparison.Ordinal);
        Assert.Throws<BeyondCalendarException>(() => WorkingDays.AddWorkingDays(outside, 0));
        Assert.Throws<BeyondCalendarException>(() => WorkingDays.WorkingDaysBetween(s_saturday, outside));
        Assert.Throws<BeyondCalendarException>(() => WorkingDays.NextOnOrAfter(new LocalDate(2028, 12, 30)));
        Assert.Throws<BeyondCalendarException>(() => WorkingDays.PreviousOnOrBefore(new LocalDate(2018, 1, 1)));
        Assert.Throws<BeyondCalendarException>(() => WorkingDays.WhyNotCounted(new LocalDate(2017, 12, 31)));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void No_number_of_days_is_too_large_to_be_refused(int days) =>
        Assert.Throws<BeyondCalendarException>(() => WorkingDays.AddWorkingDays(s_saturday, days));

    [Fact]
    public void A_calendar_that_projects_goes_on_and_says_so()
    {
        var count = Projecting.ExplainAddition(new LocalDate(2028, 12, 29), 1);
        Assert.Equal((new LocalDate(2029, 1, 2), true), (count.To, count.IsProjected));
        Assert.Equal(["Saturday", "Sunday", "New Year’s Day"], count.Skipped.Select(day => day.Why));
        Assert.Equal("Good Friday", Projecting.WhyNotCounted(new LocalDate(2029, 3, 30)));
        Assert.True(Projecting.IsProjected(count.From, count.To));
        Assert.True(Projecting.IsProjected(count.To, count.From));
        Assert.False(Projecting.IsProjected(new LocalDate(2028, 12, 31)));
        Assert.True(Projecting.IsProjected(new LocalDate(2017, 12, 31)));
        Assert.False(Projecting.ExplainAddition(new LocalDate(2028, 12, 1), 5).IsProjected);
    }

    [Fact]
    public void Where_days_are_published_the_projection_does_not_speak()
    {
        Assert.Equal("Bank Holiday for the State Funeral of Queen Elizabeth II", Projecting.WhyNotCounted(new LocalDate(2022, 9, 19)));
        Assert.True(Projecting.IsWorkingDay(new LocalDate(2022, 5, 30)));
        for (var date = WorkingDays.First; date <= WorkingDays.Last; date = date.PlusDays(1))
        {
            Assert.Equal(WorkingDays.WhyNotCounted(date), Projecting.WhyNotCounted(date));
        }
    }

    [Fact]
    public void Even_a_projection_ends()
    {
        Assert.Equal((new LocalDate(1978, 1, 1), new LocalDate(2199, 12, 31)), (Projecting.First, Projecting.Last));
        Assert.EndsWith("No earlier or later year is projected.", Assert.Throws<BeyondCalendarException>(() => Projecting.AddWorkingDays(s_saturday, 50_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_divisions_are_not_projected()
    {
        var scotland = new BankHolidays("scotland", new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31), []);
        Assert.Throws<ArgumentException>(() => new WorkingDayCalendar(new WorkingDayRules { BankHolidays = scotland, IsProjecting = true }));
    }

    [Fact]
    public void A_closure_takes_a_day_and_an_extra_day_gives_one_back_unless_it_is_closed()
    {
        var goodFriday = new LocalDate(2026, 4, 3);
        var rules = new WorkingDayRules
        {
            BankHolidays = Published,
            Closures = [new Closure(new LocalDate(2026, 5, 7), "Polling station"), new Closure(s_saturday.PlusWeeks(1), "Boiler")],
            ExtraDays = [s_saturday, s_saturday.PlusWeeks(1), goodFriday, new LocalDate(2040, 1, 7)],
        };
        var calendar = new WorkingDayCalendar(rules);
        Assert.Equal("Polling station", calendar.WhyNotCounted(new LocalDate(2026, 5, 7)));
        Assert.True(calendar.IsWorkingDay(s_saturday));
        Assert.True(calendar.IsWorkingDay(goodFriday));
        Assert.Equal("Boiler", calendar.WhyNotCounted(s_saturday.PlusWeeks(1)));
    }

    [Fact]
    public void A_closure_of_several_days_takes_each_of_them_and_a_holiday_in_it_keeps_its_own_name()
    {
        var calendar = new WorkingDayCalendar(new WorkingDayRules { BankHolidays = Published, Closures = [new Closure(Date("2026-12-22"), Date("2026-12-29"), "Boiler")] });
        Assert.Equal(
            [null, "Boiler", "Boiler", "Boiler", "Christmas Day", "Saturday", "Sunday", "Boxing Day", "Boiler", null],
            Enumerable.Range(0, 10).Select(i => calendar.WhyNotCounted(Date("2026-12-21").PlusDays(i))));
    }

    [Fact]
    public void The_weekend_is_what_the_rules_say()
    {
        var calendar = new WorkingDayCalendar(new WorkingDayRules { BankHolidays = Published, Weekend = [IsoDayOfWeek.Friday] });
        Assert.Equal("Friday", calendar.WhyNotCounted(new LocalDate(2026, 11, 20)));
        Assert.True(calendar.IsWorkingDay(s_saturday));
    }

    [Fact]
    public void An_answer_allocates_nothing()
    {
        var date = new LocalDate(2020, 3, 2);
        Count(WorkingDays, date);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0;
        for (var i = 0; i < 1_000; i++)
        {
            sum += Count(WorkingDays, date.PlusDays(i));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    private static int Count(WorkingDayCalendar calendar, LocalDate date) =>
        calendar.AddWorkingDays(date, 300).Day + calendar.AddWorkingDays(date, -300).Day + calendar.NextOnOrAfter(date).Day + calendar.PreviousOnOrBefore(date).Day
        + calendar.WorkingDaysBetween(date, date.PlusDays(100)) + (calendar.IsWorkingDay(date) ? 1 : 0) + (calendar.IsProjected(date) ? 1 : 0);

    private static string MonthAndDay(LocalDate date) => $"{date.Month:D2}-{date.Day:D2}";
}
