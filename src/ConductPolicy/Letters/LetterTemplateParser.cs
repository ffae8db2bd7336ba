using System.Text;
using ConductPolicy.Loading;

namespace ConductPolicy.Letters;

/// <summary>Reads a template: Markdown of headings, paragraphs and lists, with its marks in double braces.</summary>
internal sealed class LetterTemplateParser
{
    private const string BlankLead = "blank:";
    private static readonly string[] s_forbidden = ["offence", "offences", "offense", "offenses"];

    private readonly string _file;
    private readonly List<Problem> _problems;
    private readonly List<LetterTemplateNode> _nodes = [];
    private readonly List<LetterTemplateSpan> _spans = [];
    private LetterBlockKind _kind = LetterBlockKind.Paragraph;
    private string _marker = "";
    private (string Name, bool IsUnless, int Line, int Column, int Length)? _section;
    private int _line;

    private LetterTemplateParser(string file, List<Problem> problems) => (_file, _problems) = (file, problems);

    /// <summary>A mark in double braces.</summary>
    /// <param name="Column">Where it begins, counted from 1.</param>
    /// <param name="Length">Its length with the braces.</param>
    /// <param name="Text">What stands between the braces.</param>
    private readonly record struct Mark(int Column, int Length, string Text)
    {
        public char Sign => Text.Length > 0 ? Text[0] : ' ';

        public string Name => Sign is '#' or '^' or '/' ? Text[1..].Trim() : Text;
    }

    /// <summary>The template, or null with problems.</summary>
    public static LetterTemplate? Parse(byte[] utf8, string file, List<Problem> problems)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8.AsSpan().StartsWith("\uFEFF"u8) ? utf8.AsSpan(3) : utf8);
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new Problem(ProblemCode.NotText, file, 1, 1, "", "The template is not UTF-8 text.", "Save it as UTF-8.", ProblemSeverity.Error));
            return null;
        }

        var before = problems.Count;
        var parser = new LetterTemplateParser(file, problems);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            parser._line++;
            parser.AddLine(line);
        }

        parser.Close();
        return problems.Count == before ? new LetterTemplate(file, parser._nodes.ToValueList()) : null;
    }

    private void AddLine(string line)
    {
        RefuseForbidden(line);
        var content = line.Trim();
        if (content.Length == 0)
        {
            EndBlock();
            return;
        }

        if (Marks(line) is not { } marks)
        {
            return;
        }

        if (marks is [var only] && only.Length == content.Length && IsOfItsOwnLine(only))
        {
            EndBlock();
            AddOwnLine(only);
            return;
        }

        var start = line.Length - line.AsSpan().TrimStart().Length;
        if (LeadOf(content) is var (kind, marker, length) && kind != LetterBlockKind.Paragraph)
        {
            EndBlock();
            (_kind, _marker) = (kind, marker);
            start += length;
        }
        else if (_spans.Count > 0 && _spans[^1].Span.Kind != LetterSpanKind.Break)
        {
            _spans.Add(Author(" "));
        }

        AddText(line.TrimEnd(), start, marks);
        if (_kind is LetterBlockKind.Heading or LetterBlockKind.Subheading)
        {
            EndBlock();
        }
    }

    private static (LetterBlockKind Kind, string Marker, int Length) LeadOf(string content)
    {
        var digits = content.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return content switch
        {
            ['#', ' ', ..] => (LetterBlockKind.Heading, "", 2),
            ['#', '#', ' ', ..] => (LetterBlockKind.Subheading, "", 3),
            ['-' or '*', ' ', ..] => (LetterBlockKind.Item, "-", 2),
            _ when digits > 0 && content.AsSpan(digits).StartsWith(". ") => (LetterBlockKind.Item, content[..(digits + 1)], digits + 2),
            _ => (LetterBlockKind.Paragraph, "", 0),
        };
    }

    // The marks of a line; null where one of them is not closed.
    private List<Mark>? Marks(string line)
    {
        var marks = new List<Mark>();
        for (var from = line.IndexOf("{{", StringComparison.Ordinal); from >= 0; from = line.IndexOf("{{", from, StringComparison.Ordinal))
        {
            var end = line.IndexOf("}}", from, StringComparison.Ordinal);
            var next = line.IndexOf("{{", from + 2, StringComparison.Ordinal);
            if (end < 0 || (next >= 0 && next < end))
            {
                Report(ProblemCode.PlaceholderNotClosed, from + 1, 2, "`{{` is opened here and not closed.", "Write `}}` after the name, on the same line.");
                return null;
            }

            marks.Add(new Mark(from + 1, end + 2 - from, line[(from + 2)..end].Trim()));
            from = end + 2;
        }

        return marks;
    }

    private static bool IsOfItsOwnLine(Mark mark) => mark.Sign is '#' or '^' or '/' or '!' || LetterTemplate.Parts.Contains(mark.Text);

    private void AddOwnLine(Mark mark)
    {
        switch (mark.Sign)
        {
            case '!':
                break;
            case '#' or '^':
                Open(mark);
                break;
            case '/':
                CloseSection(mark);
                break;
            default:
                _nodes.Add(new LetterTemplateNode(LetterBlockKind.Paragraph, [], "", mark.Text, _section?.Name, _section?.IsUnless ?? false));
                break;
        }
    }

    private void Open(Mark mark)
    {
        if (!LetterTemplate.Parts.Contains(mark.Name))
        {
            Report(ProblemCode.UnknownPlaceholder, mark, $"A section stands or falls with a part of the letter, and `{ShapeCheck.Printable(mark.Name)}` is none.", NearestName.Help(mark.Name, LetterTemplate.Parts));
        }
        else if (_section is { } open)
        {
            Report(
                ProblemCode.SectionNotClosed, mark, FormattableString.Invariant($"The section `{open.Name}` of line {open.Line} is still open, and no section stands inside another."),
                $"Write `{{{{/{open.Name}}}}}` on a line of its own before this one.");
        }

        _section = (mark.Name, mark.Sign == '^', _line, mark.Column, mark.Length);
    }

    private void CloseSection(Mark mark)
    {
        if (_section is not { } open)
        {
            Report(ProblemCode.SectionNotClosed, mark, $"This ends the section `{ShapeCheck.Printable(mark.Name)}`, and none is open.", $"Write `{{{{#{ShapeCheck.Printable(mark.Name)}}}}}` where it begins, or remove this.");
        }
        else if (open.Name != mark.Name)
        {
            Report(
                ProblemCode.SectionNotClosed, mark, FormattableString.Invariant($"This ends the section `{ShapeCheck.Printable(mark.Name)}`, and the one that is open since line {open.Line} is `{ShapeCheck.Printable(open.Name)}`."),
                $"Write `{{{{/{ShapeCheck.Printable(open.Name)}}}}}`.");
        }

        _section = null;
    }

    private void AddText(string line, int start, List<Mark> marks)
    {
        var at = start;
        foreach (var mark in marks)
        {
            AddAuthor(line[at..(mark.Column - 1)]);
            AddInline(mark);
            at = mark.Column - 1 + mark.Length;
        }

        var rest = line[Math.Min(at, line.Length)..];
        var isBroken = rest.EndsWith('\\') && !rest.EndsWith(@"\\", StringComparison.Ordinal);
        AddAuthor(isBroken ? rest[..^1].TrimEnd() : rest);
        if (isBroken)
        {
            _spans.Add(new LetterTemplateSpan(LetterSpan.Break, null));
        }
    }

    private void AddInline(Mark mark)
    {
        if (mark.Text.StartsWith(BlankLead, StringComparison.Ordinal))
        {
            var text = mark.Text[BlankLead.Length..].Trim();
            if (text.Length == 0)
            {
                Report(ProblemCode.EmptyText, mark, "The blank does not say what to write there.", "Write for example `{{blank: your name}}`.");
            }

            _spans.Add(new LetterTemplateSpan(LetterSpan.Blank(LetterMarkdown.OneLine(text)), null));
        }
        else if (IsOfItsOwnLine(mark))
        {
            Report(ProblemCode.PlaceholderMisplaced, mark, $"`{{{{{ShapeCheck.Printable(mark.Text)}}}}}` stands within a line.", "Give it a line of its own.");
        }
        else if (!LetterTemplate.Values.Contains(mark.Text))
        {
            Report(
                ProblemCode.UnknownPlaceholder, mark, $"There is no placeholder `{ShapeCheck.Printable(mark.Text)}`.",
                NearestName.Help(mark.Text, [.. LetterTemplate.Parts, .. LetterTemplate.Values, "blank: what a person writes"]));
        }
        else
        {
            _spans.Add(new LetterTemplateSpan(default, mark.Text));
        }
    }

    // Breaking a bar is a civil matter, and the school's policy is no criminal law: the word has no place in a letter.
    private void RefuseForbidden(string line)
    {
        var start = -1;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && char.IsLetter(line[i]))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && s_forbidden.Contains(line[start..i], StringComparer.OrdinalIgnoreCase))
            {
                Report(
                    ProblemCode.ForbiddenWord, start + 1, i - start, $"A letter under the trust's policy does not speak of an `{line[start..i]}`.",
                    "Say what happened, or what the policy says. Whether a law was broken is not for the school to decide.");
            }

            start = -1;
        }
    }

    private void AddAuthor(string text)
    {
        if (text.Length > 0)
        {
            _spans.Add(Author(LetterMarkdown.OneLine(text)));
        }
    }

    private static LetterTemplateSpan Author(string text) => new(new LetterSpan(LetterSpanKind.Author, text), null);

    private void EndBlock()
    {
        while (_spans.Count > 0 && _spans[^1].Span.Kind == LetterSpanKind.Break && _spans[^1].Placeholder is null)
        {
            _spans.RemoveAt(_spans.Count - 1);
        }

        if (_spans.Count > 0)
        {
            _nodes.Add(new LetterTemplateNode(_kind, _spans.ToValueList(), _marker, null, _section?.Name, _section?.IsUnless ?? false));
        }

        _spans.Clear();
        (_kind, _marker) = (LetterBlockKind.Paragraph, "");
    }

    private void Close()
    {
        EndBlock();
        if (_section is { } open)
        {
            _line = open.Line;
            Report(ProblemCode.SectionNotClosed, open.Column, open.Length, $"The section `{ShapeCheck.Printable(open.Name)}` is never closed.", $"Write `{{{{/{ShapeCheck.Printable(open.Name)}}}}}` on a line of its own where it ends.");
        }
    }

    private void Report(string code, Mark mark, string message, string help) => Report(code, mark.Column, mark.Length, message, help);

    private void Report(string code, int column, int length, string message, string help) =>
        _problems.Add(new Problem(code, _file, _line, column, "", message, help, ProblemSeverity.Error, length));
}
