using System.Text;
using ConductPolicy.Loading;

namespace ConductPolicy.Letters;

/// <summary>The blocks of a letter as Markdown.</summary>
internal static class LetterMarkdown
{
    public static string Of(IReadOnlyList<LetterBlock> blocks)
    {
        var text = new StringBuilder();
        for (var i = 0; i < blocks.Count; i++)
        {
            var isInList = i > 0 && blocks[i].Kind == LetterBlockKind.Item && blocks[i - 1].Kind == LetterBlockKind.Item;
            text.Append(i == 0 || isInList ? "" : "\n");
            Add(text, blocks[i]);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, LetterBlock block)
    {
        switch (block.Kind)
        {
            case LetterBlockKind.Rule:
                text.Append("---\n");
                return;
            case LetterBlockKind.Code:
                text.Append("```json\n").AppendJoin("", block.Spans.Select(span => span.Text)).Append("\n```\n");
                return;
        }

        var lead = block.Kind switch
        {
            LetterBlockKind.Heading => "# ",
            LetterBlockKind.Subheading => "## ",
            LetterBlockKind.Item => $"{block.Marker} ",
            _ => "",
        };
        text.Append(lead);
        var isFirst = true;
        foreach (var span in block.Spans)
        {
            text.Append(span.Kind switch
            {
                LetterSpanKind.Author => span.Text,
                LetterSpanKind.Value => Escaped(span.Text, isFirst),
                LetterSpanKind.Blank => $"**[To fill in: {Escaped(span.Text, isFirst: false)}]**",
                _ => $"\\\n{new string(' ', block.Kind == LetterBlockKind.Item ? lead.Length : 0)}",
            });
            isFirst = span.Kind == LetterSpanKind.Break;
        }

        text.Append('\n');
    }

    /// <summary>A text that Markdown shows as it is.</summary>
    /// <param name="text">The text, on one line.</param>
    /// <param name="isFirst">Whether it begins a line, where a number or a dash would begin a list.</param>
    public static string Escaped(string text, bool isFirst)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isMark = c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '&';
            var isListMark = isFirst && ((i == 0 && c is '-' or '+' or '=') || (c is '.' or ')' && i > 0 && text.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0));
            escaped.Append(isMark || isListMark ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A text from a case or a policy on one line, without characters that change how it is shown.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => c is '\n' or '\r' or '\t' ? ' ' : ShapeCheck.IsUnprintable(c) ? '\uFFFD' : c));
}
