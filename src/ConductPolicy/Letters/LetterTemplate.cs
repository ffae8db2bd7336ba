using ConductPolicy.Loading;

namespace ConductPolicy.Letters;

/// <summary>A stretch of a template's text: as it stands, or a placeholder.</summary>
/// <param name="Span">The text; meaningless for a placeholder.</param>
/// <param name="Placeholder">The name of what stands in its place; null for text.</param>
internal readonly record struct LetterTemplateSpan(LetterSpan Span, string? Placeholder);

/// <summary>A block of a template, or the place of a part of the letter.</summary>
/// <param name="Kind">What the block is.</param>
/// <param name="Spans">Its text.</param>
/// <param name="Marker">For an item what stands before it.</param>
/// <param name="Part">The part whose place it is; null for a block.</param>
/// <param name="Section">The part with which it stands or falls; null for none.</param>
/// <param name="IsUnless">Whether it stands where that part does not apply.</param>
internal sealed record LetterTemplateNode(
    LetterBlockKind Kind, ValueList<LetterTemplateSpan> Spans, string Marker, string? Part, string? Section, bool IsUnless);

/// <summary>A letter with its places left open. It holds no code: names in double braces, and sections that stand or fall with a part.</summary>
/// <param name="File">The file's name, for problems.</param>
/// <param name="Nodes">What it is made of, in order.</param>
internal sealed record LetterTemplate(string File, ValueList<LetterTemplateNode> Nodes)
{
    /// <summary>What a notice may have to state; each is a part of its own.</summary>
    public static readonly string[] Parts = Words.NoticeStates;

    /// <summary>What stands within a sentence.</summary>
    public static readonly string[] Values = ["trust", "policy", "case", "date", "incident-date", "response", "sections", "decided-by"];

    /// <summary>The letter, and the parts that it has.</summary>
    /// <param name="values">The text of each of <see cref="Values"/>.</param>
    /// <param name="parts">The blocks of each part that applies.</param>
    public (List<LetterBlock> Blocks, List<string> Stated) Fill(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, List<LetterBlock>> parts)
    {
        var blocks = new List<LetterBlock>();
        var stated = new List<string>();
        foreach (var node in Nodes)
        {
            if (node.Section is { } section && parts.ContainsKey(section) == node.IsUnless)
            {
                continue;
            }

            if (node.Part is null)
            {
                blocks.Add(new LetterBlock(
                    node.Kind, node.Spans.Select(span => span.Placeholder is { } name ? LetterSpan.Value(values[name]) : span.Span).ToValueList(), node.Marker));
            }
            else if (parts.TryGetValue(node.Part, out var part))
            {
                blocks.AddRange(part);
                stated.Add(node.Part);
            }
        }

        return (blocks, stated);
    }
}
