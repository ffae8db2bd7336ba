using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>Checks a file that a trust keeps, whichever it is: a rule set, term dates, or a feed of bank holidays. Its keys tell.</summary>
public static class CheckedFile
{
    private static readonly string[] s_ofRules = ["extends", "clauses", "facts", "behaviours", "steps", "responses", "ladder", "safeguards", "scope", "roles", "incidents"];
    private static readonly string[] s_ofGuidance = ["asks", "standing"];
    private static readonly string[] s_ofTerms = ["terms", "school", "inset", "closures"];

    /// <summary>Every problem of a file, in the order of their places; empty where it is good.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read.</exception>
    public static ValueList<Problem> Check(string path) => Check(InputFile.Read(path), path, BaseFile.Beside(path));

    /// <summary>Every problem of the UTF-8 text of a file, in the order of their places; empty where it is good.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName) => Check(utf8, fileName, BaseFile.Shipped);

    /// <summary>A rule file with its policy, its problems and the places of its parts; null where a file is of another kind.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read.</exception>
    public static CheckedPolicy? Rules(string path)
    {
        var bytes = InputFile.Read(path);
        return IsRules(new SourceText(path, bytes).Parse([])) ? PolicyFile.Read(bytes, path, BaseFile.Beside(path)) : null;
    }

    private static ValueList<Problem> Check(byte[] utf8, string fileName, Func<string, Policy?> findBase)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var source = new SourceText(fileName, utf8);
        var root = source.Parse([])!;
        if (IsRules(root))
        {
            return PolicyFile.Check(utf8, fileName, findBase);
        }

        if (HasOneLike(root, s_ofGuidance))
        {
            return GuidanceFile.Check(utf8, fileName);
        }

        if (HasOneLike(root, s_ofTerms))
        {
            return TermDatesFile.Check(utf8, fileName);
        }

        if (HasOneLike(root, Words.Divisions))
        {
            return BankHolidayFile.Check(utf8, fileName);
        }

        return [source.ProblemAt(
            root, ProblemCode.WrongFile, "This is no rule set, no term dates and no feed of bank holidays: it has none of their keys.",
            $"A rule set has `clauses`, `behaviours` and `responses`, term dates have `terms`, and a feed has {NearestName.OneOf(Words.Divisions)}; start from one that ships.",
            atKey: false, ProblemSeverity.Error)];
    }

    // What cannot be read is taken for one, so that its mistakes are told.
    private static bool IsRules(SourceNode? root) => root is not { Kind: SourceKind.Object, IsBroken: false } || HasOneLike(root, s_ofRules);

    private static bool HasOneLike(SourceNode root, string[] keys) => Array.Exists(keys, root.HasKeyLike);
}
