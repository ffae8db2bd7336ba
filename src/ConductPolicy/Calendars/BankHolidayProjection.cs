using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>The bank holidays of England and Wales as the rules give them, for years of which none are published.</summary>
/// <remarks>
/// Banking and Financial Dealings Act 1971, Schedule 1: Easter Monday, the last Mondays of May and August, 26 December (27 December
/// where the 25th or 26th is a Sunday); New Year's Day and the first Monday of May by yearly proclamation; Good Friday and Christmas
/// Day by common law. One that falls on a weekend is kept on the next weekday that is no holiday already. What a proclamation moves
/// or adds, sometimes at ten days' notice, no rule foresees: an answer that rests on these days is a projected one.
/// </remarks>
public static class BankHolidayProjection
{
    /// <summary>The division whose rules these are.</summary>
    public const string Division = "england-and-wales";

    /// <summary>The first year of these rules: the first Monday of May has been a holiday since 1978.</summary>
    public const int FirstYear = 1978;

    /// <summary>The last year that is projected.</summary>
    public const int LastYear = 2199;

    /// <summary>The holidays of a year, in the order of their days.</summary>
    /// <param name="year">The year, from <see cref="FirstYear"/> to <see cref="LastYear"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is another.</exception>
    public static ValueList<BankHoliday> Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        var easter = EasterSunday(year);
        List<BankHoliday> onTheirDays =
        [
            new(new LocalDate(year, 1, 1), "New Year’s Day"),
            new(easter.PlusDays(-2), "Good Friday"),
            new(easter.PlusDays(1), "Easter Monday"),
            new(new LocalDate(year, 5, 1).With(DateAdjusters.NextOrSame(IsoDayOfWeek.Monday)), "Early May bank holiday"),
            new(new LocalDate(year, 5, 31).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)), "Spring bank holiday"),
            new(new LocalDate(year, 8, 31).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)), "Summer bank holiday"),
            new(new LocalDate(year, 12, 25), "Christmas Day"),
            new(new LocalDate(year, 12, 26), "Boxing Day"),
        ];
        var kept = onTheirDays.FindAll(holiday => !Weekday.IsWeekend(holiday.Date));
        foreach (var holiday in onTheirDays.FindAll(holiday => Weekday.IsWeekend(holiday.Date)))
        {
            var day = holiday.Date;
            while (Weekday.IsWeekend(day) || kept.Exists(other => other.Date == day))
            {
                day = day.PlusDays(1);
            }

            kept.Add(new BankHoliday(day, holiday.Title, "Substitute day"));
        }

        return kept.OrderBy(holiday => holiday.Date).ToValueList();
    }

    // The Sunday after the full moon on or after 21 March, both by the church's tables (Calendar (New Style) Act 1750): the moon's age
    // follows from the year's place in the cycle of 19 years, less what the centuries' missing leap days have shifted it.
    private static LocalDate EasterSunday(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var lunarShift = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var daysToFullMoon = lunarShift - (lunarShift == 29 || (lunarShift == 28 && golden > 10) ? 1 : 0);
        return new LocalDate(year, 3, 21).PlusDays(daysToFullMoon).With(DateAdjusters.Next(IsoDayOfWeek.Sunday));
    }
}
