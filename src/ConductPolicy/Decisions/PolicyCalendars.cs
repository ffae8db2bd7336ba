using ConductPolicy.Calendars;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>The calendars that the dates of a policy go by: its division's bank holidays, its settings, and the trust's term dates. Immutable.</summary>
public sealed class PolicyCalendars
{
    /// <summary>The calendars of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="bankHolidays">The bank holidays of its division; null for those that come with the library.</param>
    /// <param name="terms">The trust's term dates, or null for none.</param>
    /// <param name="isProjecting">Whether the 1971 Act's rules stand in where no bank holidays are published.</param>
    /// <exception cref="ConductPolicyException">No bank holidays of the division come with the library, none can be projected, or the term dates lie wholly beyond them.</exception>
    /// <exception cref="ArgumentException">The bank holidays are of another division.</exception>
    public PolicyCalendars(Policy policy, BankHolidays? bankHolidays = null, TermDates? terms = null, bool isProjecting = false)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (bankHolidays is not null && bankHolidays.Division != policy.Division)
        {
            throw new ArgumentException($"The policy is of {policy.Division}, and the bank holidays are of {bankHolidays.Division}.", nameof(bankHolidays));
        }

        Policy = policy;
        Settings = new CountingSettings(policy);
        HasTerms = terms is not null;
        var worked = Settings.ExcludesSchoolClosures ? terms : null;
        WorkingDays = new WorkingDayCalendar(Settings.WorkingDay == WorkingDayMeaning.MondayToFriday ? EveryWeekday(worked) : RulesOf(bankHolidays, worked, isProjecting));

        // Pupils are at home on bank holidays, whatever the trust's offices do.
        SchoolDays = terms is null ? null : new WorkingDayCalendar(RulesOf(bankHolidays, terms, isProjecting) with { Kind = DayKind.SchoolDay });
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The days that the policy counts as worked; school holidays and closures are none where its setting <c>exclude-school-closures</c> says so and there are term dates.</summary>
    public WorkingDayCalendar WorkingDays { get; }

    /// <summary>The days on which pupils attend; null without term dates.</summary>
    public WorkingDayCalendar? SchoolDays { get; }

    internal CountingSettings Settings { get; }

    internal bool HasTerms { get; }

    /// <summary>How many working days after a day another lies; 0 where it does not lie after it, null where the calendar does not reach so far.</summary>
    internal int? WorkingDaysLate(LocalDate due, LocalDate on) =>
        on <= due ? 0 : due < WorkingDays.First || on > WorkingDays.Last ? null : WorkingDays.WorkingDaysBetween(due, on);

    private WorkingDayRules EveryWeekday(TermDates? terms) =>
        new() { BankHolidays = new BankHolidays(Policy.Division, new LocalDate(1900, 1, 1), new LocalDate(2199, 12, 31), []), Terms = terms };

    private WorkingDayRules RulesOf(BankHolidays? bankHolidays, TermDates? terms, bool isProjecting)
    {
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
