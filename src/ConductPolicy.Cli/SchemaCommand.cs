using System.CommandLine;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Cli;

/// <summary><c>schema</c>: the JSON Schemas of rule files, overlays, cases, policy tests, guidance, maps, term dates and bank holidays.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = "rules, overlay, case, tests, guidance, map, terms or bank-holidays.", HelpName = "kind" };
        kind.AcceptOnlyFromAmong("rules", "overlay", "case", "tests", "guidance", "map", "terms", "bank-holidays");
        var command = new Command("schema", "Print the JSON Schema of rule files, overlays, cases, policy tests, guidance, maps, term dates or bank holidays, for completion in an editor.") { kind };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            StandardOutput.Write(parsed.GetValue(kind) switch
            {
                "rules" => PolicyFile.Schema(),
                "overlay" => PolicyFile.OverlaySchema(),
                "case" => CaseFile.Schema(),
                "tests" => PolicyTestFile.Schema(),
                "guidance" => GuidanceFile.Schema(),
                "map" => IdMappingFile.Schema(),
                "terms" => TermDatesFile.Schema(),
                _ => BankHolidayFile.Schema(),
            });
            return ExitCode.Fine;
        }));
        return command;
    }
}
