using System.Globalization;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>A day as a person gives it to the tool: year, month and day, from 1900 to 2199, as in files.</summary>
internal static class DayText
{
    public const string Help = "Write the year, month and day, such as 2026-11-20; the year from 1900 to 2199.";

    public static LocalDate? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsWithin(LocalDate.FromDateOnly(day))
            ? LocalDate.FromDateOnly(day)
            : null;

    /// <summary>Whether a day lies in the years that a file may speak of.</summary>
    public static bool IsWithin(LocalDate day) => day.Year is >= 1900 and <= 2199;
}
