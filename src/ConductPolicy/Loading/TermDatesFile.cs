using System.Text;
using ConductPolicy.Calendars;

namespace ConductPolicy.Loading;

/// <summary>Reads files of term dates.</summary>
/// <remarks>
/// A file of term dates is JSON with comments and trailing commas, in UTF-8; <c>rules/calendars/example-terms.json</c> is one. A date
/// may carry its weekday (<c>Thu 2026-09-03</c>), and then the two have to agree.
/// </remarks>
public static class TermDatesFile
{
    /// <summary>Loads term dates from a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or has errors; all of them are given.</exception>
    public static TermDates Load(string path) => Parse(InputFile.Read(path), path);

    /// <summary>Loads term dates from text.</summary>
    /// <param name="json">The term dates.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static TermDates Parse(string json, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), fileName);
    }

    /// <summary>Loads term dates from UTF-8 text.</summary>
    /// <param name="utf8">The term dates.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors; all of them are given.</exception>
    public static TermDates Parse(byte[] utf8, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        return Read(utf8, fileName, problems) is { } root ? TermDatesBuilder.Build(root) : throw new ConductPolicyException(Problem.InOrder(problems));
    }

    /// <summary>Every problem of a file of term dates, in the order of their places; empty where it is good.</summary>
    /// <param name="utf8">The term dates.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        Read(utf8, fileName, problems);
        return Problem.InOrder(problems);
    }

    /// <summary>The JSON Schema (2020-12) of files of term dates, for completion in an editor. Reading a file finds more than a schema can say.</summary>
    public static string Schema() => SchemaWriter.Write(TermDatesShape.TermDates, "conduct-terms-1.schema.json", "Term dates of ConductPolicy, format 1");

    // Null where there are errors.
    private static SourceNode? Read(byte[] utf8, string fileName, List<Problem> problems)
    {
        var source = new SourceText(fileName, utf8);
        if (source.Parse(problems) is not { } root)
        {
            return null;
        }

        Check(root, new ShapeCheck(source, problems, new ReferenceNames()));
        return problems.Count == 0 ? root : null;
    }

    private static void Check(SourceNode root, ShapeCheck check)
    {
        if (root["format"] is { } format && format.TryGetInteger(out var number) && number > TermDatesShape.Format)
        {
            check.Report(
                format, ProblemCode.NewerFormat, $"These term dates are of format {number}; this version of ConductPolicy reads format {TermDatesShape.Format}.",
                "Update ConductPolicy.");
            return;
        }

        TermDatesShape.TermDates.Check(root, check);
        new TermDatesCheck(root, check).Run();
    }
}
