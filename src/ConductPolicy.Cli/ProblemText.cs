using System.Globalization;
using System.Text;
using System.Text.Json;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>A problem as it is shown to a person: what is wrong, its line with the place underlined, and what to do.</summary>
internal static class ProblemText
{
    private const int Width = 96;

    public static string Of(Problem problem, string[]? lines)
    {
        var text = new StringBuilder();
        var whole = problem.ToString().Split('\n');
        text.Append(whole[0]).Append('\n');
        if (lines is not null && problem.Line >= 1 && problem.Line <= lines.Length)
        {
            AddExcerpt(text, problem, lines[problem.Line - 1]);
        }

        foreach (var line in whole[1..])
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes problems as they are for programs, under <c>problems</c>.</summary>
    public static void WriteJson(Utf8JsonWriter writer, ValueList<Problem> problems)
    {
        writer.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code);
            writer.WriteNumber("line", problem.Line);
            writer.WriteNumber("column", problem.Column);
            writer.WriteNumber("length", problem.Length);
            writer.WriteString("pointer", problem.Pointer);
            writer.WriteString("message", problem.Message);
            writer.WriteString("help", problem.Help);
            writer.WriteString("severity", problem.Severity == ProblemSeverity.Error ? "error" : "warning");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The lines of a file, to show problems in; null where it cannot be read as text.</summary>
    public static string[]? LinesOf(string path) => File.Exists(path) ? LinesOf(File.ReadAllBytes(path)) : null;

    public static string[] LinesOf(byte[] utf8) => Encoding.UTF8.GetString(utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? utf8.AsSpan(3) : utf8).Split('\n');

    private static void AddExcerpt(StringBuilder text, Problem problem, string line)
    {
        // A long line is shown around the place.
        var from = problem.Column > Width - 20 ? problem.Column - (Width / 2) : 0;
        var shown = Printable(line.TrimEnd('\r'), from);
        var mark = new string('^', Math.Clamp(problem.Length, 1, Math.Max(1, shown.Length - (problem.Column - 1 - from))));
        var number = problem.Line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        text.Append("  ").Append(number).Append(" | ").Append(shown).Append('\n');
        text.Append("  ").Append(margin).Append(" | ").Append(' ', problem.Column - 1 - from).Append(mark).Append('\n');
    }

    // One place for each character, so that the underline stands under it.
    private static string Printable(string line, int from)
    {
        var shown = line.AsSpan(Math.Min(from, line.Length));
        shown = shown[..Math.Min(shown.Length, Width)];
        var text = new StringBuilder(shown.Length);
        foreach (var c in shown)
        {
            text.Append(c == '\t' ? ' ' : char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '\uFFFD' : c);
        }

        return text.ToString();
    }
}
