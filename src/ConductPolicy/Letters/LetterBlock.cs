namespace ConductPolicy.Letters;

/// <summary>What a block of a letter is.</summary>
internal enum LetterBlockKind
{
    Heading,
    Subheading,
    Paragraph,
    Item,
    Code,
    Rule,
}

/// <summary>What a stretch of a block is.</summary>
internal enum LetterSpanKind
{
    /// <summary>A template's own text, which is Markdown.</summary>
    Author,

    /// <summary>Text from the case or the policy, which is not.</summary>
    Value,

    /// <summary>What a person still has to write.</summary>
    Blank,

    /// <summary>The end of a line that stays one, as in an address.</summary>
    Break,
}

/// <summary>A stretch of a block.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; empty for a break.</param>
internal readonly record struct LetterSpan(LetterSpanKind Kind, string Text)
{
    public static LetterSpan Break { get; } = new(LetterSpanKind.Break, "");

    public static LetterSpan Value(string text) => new(LetterSpanKind.Value, text);

    public static LetterSpan Blank(string text) => new(LetterSpanKind.Blank, text);
}

/// <summary>A block of a letter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Spans">Its text.</param>
/// <param name="Marker">For an item what stands before it, such as <c>-</c> or <c>1.</c>; else empty.</param>
internal sealed record LetterBlock(LetterBlockKind Kind, ValueList<LetterSpan> Spans, string Marker = "")
{
    public static LetterBlock Rule { get; } = new(LetterBlockKind.Rule, []);

    public static LetterBlock Paragraph(params LetterSpan[] spans) => new(LetterBlockKind.Paragraph, spans.ToValueList());

    public static LetterBlock Item(params LetterSpan[] spans) => new(LetterBlockKind.Item, spans.ToValueList(), "-");

    public static LetterBlock Of(LetterBlockKind kind, string text) => new(kind, [LetterSpan.Value(text)], kind == LetterBlockKind.Item ? "-" : "");
}
