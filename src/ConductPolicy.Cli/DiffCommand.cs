using System.CommandLine;
using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;

namespace ConductPolicy.Cli;

/// <summary><c>diff</c>: how two versions of a policy differ in what they answer.</summary>
internal static class DiffCommand
{
    private static readonly Dictionary<ResponseStatus, string> s_statuses = new()
    {
        [ResponseStatus.NotApplicable] = "not-applicable",
        [ResponseStatus.TooEarly] = "too-early",
        [ResponseStatus.Disproportionate] = "disproportionate",
        [ResponseStatus.Unknown] = "unknown",
        [ResponseStatus.AwaitingApproval] = "awaiting-approval",
        [ResponseStatus.Permitted] = "permitted",
    };

    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The earlier rule file, or the id of a shipped policy." };
        var after = new Argument<string>("after") { Description = "The later rule file." };
        var format = CommandLine.FormatOption("text", "json", "markdown");
        var command = new Command("diff", "Show which responses change status between two versions of a rule set, in how many cases, each with a smallest example.") { before, after, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var difference = PolicyDifference.Of(CommandLine.LoadPolicy(parsed.GetValue(before)!), CommandLine.LoadPolicy(parsed.GetValue(after)!));
            switch (parsed.GetValue(format))
            {
                case "json":
                    StandardOutput.Write($"{JsonOf(difference)}\n");
                    break;
                case "markdown":
                    StandardOutput.Write(MarkdownReport.Of(ReportOf(difference)));
                    break;
                default:
                    ReportPrinter.Print(ReportOf(difference));
                    break;
            }

            return difference.Changes.Count + difference.Sections.Count == 0 ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
    }

    private static string JsonOf(PolicyDifference difference) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        foreach (var (key, policy) in new[] { ("before", difference.Before), ("after", difference.After) })
        {
            writer.WriteStartObject(key);
            writer.WriteString("id", policy.Id);
            writer.WriteString("version", policy.Version);
            writer.WriteString("hash", policy.Hash);
            writer.WriteEndObject();
        }

        writer.WriteString("states", difference.States.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("changes");
        foreach (var change in difference.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("response", change.Response);
            writer.WriteString("before", s_statuses[change.Before]);
            writer.WriteString("after", s_statuses[change.After]);
            writer.WriteBoolean("morePermissive", change.IsMorePermissive);
            writer.WriteString("states", change.States.ToString(CultureInfo.InvariantCulture));
            writer.WritePropertyName("example");
            writer.WriteRawValue(CaseFile.Write(change.Example));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("sections");
        foreach (var section in difference.Sections)
        {
            writer.WriteStartObject();
            writer.WriteString("section", section.Section);
            JsonText.WriteTexts(writer, "added", section.Added);
            JsonText.WriteTexts(writer, "removed", section.Removed);
            JsonText.WriteTexts(writer, "changed", section.Changed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static Report ReportOf(PolicyDifference difference)
    {
        var report = new Report();
        report.Title($"{difference.After.Trust}: version {difference.Before.Version} and version {difference.After.Version}");
        report.Text(difference.Changes.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"In every one of the {difference.States:N0} states that the two can tell apart, every response has the same status.")
            : string.Create(CultureInfo.InvariantCulture, $"Of the {difference.States:N0} states that the two can tell apart, some answers differ."));
        AddChanges(report, "More is permitted", difference, change => change.IsMorePermissive);
        AddChanges(report, "Other changes", difference, change => !change.IsMorePermissive);
        if (difference.Sections.Count > 0)
        {
            report.Section("What the rule sets say otherwise");
        }

        foreach (var section in difference.Sections)
        {
            report.Item($"{section.Section}: {string.Join("; ", Parts(section))}");
        }

        return report;
    }

    private static void AddChanges(Report report, string title, PolicyDifference difference, Func<StatusChange, bool> isWanted)
    {
        var changes = difference.Changes.Where(isWanted).ToList();
        if (changes.Count > 0)
        {
            report.Section(title);
        }

        foreach (var change in changes)
        {
            report.Item(string.Create(
                CultureInfo.InvariantCulture,
                $"{change.Response}: {s_statuses[change.Before]} before, {s_statuses[change.After]} after, in {change.States:N0} states. One of the smallest cases:"));
            foreach (var line in CaseFile.Write(change.Example).TrimEnd().Split('\n'))
            {
                report.Row(line);
            }
        }
    }

    private static IEnumerable<string> Parts(SectionChange section)
    {
        if (section.Added.Count > 0)
        {
            yield return $"added {string.Join(", ", section.Added)}";
        }

        if (section.Removed.Count > 0)
        {
            yield return $"removed {string.Join(", ", section.Removed)}";
        }

        if (section.Changed.Count > 0)
        {
            yield return $"changed {string.Join(", ", section.Changed)}";
        }
    }
}
