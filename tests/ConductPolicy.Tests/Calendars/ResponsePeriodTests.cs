using ConductPolicy.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Calendars;

public sealed class ResponsePeriodTests
{
    private static readonly LocalTime s_closing = new(16, 0);
    private static readonly ResponsePeriod s_fiveDays = new() { Calendar = WorkingDays, WorkingDays = 5 };

    [Theory]
    [InlineData("2020-05-06", "2020-05-14")]
    [InlineData("2021-12-22", "2021-12-31")]
    [InlineData("2022-05-30", "2022-06-08")]
    [InlineData("2023-05-03", "2023-05-11")]
    [InlineData("2026-03-27", "2026-04-07")]
    [InlineData("2026-11-21", "2026-11-27")]
    public void Day_1_is_the_first_working_day_after_receipt(string received, string due)
    {
        var count = s_fiveDays.From(Date(received));
        Assert.Equal((Date(due), 5, Date(received)), (count.Due, count.Counted.Count, count.CountedFrom));
        Assert.Equal(count.Due, count.Counted[^1]);
        Assert.Equal(Period.DaysBetween(count.Received, count.Due), count.Counted.Count + count.Skipped.Count);
    }

    [Theory]
    [InlineData("2026-11-21", "2026-11-23", "2026-11-30")]
    [InlineData("2026-11-22", "2026-11-23", "2026-11-30")]
    [InlineData("2026-04-03", "2026-04-07", "2026-04-14")]
    [InlineData("2026-11-20", "2026-11-20", "2026-11-27")]
    public void By_the_other_setting_a_message_of_a_day_not_worked_is_the_next_working_days(string received, string countedFrom, string due)
    {
        var count = (s_fiveDays with { OnDayNotWorked = ReceiptOnDayNotWorked.CountsAsNextWorkingDay }).From(Date(received));
        Assert.Equal((Date(countedFrom), Date(due)), (count.CountedFrom, count.Due));
    }

    [Fact]
    public void A_skipped_day_says_why_by_the_holidays_own_name()
    {
        var skipped = (s_fiveDays with { OnDayNotWorked = ReceiptOnDayNotWorked.CountsAsNextWorkingDay }).From(Date("2026-04-03")).Skipped;
        Assert.Equal(["Saturday", "Sunday", "Easter Monday", "Saturday", "Sunday"], skipped.Select(day => day.Why));
    }

    [Theory]
    [InlineData("2026-11-20T15:59", "2026-11-27", false)]
    [InlineData("2026-11-20T16:00", "2026-11-27", false)]
    [InlineData("2026-11-20T16:01", "2026-11-30", true)]
    [InlineData("2026-11-19T23:59", "2026-11-27", true)]
    [InlineData("2026-11-21T18:00", "2026-11-27", false)]
    public void A_message_after_closing_time_is_the_next_working_days(string received, string due, bool isAfterClosing)
    {
        var count = (s_fiveDays with { ClosingTime = s_closing }).From(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(received).Value);
        Assert.Equal((Date(due), isAfterClosing), (count.Due, count.IsAfterClosing));
    }

    [Fact]
    public void Without_a_time_of_day_closing_time_decides_nothing() =>
        Assert.Equal(Date("2026-11-27"), (s_fiveDays with { ClosingTime = s_closing }).From(Date("2026-11-20")).Due);

    [Fact]
    public void Beyond_the_data_there_is_no_answer_but_a_projected_one()
    {
        Assert.Throws<BeyondCalendarException>(() => s_fiveDays.From(Date("2028-12-29")));
        Assert.Throws<BeyondCalendarException>(() => s_fiveDays.From(Date("2017-12-31")));
        var projected = (s_fiveDays with { Calendar = Projecting }).From(Date("2028-12-29"));
        Assert.Equal((Date("2029-01-08"), true), (projected.Due, projected.IsProjected));
    }

    [Fact]
    public void Clock_changes_never_move_a_due_date()
    {
        var tried = new HashSet<int>();
        Prop.ForAll(AroundClockChanges(), moment =>
        {
            var local = LocalByRule(moment);
            tried.Add((moment - local.InUtc().ToInstant()).ToInt64Nanoseconds() == 0 ? 0 : 1);
            Assert.Equal(s_fiveDays.From(local.Date).Due, s_fiveDays.From(moment).Due);
            var closing = s_fiveDays with { ClosingTime = new LocalTime(1, 30) };
            Assert.Equal(closing.From(local), closing.From(moment));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));
        Assert.Equal(2, tried.Count);
    }

    [Fact]
    public void A_later_message_is_never_due_earlier()
    {
        ResponsePeriod[] periods =
        [
            s_fiveDays,
            s_fiveDays with { OnDayNotWorked = ReceiptOnDayNotWorked.CountsAsNextWorkingDay },
            s_fiveDays with { OnDayNotWorked = ReceiptOnDayNotWorked.CountsAsNextWorkingDay, ClosingTime = s_closing },
        ];
        var gen =
            from hours in Gen.Choose(0, 24 * 365 * 10)
            from later in Gen.Choose(0, 24 * 5)
            from period in Gen.Elements(periods)
            select (Hours: hours, Later: later, Period: period);
        Prop.ForAll(Arb.From(gen), item =>
        {
            var start = new LocalDateTime(2018, 1, 1, 0, 30);
            return item.Period.From(start.PlusHours(item.Hours)).Due <= item.Period.From(start.PlusHours(item.Hours + item.Later)).Due;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithQuietOnSuccess(true));
    }

    // To the minute, two days to both sides of each change from 2018 to 2028.
    private static Arbitrary<Instant> AroundClockChanges() => Arb.From(
        from year in Gen.Choose(2018, 2028)
        from month in Gen.Elements(3, 10)
        from minutes in Gen.Choose(-2_880, 2_880)
        select ChangeIn(year, month).Plus(Duration.FromMinutes(minutes)));

    // The Summer Time Act's rule: from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of October clocks are an hour ahead.
    private static LocalDateTime LocalByRule(Instant moment)
    {
        var utc = moment.InUtc().LocalDateTime;
        return moment >= ChangeIn(utc.Year, 3) && moment < ChangeIn(utc.Year, 10) ? utc.PlusHours(1) : utc;
    }

    private static Instant ChangeIn(int year, int month)
    {
        var last = new LocalDate(year, month, 31);
        return last.PlusDays(-(int)last.DayOfWeek % 7).At(new LocalTime(1, 0)).InUtc().ToInstant();
    }
}
