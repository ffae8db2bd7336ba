using ConductPolicy.Calendars;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>What a feed of bank holidays has to keep to beyond the shape of each of its values.</summary>
internal sealed class BankHolidayCheck(SourceNode root, ShapeCheck check)
{
    /// <summary>Checks every division, and whether it follows on what is known of it.</summary>
    /// <param name="known">What is known of each division; null for nothing.</param>
    /// <param name="asked">The divisions of which something has to be known.</param>
    public void Run(Dictionary<string, BankHolidays?> known, string[] asked)
    {
        if (root is { Kind: SourceKind.Object, IsBad: false, Children.Count: > 0 } && !Words.Divisions.Any(name => root[name] is not null))
        {
            check.Report(root, ProblemCode.WrongFile, "This is no feed of bank holidays: none of its keys is a division.", $"Download the government's feed; its keys are {NearestName.OneOf(Words.Divisions)}.");
            return;
        }

        foreach (var name in Words.Divisions)
        {
            if (root[name] is { } node)
            {
                CheckDivision(name, node);
                if (!node.IsBad && known[name] is { } before)
                {
                    CheckFollowsOn(node, before);
                }
            }
        }

        foreach (var division in asked.Where(name => root.Kind == SourceKind.Object && root[name] is null && known[name] is null))
        {
            check.Report(root, ProblemCode.MissingKey, $"The feed has no bank holidays of `{division}`.", $"Download it again: `{division}` is one of its keys.");
        }
    }

    private void CheckDivision(string name, SourceNode division)
    {
        if (division["division"] is { IsBad: false } said && said.Text != name)
        {
            check.Report(said, ProblemCode.Contradiction, $"This is said to be `{said.Text}`, and stands under `{name}`.", "Mend one of the two.");
        }

        (SourceNode Node, LocalDate Date)? before = null;
        foreach (var (node, date) in DatedEvents(division))
        {
            CheckDay(node, date);
            if (before is { } last)
            {
                CheckFollows(node, date, last.Node, last.Date);
            }

            before = (node, date);
        }
    }

    private void CheckDay(SourceNode node, LocalDate date)
    {
        if (Weekday.IsWeekend(date))
        {
            check.Report(
                node["date"]!, ProblemCode.NotAWeekday, $"{DateText.Iso(date)} is a {Weekday.NameOf(date.DayOfWeek)}; the feed lists only the days kept, which are weekdays.",
                "Write the substitute day, or mend the date.");
        }
    }

    private void CheckFollows(SourceNode node, LocalDate date, SourceNode last, LocalDate lastDate)
    {
        if (date == lastDate)
        {
            var isSame = node["title"]?.Text == last["title"]?.Text;
            check.Report(
                node["date"]!, isSame ? ProblemCode.DuplicateDate : ProblemCode.Contradiction,
                isSame ? $"{DateText.Iso(date)} is listed twice." : $"{DateText.Iso(date)} is said to be `{Title(node)}` and `{Title(last)}`.",
                "Remove one of the two, or mend its date.");
        }
        else if (date.Year > lastDate.Year + 1)
        {
            check.Report(
                node["date"]!, ProblemCode.MissingYear, $"The feed has nothing between {DateText.Iso(lastDate)} and {DateText.Iso(date)}.",
                "Every year has bank holidays: add those of the years between, or remove what lies beyond them.");
        }
    }

    private void CheckFollowsOn(SourceNode division, BankHolidays known)
    {
        var newer = BankHolidayFile.HolidaysOf(division);
        if (!known.Adjoins(newer))
        {
            check.Report(
                division["events"]!, ProblemCode.Gap, $"The feed's bank holidays, {DateText.Iso(newer.First)} to {DateText.Iso(newer.Last)}, do not follow on the known ones, {DateText.Iso(known.First)} to {DateText.Iso(known.Last)}.",
                "Add the bank holidays between them.");
        }
    }

    private static IEnumerable<(SourceNode Node, LocalDate Date)> DatedEvents(SourceNode division) => Items(division["events"])
        .Where(node => node["date"] is { Kind: SourceKind.Text })
        .Select(node => (node, IsDate: DateShape.TryParse(node["date"]!.Text, out var date), date))
        .Where(item => item.IsDate)
        .Select(item => (item.node, item.date))
        .OrderBy(item => item.date);

    private static string Title(SourceNode node) => ShapeCheck.Printable(node["title"]?.Text ?? "");
}
