using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Applies the timescales of a policy to the receipt of messages. Immutable: keep one, share it between threads.</summary>
/// <remarks>How to count is what the rule set says under <c>settings</c> (<see cref="WellKnownSettings"/>); what it leaves out has a default.</remarks>
public sealed class ResponseDeadlines
{
    /// <summary>The deadlines of a policy, by a calendar.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bankHolidays">The bank holidays of its division; null for those that come with the library.</param>
    /// <param name="terms">The trust's term dates; they count only where the setting <c>exclude-school-closures</c> asks for it. Null for none.</param>
    /// <param name="isProjecting">Whether the 1971 Act's rules stand in where no bank holidays are published.</param>
    /// <exception cref="ConductPolicyException">No bank holidays of the division come with the library, none can be projected, or the term dates lie wholly beyond them.</exception>
    /// <exception cref="ArgumentException">The bank holidays are of another division.</exception>
    public ResponseDeadlines(Policy policy, BankHolidays? bankHolidays = null, TermDates? terms = null, bool isProjecting = false)
        : this(new PolicyCalendars(policy, bankHolidays, terms, isProjecting))
    {
    }

    /// <summary>The deadlines of a policy, by its calendars.</summary>
    /// <param name="calendars">The policy's calendars.</param>
    public ResponseDeadlines(PolicyCalendars calendars)
    {
        ArgumentNullException.ThrowIfNull(calendars);
        Calendars = calendars;
    }

    /// <summary>The policy.</summary>
    public Policy Policy => Calendars.Policy;

    /// <summary>The calendars by which days are counted.</summary>
    public PolicyCalendars Calendars { get; }

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

    /// <summary>By which day a message is to be answered, and nothing else.</summary>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    internal LocalDate DueOn(Timescale timescale, CaseEvent message) => PeriodOf(timescale).DueFrom(message.On, message.At);

    internal static Basis BasisOf(Timescale timescale) => timescale is { Reading: not null, WorkingDays.Setting: null } ? Basis.Reading : Basis.Setting;

    private ResponsePeriod PeriodOf(Timescale timescale) => new()
    {
        Calendar = Calendars.WorkingDays,
        WorkingDays = timescale.WorkingDays.Value,
        OnDayNotWorked = Calendars.Settings.OnDayNotWorked,
        ClosingTime = Calendars.Settings.ClosingTime,
    };

    private ResponseDeadline Of(Timescale timescale, Func<ResponsePeriod, ResponseCount> countFrom)
    {
        ArgumentNullException.ThrowIfNull(timescale);
        var count = countFrom(PeriodOf(timescale));
        return new ResponseDeadline
        {
            Timescale = timescale,
            Count = count,
            Basis = BasisOf(timescale),
            Settings = Calendars.Settings.BehindThe(count, Calendars.WorkingDays.Rules.Terms is not null, timescale.WorkingDays),
            Notes = NotesOn(count).ToValueList(),
        };
    }

    private IEnumerable<string> NotesOn(ResponseCount count)
    {
        if (Calendars.Settings.ClosingTime is not null && count is { At: null, IsOnDayNotWorked: false })
        {
            yield return "It is not known at what time of day the message came; it is taken to have come before closing time.";
        }

        if (Calendars.Settings.ExcludesSchoolClosures && !Calendars.HasTerms)
        {
            yield return "School holidays and closures were to be left out, but no term dates were given, so they are counted as any other day.";
        }

        if (!Calendars.Settings.ExcludesSchoolClosures && Calendars.HasTerms)
        {
            yield return $"Term dates were given, but the setting `{WellKnownSettings.ExcludeSchoolClosures}` does not ask for them, so school holidays and closures are counted as any other day.";
        }

        if (count.IsProjected)
        {
            yield return "It rests on bank holidays that are not published yet: projected by the rules, which a proclamation may change.";
        }
    }
}
