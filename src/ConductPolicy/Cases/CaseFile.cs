using System.Text;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cases;

/// <summary>Reads and writes case files.</summary>
/// <remarks>A case file is JSON (comments and trailing commas allowed) in UTF-8, of at most 16 MiB and 64 levels. It is read for a policy, whose ids it uses.</remarks>
public static class CaseFile
{
    // A file without any of these is no case.
    private static readonly string[] s_signs = ["asOf", "incidents", "events"];

    // The keys by which an event speaks of another event or of an incident.
    private static readonly string[] s_ofOthers = ["of", "incident"];

    /// <summary>The JSON Schema (2020-12) of case files, for completion in an editor. Whether the ids are the policy's is checked when a case is read.</summary>
    public static string Schema() => SchemaWriter.Write(CaseShape.Case, "conduct-case-1.schema.json", "A case of ConductPolicy, format 1");

    /// <summary>Loads a case from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or has errors; all of them are given.</exception>
    public static ConductCase Load(string path, Policy policy) => Parse(InputFile.Read(path), policy, path);

    /// <summary>Loads a case from text.</summary>
    /// <param name="json">The case.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static ConductCase Parse(string json, Policy policy, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), policy, fileName);
    }

    /// <summary>Loads a case from UTF-8 text.</summary>
    /// <param name="utf8">The case.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static ConductCase Parse(byte[] utf8, Policy policy, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Parse(utf8, (_, _) => policy, fileName);
    }

    /// <summary>Loads a case whose dates say by which policy it is read.</summary>
    /// <param name="utf8">The case.</param>
    /// <param name="policyOf">The policy of a case; the second says whether the case is whole, or something of it was left out for its shape.</param>
    /// <param name="fileName">The name to give in problems.</param>
    internal static ConductCase Parse(byte[] utf8, Func<ConductCase, bool, Policy> policyOf, string fileName)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        var source = new SourceText(fileName, utf8);
        ConductCase? built = null;
        if (source.Parse(problems) is { } root)
        {
            var check = new ShapeCheck(source, problems, new ReferenceNames());
            var isOfAnotherKind = IsOfAnotherKind(root, check);
            if (!isOfAnotherKind)
            {
                CaseShape.Case.Check(root, check);
            }

            if (root.Kind == SourceKind.Object && !isOfAnotherKind)
            {
                var builder = new CaseBuilder(root);
                built = builder.Build();
                var found = CaseCheck.Run(built, policyOf(built, problems.Count == 0), source, builder.Places) ?? [];
                if (builder.IsPartial)
                {
                    // What was left out for its shape is no reason to say that others speak of nothing.
                    found.RemoveAll(problem => s_ofOthers.Contains(problem.Pointer[(problem.Pointer.LastIndexOf('/') + 1)..]) || problem.Code == ProblemCode.BeforeItsEvent);
                }

                problems.AddRange(found);
            }
        }

        return problems.Count == 0
            ? built!
            : throw new ConductPolicyException(Problem.InOrder(problems));
    }

    // One problem says more than that every key of a case is missing.
    private static bool IsOfAnotherKind(SourceNode root, ShapeCheck check)
    {
        if (root.Kind != SourceKind.Object || root.IsBroken || s_signs.Any(key => root.HasKeyLike(key)))
        {
            return false;
        }

        var other = FileKind.Of(root);
        check.Report(
            root, ProblemCode.WrongFile, other is null ? "This is no case: it has none of the keys of one." : $"This is {other.Name}, not a case.",
            other?.Use ?? "A case has an `id`, `incidents` and `events`, and `asOf`, the day on which to decide.");
        return true;
    }

    /// <summary>Every problem of a case made in code: of what the policy does not define, and of events that cannot be; empty where it is good.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="policy">The policy whose ids it uses.</param>
    public static ValueList<Problem> Check(ConductCase conductCase, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(conductCase);
        ArgumentNullException.ThrowIfNull(policy);
        return CaseCheck.Run(conductCase, policy)?.ToValueList() ?? [];
    }

    /// <summary>A case as the text of a case file, each event on a line of its own.</summary>
    /// <param name="conductCase">The case. Whether its ids are those of a policy is not looked at.</param>
    /// <returns>Text that <see cref="Parse(string, Policy, string)"/> gives back as an equal case. Comments and keys of a file's own are no part of a case, so they are not in it.</returns>
    /// <exception cref="ConductPolicyException">The case, made in code, holds what a case file cannot say, such as an id that is none.</exception>
    public static string Write(ConductCase conductCase)
    {
        ArgumentNullException.ThrowIfNull(conductCase);
        var text = CaseWriter.Write(conductCase);
        var problems = new List<Problem>();
        var source = new SourceText("", Encoding.UTF8.GetBytes(text));
        if (source.Parse(problems) is { } root)
        {
            CaseShape.Case.Check(root, new ShapeCheck(source, problems, new ReferenceNames()));
            if (problems.Count == 0 && new CaseBuilder(root).Build() != conductCase)
            {
                problems.Add(new Problem(
                    ProblemCode.NotWritable, "", 0, 0, "", "The case holds what a case file cannot say, such as a part of a second or a result of a consultation.",
                    "Take out what no case file could have given.", ProblemSeverity.Error));
            }
        }

        return problems.Count == 0 ? text : throw new ConductPolicyException(Problem.InOrder(problems));
    }
}
