using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>The dates of a bar for people, on paper and in their calendar.</summary>
internal static class BarReport
{
    public static Report Of(BarSchedule schedule)
    {
        var report = new Report();
        report.Title($"{schedule.Policy.Trust}: {schedule.Response.Label}");
        var length = schedule.Length is { } given && schedule.ExtendedFrom is null ? $" ({given})" : "";
        report.Text($"From {DecisionReport.Day(schedule.Starts)} to {DecisionReport.Day(schedule.Ends)}, both included{length}.");
        if (schedule.IsProvisional)
        {
            report.Text("Provisional: only until the person has been heard and the bar is confirmed or lifted.");
        }

        if (schedule.ExtendedFrom is { } before)
        {
            report.Text($"Extended: until now it lasted to {DecisionReport.Day(before)}.");
        }

        report.Section("Dates");
        foreach (var date in schedule.Dates)
        {
            report.Item($"{DecisionReport.Day(date.On)}: {schedule.Describe(date)}", CitationText.Of(date.Clauses, date.Basis));
            if (date.MovedFrom is { } from)
            {
                report.Detail(MovedText(from));
            }

            if (date.Note is { } note)
            {
                report.Detail(note);
            }

            if (date.IsProjected)
            {
                report.Detail("Projected: bank holidays so far ahead are not published yet.");
            }
        }

        report.Section("What the policy leaves open");
        foreach (var setting in schedule.Settings)
        {
            report.Item(DeadlineReport.SettingText(setting), CitationText.Of([], Basis.Setting));
        }

        if (schedule.Approvals.Count > 0)
        {
            report.Section(schedule.ExtendedFrom is null ? "Before it is taken" : "Before it is extended, anew");
            foreach (var approval in schedule.Approvals)
            {
                report.Item($"{ActOf(approval.Act)} the {RoleName(schedule, approval.Role)}.", CitationText.Of(approval.Clauses, approval.Reading));
            }
        }

        return report;
    }

    /// <summary>From which day a date was moved, and why.</summary>
    public static string MovedText(SkippedDay from) =>
        $"Moved from {DecisionReport.Day(from.Date)}{(from.Why == from.Date.DayOfWeek.ToString() ? ", which is not worked" : $" ({from.Why})")}.";

    /// <summary>The dates as entries of a calendar.</summary>
    public static ValueList<CalendarEntry> Entries(BarSchedule schedule, string? reference)
    {
        var known = new Dictionary<string, int>();
        return schedule.Dates.Select(date =>
        {
            // There may be several reviews on the way.
            known[date.What] = known.GetValueOrDefault(date.What) + 1;
            var what = date.Kind == BarDateKind.InterimReview ? $"{date.What}-{known[date.What]}" : date.What;
            return new CalendarEntry(
                $"{reference} {schedule.Response.Id} {DateOf(schedule.Starts)}", what, date.On,
                $"{(reference is null ? "" : $"{reference}: ")}{schedule.Response.Label}: {schedule.Describe(date)}",
                string.Join(' ', new[] { date.Note, date.IsProjected ? "Projected: bank holidays so far ahead are not published yet." : null }.Where(text => text is not null)),
                date.Clauses);
        }).ToValueList();
    }

    private static string DateOf(LocalDate date) => date.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string ActOf(ApprovalAct act) => act switch
    {
        ApprovalAct.Consult => "Consult",
        ApprovalAct.Review => "Have it reviewed by",
        _ => "Have it approved by",
    };

    private static string RoleName(BarSchedule schedule, string role) => DecisionReport.Small(schedule.Policy.Roles[role].Label);
}
