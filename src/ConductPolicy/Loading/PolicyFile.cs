using System.Text;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>Reads rule files.</summary>
/// <remarks>
/// A rule file is JSON with comments and trailing commas, in UTF-8, of at most 16 MiB and 64 levels. Nothing in it is ever executed.
/// </remarks>
public static class PolicyFile
{
    /// <summary>Loads a policy from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or has errors; all of them are given.</exception>
    public static Policy Load(string path)
    {
        var bytes = InputFile.Read(path);
        return Parse(bytes, path);
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

    /// <summary>Loads a policy from UTF-8 text.</summary>
    /// <param name="utf8">The rule set.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static Policy Parse(byte[] utf8, string fileName = "")
    {
        var (policy, problems) = Read(utf8, fileName);
        return policy ?? throw new ConductPolicyException(problems);
    }

    /// <summary>The JSON Schema (2020-12) of rule files, for completion in an editor. <see cref="Check"/> finds more than a schema can say.</summary>
    public static string Schema() => SchemaWriter.Write(RuleSetShape.RuleSet, "conduct-policy-1.schema.json", "A rule set of ConductPolicy, format 1");

    /// <summary>Every problem of a rule file, in the order of their places; empty where it is good.</summary>
    /// <param name="utf8">The rule set.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName = "") => Read(utf8, fileName).Problems;

    /// <summary>Every problem of a rule file, in the order of their places; empty where it is good.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read.</exception>
    public static ValueList<Problem> CheckFile(string path) => Check(InputFile.Read(path), path);

    /// <summary>Loads a policy from a rule file that was checked when the library was built.</summary>
    internal static Policy ParseChecked(byte[] utf8, string fileName)
    {
        var problems = new List<Problem>();
        return new SourceText(fileName, utf8).Parse(problems) is { } root && problems.Count == 0
            ? new PolicyBuilder(root, new ContentHash(utf8)).Build()
            : throw new ConductPolicyException(Problem.InOrder(problems));
    }

    private static (Policy? Policy, ValueList<Problem> Problems) Read(byte[] utf8, string fileName)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        var source = new SourceText(fileName, utf8);
        var policy = source.Parse(problems) is { } root ? Read(root, source, problems, utf8) : null;
        return (policy, Problem.InOrder(problems));
    }

    private static Policy? Read(SourceNode root, SourceText source, List<Problem> problems, byte[] utf8)
    {
        var check = new ShapeCheck(source, problems, ReferenceNames.CollectFrom(root));
        if (root["format"] is { } format && format.TryGetInteger(out var number) && number > RuleSetShape.Format)
        {
            check.Report(
                format, ProblemCode.NewerFormat, $"This rule set is of format {number}; this version of ConductPolicy reads format {RuleSetShape.Format}.",
                "Update ConductPolicy.");
            return null;
        }

        RuleSetShape.RuleSet.Check(root, check);
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

    private static bool HasErrors(List<Problem> problems) => problems.Exists(problem => problem.Severity == ProblemSeverity.Error);
}
