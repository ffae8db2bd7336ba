using System.Globalization;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>When a message came, as somebody writes it: a date, a local time, or a moment with its offset from UTC.</summary>
/// <param name="On">The day, where a day alone was written.</param>
/// <param name="At">The local time, where one was written.</param>
/// <param name="Moment">The moment, where an offset was written.</param>
internal sealed record ReceiptText(LocalDate? On, LocalDateTime? At, Instant? Moment)
{
    private static readonly string[] s_local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    // A fraction of a second decides nothing, but mail servers and programs write it.
    private static readonly string[] s_moments = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads it.</summary>
    /// <param name="text">Such as <c>2026-03-27</c>, <c>2026-03-27T16:40</c> or <c>2026-03-27T16:40Z</c>.</param>
    /// <param name="place">Where it stands, to be told where it is none.</param>
    /// <exception cref="ConductPolicyException">It is none of the three.</exception>
    public static ReceiptText Parse(string text, Func<string, string, string, Problem> place)
    {
        if (DayText.Parse(text) is { } day)
        {
            return new ReceiptText(day, null, null);
        }

        if (DateTime.TryParseExact(text, s_local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && DayText.IsWithin(LocalDate.FromDateTime(local)))
        {
            return new ReceiptText(null, LocalDateTime.FromDateTime(local), null);
        }

        var offset = text.EndsWith('Z') ? $"{text[..^1]}+00:00" : text;
        return DateTimeOffset.TryParseExact(offset, s_moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && DayText.IsWithin(LocalDate.FromDateTime(moment.Date))
            ? new ReceiptText(null, null, Instant.FromDateTimeOffset(moment))
            : throw new ConductPolicyException([place(
                ProblemCode.BadDate, $"`{text}` is neither a date nor a date and time.", "Write for example 2026-03-27, 2026-03-27T16:40, or with its offset 2026-03-27T16:40+01:00; the year from 1900 to 2199.")]);
    }

    public ResponseDeadline DueBy(ResponseDeadlines deadlines, Timescale timescale) =>
        Moment is { } moment ? deadlines.Of(timescale, moment)
        : At is { } at ? deadlines.Of(timescale, at)
        : deadlines.Of(timescale, On!.Value);
}
