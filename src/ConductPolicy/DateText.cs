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
    public static string Iso(LocalDate date) => string.Concat(
        [date.Year.ToString("D4", CultureInfo.InvariantCulture), "-", date.Month.ToString("D2", CultureInfo.InvariantCulture), "-", date.Day.ToString("D2", CultureInfo.InvariantCulture)]);

    /// <summary>The time of day as <c>16:40</c>, with seconds only where there are any.</summary>
    public static string Iso(LocalTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour:D2}:{time.Minute:D2}{(time.Second == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{time.Second:D2}"))}");

    /// <summary>The date as people write it: <c>Friday 20 November 2026</c>.</summary>
    public static string Long(LocalDate date) => string.Concat(
        [
            Weekday.NameOf(date.DayOfWeek), " ", date.Day.ToString(CultureInfo.InvariantCulture), " ", s_months[date.Month - 1], " ",
            date.Year.ToString("D4", CultureInfo.InvariantCulture),
        ]);
}
