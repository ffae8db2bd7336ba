using System.Globalization;
using System.Text;
using ConductPolicy.Audit;
using ConductPolicy.Interop;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>What is due for people: a page for one case, a table for many, and entries of a calendar.</summary>
internal static class DueReport
{
    public static Report Of(DueList list)
    {
        var report = new Report();
        report.Title($"{list.Policy.Trust}: {list.Policy.Title}");
        report.Text($"Case {list.Case}, what is due as of {DecisionReport.Day(list.AsOf)}.");
        AddSection(report, "Overdue", list, item => item.IsOverdue);
        AddSection(report, "Still to come", list, item => item is { IsOverdue: false, DoneOn: null, On: not null });
        AddSection(report, "Without a day", list, item => item is { DoneOn: null, On: null });
        AddSection(report, "Done", list, item => item.DoneOn is not null);
        if (list.Items.Count == 0)
        {
            report.Text("Nothing is due.");
        }

        if (list.NotSaid.Count > 0)
        {
            report.Section("What could not be said");
            foreach (var text in list.NotSaid)
            {
                report.Item(text);
            }
        }

        report.Small("This says what the trust's own policy and settings ask, restated. It is not legal advice, and the policy document decides.");
        return report;
    }

    private static void AddSection(Report report, string title, DueList list, Func<DueItem, bool> isOfIt)
    {
        var items = list.Items.Where(isOfIt).ToList();
        if (items.Count == 0)
        {
            return;
        }

        report.Section(title);
        foreach (var item in items)
        {
            report.Item($"{WhenText(item)}{item.What}", CitationText.Of(item.Clauses, item.Basis));
            if (item.Note is { } note)
            {
                report.Detail(note);
            }
        }
    }

    private static string WhenText(DueItem item) => (item.DoneOn, item.On) switch
    {
        ({ } done, { } on) => $"Done on {DecisionReport.Day(done)}, due {PointIn(item)}{DecisionReport.Day(on)}: ",
        ({ } done, null) => $"Done on {DecisionReport.Day(done)}: ",
        (null, { } on) when item.IsOverdue => $"Was due {PointIn(item)}{DecisionReport.Day(on)}{LateText(item.LateBy)}: ",
        (null, { } on) => $"{DecisionReport.Day(on)}: ",
        _ => "",
    };

    // The last day of a bar is no deadline for anybody.
    private static string PointIn(DueItem item) => item.Kind is DueKind.BarEnds or DueKind.Representations ? "on " : "by ";

    private static string LateText(int? workingDays) => workingDays switch
    {
        null or 0 => "",
        1 => ", 1 working day ago",
        { } days => $", {days.ToString(CultureInfo.InvariantCulture)} working days ago",
    };

    /// <summary>The items of many cases, by their day, in columns.</summary>
    public static string TableOf(IReadOnlyList<DueList> lists)
    {
        var rows = lists.SelectMany(list => list.Items.Select(item => (list.Case, Item: item)))
            .OrderBy(row => row.Item.DoneOn is not null).ThenBy(row => row.Item.On ?? LocalDate.MaxIsoValue).ThenBy(row => row.Case, StringComparer.Ordinal)
            .Select(row => new[] { row.Item.On is { } on ? Iso(on) : "no day", StateOf(row.Item), row.Case, $"{row.Item.What} {CitationText.Of(row.Item.Clauses, row.Item.Basis)}" })
            .Prepend(["due", "", "case", "what"]).ToList();
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append(row[0].PadRight(widths[0])).Append("  ").Append(row[1].PadRight(widths[1])).Append("  ").Append(row[2].PadRight(widths[2])).Append("  ").Append(row[3]).Append('\n');
        }

        foreach (var (reference, notSaid) in lists.SelectMany(list => list.NotSaid.Select(notSaid => (list.Case, notSaid))))
        {
            text.Append(reference).Append(": ").Append(notSaid).Append('\n');
        }

        return text.ToString();
    }

    private static string StateOf(DueItem item) =>
        item.DoneOn is { } done ? $"done {Iso(done)}"
        : !item.IsOverdue ? ""
        : item.LateBy is { } days ? $"overdue by {days.ToString(CultureInfo.InvariantCulture)}"
        : "overdue";

    /// <summary>What has a day and is not done, as entries of a calendar.</summary>
    public static IEnumerable<CalendarEntry> Entries(DueList list)
    {
        var known = new Dictionary<(string?, string?, DueKind), int>();
        foreach (var item in list.Items.Where(item => item.On is not null).OrderBy(item => item.On))
        {
            // Of one kind there may be several, such as reviews on the way or steps.
            var group = (item.Event, item.Incident, item.Kind);
            var number = known[group] = known.GetValueOrDefault(group) + 1;
            if (item.DoneOn is null)
            {
                var kind = item.Event is null ? item.What : $"{item.Kind}{(number == 1 ? "" : $"-{number.ToString(CultureInfo.InvariantCulture)}")}";
                yield return new CalendarEntry(
                    $"{list.Case} {item.Incident} {item.Event}", kind, item.On!.Value, $"{list.Case}: {item.What}", item.Note ?? "", item.Clauses);
            }
        }
    }

    private static string Iso(LocalDate date) => date.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
