using System.Globalization;
using System.Text.Json;
using ConductPolicy.Analysis;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>Whether an overlay is nowhere more permissive than its base, as it is printed.</summary>
internal static class RefinementReport
{
    private static readonly Dictionary<SettingEffect, (string Word, string Text)> s_effects = new()
    {
        [SettingEffect.Stricter] = ("stricter", "asks for more, or for as much"),
        [SettingEffect.Looser] = ("looser", "asks for less"),
        [SettingEffect.NotComparable] = ("not-comparable", "cannot be compared: look at it"),
        [SettingEffect.InConditions] = ("in-conditions", "stands in conditions, and the proof has it in"),
    };

    public static void AddTo(Report report, PolicyRefinement refinement)
    {
        var extended = refinement.Policy.Base!;
        report.Section(string.Create(CultureInfo.InvariantCulture, $"Against its base: {extended.Id}, version {extended.Version}"));
        report.Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{(refinement.Holds ? "It is nowhere more permissive than its base" : "It is more permissive than its base")}: compared in each of the {refinement.States:N0} states in which only behaviours of the base are named."));
        foreach (var loosening in refinement.Loosenings)
        {
            report.Item(loosening.Text);
            report.Detail(loosening.Example is null
                ? loosening.Code
                : string.Create(CultureInfo.InvariantCulture, $"{loosening.Code}, in {loosening.States:N0} states. One of the smallest cases (save it and `decide` it):"));
            AnalyzeCommand.AddCase(report, loosening.Example);
        }

        foreach (var setting in refinement.Settings)
        {
            report.Item($"The setting “{setting.Setting}” is {setting.After}, in the base {setting.Before}: it {s_effects[setting.Effect].Text}.");
        }

        foreach (var section in refinement.Additions)
        {
            report.Item($"{section.Section}: {string.Join("; ", Parts(section))}");
        }
    }

    public static void WriteJson(Utf8JsonWriter writer, PolicyRefinement? refinement)
    {
        if (refinement is null)
        {
            writer.WriteNull("refinement");
            return;
        }

        writer.WriteStartObject("refinement");
        WriteBase(writer, refinement.Policy.Base!);
        writer.WriteBoolean("holds", refinement.Holds);
        writer.WriteString("states", refinement.States.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("loosenings");
        foreach (var loosening in refinement.Loosenings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", loosening.Code);
            writer.WriteString("subject", loosening.Subject);
            writer.WriteString("text", loosening.Text);
            writer.WriteString("states", loosening.States.ToString(CultureInfo.InvariantCulture));
            AnalyzeCommand.WriteCase(writer, "example", loosening.Example);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("settings");
        foreach (var setting in refinement.Settings)
        {
            writer.WriteStartObject();
            writer.WriteString("setting", setting.Setting);
            writer.WriteString("before", setting.Before);
            writer.WriteString("after", setting.After);
            writer.WriteString("effect", s_effects[setting.Effect].Word);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("additions");
        foreach (var section in refinement.Additions)
        {
            writer.WriteStartObject();
            writer.WriteString("section", section.Section);
            JsonText.WriteTexts(writer, "added", section.Added);
            JsonText.WriteTexts(writer, "addedTo", section.Changed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteBase(Utf8JsonWriter writer, Policy extended)
    {
        writer.WriteStartObject("base");
        writer.WriteString("id", extended.Id);
        writer.WriteString("version", extended.Version);
        writer.WriteString("hash", extended.Hash);
        writer.WriteEndObject();
    }

    private static IEnumerable<string> Parts(SectionChange section)
    {
        if (section.Added.Count > 0)
        {
            yield return $"added {string.Join(", ", section.Added)}";
        }

        if (section.Changed.Count > 0)
        {
            yield return $"added to {string.Join(", ", section.Changed)}";
        }
    }
}
