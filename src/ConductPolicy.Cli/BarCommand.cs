using System.CommandLine;
using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary><c>bar</c>: the dates of a bar.</summary>
internal static class BarCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var response = new Option<string?>("--response") { Description = "The bar, by the response's id.", HelpName = "id" };
        var starts = new Option<string?>("--starts") { Description = "Its first day.", HelpName = "yyyy-mm-dd" };
        var length = new Option<string?>("--length") { Description = "How long it is, such as \"6 weeks\", \"2 half-terms\" or \"1 month, rounded down\"; the trust's own setting by default.", HelpName = "length" };
        var ends = new Option<string?>("--ends") { Description = "Its last day, in the place of a length.", HelpName = "yyyy-mm-dd" };
        var review = new Option<string?>("--review") { Description = "The day chosen for its review, or for the decision on a provisional bar; the latest by default.", HelpName = "yyyy-mm-dd" };
        var extendedTo = new Option<string?>("--extended-to") { Description = "A later last day: the dates of the bar as extended.", HelpName = "yyyy-mm-dd" };
        var reference = new Option<string?>("--reference") { Description = "What the case goes by in a calendar, such as its id; it tells its bars from those of other cases.", HelpName = "text" };
        var asOf = new Option<string?>("--as-of") { Description = "The day to stamp a calendar with, the later being the newer; the bar's first day by default.", HelpName = "yyyy-mm-dd" };
        var calendarOptions = new CalendarOptions();
        var format = CommandLine.FormatOption("text", "json", "ics");
        var lines = new Argument<string?>("lines") { Description = "Write - here for many bars from standard input, a line of JSON each: {\"response\", \"starts\", \"length\" or \"ends\", \"review\", \"extendedTo\"}.", Arity = ArgumentArity.ZeroOrOne, HelpName = "lines" };
        lines.AcceptOnlyFromAmong("-");
        var command = new Command("bar", "The dates of a bar: representations, decision, reviews and end, each with its clause.")
        {
            lines, policy, response, starts, length, ends, review, extendedTo, reference, asOf, format,
        };
        calendarOptions.AddTo(command);
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var calendars = calendarOptions.CalendarsOf(rules, parsed);
            var given = parsed.GetValue(format)!;
            Option<string?>[] single = [response, starts, length, ends, review, extendedTo, reference, asOf];
            if (parsed.GetValue(lines) is not null)
            {
                CheckLines(single.FirstOrDefault(option => parsed.GetValue(option) is not null)?.Name, given);
                return BarLines.Answer(calendars, calendarOptions.IsProjected(parsed));
            }

            var request = new BarRequest
            {
                Response = parsed.GetValue(response) ?? throw Missing("--response"),
                Starts = DecideCommand.ParseDay(parsed.GetValue(starts), "--starts") ?? throw Missing("--starts"),
                Length = ParseLength(parsed.GetValue(length), "--length"),
                Ends = DecideCommand.ParseDay(parsed.GetValue(ends), "--ends"),
                Review = DecideCommand.ParseDay(parsed.GetValue(review), "--review"),
            };
            Print(ScheduleOf(request, DecideCommand.ParseDay(parsed.GetValue(extendedTo), "--extended-to"), calendars, calendarOptions.IsProjected(parsed)), given, parsed.GetValue(reference), DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of"));
            return ExitCode.Fine;
        }));
        return command;
    }

    /// <summary>The dates of a bar, extended where it is.</summary>
    public static BarSchedule ScheduleOf(BarRequest request, LocalDate? extendedTo, PolicyCalendars calendars, bool isProjected)
    {
        try
        {
            var schedule = BarSchedule.Of(request, calendars);
            return extendedTo is { } ends ? schedule.Extend(ends) : schedule;
        }
        catch (ConductPolicyException refused) when (refused.Problems is [{ Code: ProblemCode.BeyondCalendar, Help: null } beyond])
        {
            throw new ConductPolicyException([beyond with { Help = CalendarOptions.HelpBeyond(isProjected) }]);
        }
    }

    public static Length? ParseLength(string? text, string option)
    {
        string? problem = null;
        return text is null ? null : Length.Parse(text, out problem) ?? throw Failure(
            ProblemCode.BadLength, option, problem!, "Write for example `10 days`, `6 weeks`, `2 half-terms`, `1 term`, or `2 months, rounded down`.");
    }

    /// <summary>Refuses what speaks of one bar where many are read.</summary>
    public static void CheckLines(string? option, string format)
    {
        if (option is not null || format == "ics")
        {
            throw Failure(ProblemCode.WrongOption, option ?? "--format", $"`{option ?? "--format ics"}` is for one bar, and with `-` many are read.", "Leave it out; each line says its own.");
        }
    }

    private static void Print(BarSchedule schedule, string format, string? reference, LocalDate? asOf)
    {
        switch (format)
        {
            case "json":
                StandardOutput.Write($"{BarJson.Of(schedule)}\n");
                break;
            case "ics":
                StandardOutput.Write(ICalendar.Write(schedule.Policy.Id, BarReport.Entries(schedule, reference), asOf ?? schedule.Starts));
                break;
            default:
                ReportPrinter.Print(BarReport.Of(schedule));
                break;
        }
    }

    private static ConductPolicyException Missing(string option) => Failure(
        ProblemCode.WrongOption, option, $"`{option}` is missing.", "Give `--response` and `--starts`, or `-` for many bars from standard input.");

    private static ConductPolicyException Failure(string code, string option, string message, string help) =>
        new([new Problem(code, "", 0, 0, option, message, help, ProblemSeverity.Error)]);
}
