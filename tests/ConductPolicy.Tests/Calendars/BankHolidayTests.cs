using ConductPolicy.Calendars;
using ConductPolicy.Tests.Loading;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Calendars;

public sealed class BankHolidayTests : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("conduct-policy-holidays").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Fact]
    public void The_table_that_ships_covers_England_and_Wales_from_2018_to_2028()
    {
        Assert.Equal(("england-and-wales", new LocalDate(2018, 1, 1), new LocalDate(2028, 12, 31)), (Published.Division, Published.First, Published.Last));
        Assert.Equal(91, Published.Days.Count);
    }

    [Fact]
    public void Each_day_of_2018_to_2028_is_a_bank_holiday_where_an_independent_source_has_one()
    {
        Assert.StartsWith($"# {IndependentBankHolidays.Locked()}\n", IndependentBankHolidays.CommittedText, StringComparison.Ordinal);
        var kept = Published.Days.Select(holiday => holiday.Date).ToHashSet();
        var independent = IndependentBankHolidays.Committed.ToHashSet();
        for (var date = Published.First; date <= Published.Last; date = date.PlusDays(1))
        {
            Assert.True(kept.Contains(date) == independent.Contains(date), $"{date:uuuu-MM-dd}");
        }
    }

    [NodeFact]
    public void The_independent_source_says_it_again_and_agrees_with_the_projection_of_later_years()
    {
        Golden.Matches(Repository.PathOf("tests", "calendars", "date-holidays.txt"), IndependentBankHolidays.Again(_place, "2018", "2028"));
        Assert.Equal(
            IndependentBankHolidays.Dates(IndependentBankHolidays.Again(_place, "2029", "2199")),
            Enumerable.Range(2029, 2199 - 2029 + 1).SelectMany(BankHolidayProjection.Of).Select(holiday => holiday.Date));
    }

    [Fact]
    public void The_projection_agrees_with_the_published_years_but_for_what_was_proclaimed()
    {
        var published = Published.Days.ToHashSet();
        var projected = Enumerable.Range(2018, 11).SelectMany(BankHolidayProjection.Of).ToHashSet();
        Assert.Equal(
            [
                "2020-05-08 Early May bank holiday (VE day)",
                "2022-06-02 Spring bank holiday",
                "2022-06-03 Platinum Jubilee bank holiday",
                "2022-09-19 Bank Holiday for the State Funeral of Queen Elizabeth II",
                "2023-05-08 Bank holiday for the coronation of King Charles III",
            ],
            published.Except(projected).Select(Line).Order(StringComparer.Ordinal));
        Assert.Equal(["2020-05-04 Early May bank holiday", "2022-05-30 Spring bank holiday"], projected.Except(published).Select(Line).Order(StringComparer.Ordinal));
    }

    /// <summary>The earliest and latest Easter of the projection, the years in which the church's tables step aside, a year of the century before, and a leap year that is none.</summary>
    [Theory]
    [InlineData("1981-04-17")]
    [InlineData("1997-03-28")]
    [InlineData("2008-03-21")]
    [InlineData("2038-04-23")]
    [InlineData("2049-04-16")]
    [InlineData("2076-04-17")]
    [InlineData("2100-03-26")]
    [InlineData("2160-03-21")]
    public void Good_Friday_is_where_the_tables_of_Easter_have_it(string goodFriday)
    {
        var date = Date(goodFriday);
        Assert.Equal(date, BankHolidayProjection.Of(date.Year).Single(holiday => holiday.Title == "Good Friday").Date);
    }

    [Theory]
    [InlineData(1977)]
    [InlineData(2200)]
    public void Years_of_other_rules_are_not_projected(int year) => Assert.Throws<ArgumentOutOfRangeException>(() => BankHolidayProjection.Of(year));

    [Fact]
    public void Newer_holidays_speak_for_their_days_and_take_nothing_from_others()
    {
        var newer = new BankHolidays("england-and-wales", new LocalDate(2028, 1, 1), new LocalDate(2029, 12, 31), [new BankHoliday(new LocalDate(2028, 6, 2), "A new one")]);
        var merged = Published.MergedWith(newer);
        Assert.Equal((Published.First, newer.Last), (merged.First, merged.Last));
        Assert.Equal([.. Published.Days.Where(holiday => holiday.Date.Year < 2028), .. newer.Days], merged.Days);
    }

    [Fact]
    public void Holidays_that_do_not_follow_on_cannot_be_merged()
    {
        var day = new LocalDate(2030, 1, 1);
        Assert.Throws<ArgumentException>(() => Published.MergedWith(new BankHolidays("england-and-wales", day, day, [])));
        Assert.Throws<ArgumentException>(() => Published.MergedWith(new BankHolidays("scotland", Published.First, Published.Last, [])));
    }

    [Fact]
    public void Holidays_have_bounds_and_a_day_each()
    {
        var (first, last) = (new LocalDate(2026, 1, 1), new LocalDate(2026, 12, 31));
        var holiday = new BankHoliday(new LocalDate(2026, 5, 4), "Early May bank holiday");
        Assert.Throws<ArgumentException>(() => new BankHolidays("scotland", last, first, []));
        Assert.Throws<ArgumentException>(() => new BankHolidays("scotland", first, last, [holiday, holiday]));
        Assert.Throws<ArgumentException>(() => new BankHolidays("scotland", first, last, [holiday with { Date = last.PlusDays(1) }]));
        Assert.Throws<ArgumentException>(() => new BankHolidays("scotland", new LocalDate(1899, 1, 1), last, []));
    }

    private static string Line(BankHoliday holiday) => $"{holiday.Date:uuuu-MM-dd} {holiday.Title}";
}
