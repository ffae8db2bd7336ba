using System.CommandLine;
using ConductPolicy.Interop;

namespace ConductPolicy.Cli;

/// <summary><c>export</c>: a policy in the form of another program, a subcommand each.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var command = new Command("export", "Write a policy in the form that another program takes.");
        command.Subcommands.Add(RulesEngine());
        return command;
    }

    private static Command RulesEngine()
    {
        var policy = CommandLine.PolicyOption();
        var input = new Option<string?>("--case") { Description = "A case file, or - for standard input: the input to run the workflows on is written too.", HelpName = "file" };
        var incident = new Option<string?>("--incident") { Description = "The incident of the case; the latest by default.", HelpName = "id" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the decision; the case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write, such as workflows.json; standard output by default.", HelpName = "file" };
        var isReplaced = new Option<bool>("--force") { Description = "Replace the file where it is there already." };
        var command = new Command("rulesengine", "Write a policy as workflows of microsoft/RulesEngine; with a case, under `workflows`, beside its input under `inputs`.")
        {
            policy, input, incident, asOf, output, isReplaced,
        };
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var export = new RulesEngineExport(rules);
            var json = parsed.GetValue(input) is { } path
                ? WithInput(export, export.InputOf(DecideCommand.ReadCase(path, rules), parsed.GetValue(incident), DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of")))
                : export.ToJson();
            Write($"{json}\n", parsed.GetValue(output), parsed.GetValue(isReplaced));
            return ExitCode.Fine;
        }));
        return command;
    }

    private static string WithInput(RulesEngineExport export, RulesEngineInput input) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("workflows");
        export.WriteTo(writer);
        writer.WriteStartObject("inputs");
        writer.WritePropertyName(RulesEngineInput.Parameter);
        input.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void Write(string text, string? path, bool isReplaced)
    {
        if (path is null)
        {
            StandardOutput.Write(text);
        }
        else
        {
            OutputFile.For(path, "--output", isReplaced).Write(text);
        }
    }
}
