namespace ConductPolicy.Loading;

/// <summary>One thing that is wrong with a rule file or a case, with its place and what to do about it.</summary>
/// <param name="Code">A stable kebab-case code, such as <c>unknown-key</c>.</param>
/// <param name="File">The file's name as it was given, or empty for what was not read from a file.</param>
/// <param name="Line">The line, counted from 1; 0 where the input was not text.</param>
/// <param name="Column">The column, counted from 1 in characters (UTF-16 code units); 0 where the input was not text.</param>
/// <param name="Pointer">The place as a JSON Pointer (RFC 6901), such as <c>/responses/3/rung</c>.</param>
/// <param name="Message">What is wrong, in the words of the file.</param>
/// <param name="Help">What to do about it, or null where there is nothing to add.</param>
/// <param name="Severity">Whether the file is refused for it.</param>
/// <param name="Length">How many characters of its line it is about, from its column on; at least 1.</param>
public sealed record Problem(
    string Code, string File, int Line, int Column, string Pointer, string Message, string? Help, ProblemSeverity Severity, int Length = 1)
{
    /// <summary>What is wrong, in the words of the file; characters with which these could rewrite the line are replaced.</summary>
    public string Message { get; init; } = ShapeCheck.Clean(Message);

    /// <summary>What to do about it, or null where there is nothing to add.</summary>
    public string? Help { get; init; } = Help is null ? null : ShapeCheck.Clean(Help);

    /// <summary>Problems in the order of their places.</summary>
    internal static ValueList<Problem> InOrder(List<Problem> problems) =>
        problems.Count == 0 ? [] : problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ToValueList();

    /// <summary>The problem on one or two lines, as a compiler would print it.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{(File.Length > 0 ? File : "input")}:{Line}:{Column}: "
            : Pointer.Length > 0 ? $"{Pointer}: "
            : File.Length > 0 ? $"{File}: "
            : "";
        var kind = Severity == ProblemSeverity.Error ? "error" : "warning";
        var first = $"{ShapeCheck.Clean(place)}{kind} {Code}: {Message}";
        return Help is null ? first : $"{first}\n  help: {Help}";
    }
}
