using NodaTime;

namespace ConductPolicy.Interop;

/// <summary>A day to be put into a calendar.</summary>
/// <param name="Reference">What it belongs to, such as the case and the bar. With the policy and <paramref name="What"/> it makes the entry known again: a date that has moved replaces the one before.</param>
/// <param name="What">What falls on the day, in a word of its own within the reference, such as <c>review</c> or <c>interim-review-2</c>.</param>
/// <param name="On">The day.</param>
/// <param name="Summary">What is shown in the calendar.</param>
/// <param name="Description">What more there is to say, or empty.</param>
/// <param name="Clauses">The clauses it rests on; they end the description.</param>
public sealed record CalendarEntry(string Reference, string What, LocalDate On, string Summary, string Description, ValueList<string> Clauses);
