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

    [Fact]
    public void A_length_that_is_written_is_read_back()
    {
        var lengths = from amount in Gen.Choose(1, Length.MaximumAmount)
                      from unit in Gen.Elements(LengthUnit.Days, LengthUnit.Weeks, LengthUnit.Months)
                      from rounding in Gen.Elements(MonthRounding.Down, MonthRounding.Up)
                      select new Length(amount, unit, unit == LengthUnit.Months ? rounding : MonthRounding.None);
        Prop.ForAll(Arb.From(lengths), length => length == Length.Parse(length.ToString(), out _))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
