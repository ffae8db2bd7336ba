using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Understands what a person types as an answer.</summary>
internal static class AnswerText
{
    public const string NotKnown = "don't know";
    private const int MostOfACount = 1_000_000;

    public static string Normal(string text) => text.Trim().Trim('\uFEFF').Replace('’', '\'').ToLowerInvariant();

    public static bool IsNotKnown(string text) => Normal(text) is "?" or NotKnown or "dont know" or "do not know" or "unknown";

    /// <summary>The answer to a fact; null where it is none.</summary>
    public static FactValue? ToFact(string text, Fact fact) => fact.Type switch
    {
        _ when IsNotKnown(text) => FactValue.Unknown,
        FactType.Flag => Normal(text) switch { "yes" or "y" => true, "no" or "n" => (FactValue?)false, _ => null },
        FactType.Count => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count) && count is >= 0 and <= MostOfACount ? (FactValue?)count : null,
        _ => Find(text, [.. fact.Values]) is [var index] ? (FactValue?)fact.Values[index] : null,
    };

    /// <summary>The positions in a list that a number, an id or the beginning of an id may mean; an id that is whole means no other.</summary>
    public static List<int> Find(string text, IReadOnlyList<string> ids)
    {
        var wanted = Normal(text).Replace(' ', '-');
        var places = Enumerable.Range(0, ids.Count).ToList();
        if (wanted.Length == 0)
        {
            return [];
        }

        if (places.FindIndex(i => ids[i] == wanted) is var whole and >= 0)
        {
            return [whole];
        }

        return int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? places.FindAll(i => i + 1 == number)
            : places.FindAll(i => ids[i].StartsWith(wanted, StringComparison.Ordinal));
    }

    public static LocalDate? ToDay(string text) => DayText.Parse(Normal(text));
}
