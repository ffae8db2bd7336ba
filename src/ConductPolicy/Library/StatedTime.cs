using System.Globalization;
using NodaTime;

namespace ConductPolicy.Library;

/// <summary>A time as a document names it, as days.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
/// <param name="Reading">How the words are understood, where they name no days; else null.</param>
internal readonly record struct StatedTime(LocalDate From, LocalDate To, string? Reading)
{
    // The month with which each begins, and how many months it has.
    private static readonly Dictionary<string, (int Month, int Months)> s_parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["spring"] = (3, 3),
        ["summer"] = (6, 3),
        ["autumn"] = (9, 3),
        ["winter"] = (12, 3),
        ["autumn term"] = (9, 4),
        ["spring term"] = (1, 4),
        ["summer term"] = (4, 5),
    };

    /// <summary>The time of some words; null where they are not understood.</summary>
    public static StatedTime? Of(string words)
    {
        var text = string.Join(' ', words.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries));
        if (Day(text, "yyyy-MM-dd") is { } iso)
        {
            return new(iso, iso, null);
        }

        if ((Day(text, "d MMMM yyyy") ?? Day(text, "d MMM yyyy")) is { } day)
        {
            return new(day, day, null);
        }

        if ((Day($"1 {text}", "d MMMM yyyy") ?? Day($"1 {text}", "d MMM yyyy") ?? Day($"{text}-01", "yyyy-MM-dd")) is { } month)
        {
            return new(month, month.PlusMonths(1).PlusDays(-1), null);
        }

        var space = text.LastIndexOf(' ');
        if (Day($"{text[(space + 1)..]}-01-01", "yyyy-MM-dd") is not { } year)
        {
            return null;
        }

        if (space < 0)
        {
            return new(year, new LocalDate(year.Year, 12, 31), null);
        }

        return s_parts.TryGetValue(text[..space], out var part) ? OfPart(words, new LocalDate(year.Year, part.Month, 1), part.Months) : null;
    }

    private static StatedTime OfPart(string words, LocalDate from, int months)
    {
        var to = from.PlusMonths(months).PlusDays(-1);
        return new(from, to, $"“{words}” is read as the days from {DateText.Iso(from)} to {DateText.Iso(to)}.");
    }

    private static LocalDate? Day(string text, string pattern) =>
        DateOnly.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? LocalDate.FromDateOnly(day) : null;
}
