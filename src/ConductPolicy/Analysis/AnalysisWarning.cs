using System.Globalization;
using ConductPolicy.Cases;

namespace ConductPolicy.Analysis;

/// <summary>Something in a rule set that can never take effect, or that somebody should look at.</summary>
/// <param name="Code">A stable kebab-case code, one of <see cref="AnalysisWarningCode"/>.</param>
/// <param name="Place">Where it stands in the rule set, such as <c>response ban: after: any 1</c>.</param>
/// <param name="Text">What it is, in a sentence.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Example">A smallest case that shows it; null where none can.</param>
public sealed record AnalysisWarning(string Code, string Place, string Text, ValueList<string> Clauses, ConductCase? Example = null)
{
    /// <summary>The way to the part that it is about: keys, ids, and positions from 0, such as <c>responses</c>, <c>ban</c>, <c>after</c>, <c>any</c>, <c>0</c>.</summary>
    public ValueList<string> Part => Place.Split(": ").SelectMany(WayOf).ToValueList();

    // Each of the words of a place has an id, or a position counted from 1, after a space, or stands alone.
    private static string[] WayOf(string words) => words.Split(' ') switch
    {
        ["all" or "any", var number] => [words[..3], (int.Parse(number, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture)],
        [var noun, var id] => [$"{noun}s", id],
        _ => [words],
    };
}

/// <summary>The codes of what an analysis warns of.</summary>
public static class AnalysisWarningCode
{
    /// <summary>No case permits a response.</summary>
    public const string NeverPermitted = "never-permitted";

    /// <summary>No case gives a response a status that its rules provide for.</summary>
    public const string StatusNeverOccurs = "status-never-occurs";

    /// <summary>A behaviour for which, by itself, nothing is ever permitted.</summary>
    public const string LeadsNowhere = "leads-nowhere";

    /// <summary>A condition that cannot hold.</summary>
    public const string NeverHolds = "never-holds";

    /// <summary>A condition, or a part of one, without which every answer would be the same.</summary>
    public const string NeverMatters = "never-matters";

    /// <summary>A question whose answer changes nothing.</summary>
    public const string NeverAsked = "answer-never-matters";

    /// <summary>A response that is unknown in a state in which every answer gives the same status.</summary>
    public const string NeedlesslyUnknown = "needlessly-unknown";
}
