using System.CommandLine;
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
        var files = new Option<string[]>("--case") { Description = "A case file, or several; - for standard input.", AllowMultipleArgumentsPerToken = true, HelpName = "file" };
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
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
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
        using var input = LineInput.Open(source);
        var cases = new CaseLines(engine.Policy, input.Name);
        var done = LineByLine.Answer(
            input,
            (line, number, answers) =>
            {
                var read = cases.Read(line, number);
                if (read.Case is { } given)
                {
                    output.Add(number, DueList.Of(engine, given, asOf), answers);
                }
                else
                {
                    answers.Refuse(number, read.Problems);
                }
            },
            areProblemsAnswers: output.IsJson);
        if (done.Exit is not (ExitCode.Fine or ExitCode.FallsShort))
        {
            return done.Exit;
        }

        output.Finish();
        return output.IsOverdue ? ExitCode.FallsShort : done.Exit;
    }
}
