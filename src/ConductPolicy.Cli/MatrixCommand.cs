using System.CommandLine;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary><c>matrix</c>: behaviours mapped to the responses that some case permits.</summary>
internal static class MatrixCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var behaviour = new Option<string?>("--behaviour") { Description = "One behaviour only.", HelpName = "id" };
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("matrix", "Show which responses each behaviour can lead to, what comes first and who approves.") { policy, behaviour, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var rows = Rows(rules, parsed.GetValue(behaviour));
            if (parsed.GetValue(format) == "json")
            {
                StandardOutput.Write($"{JsonOf(rules, rows)}\n");
            }
            else
            {
                ReportPrinter.Print(ReportOf(rules, rows));
            }

            return ExitCode.Fine;
        }));
        return command;
    }

    private static List<(Behaviour Behaviour, ValueList<PossibleResponse> Responses)> Rows(Policy policy, string? only)
    {
        if (only is not null && !policy.Behaviours.Contains(only))
        {
            throw CommandLine.UnknownBehaviour(only, policy);
        }

        return [.. policy.Behaviours.Where(behaviour => only is null || behaviour.Id == only).Select(behaviour => (behaviour, policy.ResponsesFor(behaviour.Id)))];
    }

    private static string JsonOf(Policy policy, List<(Behaviour Behaviour, ValueList<PossibleResponse> Responses)> rows) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("policy", policy.Id);
        writer.WriteStartArray("rows");
        foreach (var (behaviour, responses) in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("behaviour", behaviour.Id);
            writer.WriteString("label", behaviour.Label);
            writer.WriteString("seriousness", behaviour.Seriousness);
            JsonText.WriteTexts(writer, "clauses", behaviour.Clauses);
            writer.WriteStartArray("responses");
            foreach (var response in policy.Responses)
            {
                var possible = responses.FirstOrDefault(item => item.Response.Id == response.Id);
                writer.WriteStartObject();
                writer.WriteString("id", response.Id);
                writer.WriteBoolean("possible", possible is not null);
                if (response.Rung is { } rung)
                {
                    writer.WriteNumber("rung", rung);
                }
                else
                {
                    writer.WriteNull("rung");
                }

                JsonText.WriteTexts(writer, "first", possible?.ComesFirst ?? []);
                JsonText.WriteTexts(writer, "where", possible?.OpenWhere ?? []);
                JsonText.WriteTexts(writer, "approvals", possible?.Approvals ?? []);
                JsonText.WriteTexts(writer, "clauses", response.Clauses);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static Report ReportOf(Policy policy, List<(Behaviour Behaviour, ValueList<PossibleResponse> Responses)> rows)
    {
        var report = new Report();
        report.Title($"{policy.Trust}: {policy.Title}");
        report.Text("The responses that some case of each behaviour permits, at the seriousness that the rule set gives it. What a head gives for an incident can open or close more.");
        AddGrid(report, policy, rows);
        report.Section("What each response takes");
        foreach (var response in policy.Responses)
        {
            var possible = rows.SelectMany(row => row.Responses).FirstOrDefault(item => item.Response.Id == response.Id);
            var place = response.Rung is { } rung ? $"rung {rung}" : "immediate";
            report.Item($"{response.Id} ({place}): {response.Label}", CitationText.Of(response.Clauses, response.Reading));
            if (possible is null)
            {
                report.Detail("None of these behaviours leads to it by itself.");
                continue;
            }

            foreach (var where in possible.OpenWhere)
            {
                report.Detail($"Open where {where}.");
            }

            foreach (var first in possible.ComesFirst)
            {
                report.Detail($"First: {first}.");
            }

            foreach (var approval in possible.Approvals)
            {
                report.Detail($"Then: {approval}.");
            }
        }

        return report;
    }

    private static void AddGrid(Report report, Policy policy, List<(Behaviour Behaviour, ValueList<PossibleResponse> Responses)> rows)
    {
        report.Section("Behaviours");
        foreach (var (behaviour, responses) in rows)
        {
            report.Item($"{behaviour.Id} ({behaviour.Seriousness}): {behaviour.Label}", CitationText.Of(behaviour.Clauses, behaviour.Reading));
            var ladder = responses.Where(item => !item.Response.IsImmediate).Select(item => $"{item.Response.Id} ({item.Response.Rung})").ToList();
            var immediate = responses.Where(item => item.Response.IsImmediate).Select(item => item.Response.Id).ToList();
            report.Detail($"On the ladder: {(ladder.Count > 0 ? string.Join(", ", ladder) : "nothing")}. At once: {(immediate.Count > 0 ? string.Join(", ", immediate) : "nothing")}.");
        }
    }
}
