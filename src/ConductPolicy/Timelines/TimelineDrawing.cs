using System.Globalization;
using System.Text;
using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Timelines;

/// <summary>Lays a timeline out and writes it, from the top of the page to its foot.</summary>
internal sealed class TimelineDrawing
{
    // A4 landscape in points, so that a size of 9 is 9 points on paper.
    private const double PageWidth = 842;
    private const double Millimetres = 297;
    private const double Margin = 28;
    private const double Left = Margin;
    private const double Right = PageWidth - Margin;
    private const double AxisInset = 24;
    private const double TitleSize = 14;
    private const double Gap = 10;

    private readonly Policy _policy;
    private readonly ConductCase _case;
    private readonly LocalDate _day;
    private readonly IReadOnlyList<AuditFinding> _findings;
    private readonly IReadOnlyList<DueItem> _due;
    private readonly List<TimelineBar> _bars;
    private readonly List<TimelineLabel> _happened;
    private readonly List<TimelineLabel> _called;
    private readonly TimelineScale _scale;
    private readonly int _later;

    // Lines that lead to labels lie under everything else.
    private readonly StringBuilder _under = new();
    private readonly StringBuilder _shapes = new();
    private readonly StringBuilder _lists = new();

    public TimelineDrawing(Policy policy, ConductCase recorded, LocalDate day, IReadOnlyList<DueItem> due, IReadOnlyList<AuditFinding> findings, List<TimelineBar> bars)
    {
        (_policy, _case, _day, _due, _findings, _bars) = (policy, recorded, day, due, findings, bars);
        _later = recorded.Events.Count(item => item.On > day);
        _happened = Happened();
        _called = [.. due.Where(item => item.On is not null).OrderBy(item => item.On).Select(Called)];
        var others = _called.Select(entry => entry.On).Append(day).Concat(bars.SelectMany(bar => new[] { bar.From, bar.EndedOn ?? bar.From }.Concat(bar.Ends)));
        _scale = new TimelineScale(_happened.Select(entry => entry.On), others, Left + AxisInset, Right - AxisInset);
    }

    public string Write()
    {
        var title = $"Case {_case.Id}: {_policy.Trust}, {_policy.Title}";
        var summary = $"As of {DateText.Long(_day)}, by the rule set {_policy.Id}, version {_policy.Version}.{(_later > 0 ? string.Create(CultureInfo.InvariantCulture, $" {Counted(_later, "event")} after that day {(_later == 1 ? "is" : "are")} not shown.") : "")}";
        var y = Margin + TitleSize;
        y = AddHeading(title, y);
        y = AddText(_lists, summary, y, TimelineText.Size) + Gap;

        var above = TimelineCard.Of(_happened);
        var axis = y + TimelineCard.Place(above, date => _scale[date], Left, Right) + 22;
        above.ForEach(card => card.Above(axis - 16));
        AddCards(above, axis, isAbove: true, "What happened");
        AddAxis(axis);
        y = AddDates(axis + 16);
        y = AddBars(y + Gap);

        var below = TimelineCard.Of(_called);
        var room = TimelineCard.Place(below, date => _scale[date], Left, Right);
        below.ForEach(card => card.Below(y + 6));
        AddCards(below, axis, isAbove: false, "What is due");
        y += room + Gap + (below.Count > 0 ? 10 : 0);
        y = AddFindings(y);
        y = AddWithoutDay(y);
        y = AddSigns(y);
        return Page(title, summary, y + Margin);
    }

    private string Page(string title, string summary, double height)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Number(Millimetres)}mm\" height=\"{Number(height * Millimetres / PageWidth)}mm\" viewBox=\"0 0 {Number(PageWidth)} {Number(height)}\" ");
        svg.Append("role=\"graphics-document document\" aria-labelledby=\"title\" aria-describedby=\"description\" xml:lang=\"en-GB\" ");
        svg.Append(CultureInfo.InvariantCulture, $"font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" font-size=\"{Number(TimelineText.Size)}\" fill=\"#000\">\n");
        svg.Append("<title id=\"title\">").Append(TimelineText.Escaped(title)).Append("</title>\n");
        svg.Append("<desc id=\"description\">").Append(TimelineText.Escaped($"{summary} {Contents()}")).Append("</desc>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Number(PageWidth)}\" height=\"{Number(height)}\" fill=\"#fff\"/>\n");
        svg.Append("<g role=\"img\" aria-label=\"").Append(TimelineText.Escaped(Drawn())).Append("\" stroke=\"#000\" fill=\"none\">\n");
        svg.Append(_under).Append(_shapes).Append("</g>\n");
        return svg.Append(_lists).Append("</svg>\n").ToString();
    }

    private string Contents() =>
        $"A time axis with {Counted(_happened.Count, "entry", "entries")} above it, and below it {Counted(_bars.Count, "bar")} and {Counted(_called.Count, "day by which something is due", "days by which something is due")}; under these, {Counted(_findings.Count, "finding")} of the audit. All are listed in the order of their days.";

    private string Drawn() =>
        $"A time axis from {DateText.Long(_scale.Dates[0])} to {DateText.Long(_scale.Dates[^1])}{(_scale.Breaks.Count > 0 ? $", broken {Counted(_scale.Breaks.Count, "time")} where long gaps are not to scale" : "")}. Its days and bars are told in the lists that follow.";

    private static string Counted(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? $"{one}s")}");

    private List<TimelineLabel> Happened()
    {
        var wording = new TimelineWording(_policy);
        var isOfSeveral = _case.Incidents.Count > 1;
        var entries = new List<(LocalDate On, int Order, TimelineLabel Entry)>();
        entries.AddRange(_case.Incidents.Where(incident => incident.On <= _day).Select(incident =>
            (incident.On, -1, new TimelineLabel(incident.On, incident.Id, wording.Of(incident), [], IsIncident: true))));
        var ids = new HashSet<string>();
        for (var i = 0; i < _case.Events.Count; i++)
        {
            var item = _case.Events[i];
            if (item.On > _day)
            {
                continue;
            }

            var id = EventIndex.IdOf(item, i);
            ids.Add(id);
            var head = $"{id}{(item.At is { } at ? $", {DateText.Iso(at)}" : "")}{(isOfSeveral && item.Incident is { } incident ? $" ({incident})" : "")}";
            entries.Add((item.On, i, new TimelineLabel(item.On, head, wording.Of(item), NumbersOf(finding => finding.Event == id))));
        }

        // A finding about something that is not there stands on its own day.
        for (var i = 0; i < _findings.Count; i++)
        {
            var finding = _findings[i];
            if (finding.Event is null || !ids.Contains(finding.Event))
            {
                entries.Add((finding.On, int.MaxValue, new TimelineLabel(finding.On, "", Capital(finding.Code.Replace('-', ' ')), [i + 1])));
            }
        }

        return [.. entries.OrderBy(entry => entry.On).ThenBy(entry => entry.Order).Select(entry => entry.Entry)];
    }

    private ValueList<int> NumbersOf(Func<AuditFinding, bool> isOne) => Enumerable.Range(1, _findings.Count).Where(number => isOne(_findings[number - 1])).ToValueList();

    private TimelineLabel Called(DueItem item)
    {
        // The last day of a bar is no deadline for anybody, nor is that of the time to write for the school.
        var isLate = item.DoneOn > item.On && item.Kind is not (DueKind.BarEnds or DueKind.Representations);
        var state = item.DoneOn is { } done ? $" Done {(isLate ? "late, " : "")}on {TimelineWording.Day(done)}." : item.IsOverdue ? $" OVERDUE{Late(item.LateBy)}." : "";
        var incident = _case.Incidents.Count > 1 && item.Incident is { } id ? $" ({id})" : "";
        return new TimelineLabel(item.On!.Value, item.Event ?? "", $"{item.What}{incident}.{state}{TimelineWording.Cited(item.Clauses, item.Basis)}", [], IsPressing: item is { IsOverdue: true, DoneOn: null });
    }

    private static string Late(int? days) => days is > 0 ? $" by {Counted(days.Value, "working day")}" : "";

    private double AddHeading(string title, double y)
    {
        var lines = TimelineText.Wrapped(title, (Right - Left) / 1.1, TitleSize);
        for (var i = 0; i < lines.Count; i++)
        {
            Text(_lists, Left, y + (i * (TitleSize + 3)), lines[i], "aria-hidden=\"true\" font-weight=\"bold\" font-size=\"14\"");
        }

        return y + (lines.Count * (TitleSize + 3));
    }

    /// <summary>Text over the whole width; gives where it ends.</summary>
    private static double AddText(StringBuilder to, string text, double y, double size, double indent = 0, string attributes = "")
    {
        var lines = TimelineText.Wrapped(text, Right - Left - indent, size);
        AddLines(to, lines, Left + indent, y, attributes);
        return y + (lines.Count * TimelineText.Line);
    }

    // One element, so that it is read as one text.
    private static void AddLines(StringBuilder to, List<string> lines, double x, double y, string attributes = "")
    {
        to.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{(attributes.Length > 0 ? " " : "")}{attributes}>");
        for (var i = 0; i < lines.Count; i++)
        {
            // The space at the end of a line keeps its words apart for a reader that joins the lines.
            to.Append(CultureInfo.InvariantCulture, $"<tspan x=\"{Number(x)}\"{(i == 0 ? "" : $" dy=\"{Number(TimelineText.Line)}\"")}>").Append(TimelineText.Escaped(lines[i])).Append(i < lines.Count - 1 ? " " : "").Append("</tspan>");
        }

        to.Append("</text>\n");
    }

    private static void Text(StringBuilder to, double x, double y, string text, string attributes = "") =>
        to.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\"{(attributes.Length > 0 ? " " : "")}{attributes}>").Append(TimelineText.Escaped(text)).Append("</text>\n");

    private void AddCards(List<TimelineCard> cards, double axis, bool isAbove, string name)
    {
        _lists.Append("<g role=\"list\" aria-label=\"").Append(TimelineText.Escaped(name)).Append("\">\n");
        foreach (var card in cards)
        {
            var x = _scale[card.On];
            var edge = isAbove ? card.Top + card.Height : card.Top;
            _under.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x)} {Number(axis)}L{Number(Math.Clamp(x, card.Left + 8, card.Left + TimelineCard.Width - 8))} {Number(edge)}\" stroke=\"#777\" stroke-width=\"0.6\"/>\n");
            AddCard(card, isAbove);
        }

        _lists.Append("</g>\n");
    }

    private void AddCard(TimelineCard card, bool isAbove)
    {
        var isPressing = card.Items.Any(item => item.Entry.IsPressing);
        _shapes.Append(CultureInfo.InvariantCulture, $"<rect class=\"label\" x=\"{Number(card.Left)}\" y=\"{Number(card.Top)}\" width=\"{Number(TimelineCard.Width)}\" height=\"{Number(card.Height)}\" fill=\"#fff\" stroke-width=\"{(isPressing ? "2" : "0.7")}\"{(isAbove ? "" : " rx=\"5\"")}/>\n");
        Text(_lists, card.TextLeft, card.FirstLine, TimelineWording.Day(card.On), "aria-hidden=\"true\" fill=\"#444\"");
        var y = card.FirstLine + TimelineText.Line;
        foreach (var item in card.Items)
        {
            var entry = item.Entry;
            y += TimelineCard.Between;
            _lists.Append("<g role=\"listitem\"><title>").Append(TimelineText.Escaped($"{DateText.Long(entry.On)}{(entry.Head.Length > 0 ? $", {entry.Head}" : "")}: {entry.Text}{MarksText(entry.Findings)}")).Append("</title>\n");
            AddHead(item, card.TextLeft, y);
            y += item.HeadRows * TimelineText.Line;
            AddLines(_lists, item.Lines, card.TextLeft, y);
            y += item.Lines.Count * TimelineText.Line;
            _lists.Append("</g>\n");
        }
    }

    private static string MarksText(ValueList<int> findings) => findings.Count == 0 ? "" : $" (finding {string.Join(", ", findings.Select(number => number.ToString(CultureInfo.InvariantCulture)))})";

    private void AddHead(TimelineCard.Item item, double x, double y)
    {
        if (item.Head.Count > 0)
        {
            AddLines(_lists, item.Head, x, y, "font-weight=\"bold\"");
        }

        for (var i = 0; i < item.Marks.Count; i++)
        {
            var (row, at) = item.Marks[i];
            AddTriangle(x + at, y + (row * TimelineText.Line));
            Text(_lists, x + at + 9, y + (row * TimelineText.Line), item.Entry.Findings[i].ToString(CultureInfo.InvariantCulture), "font-weight=\"bold\"");
        }
    }

    private void AddTriangle(double x, double y) => _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x)} {Number(y)}h8l-4 -8z\" fill=\"#000\"/>\n");

    private void AddAxis(double y)
    {
        _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(Left)} {Number(y)}H{Number(Right)}\" stroke-width=\"1.5\"/>\n");
        foreach (var (x, days) in _scale.Breaks)
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<g class=\"break\"><title>{Counted(days, "day")}, not to scale</title><path d=\"M{Number(x - 2)} {Number(y - 2)}h4v4h-4z\" fill=\"#fff\" stroke=\"none\"/><path d=\"M{Number(x - 5)} {Number(y + 6)}l6 -12M{Number(x - 1)} {Number(y + 6)}l6 -12\"/></g>\n");
        }

        var incidents = _happened.Where(entry => entry.IsIncident).Select(entry => entry.On).ToHashSet();
        var events = _happened.Where(entry => entry is { IsIncident: false, Head.Length: > 0 }).Select(entry => entry.On).ToHashSet();
        var called = _called.Select(entry => entry.On).ToHashSet();
        foreach (var date in _scale.Dates)
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(_scale[date])} {Number(y - 4)}v8\"/>\n");
            AddMarks(_scale[date], y, incidents.Contains(date), events.Contains(date), called.Contains(date));
        }

        var today = _scale[_day];
        _under.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(today)} {Number(y - 14)}V{Number(y + 14)}\" stroke-width=\"1.2\" stroke-dasharray=\"3 2\"/>\n");
    }

    private void AddMarks(double x, double y, bool isIncident, bool isEvent, bool isDue)
    {
        if (isIncident)
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x)} {Number(y - 6)}l6 6l-6 6l-6 -6z\" fill=\"#fff\" stroke-width=\"1.5\"/>\n");
        }

        if (isEvent)
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"3\" fill=\"#000\"/>\n");
        }

        if (isDue)
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x - 4)} {Number(y + 4)}h8l-4 7z\" fill=\"#fff\"/>\n");
        }
    }

    // The dates of the axis, in as many rows as they need; gives where they end.
    private double AddDates(double y)
    {
        var ends = new List<double>();
        foreach (var date in _scale.Dates)
        {
            var text = $"{TimelineWording.Day(date)}{(date == _day ? " (as of)" : "")}";
            var width = TimelineText.WidthOf(text, isBold: date == _day) + 4;
            var from = Math.Clamp(_scale[date] - (width / 2), Left, Right - width);
            var row = ends.FindIndex(end => end <= from);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = from + width + 3;
            var top = y + (row * (TimelineText.Line + 2));
            _shapes.Append(CultureInfo.InvariantCulture, $"<rect class=\"label\" x=\"{Number(from)}\" y=\"{Number(top)}\" width=\"{Number(width)}\" height=\"{Number(TimelineText.Line)}\" fill=\"#fff\" stroke=\"none\"/>\n");
            Text(_lists, from + 2, top + TimelineText.Size, text, $"aria-hidden=\"true\"{(date == _day ? " font-weight=\"bold\"" : "")}");
            if (row > 0)
            {
                _under.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(_scale[date])} {Number(y - 12)}V{Number(top)}\" stroke=\"#777\" stroke-width=\"0.6\"/>\n");
            }
        }

        return y + (ends.Count * (TimelineText.Line + 2));
    }

    private double AddBars(double y)
    {
        _lists.Append("<g role=\"list\" aria-label=\"Bars\">\n");
        foreach (var bar in _bars)
        {
            var lines = TimelineText.Wrapped(bar.Text, Right - Left - 4);
            var width = lines.Max(line => TimelineText.WidthOf(line)) + 4;
            var from = Math.Clamp(_scale[bar.From], Left, Right - width);
            var height = lines.Count * TimelineText.Line;
            _shapes.Append(CultureInfo.InvariantCulture, $"<rect class=\"label\" x=\"{Number(from)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"#fff\" stroke=\"none\"/>\n");
            _lists.Append("<g role=\"listitem\"><title>").Append(TimelineText.Escaped(bar.Text)).Append("</title>\n");
            AddLines(_lists, lines, from + 2, y + TimelineText.Size);
            _lists.Append("</g>\n");
            AddSpan(bar, y + height + 2);
            y += height + 18;
        }

        _lists.Append("</g>\n");
        return y;
    }

    private void AddSpan(TimelineBar bar, double y)
    {
        const double Thick = 8;
        var from = _scale[bar.From];
        var until = bar.Until is { } last ? Math.Max(_scale[last], from + 2) : Right;
        _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(from)}\" y=\"{Number(y)}\" width=\"{Number(until - from)}\" height=\"{Number(Thick)}\" fill=\"#ccc\"{(bar.Until is null ? " stroke-dasharray=\"4 2\"" : "")}/>\n");

        // What it would have lasted to, had it not ended before.
        if (bar.Ends.Count > 0 && bar.Until < bar.Ends[^1])
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(until)}\" y=\"{Number(y)}\" width=\"{Number(_scale[bar.Ends[^1]] - until)}\" height=\"{Number(Thick)}\" stroke-dasharray=\"2 2\"/>\n");
            _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(until - 4)} {Number(y)}l8 8m0 -8l-8 8\" stroke-width=\"1.5\"/>\n");
        }

        foreach (var before in bar.Ends.SkipLast(1))
        {
            _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(_scale[before])} {Number(y - 1)}v10\" stroke-width=\"2.5\"/>\n");
        }
    }

    private double AddFindings(double y)
    {
        if (_findings.Count == 0)
        {
            return y;
        }

        y = AddSection("Findings of the audit", y);
        _lists.Append("<g role=\"list\" aria-label=\"Findings of the audit\">\n");
        for (var i = 0; i < _findings.Count; i++)
        {
            var finding = _findings[i];
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var late = finding.LateBy is > 0 ? $" {Capital(Counted(finding.LateBy.Value, "working day"))} late." : "";
            var force = Words.ClauseForces.WordOf(finding.Force);
            var text = $"{finding.Code}{(finding.Event is { } about ? $", {about}" : "")}, {TimelineWording.Day(finding.On)} ({force}): {finding.Did} {finding.Asked}{late}{TimelineWording.Cited(finding.Clauses, finding.Basis)}";
            _lists.Append("<g role=\"listitem\">\n");
            AddTriangle(Left, y);
            Text(_lists, Left + 9, y, number, "font-weight=\"bold\"");
            y = AddText(_lists, text, y, TimelineText.Size, indent: 36) + 2;
            _lists.Append("</g>\n");
        }

        _lists.Append("</g>\n");
        return y + Gap;
    }

    private double AddWithoutDay(double y)
    {
        var without = _due.Where(item => item.On is null).ToList();
        if (without.Count == 0)
        {
            return y;
        }

        y = AddSection("Due, with no day given", y);
        _lists.Append("<g role=\"list\" aria-label=\"Due, with no day given\">\n");
        foreach (var item in without)
        {
            var text = $"{item.What}{(item.Event is { } about ? $" ({about})" : "")}.{(item.DoneOn is { } done ? $" Done on {TimelineWording.Day(done)}." : "")}{TimelineWording.Cited(item.Clauses, item.Basis)}";
            _lists.Append("<g role=\"listitem\">\n");
            y = AddText(_lists, text, y, TimelineText.Size, indent: 12) + 2;
            _lists.Append("</g>\n");
        }

        _lists.Append("</g>\n");
        return y + Gap;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private double AddSection(string text, double y)
    {
        Text(_lists, Left, y, text, "font-weight=\"bold\" font-size=\"11\"");
        return y + TimelineText.Line + 4;
    }

    private double AddSigns(double y)
    {
        y = AddSection("Signs", y);
        var signs = new List<(string Text, Action<double> Draw)>
        {
            ("incident", x => AddMarks(x + 6, y - 4, isIncident: true, isEvent: false, isDue: false)),
            ("event", x => AddMarks(x + 6, y - 4, isIncident: false, isEvent: true, isDue: false)),
            ("day by which something is due; a thick frame: overdue", x => AddMarks(x + 6, y - 11, isIncident: false, isEvent: false, isDue: true)),
            ("with a number: finding", x => AddTriangle(x + 2, y)),
        };
        if (_scale.Breaks.Count > 0)
        {
            signs.Add(("gap not to scale", x => _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x + 2)} {Number(y + 2)}l6 -12M{Number(x + 6)} {Number(y + 2)}l6 -12\"/>\n")));
        }

        if (_bars.Any(bar => bar.Ends.Count > 1))
        {
            signs.Add(("last day before an extension", x => _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x + 6)} {Number(y - 9)}v10\" stroke-width=\"2.5\"/>\n")));
        }

        if (_bars.Any(bar => bar.Ends.Count > 0 && bar.Until < bar.Ends[^1]))
        {
            signs.Add(("ended before its last day", x => _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Number(x + 2)} {Number(y - 8)}l8 8m0 -8l-8 8\" stroke-width=\"1.5\"/>\n")));
        }

        var x = Left;
        foreach (var (text, draw) in signs)
        {
            var width = 18 + TimelineText.WidthOf(text) + 14;
            if (x + width > Right && x > Left)
            {
                x = Left;
                y += TimelineText.Line + 4;
            }

            draw(x);
            Text(_lists, x + 18, y, text);
            x += width;
        }

        return AddText(_lists, "It shows what is on record, held against the trust's own policy. It is not legal advice, and the policy document decides.", y + TimelineText.Line + 4, TimelineText.Size) - TimelineText.Line;
    }

    private static string Number(double value) => TimelineText.Number(value);
}
