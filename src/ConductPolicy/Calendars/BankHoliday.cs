using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>A bank holiday on the day on which it is kept.</summary>
/// <param name="Date">The day kept: where the holiday itself falls on a weekend, its substitute day.</param>
/// <param name="Title">Its name, as the government's feed gives it, such as <c>Good Friday</c>.</param>
/// <param name="Notes">What the feed adds to it, such as <c>Substitute day</c>; mostly empty.</param>
public sealed record BankHoliday(LocalDate Date, string Title, string Notes = "");
