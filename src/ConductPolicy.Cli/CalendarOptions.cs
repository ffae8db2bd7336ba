using System.CommandLine;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>The options by which a trust gives its own calendars.</summary>
internal sealed class CalendarOptions
{
    private readonly Option<string?> _bankHolidays = new("--bank-holidays") { Description = "A newer feed of the government's bank holidays than the one that ships.", HelpName = "file" };
    private readonly Option<string?> _terms = new("--terms") { Description = "The trust's term dates: for lengths in school days, half-terms or terms, and where the rules ask for school closures to be left out.", HelpName = "file" };
    private readonly Option<bool> _isProjected = new("--projected") { Description = "Go on where no bank holidays are published, by the rules they follow; what rests on that is marked." };

    public void AddTo(Command command)
    {
        command.Options.Add(_bankHolidays);
        command.Options.Add(_terms);
        command.Options.Add(_isProjected);
    }

    /// <summary>The calendars of a policy, by these options.</summary>
    public PolicyCalendars CalendarsOf(Policy policy, ParseResult parsed) => new(
        policy,
        parsed.GetValue(_bankHolidays) is { } feed ? BankHolidayFile.Load(feed, policy.Division) : null,
        parsed.GetValue(_terms) is { } file ? TermDatesFile.Load(file) : null,
        parsed.GetValue(_isProjected));

    public bool IsProjected(ParseResult parsed) => parsed.GetValue(_isProjected);

    /// <summary>What to do where a question lies beyond the calendar.</summary>
    public static string HelpBeyond(bool isProjected) => isProjected
        ? "Give a nearer day: no further year is projected, and term dates (`--terms FILE`) never are."
        : "Give a newer feed with `--bank-holidays FILE` (and term dates of those days with `--terms FILE`, where they count), or add `--projected`.";

    /// <summary>An engine that counts by these options; where none is given the calendars are made only when they are needed.</summary>
    public DecisionEngine EngineOf(Policy policy, ParseResult parsed) =>
        parsed.GetValue(_bankHolidays) is null && parsed.GetValue(_terms) is null && !parsed.GetValue(_isProjected)
            ? new DecisionEngine(policy)
            : new DecisionEngine(new ResponseDeadlines(CalendarsOf(policy, parsed)));
}
