using System.Runtime.CompilerServices;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>The words of the JSON formats and the values they stand for, one table for reading and writing.</summary>
internal static class Words
{
    public static readonly WordTable<ClauseKind> ClauseKinds = new(
        "value", "scope", "definition", "expectation", "timescale", "behaviour", "exception", "step", "condition", "response", "approval", "safeguard", "competence", "power", "commitment", "related", "document");

    public static readonly WordTable<ClauseForce> ClauseForces = new(
        "must", "will", "would", "should", "not-tolerated", "request", "may");

    public static readonly WordTable<FactType> FactTypes = new(
        "flag", "count", "choice");

    public static readonly WordTable<NoticeForm> NoticeForms = new(
        "written", "spoken");

    public static readonly string[] NoticeStates = ["reasons", "length", "review-date", "representations", "contact-route", "appeal", "further-action"];

    public static readonly string[] SettingTypes = ["count", "length", "choice", "time", "flag"];

    /// <summary>The type of a setting, one of <see cref="SettingTypes"/>.</summary>
    public static string TypeOf(Setting setting) => setting switch
    {
        { Length: not null } => "length",
        { Word: not null } => "choice",
        { Time: not null } => "time",
        { Flag: not null } => "flag",
        _ => "count",
    };

    public static readonly WordTable<WorkingDayMeaning> WorkingDayMeanings = new(
        "monday-to-friday-less-bank-holidays", "monday-to-friday");

    public static readonly WordTable<ReceiptOnDayNotWorked> ReceiptsOnDayNotWorked = new(
        "counts-from-that-day", "counts-as-next-working-day");

    public static readonly WordTable<ReviewOnDayNotWorked> ReviewsOnDayNotWorked = new(
        "working-day-before", "next-working-day-within-bar");

    public static readonly WordTable<RepresentationsEndOnDayNotWorked> RepresentationsEndsOnDayNotWorked = new(
        "next-working-day", "that-day");

    public static readonly string[] Divisions = ["england-and-wales", "scotland", "northern-ireland"];

    public static readonly WordTable<Finding> Findings = new(
        "alleged", "established", "not-established");

    public static readonly WordTable<Outcome> Outcomes = new(
        "resolved", "unresolved", "declined", "unreachable");

    public static readonly WordTable<ApprovalAct> Acts = new(
        "consult", "review", "approve");

    public static readonly WordTable<ApprovalResult> ApprovalResults = new(
        "confirmed", "agreed", "refused", "lifted");

    public static readonly WordTable<RepresentationsState> RepresentationsStates = new(
        "received", "period-over", "heard");
}

/// <summary>The words that stand for the values of an enumeration in JSON: their names in kebab-case, as a test makes sure.</summary>
/// <typeparam name="T">The enumeration, whose values count up from 0.</typeparam>
/// <param name="words">The words, in the order of the values.</param>
internal sealed class WordTable<T>(params string[] words)
    where T : struct, Enum
{
    public string[] All => words;

    public T ValueOf(string word) => TryGetValue(word, out var value) ? value : throw new ArgumentOutOfRangeException(nameof(word), word, "not one of the words");

    public bool TryGetValue(string word, out T value)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == word)
            {
                value = Unsafe.BitCast<int, T>(i);
                return true;
            }
        }

        value = default;
        return false;
    }

    public string WordOf(T value) => words[Unsafe.BitCast<T, int>(value)];
}
