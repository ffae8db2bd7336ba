using System.CommandLine;
using System.Text;
using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary><c>due</c>: what is to happen in a case, and when.</summary>
internal static class DueCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var files = new Option<string[]>("--case") { Description = "A case file, or several.", AllowMultipleArgumentsPerToken = true, HelpName = "file" };
        var lines = new Option<string?>("--cases") { Description = "Many cases, a line of JSON each: a file, or - for standard input.", HelpName = "file" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the list; each case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var isAll = new Option<bool>("--all") { Description = "List what is done too." };
        var calendarOptions = new CalendarOptions();
        var format = CommandLine.FormatOption("text", "json", "ics");
        var command = new Command("due", "What the record of a case calls for, and by when: overdue first, each with its clause.")
        {
            policy, files, lines, asOf, isAll, format,
        };
        calendarOptions.AddTo(command);
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var named = parsed.GetValue(files) ?? [];
            CheckUse(named, parsed.GetValue(lines));
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var engine = calendarOptions.EngineOf(rules, parsed);
            var day = DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of");
            var output = new DueOutput(parsed.GetValue(format)!, parsed.GetValue(isAll), isMany: named.Length != 1);
            return parsed.GetValue(lines) is { } source
                ? AnswerLines(source, engine, day, output)
                : Answer(named.Select(file => DueList.Of(engine, file == "-" ? CaseFile.Parse(StandardInput.Read(), rules, StandardInput.Name) : CaseFile.Load(file, rules), day)), output);
        }));
        return command;
    }

    public static void CheckUse(string[] files, string? lines)
    {
        if ((files.Length == 0) == (lines is null))
        {
            throw new ConductPolicyException([new Problem(
                ProblemCode.WrongOption, "", 0, 0, files.Length == 0 ? "--case" : "--cases", files.Length == 0 ? "No case is named." : "`--case` and `--cases` do not go together.",
                "Give `--case` with one or more files, or `--cases` with a file of lines, or - for standard input.", ProblemSeverity.Error)]);
        }
    }

    private static int Answer(IEnumerable<DueList> lists, DueOutput output)
    {
        foreach (var list in lists.ToList())
        {
            output.Add(list);
        }

        output.Finish();
        return output.IsOverdue ? ExitCode.FallsShort : ExitCode.Fine;
    }

    // A bad line is told by its number, and the rest is done.
    private static int AnswerLines(string source, DecisionEngine engine, LocalDate? asOf, DueOutput output)
    {
        var isBad = false;
        using var input = source == "-" ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : new StreamReader(OpenLines(source), Encoding.UTF8);
        var name = source == "-" ? StandardInput.Name : source;
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                output.Add(DueList.Of(engine, CaseFile.Parse(line, engine.Policy, name), asOf));
            }
            catch (ConductPolicyException error)
            {
                isBad = true;
                foreach (var problem in error.Problems)
                {
                    Console.Error.Write(ProblemText.Of(problem with { File = name, Line = number, Column = Math.Max(1, problem.Column) }, null));
                }
            }
        }

        output.Finish();
        return isBad || output.IsOverdue ? ExitCode.FallsShort : ExitCode.Fine;
    }

    private static FileStream OpenLines(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ConductPolicyException([new Problem(ProblemCode.CannotRead, path, 0, 0, "", $"`{path}` cannot be read: {error.Message}", "Check the path and that you may read it.", ProblemSeverity.Error)]);
        }
    }
}
