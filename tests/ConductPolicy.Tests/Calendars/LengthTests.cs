using ConductPolicy.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Calendars;

public sealed class LengthTests
{
    [Theory]
    [InlineData("6 weeks", 6, LengthUnit.Weeks, MonthRounding.None)]
    [InlineData("1 day", 1, LengthUnit.Days, MonthRounding.None)]
    [InlineData("2 months, rounded down", 2, LengthUnit.Months, MonthRounding.Down)]
    [InlineData("1 month, rounded up", 1, LengthUnit.Months, MonthRounding.Up)]
    [InlineData("1 month, not rounded", 1, LengthUnit.Months, MonthRounding.Refused)]
    [InlineData("10 school days", 10, LengthUnit.SchoolDays, MonthRounding.None)]
    [InlineData("1 half-term", 1, LengthUnit.HalfTerms, MonthRounding.None)]
    [InlineData("2 terms", 2, LengthUnit.Terms, MonthRounding.None)]
    public void A_length_says_its_unit(string text, int amount, LengthUnit unit, MonthRounding rounding)
    {
        Assert.Equal(new Length(amount, unit, rounding), Length.Parse(text, out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("2 months", "does not say how months are rounded")]
    [InlineData("6 weeks, rounded up", "only months are rounded")]
    [InlineData("0 days", "from 1 to 10000")]
    [InlineData("-1 days", "no length of time")]
    [InlineData("six weeks", "no length of time")]
    [InlineData("6", "no length of time")]
    [InlineData("6 weeks, rounded sideways", "no length of time")]
    [InlineData("6  weeks", "no length of time")]
    [InlineData("6 weeks rounded up", "no length of time")]
    [InlineData("2 terms, not rounded", "only months are rounded")]
    [InlineData("2 half terms", "no length of time")]
    [InlineData("2 schooldays", "no length of time")]
    public void What_is_no_length_is_told_why(string text, string reason)
    {
        Assert.Null(Length.Parse(text, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 month, rounded down", "2026-03-31", "2026-02-28")]
    [InlineData("1 month, rounded up", "2026-03-31", "2026-03-01")]
    [InlineData("1 month, rounded up", "2026-03-15", "2026-02-15")]
    [InlineData("26 weeks", "2026-11-18", "2026-05-20")]
    [InlineData("10 days", "2026-03-05", "2026-02-23")]
    public void A_length_is_counted_back_in_its_own_unit(string length, string from, string expected) =>
        Assert.Equal(Date(expected), Length.Parse(length, out _)!.Before(Date(from)));

    [Theory]
    [InlineData("1 day", "2026-11-23", "2026-11-23")]
    [InlineData("6 weeks", "2026-11-23", "2027-01-03")]
    [InlineData("1 month, rounded down", "2026-01-15", "2026-02-14")]
    [InlineData("1 month, rounded down", "2026-01-31", "2026-02-27")]
    [InlineData("1 month, rounded up", "2026-01-31", "2026-02-28")]
    [InlineData("2 months, not rounded", "2026-01-31", "2026-03-30")]
    [InlineData("1 school day", "2026-11-23", "2026-11-23")]
    [InlineData("5 school days", "2026-10-22", "2026-11-05")] // Thu and Fri; then the holiday, INSET on the Monday, Tue to Thu
    [InlineData("1 school day", "2026-10-24", "2026-11-03")]
    [InlineData("1 half-term", "2026-11-23", "2026-12-18")]
    [InlineData("1 half-term", "2026-10-23", "2026-10-23")] // the last day of one is a half-term's
    [InlineData("1 half-term", "2026-10-24", "2026-12-18")] // from a holiday, the next one
    [InlineData("3 half-terms", "2026-11-23", "2027-03-25")]
    [InlineData("1 term", "2026-11-23", "2026-12-18")]
    [InlineData("3 terms", "2026-09-03", "2027-07-20")]
    public void A_stretch_of_a_length_has_its_first_and_last_day_in_it(string length, string first, string last) =>
        Assert.Equal(Date(last), Length.Parse(length, out _)!.LastDay(Date(first), SchoolDays));

    [Theory]
    [InlineData("7 days", "2026-11-23", "2026-11-30")]
    [InlineData("1 month, rounded down", "2026-01-31", "2026-02-28")]
    [InlineData("1 month, rounded up", "2026-01-31", "2026-03-01")]
    [InlineData("1 month, not rounded", "2026-01-28", "2026-02-28")]
    [InlineData("5 school days", "2026-11-23", "2026-11-30")]
    public void The_day_a_length_after_another_does_not_count_that_one(string length, string date, string expected) =>
        Assert.Equal(Date(expected), Length.Parse(length, out _)!.After(Date(date), SchoolDays));

    [Fact]
    public void What_is_not_plain_needs_more_than_a_date()
    {
        Assert.Throws<InvalidOperationException>(() => Length.Parse("1 month, not rounded", out _)!.After(Date("2026-01-31")));
        Assert.Throws<InvalidOperationException>(() => Length.Parse("1 month, not rounded", out _)!.Before(Date("2026-03-31")));
        Assert.Throws<InvalidOperationException>(() => Length.Parse("1 term", out _)!.Before(Date("2026-03-31")));
        Assert.Throws<ArgumentException>(() => Length.Parse("1 term", out _)!.LastDay(Date("2026-11-23")));
        Assert.Throws<ArgumentException>(() => Length.Parse("1 term", out _)!.LastDay(Date("2026-11-23"), PublishedCalendar.WorkingDays));
        Assert.Throws<BeyondCalendarException>(() => Length.Parse("4 terms", out _)!.LastDay(Date("2026-11-23"), SchoolDays));
        Assert.Throws<BeyondCalendarException>(() => Length.Parse("1 term", out _)!.LastDay(Date("2026-08-31"), SchoolDays));
    }

    [Fact]
    public void A_length_that_is_written_is_read_back()
    {
        var lengths = from amount in Gen.Choose(1, Length.MaximumAmount)
                      from unit in Gen.Elements(Enum.GetValues<LengthUnit>())
                      from rounding in Gen.Elements(MonthRounding.Down, MonthRounding.Up, MonthRounding.Refused)
                      select new Length(amount, unit, unit == LengthUnit.Months ? rounding : MonthRounding.None);
        Prop.ForAll(Arb.From(lengths), length => length == Length.Parse(length.ToString(), out _))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));
    }

    private static WorkingDayCalendar SchoolDays { get; } = new(new WorkingDayRules { Kind = DayKind.SchoolDay, BankHolidays = PublishedCalendar.Published, Terms = PublishedCalendar.ExampleTerms });

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
