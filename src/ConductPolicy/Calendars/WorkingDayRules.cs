using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>What makes a day count: from these a <see cref="WorkingDayCalendar"/> is built.</summary>
/// <remarks>A closure takes a day away whatever else is said of it; an extra day counts though it is a weekend, a bank holiday or a school holiday.</remarks>
public sealed record WorkingDayRules
{
    /// <summary>The kind of day that is counted; school days need <see cref="Terms"/>.</summary>
    public DayKind Kind { get; init; } = DayKind.WorkingDay;

    /// <summary>The bank holidays of the school's division. Their bounds are the calendar's, unless it projects.</summary>
    public required BankHolidays BankHolidays { get; init; }

    /// <summary>The days of the week that do not count: Saturday and Sunday unless something else is said.</summary>
    public ValueList<IsoDayOfWeek> Weekend { get; init; } = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    /// <summary>Days that do not count, each with the reason. Those beyond the calendar's bounds are passed over.</summary>
    public ValueList<Closure> Closures { get; init; } = [];

    /// <summary>Days that count though they otherwise would not. Those beyond the calendar's bounds are passed over.</summary>
    public ValueList<LocalDate> ExtraDays { get; init; } = [];

    /// <summary>The school's term dates, where they bear on the count; null where they do not.</summary>
    /// <remarks>
    /// School days are the days in half-terms but INSET days and closures. Working days with term dates leave out the school's
    /// holidays and closures and keep its INSET days; without them, school holidays count as any other day. Nothing projects term
    /// dates, so the calendar runs no further than they do.
    /// </remarks>
    public TermDates? Terms { get; init; }

    /// <summary>Whether the calendar goes on where no bank holidays are published, by the rules of <see cref="BankHolidayProjection"/>.</summary>
    /// <remarks>For England and Wales alone. Which answers rest on it, <see cref="WorkingDayCalendar.IsProjected(LocalDate, LocalDate)"/> and <see cref="DayCount.IsProjected"/> say.</remarks>
    public bool IsProjecting { get; init; }
}
