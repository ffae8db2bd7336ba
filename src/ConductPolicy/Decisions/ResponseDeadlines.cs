using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Applies the timescales of a policy to the receipt of messages. Immutable: keep one, share it between threads.</summary>
/// <remarks>How to count is what the rule set says under <c>settings</c> (<see cref="WellKnownSettings"/>); what it leaves out has a default.</remarks>
public sealed class ResponseDeadlines
{
    private readonly CountingSettings _settings;
    private readonly WorkingDayCalendar _calendar;
    private readonly bool _hasTerms;

    /// <summary>The deadlines of a policy, by a calendar.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bankHolidays">The bank holidays of its division; null for those that come with the library.</param>
    /// <param name="terms">The trust's term dates; they count only where the setting <c>exclude-school-closures</c> asks for it. Null for none.</param>
    /// <param name="isProjecting">Whether the 1971 Act's rules stand in where no bank holidays are published.</param>
    /// <exception cref="ConductPolicyException">No bank holidays of the division come with the library, none can be projected, or the term dates lie wholly beyond them.</exception>
    /// <exception cref="ArgumentException">The bank holidays are of another division.</exception>
    public ResponseDeadlines(Policy policy, BankHolidays? bankHolidays = null, TermDates? terms = null, bool isProjecting = false)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (bankHolidays is not null && bankHolidays.Division != policy.Division)
        {
            throw new ArgumentException($"The policy is of {policy.Division}, and the bank holidays are of {bankHolidays.Division}.", nameof(bankHolidays));
        }

        Policy = policy;
        _settings = new CountingSettings(policy);
        _hasTerms = terms is not null;
        _calendar = new WorkingDayCalendar(RulesOf(bankHolidays, _settings.ExcludesSchoolClosures ? terms : null, isProjecting));
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>When a message is to be answered of which the day is known, and no time of day.</summary>
    /// <param name="timescale">The timescale, one of the policy's.</param>
    /// <param name="received">The day on which it came.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public ResponseDeadline Of(Timescale timescale, LocalDate received) => Of(timescale, period => period.From(received));

    /// <summary>When a message is to be answered that came at a local time.</summary>
    /// <param name="timescale">The timescale, one of the policy's.</param>
    /// <param name="received">The date and time in the United Kingdom.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public ResponseDeadline Of(Timescale timescale, LocalDateTime received) => Of(timescale, period => period.From(received));

    /// <summary>When a message is to be answered that came at a moment.</summary>
    /// <param name="timescale">The timescale, one of the policy's.</param>
    /// <param name="received">The moment; its day is that of Europe/London.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public ResponseDeadline Of(Timescale timescale, Instant received) => Of(timescale, period => period.From(received));

    /// <summary>How many working days after a day another lies; 0 where it does not lie after it, null where the calendar does not reach so far.</summary>
    internal int? WorkingDaysLate(LocalDate due, LocalDate on) => on <= due ? 0 : on > _calendar.Last ? null : _calendar.WorkingDaysBetween(due, on);

    /// <summary>The day that lies a number of working days after another.</summary>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    internal LocalDate AddWorkingDays(LocalDate date, int days) => _calendar.AddWorkingDays(date, days);

    private ResponseDeadline Of(Timescale timescale, Func<ResponsePeriod, ResponseCount> countFrom)
    {
        ArgumentNullException.ThrowIfNull(timescale);
        var count = countFrom(new ResponsePeriod
        {
            Calendar = _calendar,
            WorkingDays = timescale.WorkingDays.Value,
            OnDayNotWorked = _settings.OnDayNotWorked,
            ClosingTime = _settings.ClosingTime,
        });
        return new ResponseDeadline
        {
            Timescale = timescale,
            Count = count,
            Basis = timescale is { Reading: not null, WorkingDays.Setting: null } ? Basis.Reading : Basis.Setting,
            Settings = _settings.BehindThe(count, _calendar.Rules.Terms is not null, timescale.WorkingDays),
            Notes = NotesOn(count).ToValueList(),
        };
    }

    private IEnumerable<string> NotesOn(ResponseCount count)
    {
        if (_settings.ClosingTime is not null && count is { At: null, IsOnDayNotWorked: false })
        {
            yield return "It is not known at what time of day the message came; it is taken to have come before closing time.";
        }

        if (_settings.ExcludesSchoolClosures && !_hasTerms)
        {
            yield return "School holidays and closures were to be left out, but no term dates were given, so they are counted as any other day.";
        }

        if (!_settings.ExcludesSchoolClosures && _hasTerms)
        {
            yield return $"Term dates were given, but the setting `{WellKnownSettings.ExcludeSchoolClosures}` does not ask for them, so school holidays and closures are counted as any other day.";
        }

        if (count.IsProjected)
        {
            yield return "It rests on bank holidays that are not published yet: projected by the rules, which a proclamation may change.";
        }
    }

    private WorkingDayRules RulesOf(BankHolidays? bankHolidays, TermDates? terms, bool isProjecting)
    {
        if (_settings.WorkingDay == WorkingDayMeaning.MondayToFriday)
        {
            var none = new BankHolidays(Policy.Division, new LocalDate(1900, 1, 1), new LocalDate(2199, 12, 31), []);
            return new WorkingDayRules { BankHolidays = none, Terms = terms };
        }

        if (isProjecting && Policy.Division != BankHolidayProjection.Division)
        {
            throw Failure(
                ProblemCode.NoBankHolidays, $"The bank holidays of `{Policy.Division}` cannot be projected, only those of `{BankHolidayProjection.Division}`.",
                "Give the government's newest feed of bank holidays instead.");
        }

        bankHolidays ??= BankHolidayFile.Shipped(Policy.Division);
        var first = isProjecting ? new LocalDate(BankHolidayProjection.FirstYear, 1, 1) : bankHolidays.First;
        var last = isProjecting ? new LocalDate(BankHolidayProjection.LastYear, 12, 31) : bankHolidays.Last;
        return terms is null || (terms.First <= last && first <= terms.Last)
            ? new WorkingDayRules { BankHolidays = bankHolidays, Terms = terms, IsProjecting = isProjecting }
            : throw Failure(
                ProblemCode.BeyondCalendar, $"The term dates, {DateText.Iso(terms.First)} to {DateText.Iso(terms.Last)}, lie beyond the bank holidays, {DateText.Iso(first)} to {DateText.Iso(last)}.",
                "Give the government's newest feed of bank holidays, or ask for a projected answer.");
    }

    private static ConductPolicyException Failure(string code, string message, string help) =>
        new([new Problem(code, "", 0, 0, "", message, help, ProblemSeverity.Error)]);
}
