using System.CommandLine;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary><c>ids</c>: every id of a policy that a case, or a program, may name.</summary>
internal static class IdsCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var kind = new Option<string[]>("--kind")
        {
            Description = $"One kind only, or given again for each of several: {string.Join(", ", IdGroup.Kinds)}.",
            HelpName = "kind",
        };
        kind.AcceptOnlyFromAmong(IdGroup.Kinds);
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("ids", "List the ids that cases and programs name, each with what it stands for: behaviours, facts and their answers, responses and the rest.") { policy, kind, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var kinds = parsed.GetValue(kind) ?? [];
            var groups = IdGroup.Of(rules).Where(group => kinds.Length == 0 || kinds.Contains(group.Kind)).ToList();
            if (parsed.GetValue(format) == "json")
            {
                StandardOutput.Write($"{JsonOf(rules, groups)}\n");
            }
            else
            {
                ReportPrinter.Print(ReportOf(rules, groups));
            }

            return ExitCode.Fine;
        }));
        return command;
    }

    private static string JsonOf(Policy policy, List<IdGroup> groups) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        writer.WriteStartObject("policy");
        writer.WriteString("id", policy.Id);
        writer.WriteString("version", policy.Version);
        writer.WriteString("hash", policy.Hash);
        writer.WriteEndObject();
        foreach (var group in groups)
        {
            writer.WriteStartArray(group.Kind);
            group.WriteTo(writer);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });

    private static Report ReportOf(Policy policy, List<IdGroup> groups)
    {
        var report = new Report();
        report.Title($"{policy.Trust}: {policy.Title}");
        report.Text($"The ids that cases and programs name, of `{policy.Id}`, version {policy.Version}. Those of its clauses are listed by `clauses`.");
        foreach (var group in groups)
        {
            report.Section(group.Heading);
            group.AddTo(report);
        }

        return report;
    }
}
