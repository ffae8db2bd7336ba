using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>A question that a calendar cannot answer, because the day or the count lies beyond the days for which it has data.</summary>
/// <remarks>What to do: give a newer feed of bank holidays, or newer term dates; or ask for projected answers (<see cref="WorkingDayRules.IsProjecting"/>).</remarks>
public sealed class BeyondCalendarException : Exception
{
    internal BeyondCalendarException(string what, LocalDate date, WorkingDayCalendar calendar)
        : base($"{what} {DateText.Iso(date)} lies beyond the calendar of {(calendar.Rules.Kind == DayKind.SchoolDay ? "school" : "working")} days, "
            + $"which runs from {DateText.Iso(calendar.First)} to {DateText.Iso(calendar.Last)}. {HelpFor(calendar.Rules)}")
    {
        Date = date;
        First = calendar.First;
        Last = calendar.Last;
    }

    /// <summary>The day asked about, or from which the count set out.</summary>
    public LocalDate Date { get; }

    /// <summary>The calendar's first day.</summary>
    public LocalDate First { get; }

    /// <summary>The calendar's last day, included.</summary>
    public LocalDate Last { get; }

    private static string HelpFor(WorkingDayRules rules) => rules switch
    {
        { Terms: not null } => "Give the term dates, and the bank holidays, of the years asked about.",
        { IsProjecting: true } => "No earlier or later year is projected.",
        _ => "Give a newer feed of bank holidays, or ask for a projected answer.",
    };
}
