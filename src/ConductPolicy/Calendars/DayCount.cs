using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>An answer of a calendar with the days behind it.</summary>
/// <param name="Kind">The kind of day that was counted.</param>
/// <param name="From">The day from which the count set out.</param>
/// <param name="To">The day at which it arrived.</param>
/// <param name="Days">How many days it comes to; negative backwards.</param>
/// <param name="Counted">The days that were counted, in the order of the count.</param>
/// <param name="Skipped">The days that were passed over, in the order of the count, each with why.</param>
/// <param name="IsProjected">Whether a day of it, the first and last included, lies where no bank holidays are published and the rules of the 1971 Act stand in for them.</param>
public sealed record DayCount(
    DayKind Kind, LocalDate From, LocalDate To, int Days, ValueList<LocalDate> Counted, ValueList<SkippedDay> Skipped, bool IsProjected);

/// <summary>A day that a count passed over.</summary>
/// <param name="Date">The day.</param>
/// <param name="Why">Why: the holiday's own name, <c>Saturday</c>, <c>School holiday</c>, <c>INSET day</c>, or a closure's reason.</param>
public sealed record SkippedDay(LocalDate Date, string Why);
