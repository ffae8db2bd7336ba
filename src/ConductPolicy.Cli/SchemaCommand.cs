using System.CommandLine;
using ConductPolicy.Cases;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary><c>schema</c>: the JSON Schemas of rule files and cases.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind") { Description = "rules or case." };
        kind.AcceptOnlyFromAmong("rules", "case");
        var command = new Command("schema", "Print the JSON Schema of rule files or of cases, for completion in an editor.") { kind };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            StandardOutput.Write(parsed.GetValue(kind) == "rules" ? PolicyFile.Schema() : CaseFile.Schema());
            return ExitCode.Fine;
        }));
        return command;
    }
}
