using System.Runtime.CompilerServices;
using System.Text;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>The words of the JSON formats and the values they stand for, one table for reading and writing.</summary>
internal static class Words
{
    public static readonly WordTable<ClauseKind> ClauseKinds = new();

    public static readonly WordTable<ClauseForce> ClauseForces = new();

    public static readonly WordTable<FactType> FactTypes = new();

    public static readonly WordTable<NoticeForm> NoticeForms = new();

    public static readonly string[] NoticeStates = ["reasons", "length", "review-date", "representations", "contact-route", "appeal", "further-action"];

    public static readonly WordTable<Finding> Findings = new();

    public static readonly WordTable<Outcome> Outcomes = new();

    public static readonly WordTable<ApprovalAct> Acts = new();

    public static readonly WordTable<ApprovalResult> ApprovalResults = new();

    public static readonly WordTable<RepresentationsState> RepresentationsStates = new();
}

/// <summary>The words that stand for the values of an enumeration in JSON: their names in kebab-case, so <c>NotTolerated</c> is <c>not-tolerated</c>.</summary>
/// <typeparam name="T">The enumeration, whose values count up from 0.</typeparam>
internal sealed class WordTable<T>
    where T : struct, Enum
{
    public string[] All { get; } = Array.ConvertAll(Enum.GetNames<T>(), Kebab);

    public T ValueOf(string word) => Unsafe.BitCast<int, T>(Array.IndexOf(All, word) is var index and >= 0
        ? index
        : throw new ArgumentOutOfRangeException(nameof(word), word, "not one of the words"));

    public string WordOf(T value) => All[Unsafe.BitCast<T, int>(value)];

    private static string Kebab(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
