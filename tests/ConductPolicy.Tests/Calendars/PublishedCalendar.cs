using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Tests.Calendars;

/// <summary>Calendars of the published bank holidays, and what a test asks of any calendar.</summary>
internal static class PublishedCalendar
{
    public static readonly BankHolidays Published = BankHolidayFile.Shipped("england-and-wales");
    public static readonly WorkingDayCalendar WorkingDays = new(new WorkingDayRules { BankHolidays = Published });
    public static readonly WorkingDayCalendar Projecting = new(new WorkingDayRules { BankHolidays = Published, IsProjecting = true });

    public static TermDates ExampleTerms { get; } = TermDatesFile.Load(Repository.PathOf("rules", "calendars", "example-terms.json"));

    /// <summary>The answer to a question, or null where the calendar refuses it.</summary>
    public static T? Answer<T>(Func<T> ask)
        where T : struct
    {
        try
        {
            return ask();
        }
        catch (BeyondCalendarException)
        {
            return null;
        }
    }

    public static LocalDate Date(string iso) => NodaTime.Text.LocalDatePattern.Iso.Parse(iso).Value;
}
