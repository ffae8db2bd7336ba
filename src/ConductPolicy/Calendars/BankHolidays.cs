using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>The bank holidays of one division, and from when until when they are all known.</summary>
/// <remarks>The published table of England and Wales comes with the library, and newer feeds are read, through <c>ConductPolicy.Loading.BankHolidayFile</c>.</remarks>
public sealed record BankHolidays
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    /// <summary>The bank holidays of a division, all of them from one day to another.</summary>
    /// <param name="division">The division, in the feed's word: <c>england-and-wales</c>, <c>scotland</c> or <c>northern-ireland</c>.</param>
    /// <param name="first">The first day for which they are known.</param>
    /// <param name="last">The last day for which they are known, included.</param>
    /// <param name="days">The holidays, in any order, at most one a day.</param>
    /// <exception cref="ArgumentException">The bounds are turned round or outside 1900 to 2199, or a holiday lies outside them or on the day of another.</exception>
    public BankHolidays(string division, LocalDate first, LocalDate last, ValueList<BankHoliday> days)
    {
        ArgumentNullException.ThrowIfNull(division);
        ArgumentNullException.ThrowIfNull(days);
        if (first > last || first.Year < FirstYear || last.Year > LastYear)
        {
            throw new ArgumentException($"Bank holidays are known from a day to the same or a later one, between {FirstYear} and {LastYear}; not from {DateText.Iso(first)} to {DateText.Iso(last)}.", nameof(last));
        }

        Division = division;
        First = first;
        Last = last;
        Days = days.OrderBy(holiday => holiday.Date).ToValueList();
        for (var i = 0; i < Days.Count; i++)
        {
            var date = Days[i].Date;
            if (date < first || date > last || (i > 0 && date == Days[i - 1].Date))
            {
                throw new ArgumentException($"The bank holiday on {DateText.Iso(date)} lies outside the bounds, or on the day of another.", nameof(days));
            }
        }
    }

    /// <summary>The division, in the feed's word, such as <c>england-and-wales</c>.</summary>
    public string Division { get; }

    /// <summary>The first day for which the holidays are known.</summary>
    public LocalDate First { get; }

    /// <summary>The last day for which the holidays are known, included.</summary>
    public LocalDate Last { get; }

    /// <summary>The holidays, in the order of their days.</summary>
    public ValueList<BankHoliday> Days { get; }

    /// <summary>These holidays with newer ones over them.</summary>
    /// <remarks>Between the newer ones' bounds only their word counts, so a holiday that was moved is moved; outside them nothing is taken away.</remarks>
    /// <param name="newer">The newer ones, of the same division.</param>
    /// <exception cref="ArgumentException">They are of another division, or days lie between the two for which neither knows.</exception>
    public BankHolidays MergedWith(BankHolidays newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        if (newer.Division != Division || !Adjoins(newer))
        {
            throw new ArgumentException($"The holidays of {newer.Division} from {DateText.Iso(newer.First)} do not follow on those of {Division} until {DateText.Iso(Last)}.", nameof(newer));
        }

        return new BankHolidays(
            Division, LocalDate.Min(First, newer.First), LocalDate.Max(Last, newer.Last),
            [.. Days.Where(holiday => holiday.Date < newer.First || holiday.Date > newer.Last), .. newer.Days]);
    }

    /// <summary>Whether no day lies between the two for which neither knows.</summary>
    internal bool Adjoins(BankHolidays other) => other.First.PlusDays(-1) <= Last && other.Last.PlusDays(1) >= First;
}
