using System.CommandLine;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Cli;

/// <summary><c>schema</c>: the JSON Schemas of rule files, overlays, cases, policy tests, guidance, term dates and bank holidays.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = "rules, overlay, case, tests, guidance, terms or bank-holidays." };
        kind.AcceptOnlyFromAmong("rules", "overlay", "case", "tests", "guidance", "terms", "bank-holidays");
        var command = new Command("schema", "Print the JSON Schema of rule files, overlays, cases, policy tests, guidance, term dates or bank holidays, for completion in an editor.") { kind };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            StandardOutput.Write(parsed.GetValue(kind) switch
            {
                "rules" => PolicyFile.Schema(),
                "overlay" => PolicyFile.OverlaySchema(),
                "case" => CaseFile.Schema(),
                "tests" => PolicyTestFile.Schema(),
                "guidance" => GuidanceFile.Schema(),
                "terms" => TermDatesFile.Schema(),
                _ => BankHolidayFile.Schema(),
            });
            return ExitCode.Fine;
        }));
        return command;
    }
}
