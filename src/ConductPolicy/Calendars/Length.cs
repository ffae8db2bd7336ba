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
}

/// <summary>A length of time that says its unit, such as <c>6 weeks</c> or <c>2 months, rounded down</c>.</summary>
/// <param name="Amount">How many units, at least 1.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Rounding">For months, what becomes of a day that does not exist; <see cref="MonthRounding.None"/> for other units.</param>
/// <remarks>A length in months without a rounding cannot be written: the rule set has to choose.</remarks>
public sealed record Length(int Amount, LengthUnit Unit, MonthRounding Rounding)
{
    /// <summary>The most units a length may have.</summary>
    public const int MaximumAmount = 10_000;

    /// <summary>The date that lies this length before another.</summary>
    /// <param name="date">The date to count back from, itself not counted.</param>
    public LocalDate Before(LocalDate date) => Unit switch
    {
        LengthUnit.Days => date.PlusDays(-Amount),
        LengthUnit.Weeks => date.PlusWeeks(-Amount),
        _ => RoundedMonths(date, -Amount),
    };

    /// <summary>Reads a length as it is written in a rule set; null with the reason where it is none.</summary>
    /// <param name="text">Such as <c>6 weeks</c>, <c>10 days</c> or <c>2 months, rounded down</c>.</param>
    /// <param name="problem">Why it is no length, or null.</param>
    public static Length? Parse(string text, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        problem = $"`{text}` is no length of time.";
        var parts = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (2 or 4)
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || UnitOf(parts[1]) is not { } unit)
        {
            return null;
        }

        if (amount is < 1 or > MaximumAmount || parts[0][0] == '0')
        {
            problem = $"`{text}`: the number has to be from 1 to {MaximumAmount}.";
            return null;
        }

        var rounding = parts is [_, _, "rounded", "down"] ? MonthRounding.Down
            : parts is [_, _, "rounded", "up"] ? MonthRounding.Up
            : MonthRounding.None;
        if (parts.Length == 4 && rounding == MonthRounding.None)
        {
            return null;
        }

        if ((unit == LengthUnit.Months) != (rounding != MonthRounding.None))
        {
            problem = unit == LengthUnit.Months
                ? $"`{text}` does not say how months are rounded."
                : $"`{text}`: only months are rounded.";
            return null;
        }

        if (text != (rounding == MonthRounding.None ? $"{parts[0]} {parts[1]}" : $"{parts[0]} {parts[1]}, {parts[2]} {parts[3]}"))
        {
            return null;
        }

        problem = null;
        return new Length(amount, unit, rounding);
    }

    /// <summary>The length as it is written in a rule set.</summary>
    public override string ToString()
    {
        var unit = Unit switch { LengthUnit.Days => "day", LengthUnit.Weeks => "week", _ => "month" };
        var text = string.Create(CultureInfo.InvariantCulture, $"{Amount} {unit}{(Amount == 1 ? "" : "s")}");
        return Rounding switch
        {
            MonthRounding.Down => $"{text}, rounded down",
            MonthRounding.Up => $"{text}, rounded up",
            _ => text,
        };
    }

    private static LengthUnit? UnitOf(string word) => word switch
    {
        "day" or "days" => LengthUnit.Days,
        "week" or "weeks" => LengthUnit.Weeks,
        "month" or "months" => LengthUnit.Months,
        _ => null,
    };

    private LocalDate RoundedMonths(LocalDate date, int months)
    {
        // NodaTime gives the month's last day where the day does not exist; rounding up is the day after it.
        var rounded = date.PlusMonths(months);
        return rounded.Day != date.Day && Rounding == MonthRounding.Up ? rounded.PlusDays(1) : rounded;
    }
}
