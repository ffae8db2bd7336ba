using System.CommandLine;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary><c>clauses</c>: how much of a policy's text its rule set carries, and where.</summary>
internal static class ClausesCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("clauses", "List a policy's clauses, and where each takes effect.") { policy, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var coverage = ClauseCoverage.Of(rules);
            if (parsed.GetValue(format) == "json")
            {
                StandardOutput.Write($"{JsonOf(coverage)}\n");
            }
            else
            {
                ReportPrinter.Print(ReportOf(rules, coverage));
            }

            return coverage.Missing.Count == 0 ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
    }

    private static string JsonOf(ClauseCoverage coverage) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("clauses", coverage.Uses.Count);
        writer.WriteNumber("cited", coverage.Cited);
        writer.WriteNumber("covered", coverage.Covered);
        JsonText.WriteTexts(writer, "missing", coverage.Missing);
        writer.WriteStartArray("uses");
        foreach (var use in coverage.Uses)
        {
            writer.WriteStartObject();
            writer.WriteString("clause", use.Clause.Id);
            JsonText.WriteTexts(writer, "citedBy", use.CitedBy);
            writer.WriteString("covers", use.Clause.Covers);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static Report ReportOf(Policy policy, ClauseCoverage coverage)
    {
        var report = new Report();
        report.Title($"{policy.Trust}: {policy.Title}");
        report.Text($"{coverage.Uses.Count} clauses: {coverage.Cited} cited by a rule, {coverage.Covered} from which nothing follows, {coverage.Missing.Count} missing.");
        report.Section("Cited");
        foreach (var use in coverage.Uses.Where(use => use.CitedBy.Count > 0))
        {
            report.Item($"{use.Clause.Id}: {use.Clause.Text}");
            report.Detail($"Takes effect in: {string.Join("; ", use.CitedBy)}.");
        }

        report.Section("From which nothing follows");
        foreach (var use in coverage.Uses.Where(use => use.CitedBy.Count == 0))
        {
            report.Item($"{use.Clause.Id}: {use.Clause.Text}");
            report.Detail(use.Clause.Covers ?? "MISSING: neither cited nor covered.");
        }

        return report;
    }
}
