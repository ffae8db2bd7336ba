using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>A kind of file that ConductPolicy reads, so that one given for another is told as what it is.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Use">What to do with it.</param>
internal sealed record FileKind(string Name, string Use)
{
    public static readonly FileKind Rules = new("a rule set", "Give it as `--policy`, and the case as the file.");
    public static readonly FileKind Case = new("a case", "Name the policy to check it as a case: `conduct-policy validate FILE --policy RULES`.");
    private static readonly FileKind s_tests = new("a file of policy tests", "Run it, which tells its mistakes first: `conduct-policy test FILE --policy RULES`.");
    private static readonly FileKind s_map = new("a map between two policies", "Compare them by it, which tells its mistakes first: `conduct-policy diff --map FILE BEFORE AFTER`.");
    private static readonly FileKind s_guidance = new("guidance on bars", "Lay a policy beside it: `conduct-policy analyze --policy RULES --guidance FILE`.");
    private static readonly FileKind s_terms = new("a file of term dates", "Give it as `--terms`, beside the policy.");
    private static readonly FileKind s_feed = new("a feed of bank holidays", "Give it as `--bank-holidays`, beside the policy.");

    // The first that fits. A map has sections of a rule set, and some of a case's keys.
    private static readonly (Func<SourceNode, bool> Fits, FileKind Kind)[] s_signs =
    [
        (Has("extends", "clauses", "ladder"), Rules),
        (Has("incidents", "events", "asOf"), Case),
        (root => IdMapping.Sections.Any(section => IsMap(root[section])), s_map),
        (Has("behaviours"), Rules),
        (Has("cases"), s_tests),
        (Has("asks", "standing"), s_guidance),
        (Has("terms"), s_terms),
        (Has(Words.Divisions), s_feed),
    ];

    /// <summary>What a file is by its keys; null where they do not tell. They count as they stand: what is misspelt is told as what was asked for.</summary>
    public static FileKind? Of(SourceNode root) => Array.Find(s_signs, sign => sign.Fits(root)).Kind;

    private static Func<SourceNode, bool> Has(params string[] keys) => root => Array.Exists(keys, key => root[key] is not null);

    // In a rule set the sections are lists, or hold objects.
    private static bool IsMap(SourceNode? section) =>
        section is { Kind: SourceKind.Object, Children.Count: > 0 } && section.Children.TrueForAll(entry => entry.Kind == SourceKind.Text);
}
