using System.CommandLine;
using ConductPolicy.Audit;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Timelines;

namespace ConductPolicy.Cli;

/// <summary><c>timeline</c>: a case as a picture.</summary>
internal static class TimelineCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var input = new Option<string>("--case") { Description = "A case file, or - for standard input.", Required = true, HelpName = "file" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the picture; the case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write, such as case.svg; standard output by default.", HelpName = "file" };
        var isReplaced = new Option<bool>("--force") { Description = "Replace the file where it is there already." };
        var command = new Command("timeline", "Draw a case as one picture (SVG): what happened, the bars, what is due, and what an audit finds.")
        {
            policy, input, asOf, output, isReplaced,
        };
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var read = DecideCommand.ReadCase(parsed.GetValue(input)!, rules);
            var day = DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of");
            var engine = new DecisionEngine(rules);
            var svg = Timeline.Draw(engine, read, DueList.Of(engine, read, day).Items, new CaseAudit(engine).Audit(read, day).Findings, day);
            if (parsed.GetValue(output) is { } path)
            {
                OutputFile.For(path, output.Name, parsed.GetValue(isReplaced)).Write(svg);
            }
            else
            {
                StandardOutput.Write(svg);
            }

            return ExitCode.Fine;
        }));
        return command;
    }
}
