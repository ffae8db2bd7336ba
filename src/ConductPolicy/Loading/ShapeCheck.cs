using System.Globalization;

namespace ConductPolicy.Loading;

/// <summary>A check of one text against a shape: what was found, and what names there are.</summary>
/// <param name="source">The text.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="names">The names that there are.</param>
/// <param name="root">Where the text is read together with another, its root; else null.</param>
internal sealed class ShapeCheck(SourceText source, List<Problem> problems, ReferenceNames names, SourceNode? root = null)
{
    public ReferenceNames Names => names;

    /// <summary>More errors, or warnings, than anybody reads at once; the rest waits until these are mended.</summary>
    public const int MaximumProblems = 500;

    private readonly int[] _counts = new int[2];

    /// <summary>Whether no more errors are taken, so that none need be worded.</summary>
    public bool IsFull => _counts[(int)ProblemSeverity.Error] > MaximumProblems;

    public void Report(SourceNode node, string code, string message, string? help = null, bool atKey = false)
    {
        node.MarkBad();
        if (!IsOwn(node))
        {
            // Only a setting of this text can spoil what stands in the other.
            Add(root!["settings"] ?? root, code, message, help, atKey: true, ProblemSeverity.Error);
        }
        else if (!node.IsBroken)
        {
            Add(node, code, message, help, atKey, ProblemSeverity.Error);
        }
    }

    private bool IsOwn(SourceNode node)
    {
        var top = node;
        while (root is not null && top.Parent is { } parent)
        {
            top = parent;
        }

        return root is null || top == root;
    }

    private void Add(SourceNode node, string code, string message, string? help, bool atKey, ProblemSeverity severity)
    {
        var count = ++_counts[(int)severity];
        if (count <= MaximumProblems)
        {
            problems.Add(source.ProblemAt(node, code, message, help, atKey, severity));
        }
        else if (count == MaximumProblems + 1)
        {
            problems.Add(source.ProblemAt(
                node, ProblemCode.TooMany, $"There are more than {MaximumProblems} problems like those told; the rest is not told.", "Mend those first.", severity: severity));
        }
    }

    public int LineOf(SourceNode node) => source.PositionOf(node.Start).Line;

    /// <summary>Warns of a value. What stands in the other text was warned of there.</summary>
    public void Warn(SourceNode node, string code, string message, string? help = null, bool atKey = false)
    {
        if (IsOwn(node))
        {
            Add(node, code, message, help, atKey, ProblemSeverity.Warning);
        }
    }

    /// <summary>What a value is called in a sentence: its key, or its place in a list.</summary>
    public static string Subject(SourceNode node) => node switch
    {
        { Key: { } key } => $"`{Printable(key)}`",
        { Parent: { Key: { } list } } => $"Item {node.Index + 1} of `{Printable(list)}`",
        { Parent: not null } => $"Item {node.Index + 1}",
        _ => "The file",
    };

    public static string KindName(SourceNode node) => node.Kind switch
    {
        SourceKind.Object => "an object",
        SourceKind.List => "a list",
        SourceKind.Text => $"the text `{Printable(node.Text)}`",
        SourceKind.Number => $"the number {node.Text}",
        SourceKind.Flag => node.IsTrue ? "`true`" : "`false`",
        _ => "`null`",
    };

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A text from a file as it may be shown: on one line, without control characters, and cut where it is long.</summary>
    public static string Printable(string text)
    {
        const int Most = 80;
        return Clean(text.Length > Most ? string.Concat(text.AsSpan(0, Most), "…") : text);
    }

    /// <summary>A text without the characters with which it could rewrite the line it stands on.</summary>
    public static string Clean(string text)
    {
        var isClean = true;
        foreach (var c in text)
        {
            isClean &= !IsUnprintable(c) && !char.IsSurrogate(c);
        }

        return isClean ? text : string.Concat(text.Select(c => IsUnprintable(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
    }

    /// <summary>Whether a character is an escape, a line break, or a mark such as a right-to-left override, with which a text could rewrite the line it stands on.</summary>
    public static bool IsUnprintable(char c) => c < 0x7F
        ? c < ' '
        : char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
