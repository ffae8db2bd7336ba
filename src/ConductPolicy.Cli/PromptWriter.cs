using Spectre.Console;

namespace ConductPolicy.Cli;

/// <summary>Where questions are put: standard error, so that standard output is the decision alone. In colour on a terminal.</summary>
internal sealed class PromptWriter(TextWriter writer, bool isColoured)
{
    public static PromptWriter ToStandardError() =>
        new(Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });

    public void Line(LineKind kind, string text)
    {
        if (isColoured)
        {
            WriteInColour(kind, text);
        }
        else
        {
            writer.Write($"{text}\n");
        }
    }

    public void Mark()
    {
        writer.Write("   > ");
        writer.Flush();
    }

    // Nothing of Spectre is loaded where nobody looks at a terminal.
    private static void WriteInColour(LineKind kind, string text)
    {
        var style = kind switch
        {
            LineKind.Title => new Style(decoration: Decoration.Bold),
            LineKind.Section => new Style(Color.Blue, decoration: Decoration.Bold),
            LineKind.Small => new Style(Color.Grey),
            _ => Style.Plain,
        };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var words = text.TrimStart(' ');
        console.Write(new Padder(new Text(words, style), new Padding(text.Length - words.Length, 0, 0, 0)));
    }
}
