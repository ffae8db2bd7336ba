using System.CommandLine;
using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary><c>diff</c>: how two versions of a policy differ in what they answer.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The earlier rule file, or the id of a shipped policy." };
        var after = new Argument<string>("after") { Description = "The later rule file, or the id of a shipped policy." };
        var map = new Option<string?>("--map") { Description = "A file that says which ids of the one policy answer to which of the other, to compare two trusts.", HelpName = "file" };
        var format = CommandLine.FormatOption("text", "json", "markdown");
        var command = new Command("diff", "Show which responses change status between two versions of a rule set, in how many cases, each with a smallest example.") { before, after, map, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var (one, other) = (CommandLine.LoadPolicy(parsed.GetValue(before)!), CommandLine.LoadPolicy(parsed.GetValue(after)!));
            var mapping = parsed.GetValue(map) is { } file ? IdMappingFile.Load(file, one, other) : null;
            var difference = mapping is null ? PolicyDifference.Of(one, other) : PolicyDifference.Of(one, other, mapping);
            switch (parsed.GetValue(format))
            {
                case "json":
                    StandardOutput.Write($"{JsonOf(difference, mapping)}\n");
                    break;
                case "markdown":
                    StandardOutput.Write(MarkdownReport.Of(ReportOf(difference, mapping)));
                    break;
                default:
                    ReportPrinter.Print(ReportOf(difference, mapping));
                    break;
            }

            return difference.Changes.Count + difference.Sections.Count == 0 ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
    }

    private static string JsonOf(PolicyDifference difference, IdMapping? mapping) => JsonText.Write(writer =>
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
            writer.WriteString("before", StatusWord.Of(change.Before));
            writer.WriteString("after", StatusWord.Of(change.After));
            writer.WriteBoolean("morePermissive", change.IsMorePermissive);
            writer.WriteString("states", change.States.ToString(CultureInfo.InvariantCulture));
            writer.WritePropertyName("example");
            writer.WriteRawValue(CaseFile.Write(change.Example));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("mapped");
        foreach (var pair in mapping?.Ids ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("section", pair.Section);
            writer.WriteString("before", pair.Before);
            writer.WriteString("after", pair.After);
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

    private static Report ReportOf(PolicyDifference difference, IdMapping? mapping)
    {
        var report = new Report();
        report.Title(mapping is null
            ? $"{difference.After.Trust}: version {difference.Before.Version} and version {difference.After.Version}"
            : $"{difference.Before.Trust} and {difference.After.Trust}");
        report.Text(difference.Changes.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"In every one of the {difference.States:N0} states that the two can tell apart, every response has the same status.")
            : string.Create(CultureInfo.InvariantCulture, $"Of the {difference.States:N0} states that the two can tell apart, some answers differ."));
        AddChanges(report, "More is permitted", difference, change => change.IsMorePermissive);
        AddChanges(report, "Other changes", difference, change => !change.IsMorePermissive);
        if (difference.Sections.Count > 0)
        {
            report.Section(mapping is null ? "What the rule sets say otherwise" : "What has no counterpart");
        }

        foreach (var section in difference.Sections)
        {
            report.Item($"{section.Section}: {string.Join("; ", mapping is null ? Parts(section) : Alone(section, difference))}");
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
                $"{change.Response}: {StatusWord.Of(change.Before)} before, {StatusWord.Of(change.After)} after, in {change.States:N0} states. One of the smallest cases:"));
            foreach (var line in CaseFile.Write(change.Example).TrimEnd().Split('\n'))
            {
                report.Row(line);
            }
        }
    }

    private static IEnumerable<string> Alone(SectionChange section, PolicyDifference difference)
    {
        if (section.Removed.Count > 0)
        {
            yield return $"of {difference.Before.Id} {string.Join(", ", section.Removed)}";
        }

        if (section.Added.Count > 0)
        {
            yield return $"of {difference.After.Id} {string.Join(", ", section.Added)}";
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
