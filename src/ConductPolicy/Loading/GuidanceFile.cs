using System.Text;
using ConductPolicy.Policies;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>Reads files of guidance: what somebody else than the trust asks of any bar.</summary>
/// <remarks>Such a file is JSON with comments and trailing commas, in UTF-8; <c>rules/guidance/controlling-access.json</c> comes with the library.</remarks>
public static class GuidanceFile
{
    private const int Format = 1;
    private const int MaximumItems = 1_000;
    private static readonly TextShape s_text = new();
    private static readonly WordTable<GuidanceSubject> s_subjects = new("every-bar", "first-bar", "last-bar", "some-bar");

    private static readonly ObjectShape s_ask = new("an ask",
        new("id", new IdShape("an id", example: "written-notice"), "a name of its own: lower-case words joined by hyphens", IsRequired: true),
        new("label", s_text, "what is asked, in a sentence", IsRequired: true),
        new("of", new WordShape("a word for bars", s_subjects.All), "of which bars: `every-bar`, `first-bar` (as it is begun), `last-bar` (as it stands in the end) or `some-bar` (one at least)", IsRequired: true),
        new("has", new ListShape("one or more parts", s_text, minimum: 1, MaximumItems), "the parts of which any one gives it, such as `notice.form:written`", IsRequired: true));

    private static readonly ObjectShape s_guidance = new("a file of guidance",
        new("$schema", s_text, "the schema for completion in an editor"),
        new("format", new NumberShape("a format", Format, Format), "the format of this file: 1", IsRequired: true),
        new("id", new IdShape("an id", example: "controlling-access"), "the guidance's id", IsRequired: true),
        new("title", s_text, "what it is called, and whose it is", IsRequired: true),
        new("standing", s_text, "how binding it is, in a sentence", IsRequired: true),
        new("asks", new ListShape("one or more asks", s_ask, minimum: 1, MaximumItems), "what it asks of a bar", IsRequired: true));

    /// <summary>The national guidance for England on access to school premises, as far as it asks anything of a bar.</summary>
    public static Guidance Shipped() => Parse(ShippedFile.Read("rules/guidance/controlling-access.json"), "rules/guidance/controlling-access.json");

    /// <summary>Loads guidance from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or has errors; all of them are given.</exception>
    public static Guidance Load(string path) => Parse(InputFile.Read(path), path);

    /// <summary>Loads guidance from text.</summary>
    /// <param name="json">The guidance.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static Guidance Parse(string json, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), fileName);
    }

    /// <summary>Loads guidance from UTF-8 text.</summary>
    /// <param name="utf8">The guidance.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static Guidance Parse(byte[] utf8, string fileName = "")
    {
        var problems = new List<Problem>();
        return Read(utf8, fileName, problems) is { } root ? Build(root) : throw new ConductPolicyException(Problem.InOrder(problems));
    }

    /// <summary>Every problem of a file of guidance, in the order of their places; empty where it is good.</summary>
    /// <param name="utf8">The guidance.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName = "")
    {
        var problems = new List<Problem>();
        Read(utf8, fileName, problems);
        return Problem.InOrder(problems);
    }

    /// <summary>The JSON Schema (2020-12) of files of guidance, for completion in an editor.</summary>
    public static string Schema() => SchemaWriter.Write(s_guidance, "conduct-guidance-1.schema.json", "Guidance of ConductPolicy, format 1");

    // Null where there are errors.
    private static SourceNode? Read(byte[] utf8, string fileName, List<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var source = new SourceText(fileName, utf8);
        if (source.Parse(problems) is not { } root)
        {
            return null;
        }

        var check = new ShapeCheck(source, problems, new ReferenceNames());
        if (root["format"] is { } format && format.TryGetInteger(out var number) && number > Format)
        {
            check.Report(format, ProblemCode.NewerFormat, $"This guidance is of format {number}; this version of ConductPolicy reads format {Format}.", "Update ConductPolicy.");
            return null;
        }

        s_guidance.Check(root, check);
        CheckAsks(root, check);
        return problems.Count == 0 ? root : null;
    }

    private static void CheckAsks(SourceNode root, ShapeCheck check)
    {
        var seen = new HashSet<string>();
        foreach (var ask in Items(root["asks"]))
        {
            if (ask["id"] is { Kind: SourceKind.Text } id && !seen.Add(id.Text))
            {
                check.Report(id, ProblemCode.DuplicateId, $"There is an ask `{ShapeCheck.Printable(id.Text)}` already.", "Give one of the two another id, or remove it.");
            }

            foreach (var part in Items(ask["has"]).Where(part => part is { Kind: SourceKind.Text, IsBad: false } && !BarParts.Exists(part.Text)))
            {
                check.Report(part, ProblemCode.UnknownPart, $"`{ShapeCheck.Printable(part.Text)}` names no part of a bar.", $"Write for example {NearestName.OneOf(BarParts.Examples)}.");
            }
        }
    }

    private static Guidance Build(SourceNode root) => new(
        root["id"]!.Text, root["title"]!.Text, root["standing"]!.Text,
        Items(root["asks"]).Select(ask => new GuidanceAsk(
            ask["id"]!.Text, ask["label"]!.Text, s_subjects.ValueOf(ask["of"]!.Text), Items(ask["has"]).Select(part => part.Text).ToValueList())).ToValueList());
}
