using System.Text;

namespace ConductPolicy.Letters;

/// <summary>The blocks of a letter as plain text.</summary>
internal static class LetterPlainText
{
    public const int Width = 78;

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
                text.Append('-', Width).Append('\n');
                break;
            case LetterBlockKind.Code:
                text.AppendJoin("", block.Spans.Select(span => span.Text)).Append('\n');
                break;
            case LetterBlockKind.Item:
                AddWrapped(text, block.Spans, $"{block.Marker} ", new string(' ', block.Marker.Length + 1));
                break;
            case LetterBlockKind.Paragraph:
                AddWrapped(text, block.Spans, "", "");
                break;
            default:
                var widest = AddWrapped(text, block.Spans, "", "");
                text.Append(block.Kind == LetterBlockKind.Heading ? '=' : '-', widest).Append('\n');
                break;
        }
    }

    private static int AddWrapped(StringBuilder text, ValueList<LetterSpan> spans, string first, string rest)
    {
        var lead = first;
        var widest = 0;
        foreach (var whole in TextOf(spans).Split('\n'))
        {
            var line = new StringBuilder(lead);
            var hasWord = false;
            foreach (var word in whole.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (hasWord && line.Length + 1 + word.Length > Width)
                {
                    Close(line);
                    line.Clear().Append(rest);
                    hasWord = false;
                }

                line.Append(hasWord ? " " : "").Append(word);
                hasWord = true;
            }

            Close(line);
            lead = rest;
        }

        return widest;

        void Close(StringBuilder line)
        {
            widest = Math.Max(widest, line.Length);
            text.Append(line).Append('\n');
        }
    }

    private static string TextOf(ValueList<LetterSpan> spans) => string.Concat(spans.Select(span => span.Kind switch
    {
        LetterSpanKind.Author => Unmarked(span.Text),
        LetterSpanKind.Value => span.Text,
        LetterSpanKind.Blank => $"[To fill in: {span.Text}]",
        _ => "\n",
    }));

    // Of a template's own Markdown, the marks of strong text and the backslash before a mark are no part of what it says.
    private static string Unmarked(string author)
    {
        var text = new StringBuilder(author.Length);
        for (var i = 0; i < author.Length; i++)
        {
            if (author[i] == '\\' && i + 1 < author.Length && char.IsAscii(author[i + 1]) && (char.IsPunctuation(author[i + 1]) || char.IsSymbol(author[i + 1])))
            {
                text.Append(author[++i]);
            }
            else if (author[i] == '*' && i + 1 < author.Length && author[i + 1] == '*')
            {
                i++;
            }
            else
            {
                text.Append(author[i]);
            }
        }

        return text.ToString();
    }
}
