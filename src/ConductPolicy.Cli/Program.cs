using System.CommandLine;
using System.Text;
using ConductPolicy.Cli;

if (OperatingSystem.IsWindows())
{
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

var commands = new Dictionary<string, Func<Command>>
{
    ["decide"] = DecideCommand.Create,
    ["audit"] = AuditCommand.Create,
    ["ask"] = AskCommand.Create,
    ["validate"] = ValidateCommand.Create,
    ["matrix"] = MatrixCommand.Create,
    ["clauses"] = ClausesCommand.Create,
    ["ids"] = IdsCommand.Create,
    ["deadline"] = DeadlineCommand.Create,
    ["schema"] = SchemaCommand.Create,
    ["fmt"] = FormatCommand.Create,
    ["bar"] = BarCommand.Create,
    ["letter"] = LetterCommand.Create,
    ["timeline"] = TimelineCommand.Create,
    ["due"] = DueCommand.Create,
    ["test"] = TestCommand.Create,
    ["analyze"] = AnalyzeCommand.Create,
    ["diff"] = DiffCommand.Create,
    ["what-if"] = WhatIfCommand.Create,
    ["export"] = ExportCommand.Create,
};

// A command called without a mistake runs by itself: making the root, with its help and version, takes longer than deciding.
string[] help = ["--help", "-h", "-?", "/h", "/?"];
if (args.Length > 0 && commands.TryGetValue(args[0], out var called) && !args.Any(help.Contains))
{
    var direct = called().Parse(args[1..]);
    if (direct.Errors.Count == 0)
    {
        return direct.Invoke();
    }
}

var root = new RootCommand("What a school trust's policy on the conduct of parents permits, what comes first, and on which clause.");
foreach (var (name, create) in commands)
{
    var command = create();
    if (!args.Contains(name))
    {
        // Beside the others it has a line; its own help has the rest.
        command.Description = command.Description!.Split('\n')[0];
    }

    root.Subcommands.Add(command);
}

var parsed = root.Parse(args);

// The parser gives 1 for wrong usage, and its help on standard output; here 1 says that the rules or the case fall short, and output is answers.
if (parsed.Errors.Count > 0)
{
    parsed.Invoke(new InvocationConfiguration { Output = Console.Error });
    return ExitCode.BadInput;
}

return parsed.Invoke();
