using System.Text;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>Reads rule files.</summary>
/// <remarks>
/// A rule file is JSON with comments and trailing commas, in UTF-8, of at most 16 MiB and 64 levels. Nothing in it is ever executed.
/// It holds a trust's whole rule set, or a school's overlay: what a school adds to the policy that the file <c>extends</c>. An overlay
/// loads to the whole policy, the additions applied, and <see cref="Policy.Base"/> is what it extends.
/// </remarks>
public static class PolicyFile
{
    /// <summary>Where a rule file's schema stands, as seen from the file.</summary>
    internal const string SchemaPath = $"schema/{SchemaName}";

    private const string SchemaName = "conduct-policy-1.schema.json";
    private const string OverlaySchemaName = "conduct-overlay-1.schema.json";

    // A file without any of these is no rule set.
    private static readonly string[] s_signs = ["extends", "format", "clauses", "facts", "behaviours", "responses", "ladder"];

    /// <summary>Loads a policy from a file. What an overlay extends is the file of that path, as seen from the overlay's, or a policy that ships.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file, or what it extends, cannot be read, or has errors; all of them are given.</exception>
    public static Policy Load(string path)
    {
        var bytes = InputFile.Read(path);
        return Parse(bytes, path, BaseFile.Beside(path));
    }

    /// <summary>Loads a policy from text.</summary>
    /// <param name="json">The rule set.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static Policy Parse(string json, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), fileName);
    }

    /// <summary>Loads a policy from UTF-8 text. An overlay may extend a policy that ships.</summary>
    /// <param name="utf8">The rule set.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static Policy Parse(byte[] utf8, string fileName = "") => Parse(utf8, fileName, BaseFile.Shipped);

    /// <summary>Loads a policy from UTF-8 text, which may be an overlay of any other.</summary>
    /// <param name="utf8">The rule set or overlay.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <param name="findBase">Gives the policy that an overlay extends, by the text under <c>extends</c>; null where there is none. Asked once, and of an overlay alone.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static Policy Parse(byte[] utf8, string fileName, Func<string, Policy?> findBase)
    {
        var read = Read(utf8, fileName, findBase);
        return read.Policy ?? throw new ConductPolicyException(read.Problems);
    }

    /// <summary>What a rule file extends, as it names it; null where it is no overlay or cannot be read as JSON.</summary>
    /// <param name="utf8">The rule set or overlay.</param>
    public static string? BaseOf(byte[] utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return new SourceText("", utf8).Parse([])?["extends"]?.Text;
    }

    /// <summary>A policy as the text of a rule file, in the canonical layout (<see cref="JsonLayout"/>).</summary>
    /// <remarks>
    /// It loads to an equal policy but for <see cref="Policy.Hash"/>, which is that of the text. The comments of the file that the
    /// policy came from are not in it, nor the trust's own keys. Its <c>$schema</c> is that of the files under <c>rules</c>. An overlay's
    /// policy is written whole, so it loads without <see cref="Policy.Base"/>.
    /// </remarks>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ConductPolicyException">The text would be larger than a rule file may be.</exception>
    public static string Write(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Encoding.UTF8.GetString(JsonLayout.Format(PolicyWriter.Write(policy)));
    }

    /// <summary>The JSON Schema (2020-12) of rule files, for completion in an editor. <see cref="Check(byte[], string)"/> finds more than a schema can say.</summary>
    public static string Schema() => SchemaWriter.Write(RuleSetShape.RuleSet, SchemaName, "A rule set of ConductPolicy, format 1");

    /// <summary>The JSON Schema (2020-12) of overlays.</summary>
    public static string OverlaySchema() => SchemaWriter.Write(OverlayShape.Overlay, OverlaySchemaName, "An overlay of a rule set of ConductPolicy, format 1");

    /// <summary>Every problem of a rule file, in the order of their places; empty where it is good. An overlay may extend a policy that ships.</summary>
    /// <param name="utf8">The rule set.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName = "") => Check(utf8, fileName, BaseFile.Shipped);

    /// <summary>Every problem of a rule file, which may be an overlay of any other, in the order of their places; empty where it is good.</summary>
    /// <param name="utf8">The rule set or overlay.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <param name="findBase">Gives the policy that an overlay extends, by the text under <c>extends</c>; null where there is none.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName, Func<string, Policy?> findBase) => Read(utf8, fileName, findBase).Problems;

    /// <summary>Every problem of a rule file, in the order of their places; empty where it is good.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read.</exception>
    public static ValueList<Problem> CheckFile(string path) => Check(InputFile.Read(path), path, BaseFile.Beside(path));

    /// <summary>Loads a policy from a rule file that was checked when the library was built.</summary>
    internal static Policy ParseChecked(byte[] utf8, string fileName)
    {
        var problems = new List<Problem>();
        return new SourceText(fileName, utf8).Parse(problems) is { } root && problems.Count == 0
            ? new PolicyBuilder(root, new ContentHash(utf8)).Build()
            : throw new ConductPolicyException(Problem.InOrder(problems));
    }

    /// <summary>A rule file with its policy, its problems and the places of its parts.</summary>
    internal static CheckedPolicy Read(byte[] utf8, string fileName, Func<string, Policy?> findBase)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(findBase);
        var problems = new List<Problem>();
        var source = new SourceText(fileName, utf8);
        var root = source.Parse(problems);
        var (rules, policy) = root is null ? default : Read(root, source, problems, utf8, findBase);
        return new CheckedPolicy(source, Problem.InOrder(problems), root, rules, policy);
    }

    private static (SourceNode? Rules, Policy? Policy) Read(SourceNode root, SourceText source, List<Problem> problems, byte[] utf8, Func<string, Policy?> findBase)
    {
        var check = new ShapeCheck(source, problems, ReferenceNames.CollectFrom(root));
        if (IsOfAnotherKind(root, check) || IsOfAnotherFormat(root, check))
        {
            return default;
        }

        return root["extends"] is null ? (root, ReadRules(root, source, problems, utf8, check)) : new OverlayReader(root, source, problems).Read(utf8, findBase);
    }

    private static Policy? ReadRules(SourceNode root, SourceText source, List<Problem> problems, byte[] utf8, ShapeCheck check)
    {
        var before = problems.Count;
        RuleSetShape.RuleSet.Check(root, check);
        if (problems.FindIndex(before, problem => problem.Code == ProblemCode.UnknownKey) >= 0)
        {
            // Misspelt keys are now read as those that were meant, so the names defined under them are known.
            problems.RemoveRange(before, problems.Count - before);
            check = new ShapeCheck(source, problems, ReferenceNames.CollectFrom(root));
            RuleSetShape.RuleSet.Check(root, check);
        }

        if (root.Kind == SourceKind.Object)
        {
            new RuleSetCheck(root, check).Run();
        }

        if (HasErrors(problems))
        {
            return null;
        }

        var policy = new PolicyBuilder(root, new ContentHash(utf8)).Build();
        new RuleSetCheck(root, check).RunOn(policy);
        return HasErrors(problems) ? null : policy;
    }

    // One problem says more than that every key of a rule set is missing.
    private static bool IsOfAnotherKind(SourceNode root, ShapeCheck check)
    {
        if (root.Kind != SourceKind.Object || root.IsBroken)
        {
            return false;
        }

        if (FileKind.Of(root) is { } other && other != FileKind.Rules)
        {
            check.Report(root, ProblemCode.WrongFile, $"This is {other.Name}, not a rule set.", other.Use);
            return true;
        }

        if (s_signs.Any(key => root.HasKeyLike(key)))
        {
            return false;
        }

        check.Report(
            root, ProblemCode.WrongFile, "This is no rule set: it has none of the keys of one.",
            $"A rule set has {string.Join(", ", s_signs.Skip(1).Select(key => $"`{key}`"))} and more; start from one that ships.");
        return true;
    }

    private static bool IsOfAnotherFormat(SourceNode root, ShapeCheck check)
    {
        if (root["format"] is not { } format || !format.TryGetInteger(out var number) || number == RuleSetShape.Format)
        {
            return false;
        }

        var reads = $"This rule set says that it is of format {number}; this version of ConductPolicy reads format {RuleSetShape.Format}.";
        if (number > RuleSetShape.Format)
        {
            check.Report(format, ProblemCode.NewerFormat, reads, "Update ConductPolicy.");
        }
        else
        {
            check.Report(format, ProblemCode.OlderFormat, reads, $"There is no earlier format: write `\"format\": {RuleSetShape.Format}`.");
        }

        return true;
    }

    private static bool HasErrors(List<Problem> problems) => problems.Exists(problem => problem.Severity == ProblemSeverity.Error);
}
