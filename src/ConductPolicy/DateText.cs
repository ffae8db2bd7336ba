using System.Globalization;
using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy;

/// <summary>Dates as text, without the culture.</summary>
/// <remarks>Not through NodaTime's patterns: they take longer to start than a decision takes. Put together of texts, since a report has some dates for each finding.</remarks>
internal static class DateText
{
    private static readonly string[] s_months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The date as <c>2026-11-20</c>.</summary>
    public static string Iso(LocalDate date) => date.Year < 0
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}-{date.Month:D2}-{date.Day:D2}")
        : string.Create(10, date, static (text, date) =>
        {
            Write(text[..4], date.Year);
            text[4] = '-';
            Write(text[5..7], date.Month);
            text[7] = '-';
            Write(text[8..], date.Day);
        });

    // A number in as many digits as there is room for.
    private static void Write(Span<char> text, int number)
    {
        for (var i = text.Length - 1; i >= 0; i--, number /= 10)
        {
            text[i] = (char)('0' + (number % 10));
        }
    }

    /// <summary>The time of day as <c>16:40</c>, with seconds only where there are any.</summary>
    public static string Iso(LocalTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour:D2}:{time.Minute:D2}{(time.Second == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{time.Second:D2}"))}");

    /// <summary>The date as people write it: <c>Friday 20 November 2026</c>.</summary>
    public static string Long(LocalDate date) => string.Concat(
        [
            Weekday.NameOf(date.DayOfWeek), " ", date.Day.ToString(CultureInfo.InvariantCulture), " ", s_months[date.Month - 1], " ",
            date.Year.ToString(date.Year < 1000 ? "D4" : null, CultureInfo.InvariantCulture),
        ]);
}
