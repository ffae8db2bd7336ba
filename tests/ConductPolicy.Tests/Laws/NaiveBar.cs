using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Laws;

/// <summary>The dates of a bar worked out as one does on a wall calendar, day by day; or the code of the refusal.</summary>
internal sealed class NaiveBar(Policy policy, BarRequest bar, WorkingDayCalendar workingDays, WorkingDayCalendar? schoolDays)
{
    private readonly List<(LocalDate On, BarDateKind Kind)> _dates = [];
    private readonly List<LocalDate> _interim = [];
    private readonly Response _response = policy.Responses[bar.Response];

    public string Answer()
    {
        try
        {
            Work();
            return string.Join("; ", _dates.Order().Select(date => FormattableString.Invariant($"{date.Kind} {date.On.ToDateOnly():yyyy-MM-dd}")));
        }
        catch (NaiveRefusalException refusal)
        {
            return refusal.Message;
        }
    }

    private void Work()
    {
        IsWorked(bar.Starts);
        var ends = LastDay(bar.Length ?? Setting("default-length") ?? throw new NaiveRefusalException("bar-without-end"), bar.Starts);
        if (Setting("maximum-length") is { } most && ends > LastDay(most, bar.Starts))
        {
            throw new NaiveRefusalException("bar-too-long");
        }

        _dates.Add((bar.Starts, BarDateKind.Begins));
        _dates.Add((ends, BarDateKind.Ends));
        LocalDate? heard = null;
        if (_response.Bar!.Representations is not null && bar.RepresentationsUntil is { } told && told >= bar.Starts)
        {
            heard = told;
            Keep(told, ends);
            _dates.Add((told, BarDateKind.RepresentationsUntil));
        }
        else if (_response.Bar!.Representations is not null && Setting("representations-period") is { } period)
        {
            var over = After(period, bar.Starts);
            heard = IsWorked(over) || Rule("bar-representations-end-on-day-not-worked") == "that-day" ? over : On(over);
            Keep(heard.Value, ends);
            _dates.Add((heard.Value, BarDateKind.RepresentationsUntil));
        }

        if (policy.Responses.Any(other => other.Continues == bar.Response))
        {
            _dates.Add((Decision(heard, ends), BarDateKind.Decision));
        }
        else
        {
            Reviews(ends);
        }
    }

    private LocalDate Decision(LocalDate? heard, LocalDate ends)
    {
        var due = bar.Review ?? (Setting("decision-period") is { } period ? After(period, heard ?? bar.Starts) : ends);
        Keep(due, ends);
        var day = Move(due, ends);
        if (bar.Review is null && heard is { } until && day <= until)
        {
            day = On(until.PlusDays(1));
        }

        Keep(day, ends);
        return day;
    }

    private void Reviews(LocalDate ends)
    {
        if (_response.Bar!.Review is not { } review)
        {
            if (bar.Review is { } own)
            {
                Review(own, ends, BarDateKind.Review);
            }

            return;
        }

        if (bar.Review is { } chosen && review.At == "at-end")
        {
            Review(ends, ends, BarDateKind.Review);
            if (chosen != ends)
            {
                Review(chosen, ends, BarDateKind.InterimReview);
            }
        }
        else
        {
            Review(bar.Review ?? ends, ends, BarDateKind.Review);
        }

        var final = _dates.Single(date => date.Kind == BarDateKind.Review).On;
        if (Setting("interim-review-every") is not { } every)
        {
            return;
        }

        for (var count = 1; ; count++)
        {
            if (!IsBefore(every with { Amount = every.Amount * count }, final, out var due))
            {
                return;
            }

            var day = Move(due, final);
            if (day > bar.Starts && day != final && !_interim.Contains(day))
            {
                _interim.Add(day);
                _dates.Add((day, BarDateKind.InterimReview));
            }
        }
    }

    private bool IsBefore(Length length, LocalDate final, out LocalDate due)
    {
        due = default;
        if (length.Unit == LengthUnit.Months && bar.Starts.PlusMonths(length.Amount) >= final)
        {
            return false;
        }

        try
        {
            due = After(length, bar.Starts);
        }
        catch (NaiveRefusalException refusal) when (refusal.Message == "beyond-calendar" && schoolDays!.Last >= final)
        {
            return false;
        }

        return due < final;
    }

    private void Review(LocalDate due, LocalDate ends, BarDateKind kind)
    {
        Keep(due, ends);
        var day = Move(due, ends);
        Keep(day, ends);
        _dates.Add((day, kind));
    }

    private void Keep(LocalDate day, LocalDate ends)
    {
        if (day < bar.Starts || day > ends)
        {
            throw new NaiveRefusalException("date-outside-bar");
        }
    }

    private Length? Setting(string name) =>
        (policy.Settings.FirstOrDefault(setting => setting.Id == $"{bar.Response}-{name}") ?? policy.Settings.FirstOrDefault(setting => setting.Id == $"bar-{name}"))?.Length;

    private string? Rule(string id) => policy.Settings.FirstOrDefault(setting => setting.Id == id)?.Word;

    private LocalDate Move(LocalDate due, LocalDate latest)
    {
        if (IsWorked(due) || due == latest || Rule("bar-review-on-day-not-worked") != "next-working-day-within-bar")
        {
            return Back(due);
        }

        var next = On(due);
        return next > latest ? Back(due) : next;
    }

    private LocalDate Back(LocalDate day) => IsWorked(day) ? day : Back(day.PlusDays(-1));

    private LocalDate On(LocalDate day) => IsWorked(day) ? day : On(day.PlusDays(1));

    private bool IsWorked(LocalDate day) =>
        day >= workingDays.First && day <= workingDays.Last ? workingDays.IsWorkingDay(day) : throw new NaiveRefusalException("beyond-calendar");

    private LocalDate After(Length length, LocalDate date) =>
        length.NeedsTermDates ? LastDay(length, date.PlusDays(1)) : LastDay(length, date).PlusDays(1);

    private LocalDate LastDay(Length length, LocalDate first)
    {
        switch (length.Unit)
        {
            case LengthUnit.Days:
                return first.PlusDays(length.Amount - 1);
            case LengthUnit.Weeks:
                return first.PlusDays((7 * length.Amount) - 1);
            case LengthUnit.Months:
                var month = new LocalDate(first.Year, first.Month, 1).PlusMonths(length.Amount);
                var exists = first.Day <= month.Calendar.GetDaysInMonth(month.Year, month.Month);
                return exists ? new LocalDate(month.Year, month.Month, first.Day).PlusDays(-1)
                    : length.Rounding == MonthRounding.Down ? month.PlusMonths(1).PlusDays(-2)
                    : length.Rounding == MonthRounding.Up ? month.PlusMonths(1).PlusDays(-1)
                    : throw new NaiveRefusalException("no-such-day");
        }

        if (schoolDays is null)
        {
            throw new NaiveRefusalException("term-dates-needed");
        }

        var terms = schoolDays.Rules.Terms!;
        var count = 0;
        for (var day = first; day >= schoolDays.First && day <= schoolDays.Last; day = day.PlusDays(1))
        {
            count += length.Unit switch
            {
                LengthUnit.SchoolDays => schoolDays.IsWorkingDay(day),
                LengthUnit.HalfTerms => terms.Terms.Any(term => term.HalfTerms.Any(half => half.Last == day)),
                _ => terms.Terms.Any(term => term.HalfTerms[^1].Last == day),
            } ? 1 : 0;
            if (count == length.Amount)
            {
                return day;
            }
        }

        throw new NaiveRefusalException("beyond-calendar");
    }

    private sealed class NaiveRefusalException(string code) : Exception(code);
}
