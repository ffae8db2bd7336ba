using System.Text;
using Spectre.Console;

namespace ConductPolicy.Cli;

/// <summary>Prints a report as text: wrapped, and with colour where a person looks at a terminal.</summary>
internal static class ReportPrinter
{
    private const int Width = 100;

    public static void Print(Report report)
    {
        // Nothing of Spectre is loaded for a pipe: the tool would start half as fast again.
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
        {
            StandardOutput.Write(TextOf(report));
        }
        else
        {
            PrintInColour(report);
        }
    }

    public static string TextOf(Report report)
    {
        var text = new StringBuilder();
        foreach (var line in LaidOut(report))
        {
            text.Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    private static void PrintInColour(Report report)
    {
        foreach (var line in LaidOut(report))
        {
            var style = line.Kind switch
            {
                LineKind.Title => "bold",
                LineKind.Section => "bold blue",
                LineKind.Small => "grey",
                _ => null,
            };
            var text = Markup.Escape(line.Text);
            AnsiConsole.MarkupLine(style is null || text.Length == 0 ? text : $"[{style}]{text}[/]");
        }
    }

    private static IEnumerable<ReportLine> LaidOut(Report report)
    {
        var isFirst = true;
        foreach (var line in report.Lines)
        {
            if (line.Kind == LineKind.Section && !isFirst)
            {
                yield return new ReportLine(LineKind.Text, "");
            }

            isFirst = false;
            if (line.Kind == LineKind.Row)
            {
                yield return new ReportLine(line.Kind, $"      {line.Text}");
                continue;
            }

            var (first, rest) = line.Kind switch
            {
                LineKind.Title or LineKind.Section => ("", ""),
                LineKind.Item => (new string(' ', 2 + (2 * line.Level)) + "- ", new string(' ', 4 + (2 * line.Level))),
                LineKind.Detail => ("      ", "      "),
                _ => ("  ", "  "),
            };
            var text = line.Kind == LineKind.Section ? line.Text.ToUpperInvariant() : line.Text;
            foreach (var wrapped in Wrapped(line.Citation.Length > 0 ? $"{text} {line.Citation}" : text, first, rest))
            {
                yield return new ReportLine(line.Kind, wrapped);
            }
        }
    }

    private static IEnumerable<string> Wrapped(string text, string first, string rest)
    {
        var line = new StringBuilder(first);
        var hasWord = false;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (hasWord && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear().Append(rest);
                hasWord = false;
            }

            line.Append(hasWord ? " " : "").Append(word);
            hasWord = true;
        }

        yield return line.ToString();
    }
}
