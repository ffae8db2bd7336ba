using ConductPolicy.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Calendars;

/// <summary>A calendar, two of its days and two numbers of days.</summary>
internal sealed record CalendarQuestion(WorkingDayRules Rules, LocalDate One, LocalDate Other, int N, int M)
{
    private WorkingDayCalendar? _calendar;

    public WorkingDayCalendar Calendar => _calendar ??= new WorkingDayCalendar(Rules);

    public static Arbitrary<CalendarQuestion> Generated { get; } = Arb.From(
        from rules in CalendarArbitrary.Rules.Generator
        let length = Period.DaysBetween(rules.BankHolidays.First, rules.BankHolidays.Last) + 1
        from one in CalendarArbitrary.Day(length)
        from other in CalendarArbitrary.Day(length)
        from n in Gen.Choose(-80, 80)
        from m in Gen.Choose(-80, 80)
        select new CalendarQuestion(rules, one, other, n, m));
}
