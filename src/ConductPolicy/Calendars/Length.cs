using System.Globalization;
using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>The unit in which a length of time is counted.</summary>
public enum LengthUnit
{
    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Weeks of seven calendar days.</summary>
    Weeks,

    /// <summary>Calendar months, with a stated rounding.</summary>
    Months,

    /// <summary>Days on which pupils attend. They need term dates.</summary>
    SchoolDays,

    /// <summary>Half-terms, each to its last day; that in which the length begins is the first, or the next where it begins in a holiday. They need term dates.</summary>
    HalfTerms,

    /// <summary>Terms, each to its last day; that in which the length begins is the first, or the next where it begins in a holiday. They need term dates.</summary>
    Terms,
}

/// <summary>What becomes of a period in months that ends on a day that does not exist, such as one month after 31 January.</summary>
public enum MonthRounding
{
    /// <summary>The length is not in months, so there is nothing to round.</summary>
    None,

    /// <summary>The last day of the month.</summary>
    Down,

    /// <summary>The first day of the month after.</summary>
    Up,

    /// <summary>No day: such a period is refused.</summary>
    Refused,
}

/// <summary>A length of time that says its unit, such as <c>6 weeks</c>, <c>2 half-terms</c> or <c>2 months, rounded down</c>.</summary>
/// <param name="Amount">How many units, at least 1.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Rounding">For months, what becomes of a day that does not exist; <see cref="MonthRounding.None"/> for other units.</param>
/// <remarks>A length in months without a rounding cannot be written: the rule set has to choose.</remarks>
public sealed record Length(int Amount, LengthUnit Unit, MonthRounding Rounding)
{
    /// <summary>The most units a length may have.</summary>
    public const int MaximumAmount = 10_000;

    /// <summary>Whether it is counted in a school's year, so that it needs term dates.</summary>
    public bool NeedsTermDates => Unit is LengthUnit.SchoolDays or LengthUnit.HalfTerms or LengthUnit.Terms;

    /// <summary>Whether it comes to a day from every date by itself: it needs no term dates and refuses no month.</summary>
    public bool IsPlain => !NeedsTermDates && Rounding != MonthRounding.Refused;

    /// <summary>The date that lies this length before another.</summary>
    /// <param name="date">The date to count back from, itself not counted.</param>
    /// <exception cref="InvalidOperationException">The length is not plain (<see cref="IsPlain"/>).</exception>
    public LocalDate Before(LocalDate date) =>
        IsPlain ? Added(date, -1) : throw new InvalidOperationException($"`{this}` is not counted back.");

    /// <summary>The date that lies this length after another: 7 days after a Monday is the next Monday.</summary>
    /// <param name="date">The date to count from, itself not counted.</param>
    /// <param name="schoolDays">The school's days, for a length that needs term dates.</param>
    /// <exception cref="ArgumentException">The length needs term dates, and there is no calendar of school days.</exception>
    /// <exception cref="InvalidOperationException">The length ends on a day that does not exist (<see cref="IsRefusedFrom"/>).</exception>
    /// <exception cref="BeyondCalendarException">It lies beyond the term dates.</exception>
    public LocalDate After(LocalDate date, WorkingDayCalendar? schoolDays = null) =>
        NeedsTermDates ? LastDay(date.PlusDays(1), schoolDays)
        : !IsRefusedFrom(date) ? Added(date, 1)
        : throw new InvalidOperationException($"`{this}` from {DateText.Iso(date)} comes to no day.");

    /// <summary>The last day of a stretch of this length: 7 days from a Monday end on the Sunday.</summary>
    /// <param name="first">The first day, which counts.</param>
    /// <param name="schoolDays">The school's days, for a length that needs term dates.</param>
    /// <exception cref="ArgumentException">The length needs term dates, and there is no calendar of school days.</exception>
    /// <exception cref="InvalidOperationException">The length ends on a day that does not exist (<see cref="IsRefusedFrom"/>).</exception>
    /// <exception cref="BeyondCalendarException">It lies beyond the term dates.</exception>
    public LocalDate LastDay(LocalDate first, WorkingDayCalendar? schoolDays = null)
    {
        if (!NeedsTermDates)
        {
            return After(first).PlusDays(-1);
        }

        if (schoolDays is not { Rules: { Kind: DayKind.SchoolDay, Terms: { } terms } })
        {
            throw new ArgumentException($"`{this}` is counted from term dates.", nameof(schoolDays));
        }

        return Unit switch
        {
            LengthUnit.SchoolDays => schoolDays.AddWorkingDays(schoolDays.NextOnOrAfter(first), Amount - 1),
            LengthUnit.HalfTerms => EndOf(terms.HalfTerms.Select(half => half.Last), first, schoolDays),
            _ => EndOf(terms.Terms.Select(term => term.Last), first, schoolDays),
        };
    }

    /// <summary>Whether it is in months that are not rounded, and would end on a day that does not exist.</summary>
    /// <param name="date">The date to count from.</param>
    public bool IsRefusedFrom(LocalDate date) =>
        Unit == LengthUnit.Months && Rounding == MonthRounding.Refused && date.PlusMonths(Amount).Day != date.Day;

    /// <summary>Reads a length as it is written in a rule set; null with the reason where it is none.</summary>
    /// <param name="text">Such as <c>6 weeks</c>, <c>10 school days</c>, <c>2 half-terms</c>, <c>2 months, rounded down</c> or <c>2 months, not rounded</c>.</param>
    /// <param name="problem">Why it is no length, or null.</param>
    public static Length? Parse(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = $"`{text}` is no length of time.";
        var comma = text.IndexOf(", ", StringComparison.Ordinal);
        var (counted, rounded) = comma < 0 ? (text, null) : (text[..comma], text[(comma + 2)..]);
        var space = counted.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0
            || !int.TryParse(counted[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || UnitOf(counted[(space + 1)..]) is not { } unit
            || RoundingOf(rounded) is not { } rounding)
        {
            return null;
        }

        if (amount is < 1 or > MaximumAmount || text[0] == '0')
        {
            problem = $"`{text}`: the number has to be from 1 to {MaximumAmount}.";
            return null;
        }

        if ((unit == LengthUnit.Months) != (rounding != MonthRounding.None))
        {
            problem = unit == LengthUnit.Months
                ? $"`{text}` does not say how months are rounded."
                : $"`{text}`: only months are rounded.";
            return null;
        }

        problem = null;
        return new Length(amount, unit, rounding);
    }

    /// <summary>The length as it is written in a rule set.</summary>
    public override string ToString()
    {
        var unit = Unit switch
        {
            LengthUnit.Days => "day",
            LengthUnit.Weeks => "week",
            LengthUnit.Months => "month",
            LengthUnit.SchoolDays => "school day",
            LengthUnit.HalfTerms => "half-term",
            _ => "term",
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{Amount} {unit}{(Amount == 1 ? "" : "s")}");
        return Rounding switch
        {
            MonthRounding.Down => $"{text}, rounded down",
            MonthRounding.Up => $"{text}, rounded up",
            MonthRounding.Refused => $"{text}, not rounded",
            _ => text,
        };
    }

    private static LengthUnit? UnitOf(string word) => word switch
    {
        "day" or "days" => LengthUnit.Days,
        "week" or "weeks" => LengthUnit.Weeks,
        "month" or "months" => LengthUnit.Months,
        "school day" or "school days" => LengthUnit.SchoolDays,
        "half-term" or "half-terms" => LengthUnit.HalfTerms,
        "term" or "terms" => LengthUnit.Terms,
        _ => null,
    };

    private static MonthRounding? RoundingOf(string? words) => words switch
    {
        null => MonthRounding.None,
        "rounded down" => MonthRounding.Down,
        "rounded up" => MonthRounding.Up,
        "not rounded" => MonthRounding.Refused,
        _ => null,
    };

    private LocalDate EndOf(IEnumerable<LocalDate> lastDays, LocalDate first, WorkingDayCalendar schoolDays)
    {
        // Before the first day of the term dates nobody knows which half-term it is.
        var ends = first < schoolDays.First ? [] : lastDays.Where(last => last >= first).Take(Amount).ToList();
        return ends.Count == Amount && ends[^1] <= schoolDays.Last ? ends[^1] : throw new BeyondCalendarException($"A length of {this} from", first, schoolDays);
    }

    private LocalDate Added(LocalDate date, int sign)
    {
        if (Unit != LengthUnit.Months)
        {
            return date.PlusDays(sign * Amount * (Unit == LengthUnit.Weeks ? 7 : 1));
        }

        // NodaTime gives the month's last day where the day does not exist; rounding up is the day after it.
        var rounded = date.PlusMonths(sign * Amount);
        return rounded.Day != date.Day && Rounding == MonthRounding.Up ? rounded.PlusDays(1) : rounded;
    }
}
