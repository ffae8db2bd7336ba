using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>A deadline as a page: the day, how it was counted, and what the policy leaves open.</summary>
internal static class DeadlineReport
{
    public static Report Of(Policy policy, ResponseDeadline deadline)
    {
        var report = new Report();
        var count = deadline.Count;
        report.Title($"{policy.Trust}: {policy.Title}");
        report.Text($"{deadline.Timescale.Label}: by {DecisionReport.Day(count.Due)}{(count.IsProjected ? " (projected)" : "")}.", CitationText.Of(deadline.Clauses, deadline.Basis));
        report.Section("How it was counted");
        report.Item($"Received on {DecisionReport.Day(count.Received)}{(count.At is { } at ? $" at {TimeOnly.FromTimeSpan(TimeSpan.FromTicks(at.TickOfDay)).ToString("HH:mm", CultureInfo.InvariantCulture)}" : "")}.");
        AddGrounds(report, deadline);
        report.Section("What the policy leaves open");
        foreach (var setting in deadline.Settings)
        {
            report.Item(SettingText(setting), CitationText.Of([], Basis.Setting));
        }

        return report;
    }

    /// <summary>A setting, whether it is the default, whether it bore on the answer, and why it is as it is.</summary>
    public static string SettingText(DeadlineSetting setting) =>
        $"{setting.Id}: {setting.Value}{(setting.IsDefault ? " (the default)" : "")}{(setting.Decides ? "" : "; it made no difference here")}. {setting.Why}";

    /// <summary>Adds the days counted and passed over, and the reading.</summary>
    public static void AddGrounds(Report report, ResponseDeadline deadline)
    {
        var count = deadline.Count;
        if (count.CountedFrom != count.Received)
        {
            report.Detail($"It counts as received on {DecisionReport.Day(count.CountedFrom)}, since it came {(count.IsAfterClosing ? "after closing time" : "on a day not worked")}.");
        }

        report.Detail($"{Days(count.WorkingDays)}, the first of them {DecisionReport.Day(count.Counted[0])}.");
        var weekdays = count.Skipped.Where(day => day.Why is not ("Saturday" or "Sunday")).Select(day => $"{DecisionReport.Day(day.Date)} ({day.Why})").ToList();
        report.Detail(count.Skipped.Count == 0 ? "No day was passed over." : weekdays.Count == 0 ? "Only weekends were passed over." : $"Passed over besides weekends: {string.Join("; ", weekdays)}.");
        foreach (var note in deadline.Notes)
        {
            report.Detail(note);
        }

        if (deadline.Reading is { } reading)
        {
            report.Detail($"How the clause is read: {reading}");
        }
    }

    /// <summary>A deadline on one line, as one of many.</summary>
    public static string LineOf(ResponseDeadline deadline)
    {
        var count = deadline.Count;
        return $"{DecisionReport.Day(count.Received)}: by {DecisionReport.Day(count.Due)}{(count.IsProjected ? " (projected)" : "")} {CitationText.Of(deadline.Clauses, deadline.Basis)}";
    }

    private static string Days(int count) => count == 1 ? "1 working day" : $"{count.ToString(CultureInfo.InvariantCulture)} working days";
}
