using System.Globalization;
using Spectre.Console;

namespace ConductPolicy.Cli;

/// <summary>How far the answering of many lines has come, on standard error, for whoever waits at a terminal; and what is wrong with the bad ones.</summary>
internal static class LineProgress
{
    /// <summary>Follows the writing of batches.</summary>
    /// <param name="input">What is read.</param>
    /// <param name="write">Writes the batches, and shows each as it is written.</param>
    public static void Follow(LineInput input, Action<Action<LineBatch>> write)
    {
        // Nothing of Spectre is loaded for a pipe. Answers on the terminal show by themselves how far it is.
        if (Console.IsErrorRedirected || !Console.IsOutputRedirected)
        {
            write(batch =>
            {
                if (batch.Answers.Bad > 0)
                {
                    Console.Error.Write(batch.Answers.Errors);
                }
            });
            return;
        }

        WithBar(input, write);
    }

    private static void WithBar(LineInput input, Action<Action<LineBatch>> write)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            // Where the length is not known the bar only shows that it goes on.
            var task = context.AddTask(Done(0), maxValue: Math.Max(1, input.Length ?? double.MaxValue));
            task.IsIndeterminate = input.Length is null;
            var lines = 0;
            write(batch =>
            {
                lines += batch.Lines;
                task.Increment(batch.Length);
                task.Description = Done(lines);
                if (batch.Answers.Bad > 0)
                {
                    console.Write(batch.Answers.Errors);
                }
            });
        });
    }

    private static string Done(int lines) => lines.ToString("N0", CultureInfo.InvariantCulture) + " lines";
}
