using ConductPolicy.Calendars;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>What a file of term dates has to keep to beyond the shape of each of its values.</summary>
/// <remarks>What the shapes found fault with is passed over: one mistake, one problem.</remarks>
internal sealed class TermDatesCheck(SourceNode root, ShapeCheck check)
{
    // The longest holiday, in the summer, is six weeks, seven with INSET and a weekend or two.
    private const int LongestHoliday = 8 * 7;

    private Stretch? _year;

    public void Run()
    {
        _year = StretchOf(root, "from", "to", "The file speaks for no day");
        CheckHalfTerms();
        var closures = Items(root["closures"])
            .Select(node => node["on"] is null ? StretchOf(node, "from", "to", "The closure has no day") : StretchOf(node, "on", "on", ""))
            .OfType<Stretch>()
            .OrderBy(closure => closure.First)
            .ToList();
        CheckClosures(closures);
        CheckInsetDays(closures);
    }

    // Where a half-term is not read or stands elsewhere than in its order, the gap that it leaves is no mistake of its own.
    private void CheckHalfTerms()
    {
        var terms = Items(root["terms"]).ConvertAll(term => Items(term["halfTerms"]));
        var nodes = terms.SelectMany(halfTerms => halfTerms).ToList();
        var halves = nodes.Select(node => StretchOf(node, "from", "to", "The half-term has no day")).OfType<Stretch>().ToList();
        foreach (var half in halves)
        {
            CheckWeekday(half.From, half.First, "A half-term cannot begin");
            CheckWeekday(half.To, half.Last, "A half-term cannot end");
        }

        var isInOrder = halves.Count == nodes.Count && terms.TrueForAll(halfTerms => halfTerms.Count > 0);
        for (var i = 1; i < halves.Count; i++)
        {
            isInOrder &= IsInOrder(halves[i], halves[i - 1]);
        }

        if (isInOrder && halves.Count > 0 && _year is not null)
        {
            CheckGaps(halves, _year);
        }
    }

    private bool IsInOrder(Stretch half, Stretch before)
    {
        if (half.Last < before.First)
        {
            check.Report(
                half.From, ProblemCode.WrongOrder, $"This half-term begins on {DateText.Iso(half.First)}, before the one above it, which begins on {DateText.Iso(before.First)}.",
                "List the terms and half-terms in the order of their days.");
        }
        else if (half.First <= before.Last)
        {
            check.Report(
                half.From, ProblemCode.Overlap, $"This half-term begins on {DateText.Iso(half.First)}, and the one above it ends only on {DateText.Iso(before.Last)}.",
                "Mend one of the two dates.");
        }

        return half.First > before.Last;
    }

    private void CheckGaps(List<Stretch> halves, Stretch year)
    {
        var lastDay = year.First.PlusDays(-1);
        foreach (var half in halves)
        {
            CheckGap(half.From, lastDay, half.First);
            lastDay = half.Last;
        }

        CheckGap(year.To, lastDay, year.Last.PlusDays(1));
    }

    private void CheckGap(SourceNode node, LocalDate lastDay, LocalDate nextDay)
    {
        var days = Period.DaysBetween(lastDay, nextDay) - 1;
        if (days > LongestHoliday)
        {
            check.Report(
                node, ProblemCode.Gap, $"From {DateText.Iso(lastDay.PlusDays(1))} to {DateText.Iso(nextDay.PlusDays(-1))} the file has no school for {days} days.",
                "Add the half-term that is missing. Where the school was shut for so long, let a half-term run through and list the days under `closures`.");
        }
    }

    private void CheckClosures(List<Stretch> closures)
    {
        for (var i = 1; i < closures.Count; i++)
        {
            if (closures[i].First <= closures[i - 1].Last)
            {
                check.Report(
                    closures[i].From, ProblemCode.Overlap, $"By another closure the school is shut on {DateText.Iso(closures[i].First)} already.",
                    "Mend one of the two, or make one closure of them.");
            }
        }
    }

    private void CheckInsetDays(List<Stretch> closures)
    {
        var seen = new HashSet<LocalDate>();
        foreach (var node in Items(root["inset"]).Where(node => !node.IsBad))
        {
            var date = DateOf(node);
            if (!IsInYear(node, date))
            {
                continue;
            }

            CheckWeekday(node, date, "INSET cannot be");
            if (!seen.Add(date))
            {
                check.Report(node, ProblemCode.DuplicateDate, $"{DateText.Iso(date)} is listed as INSET twice.", "Remove one of the two, or mend its date.");
            }

            // The last closure that begins by then: closures that overlap are told already.
            if (closures.FindLastIndex(closure => closure.First <= date) is var at and >= 0 && date <= closures[at].Last)
            {
                check.Report(node, ProblemCode.Contradiction, $"{DateText.Iso(date)} is INSET, on which staff work, and a closure, on which nobody does.", "Remove it from one of the two lists.");
            }
        }
    }

    private void CheckWeekday(SourceNode node, LocalDate date, string cannot)
    {
        if (Weekday.IsWeekend(date))
        {
            check.Report(
                node, ProblemCode.NotAWeekday, $"{cannot} on {DateText.Iso(date)}, a {Weekday.NameOf(date.DayOfWeek)}.", "Write the day on which the school is open, or mend the date.");
        }
    }

    // The days from one key's to another's; null where they are no dates, turned round or outside the file's, which is told.
    private Stretch? StretchOf(SourceNode node, string from, string to, string whatIsWrong)
    {
        if (node[from] is not { IsBad: false } first || node[to] is not { IsBad: false } last)
        {
            return null;
        }

        var stretch = new Stretch(first, last, DateOf(first), DateOf(last));
        if (stretch.First > stretch.Last)
        {
            check.Report(
                last, ProblemCode.WrongOrder, $"{whatIsWrong}: it ends on {DateText.Iso(stretch.Last)}, before it begins on {DateText.Iso(stretch.First)}.",
                "Exchange the two dates, or mend one.");
            return null;
        }

        return IsInYear(first, stretch.First) && (first == last || IsInYear(last, stretch.Last)) ? stretch : null;
    }

    private bool IsInYear(SourceNode node, LocalDate date)
    {
        if (_year is null || (date >= _year.First && date <= _year.Last))
        {
            return true;
        }

        check.Report(
            node, ProblemCode.Outside, $"{DateText.Iso(date)} lies outside the days for which the file speaks, {DateText.Iso(_year.First)} to {DateText.Iso(_year.Last)}.",
            "Mend the date, or the file's `from` and `to`.");
        return false;
    }

    private static LocalDate DateOf(SourceNode node) => WeekdayDateShape.TryParse(node.Text, out var date, out _) ? date : default;

    /// <summary>Days of the file, both included, and where it gives them.</summary>
    private sealed record Stretch(SourceNode From, SourceNode To, LocalDate First, LocalDate Last);
}
