namespace ConductPolicy.Calendars;

/// <summary>The kind of day that a calendar counts.</summary>
public enum DayKind
{
    /// <summary>A day on which staff work; an INSET day is one.</summary>
    WorkingDay,

    /// <summary>A day on which pupils attend; an INSET day is none.</summary>
    SchoolDay,
}
