using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Letters;

/// <summary>The templates of letters: those that come with the library, and a trust's own before them. Immutable.</summary>
/// <remarks>
/// A template is Markdown with marks in double braces: <c>{{reasons}}</c> and the other parts of a notice, each on a line of its own;
/// <c>{{trust}}</c>, <c>{{policy}}</c>, <c>{{case}}</c>, <c>{{date}}</c>, <c>{{incident-date}}</c>, <c>{{response}}</c>, <c>{{sections}}</c> and
/// <c>{{decided-by}}</c> within a sentence; <c>{{blank: your name}}</c> for what a person writes; <c>{{#appeal}}</c> to <c>{{/appeal}}</c> around what stands
/// only where that part applies, <c>{{^appeal}}</c> around what stands only where it does not; and <c>{{! a comment}}</c>.
/// </remarks>
public sealed class LetterTemplates
{
    internal const string Warning = "warning";
    internal const string ProvisionalBar = "provisional-bar";
    internal const string ConfirmedBar = "confirmed-bar";
    internal const string Ban = "ban";
    internal const string Other = "other";
    internal const string Intention = "intention";
    internal const string Extension = "extension";

    private const string FileEnd = ".md";
    private readonly Dictionary<string, LetterTemplate> _own;

    private LetterTemplates(Dictionary<string, LetterTemplate> own) => _own = own;

    /// <summary>The names of the templates that come with the library: one for each kind of notice.</summary>
    public static ValueList<string> Kinds { get; } = [Warning, ProvisionalBar, ConfirmedBar, Ban, Other, Intention, Extension];

    /// <summary>The templates that come with the library.</summary>
    public static LetterTemplates Shipped { get; } = new([]);

    /// <summary>The templates of a folder, and those that come with the library for what it leaves out.</summary>
    /// <param name="folder">The folder. Its files are named after a response (<c>ban.md</c>, <c>ban-extension.md</c>, <c>bar-confirmed-intention.md</c>) or a kind of notice (<see cref="Kinds"/>); the former come first.</param>
    /// <param name="policy">The policy whose responses they are named after.</param>
    /// <exception cref="ConductPolicyException">The folder cannot be read, a file is named after nothing, or a template has mistakes; all of them are given.</exception>
    public static LetterTemplates Load(string folder, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(policy);
        var names = NamesOf(policy);
        var problems = new List<Problem>();
        var own = new Dictionary<string, LetterTemplate>();
        foreach (var path in FilesOf(folder))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!names.Contains(name))
            {
                problems.Add(new Problem(
                    ProblemCode.UnknownReference, path, 0, 0, "", $"`{ShapeCheck.Printable(Path.GetFileName(path))}` is named after no response of the policy and no kind of notice, so no letter would use it.",
                    NearestName.Help(name, names), ProblemSeverity.Error));
            }
            else if (LetterTemplateParser.Parse(InputFile.Read(path), path, problems) is { } template)
            {
                own[name] = template;
            }
        }

        return problems.Count == 0 ? new LetterTemplates(own) : throw new ConductPolicyException(problems.ToValueList());
    }

    /// <summary>The template for a letter.</summary>
    internal LetterTemplate Find(Policy policy, Response response, LetterKind kind)
    {
        var shipped = KindOf(policy, response, kind);
        return _own.GetValueOrDefault(response.Id + SuffixOf(kind)) ?? _own.GetValueOrDefault(shipped) ?? Read(shipped);
    }

    internal static string KindOf(Policy policy, Response response, LetterKind kind) => (kind, response) switch
    {
        (LetterKind.Intention, _) => Intention,
        (LetterKind.Extension, _) => Extension,
        (_, { Bar: not null, Continues: not null }) => ConfirmedBar,
        (_, { Bar: not null }) => policy.Responses.Any(other => other.Continues == response.Id) ? ProvisionalBar : Ban,
        (_, { Kind: "letter" }) => Warning,
        _ => Other,
    };

    internal static LetterTemplate Read(string kind)
    {
        var file = $"rules/letters/{kind}{FileEnd}";
        var problems = new List<Problem>();
        return LetterTemplateParser.Parse(ShippedFile.Read(file), file, problems) ?? throw new ConductPolicyException(problems.ToValueList());
    }

    private static string SuffixOf(LetterKind kind) => kind switch
    {
        LetterKind.Intention => $"-{Intention}",
        LetterKind.Extension => $"-{Extension}",
        _ => "",
    };

    private static HashSet<string> NamesOf(Policy policy)
    {
        var names = new HashSet<string>(Kinds);
        foreach (var response in policy.Responses)
        {
            names.UnionWith(Enum.GetValues<LetterKind>().Select(kind => response.Id + SuffixOf(kind)));
        }

        return names;
    }

    private static List<string> FilesOf(string folder)
    {
        try
        {
            return [.. Directory.GetFiles(folder, $"*{FileEnd}").Where(path => !Path.GetFileName(path).StartsWith("README", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConductPolicyException([new Problem(
                ProblemCode.CannotRead, folder, 0, 0, "", $"The folder `{ShapeCheck.Printable(folder)}` cannot be read: {error.Message}", "Check the path and that you may read it.", ProblemSeverity.Error)]);
        }
    }
}
