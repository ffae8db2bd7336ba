using System.Text;

namespace ConductPolicy.Cli;

/// <summary>A report as Markdown, for the file.</summary>
internal static class MarkdownReport
{
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        LineKind? last = null;
        foreach (var line in report.Lines)
        {
            var isList = line.Kind is LineKind.Item or LineKind.Detail or LineKind.Row;
            if (last is { } before && !(isList && before is LineKind.Item or LineKind.Detail or LineKind.Row))
            {
                text.Append('\n');
            }

            text.Append(line.Kind switch
            {
                LineKind.Title => "# ",
                LineKind.Section => "## ",
                LineKind.Item => new string(' ', 2 * line.Level) + "- ",
                LineKind.Detail or LineKind.Row => "  - ",
                _ => "",
            });
            text.Append(line.Kind == LineKind.Small ? $"_{Escaped(line.Text)}_" : Escaped(line.Text));
            text.Append(line.Citation.Length > 0 ? $" {Escaped(line.Citation)}" : "").Append('\n');
            last = line.Kind;
        }

        return text.ToString();
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
