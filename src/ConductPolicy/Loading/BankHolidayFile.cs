using System.Text;
using ConductPolicy.Calendars;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>The bank holidays that come with the library, and newer ones from the government's feed over them.</summary>
/// <remarks>
/// The feed is read as it is downloaded (one JSON object with the divisions as keys). What comes with the library is the published
/// table of England and Wales, 2018 to 2028, in the same shape: <c>rules/calendars/bank-holidays.json</c>.
/// <para>
/// A feed does not say from when until when it is complete, so it is taken to be so from its first event to its last: from 1 January
/// where the first is a New Year's holiday (until 4 January), to 31 December where the last is a Christmas one (from 25 December).
/// Between these days its word alone counts; outside them it takes nothing away.
/// </para>
/// </remarks>
public static class BankHolidayFile
{
    private const string ShippedPath = "rules/calendars/bank-holidays.json";

    /// <summary>The divisions of the feed.</summary>
    public static ValueList<string> Divisions { get; } = Words.Divisions.ToValueList();

    /// <summary>The bank holidays of a division that come with the library: those of England and Wales, 2018 to 2028.</summary>
    /// <param name="division">The division, such as <c>england-and-wales</c>.</param>
    /// <exception cref="ConductPolicyException">None come with the library for this division: a feed has to be given.</exception>
    public static BankHolidays Shipped(string division)
    {
        RefuseUnknown(division);
        return ShippedIfAny(division) ?? throw new ConductPolicyException([new Problem(
            ProblemCode.NoBankHolidays, "", 0, 0, "", $"No bank holidays of `{division}` come with ConductPolicy.",
            "Download the government's feed of bank holidays and give the file.", ProblemSeverity.Error)]);
    }

    /// <summary>The bank holidays of a division from a feed, over those that come with the library.</summary>
    /// <param name="path">The feed's file.</param>
    /// <param name="division">The division, such as <c>england-and-wales</c>.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read or has errors in any division, all of which are given; or nothing is known of this division.</exception>
    public static BankHolidays Load(string path, string division) => Parse(InputFile.Read(path), division, path);

    /// <summary>The bank holidays of a division from the text of a feed, over those that come with the library.</summary>
    /// <param name="json">The feed.</param>
    /// <param name="division">The division, such as <c>england-and-wales</c>.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors in any division, all of which are given; or nothing is known of this division.</exception>
    public static BankHolidays Parse(string json, string division, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), division, fileName);
    }

    /// <summary>The bank holidays of a division from the UTF-8 text of a feed, over those that come with the library.</summary>
    /// <param name="utf8">The feed.</param>
    /// <param name="division">The division, such as <c>england-and-wales</c>.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <exception cref="ConductPolicyException">The text has errors in any division, all of which are given; or nothing is known of this division.</exception>
    public static BankHolidays Parse(byte[] utf8, string division, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        RefuseUnknown(division);
        var problems = new List<Problem>();
        var known = ShippedIfAny(division);
        return Read(utf8, fileName, [division], problems) is not { } root ? throw new ConductPolicyException(Problem.InOrder(problems))
            : root[division] is { } node ? Merged(known, HolidaysOf(node))
            : known!;
    }

    /// <summary>Every problem of a feed, in the order of their places; empty where it is good. A key that the library does not know is a warning.</summary>
    /// <param name="utf8">The feed.</param>
    /// <param name="fileName">The name to give in problems.</param>
    public static ValueList<Problem> Check(byte[] utf8, string fileName = "")
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(fileName);
        var problems = new List<Problem>();
        Read(utf8, fileName, [], problems);
        return Problem.InOrder(problems);
    }

    /// <summary>The JSON Schema (2020-12) of the feed.</summary>
    public static string Schema() => SchemaWriter.Write(BankHolidayShape.Feed, "conduct-bank-holidays-1.schema.json", "Bank holidays, in the shape of the government's feed");

    /// <summary>The holidays of a division, and the bounds within which the feed's word counts.</summary>
    internal static BankHolidays HolidaysOf(SourceNode division)
    {
        var days = Items(division["events"])
            .Select(node => new BankHoliday(DateOf(node["date"]!), node["title"]!.Text, node["notes"]?.Text ?? ""))
            .OrderBy(holiday => holiday.Date)
            .ToValueList();
        var (first, last) = (days[0].Date, days[^1].Date);
        return new BankHolidays(
            division.Key!,
            first is { Month: 1, Day: <= 4 } ? new LocalDate(first.Year, 1, 1) : first,
            last is { Month: 12, Day: >= 25 } ? new LocalDate(last.Year, 12, 31) : last,
            days);
    }

    // Null where there are errors. The divisions are those of which something has to be known afterwards.
    private static SourceNode? Read(byte[] utf8, string fileName, string[] asked, List<Problem> problems)
    {
        var source = new SourceText(fileName, utf8);
        if (source.Parse(problems) is not { } root)
        {
            return null;
        }

        var check = new ShapeCheck(source, problems, new ReferenceNames());
        BankHolidayShape.Feed.Check(root, check);
        new BankHolidayCheck(root, check).Run(Words.Divisions.ToDictionary(division => division, ShippedIfAny), asked);
        return problems.Exists(problem => problem.Severity == ProblemSeverity.Error) ? null : root;
    }

    private static BankHolidays Merged(BankHolidays? known, BankHolidays newer) => known is null ? newer : known.MergedWith(newer);

    // The tests hold this file to every check.
    private static BankHolidays? ShippedIfAny(string division)
    {
        var root = new SourceText(ShippedPath, ShippedFile.Read(ShippedPath)).Parse([])!;
        return root[division] is { } node ? HolidaysOf(node) : null;
    }

    private static void RefuseUnknown(string division)
    {
        ArgumentNullException.ThrowIfNull(division);
        if (!Divisions.Contains(division))
        {
            throw new ConductPolicyException([new Problem(
                ProblemCode.UnknownDivision, "", 0, 0, "", $"There is no division `{ShapeCheck.Printable(division)}`.", NearestName.Help(division, Divisions), ProblemSeverity.Error)]);
        }
    }

    private static LocalDate DateOf(SourceNode node) => DateShape.TryParse(node.Text, out var date) ? date : default;
}
