using System.CommandLine;
using ConductPolicy.Audit;
using ConductPolicy.Decisions;

namespace ConductPolicy.Cli;

/// <summary><c>audit</c>: what in the record of a case is not as the policy asks.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var input = new Option<string?>("--case") { Description = "A case file, or - for standard input.", HelpName = "file" };
        var cases = CommandLine.CasesOption();
        var workers = CommandLine.WorkersOption();
        var asOf = new Option<string?>("--as-of") { Description = "The day of the audit; the case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("audit", "Hold the record of a case against the policy: each act by the decision just before it, and what should have been done by now.")
        {
            policy, input, cases, asOf, format, workers,
        };
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var audit = new CaseAudit(new DecisionEngine(rules));
            var day = DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of");
            var isJson = parsed.GetValue(format) == "json";
            if (CommandLine.LinesOf(parsed.GetValue(input), parsed.GetValue(cases)) is { } lines)
            {
                return new AuditLines(audit, day, isJson).Answer(lines, parsed.GetValue(workers));
            }

            var report = audit.Audit(DecideCommand.ReadCase(parsed.GetValue(input)!, rules), day);
            if (isJson)
            {
                StandardOutput.Write($"{report.ToJson()}\n");
            }
            else
            {
                ReportPrinter.Print(AuditPage.Of(report));
            }

            return report.Findings.Count == 0 ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
    }
}
