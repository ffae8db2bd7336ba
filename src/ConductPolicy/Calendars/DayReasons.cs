using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>Why each day from one to another does not count; null where it does.</summary>
internal sealed class DayReasons
{
    private readonly LocalDate _first;
    private readonly LocalDate _last;

    public DayReasons(WorkingDayRules rules, LocalDate first, LocalDate last)
    {
        _first = first;
        _last = last;
        ByDay = new string?[NumberOf(last) + 1];
        MarkWeekends(rules.Weekend);
        MarkBankHolidays(rules);
        MarkSchoolHolidays(rules);
        foreach (var date in rules.ExtraDays.Where(IsWithin))
        {
            ByDay[NumberOf(date)] = null;
        }

        // Last, so that nothing brings back a day that a closure took.
        foreach (var closure in rules.Closures.Concat(rules.Terms?.Closures ?? []))
        {
            Mark(closure.First, closure.Last, closure.Reason);
        }
    }

    public string?[] ByDay { get; }

    private void MarkWeekends(ValueList<IsoDayOfWeek> weekend)
    {
        for (var i = 0; i < ByDay.Length; i++)
        {
            var day = (IsoDayOfWeek)((((int)_first.DayOfWeek - 1 + i) % 7) + 1);
            ByDay[i] = weekend.Contains(day) ? Weekday.NameOf(day) : null;
        }
    }

    private void MarkBankHolidays(WorkingDayRules rules)
    {
        var published = rules.BankHolidays;
        foreach (var holiday in published.Days)
        {
            Mark(holiday.Date, holiday.Date, holiday.Title);
        }

        for (var year = _first.Year; rules.IsProjecting && year <= _last.Year; year++)
        {
            var isOfTheRules = year is >= BankHolidayProjection.FirstYear and <= BankHolidayProjection.LastYear;
            foreach (var holiday in (isOfTheRules ? BankHolidayProjection.Of(year) : []).Where(holiday => holiday.Date < published.First || holiday.Date > published.Last))
            {
                Mark(holiday.Date, holiday.Date, holiday.Title);
            }
        }
    }

    private void MarkSchoolHolidays(WorkingDayRules rules)
    {
        if (rules.Terms is not { } terms)
        {
            return;
        }

        // Staff work on INSET days, inside half-terms and outside.
        var isOpen = new bool[ByDay.Length];
        foreach (var stretch in terms.HalfTerms.Concat(terms.InsetDays.Select(day => new HalfTerm(day, day))))
        {
            for (var day = LocalDate.Max(stretch.First, _first); day <= LocalDate.Min(stretch.Last, _last); day = day.PlusDays(1))
            {
                isOpen[NumberOf(day)] = true;
            }
        }

        for (var i = 0; i < ByDay.Length; i++)
        {
            ByDay[i] ??= isOpen[i] ? null : "School holiday";
        }

        foreach (var day in rules.Kind == DayKind.SchoolDay ? terms.InsetDays : [])
        {
            Mark(day, day, "INSET day");
        }
    }

    // Of several reasons the first one found is told.
    private void Mark(LocalDate first, LocalDate last, string reason)
    {
        for (var day = LocalDate.Max(first, _first); day <= LocalDate.Min(last, _last); day = day.PlusDays(1))
        {
            ByDay[NumberOf(day)] ??= reason;
        }
    }

    private bool IsWithin(LocalDate date) => date >= _first && date <= _last;

    private int NumberOf(LocalDate date) => Period.DaysBetween(_first, date);
}
