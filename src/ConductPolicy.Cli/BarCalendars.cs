using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>The calendars that the dates of bars are worked out with.</summary>
/// <param name="WorkingDays">The working days of the policy's division.</param>
/// <param name="SchoolDays">The school's days, where its term dates were given.</param>
internal sealed record BarCalendars(WorkingDayCalendar WorkingDays, WorkingDayCalendar? SchoolDays)
{
    public static BarCalendars Load(Policy policy, string? bankHolidays, string? terms, bool isProjected)
    {
        var holidays = bankHolidays is null ? BankHolidayFile.Shipped(policy.Division) : BankHolidayFile.Load(bankHolidays, policy.Division);
        var dates = terms is null ? null : TermDatesFile.Load(terms);
        try
        {
            return new BarCalendars(
                new WorkingDayCalendar(new WorkingDayRules { BankHolidays = holidays, IsProjecting = isProjected }),
                dates is null ? null : new WorkingDayCalendar(new WorkingDayRules { Kind = DayKind.SchoolDay, BankHolidays = holidays, Terms = dates, IsProjecting = isProjected }));
        }
        catch (ArgumentException error)
        {
            // Another division than the one that is projected, or term dates of years without bank holidays.
            var message = error.Message[..(error.Message.IndexOf(" (Parameter", StringComparison.Ordinal) is var end and > 0 ? end : error.Message.Length)];
            throw new ConductPolicyException([new Problem(
                ProblemCode.WrongOption, "", 0, 0, isProjected ? "--projected" : "--terms", message, "Give a newer feed with `--bank-holidays`.", ProblemSeverity.Error)]);
        }
    }

    public BarSchedule ScheduleOf(Policy policy, BarRequest request, LocalDate? extendedTo)
    {
        var schedule = BarSchedule.Of(policy, request, WorkingDays, SchoolDays);
        return extendedTo is { } ends ? schedule.Extend(ends) : schedule;
    }
}
