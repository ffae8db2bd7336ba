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
}

/// <summary>Generates calendars of two to three years with holidays, closures, weekends, extra days and term dates at random, and questions to them.</summary>
internal static class CalendarArbitrary
{
    private const int MostDays = 1_000;
    private static readonly LocalDate s_first = new(2019, 12, 2);

    private static readonly Gen<WorkingDayRules> s_rules =
        from length in Gen.Choose(600, MostDays)
        let last = s_first.PlusDays(length - 1)
        from holidays in Gen.ListOf(Day(length), 12)
        from weekend in Gen.SubListOf(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToArray())
        from closures in Gen.ListOf(Closure(length), 3)
        from extra in Gen.ListOf(Day(length), 5)
        from terms in Gen.Frequency((2, Gen.Constant<TermDates?>(null)), (1, Terms(length)))
        from isOfSchoolDays in Gen.Elements(true, false)
        select new WorkingDayRules
        {
            Kind = terms is not null && isOfSchoolDays ? DayKind.SchoolDay : DayKind.WorkingDay,
            BankHolidays = new BankHolidays("england-and-wales", s_first, last, holidays.Distinct().Select(day => new BankHoliday(day, "A holiday")).ToValueList()),
            Weekend = weekend.Take(4).ToValueList(),
            Closures = closures.ToValueList(),
            ExtraDays = extra.ToValueList(),
            Terms = terms,
        };

    public static Arbitrary<CalendarQuestion> Questions { get; } = Arb.From(
        from rules in s_rules
        let length = Period.DaysBetween(s_first, rules.BankHolidays.Last) + 1
        from one in Day(length)
        from other in Day(length)
        from n in Gen.Choose(-80, 80)
        from m in Gen.Choose(-80, 80)
        select new CalendarQuestion(rules, one, other, n, m));

    public static Gen<Closure> Closure(int length) =>
        from day in Day(length)
        from days in Gen.Choose(0, 9)
        select new Closure(day, day.PlusDays(days), "Closed");

    private static Gen<LocalDate> Day(int length) => Gen.Choose(0, length - 1).Select(s_first.PlusDays);

    // Stretches of six weeks or so with holidays between them, over all the calendar.
    private static Gen<TermDates?> Terms(int length) =>
        from attended in Gen.ArrayOf(Gen.Choose(25, 50), MostDays / 30)
        from holiday in Gen.ArrayOf(Gen.Choose(5, 45), MostDays / 30)
        from inset in Gen.ListOf(Day(length), 4)
        select (TermDates?)new TermDates
        {
            School = "Generated",
            First = s_first,
            Last = s_first.PlusDays(length - 1),
            Terms = [new Term("All", HalfTerms(attended, holiday, length).ToValueList())],
            InsetDays = inset.ToValueList(),
        };

    private static IEnumerable<HalfTerm> HalfTerms(int[] attended, int[] holiday, int length)
    {
        var start = 0;
        for (var i = 0; start + attended[i] < length; i++)
        {
            yield return new HalfTerm(s_first.PlusDays(start), s_first.PlusDays(start + attended[i] - 1));
            start += attended[i] + holiday[i];
        }
    }
}
