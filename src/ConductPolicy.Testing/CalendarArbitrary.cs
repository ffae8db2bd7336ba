using ConductPolicy.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Testing;

/// <summary>Calendars of two to three years from December 2019, with holidays, closures, weekends, extra days and term dates at random, that shrink by leaving them out.</summary>
public static class CalendarArbitrary
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

    /// <summary>What makes a day count: working days, or school days where there are term dates. The bank holidays are none that ever were.</summary>
    public static Arbitrary<WorkingDayRules> Rules { get; } = Arb.From(s_rules, Shrink);

    /// <summary>Calendars by such rules.</summary>
    public static Arbitrary<WorkingDayCalendar> Calendars { get; } = Arb.From(
        s_rules.Select(rules => new WorkingDayCalendar(rules)),
        calendar => Shrink(calendar.Rules).Select(rules => new WorkingDayCalendar(rules)));

    private static IEnumerable<WorkingDayRules> Shrink(WorkingDayRules rules)
    {
        if (rules.Terms is not null)
        {
            yield return rules with { Kind = DayKind.WorkingDay, Terms = null };
        }

        var holidays = rules.BankHolidays;
        foreach (var days in WithoutOneOf(holidays.Days))
        {
            yield return rules with { BankHolidays = new BankHolidays(holidays.Division, holidays.First, holidays.Last, days) };
        }

        foreach (var closures in WithoutOneOf(rules.Closures))
        {
            yield return rules with { Closures = closures };
        }

        foreach (var extra in WithoutOneOf(rules.ExtraDays))
        {
            yield return rules with { ExtraDays = extra };
        }

        foreach (var weekend in WithoutOneOf(rules.Weekend))
        {
            yield return rules with { Weekend = weekend };
        }
    }

    private static IEnumerable<ValueList<T>> WithoutOneOf<T>(ValueList<T> all) => all.Select((_, gone) => all.Where((_, i) => i != gone).ToValueList());

    internal static Gen<Closure> Closure(int length) =>
        from day in Day(length)
        from days in Gen.Choose(0, 9)
        select new Closure(day, day.PlusDays(days), "Closed");

    internal static Gen<LocalDate> Day(int length) => Gen.Choose(0, length - 1).Select(s_first.PlusDays);

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
