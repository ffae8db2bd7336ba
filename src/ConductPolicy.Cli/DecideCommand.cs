using System.CommandLine;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Library;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary><c>decide</c>: what a policy says of an incident.</summary>
internal static class DecideCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyVersionsOption();
        var input = new Option<string?>("--case") { Description = "A case file, or - for standard input.", HelpName = "file" };
        var cases = CommandLine.CasesOption();
        var workers = CommandLine.WorkersOption();
        var incident = new Option<string?>("--incident") { Description = "The incident to decide; the latest by default.", HelpName = "id" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the decision; the case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var explain = new Option<bool>("--explain") { Description = "Print the whole tree of reasons too." };
        var calendarOptions = new CalendarOptions();
        var format = CommandLine.FormatOption("text", "json", "markdown");
        var command = new Command("decide", "Decide a case: is it a breach, what may be done, what comes first, on which clause.")
        {
            policy, input, cases, incident, asOf, explain, format, workers,
        };
        calendarOptions.AddTo(command);
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            var (named, about, day) = (parsed.GetValue(policy)!, parsed.GetValue(incident), ParseDay(parsed.GetValue(asOf), "--as-of"));
            var versions = named.Length > 1 ? CommandLine.LoadVersions(named, rules => calendarOptions.EngineOf(rules, parsed)) : null;
            if (CommandLine.LinesOf(parsed.GetValue(input), parsed.GetValue(cases)) is { } lines)
            {
                if (parsed.GetResult(format) is { Implicit: false } && parsed.GetValue(format) is not "json" and var other)
                {
                    throw CommandLine.WrongOption("--format", $"`--format {other}` is for one case, and with `--cases` many are read.", "Leave it out: each case is answered by a line of JSON.");
                }

                var answers = new DecideLines(about, day, parsed.GetValue(explain));
                return versions is null
                    ? answers.Answer(lines, new DecisionEngine(CommandLine.LoadPolicy(named[0])), parsed.GetValue(workers))
                    : answers.Answer(lines, versions, parsed.GetValue(workers));
            }

            Print(versions is null ? DecideByOne(named[0]) : DecideByVersions(versions), parsed.GetValue(format)!, parsed.GetValue(explain));
            return ExitCode.Fine;

            Decision DecideByOne(string fileOrId)
            {
                var rules = CommandLine.LoadPolicy(fileOrId);
                return calendarOptions.EngineOf(rules, parsed).Decide(ReadCase(parsed.GetValue(input)!, rules), about, day);
            }

            Decision DecideByVersions(PolicyVersions versions) => versions.Decide(
                parsed.GetValue(input) is "-" ? versions.ReadCase(StandardInput.Read(), StandardInput.Name, about, day) : versions.LoadCase(parsed.GetValue(input)!, about, day), about, day);
        }));
        return command;
    }

    internal static ConductCase ReadCase(string path, Policy policy) =>
        path == "-" ? CaseFile.Parse(StandardInput.Read(), policy, StandardInput.Name) : CaseFile.Load(path, policy);

    internal static LocalDate? ParseDay(string? text, string option) => text is null ? null : DayText.Parse(text) ?? throw new ConductPolicyException(
        [new Problem(ProblemCode.BadDate, "", 0, 0, option, $"`{text}` is not a date.", DayText.Help, ProblemSeverity.Error)]);

    internal static void Print(Decision decision, string format, bool isExplained)
    {
        if (format == "json")
        {
            StandardOutput.Write($"{decision.ToJson(isExplained)}\n");
            return;
        }

        var report = DecisionReport.Of(decision);
        if (isExplained)
        {
            ExplanationReport.AddTo(report, decision.Explain());
        }

        if (format == "markdown")
        {
            StandardOutput.Write(MarkdownReport.Of(report));
        }
        else
        {
            ReportPrinter.Print(report);
        }
    }
}
