using System.CommandLine;
using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Letters;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary><c>letter</c>: the draft of a notice.</summary>
internal static class LetterCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var input = new Option<string>("--case") { Description = "A case file, or - for standard input.", Required = true, HelpName = "file" };
        var response = new Option<string>("--for") { Description = "The response that the letter is about.", Required = true, HelpName = "id" };
        var isIntention = new Option<bool>("--intention") { Description = "The notice that the response is being considered, and until when the person may put their side." };
        var isExtension = new Option<bool>("--extension") { Description = "The notice that a bar in force is extended." };
        var incident = new Option<string?>("--incident") { Description = "The incident; the latest by default.", HelpName = "id" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the letter; the case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var ends = new Option<string?>("--ends") { Description = "The last day of a bar or extension that is not on record yet.", HelpName = "yyyy-mm-dd" };
        var review = new Option<string?>("--review") { Description = "The day chosen for the review of a bar; the latest by default.", HelpName = "yyyy-mm-dd" };
        var until = new Option<string?>("--representations-until") { Description = "The last day on which the person may put their side, where no invitation is on record; by the trust's setting by default.", HelpName = "yyyy-mm-dd" };
        var templates = new Option<string?>("--templates") { Description = "A folder of the trust's own templates, such as ban.md or warning.md.", HelpName = "folder" };
        var bankHolidays = new Option<string?>("--bank-holidays") { Description = "A newer feed of the government's bank holidays.", HelpName = "file" };
        var format = CommandLine.FormatOption("markdown", "text", "json");
        var command = new Command("letter", "Draft the notice of a response from the case and the policy, for a person to finish and sign.")
        {
            policy, input, response, isIntention, isExtension, incident, asOf, ends, review, until, templates, bankHolidays, format,
        };
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            if (parsed.GetValue(isIntention) && parsed.GetValue(isExtension))
            {
                throw new ConductPolicyException([new Problem(
                    ProblemCode.WrongOption, "", 0, 0, "--extension", "`--extension` and `--intention` are two different letters.", "Give one of the two.", ProblemSeverity.Error)]);
            }

            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var read = DecideCommand.ReadCase(parsed.GetValue(input)!, rules);
            var workingDays = parsed.GetValue(bankHolidays) is { } feed ? new WorkingDayCalendar(new WorkingDayRules { BankHolidays = BankHolidayFile.Load(feed, rules.Division) }) : null;
            var writer = new LetterWriter(
                new DecisionEngine(rules), parsed.GetValue(templates) is { } folder ? LetterTemplates.Load(folder, rules) : null, workingDays);
            var request = new LetterRequest
            {
                Response = parsed.GetValue(response)!,
                Kind = parsed.GetValue(isIntention) ? LetterKind.Intention : parsed.GetValue(isExtension) ? LetterKind.Extension : LetterKind.Act,
                Incident = parsed.GetValue(incident),
                AsOf = DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of"),
                Ends = DecideCommand.ParseDay(parsed.GetValue(ends), "--ends"),
                Review = DecideCommand.ParseDay(parsed.GetValue(review), "--review"),
                RepresentationsUntil = DecideCommand.ParseDay(parsed.GetValue(until), "--representations-until"),
            };
            return Print(() => writer.Draft(read, request), parsed.GetValue(format)!);
        }));
        return command;
    }

    private static int Print(Func<LetterDraft> write, string format)
    {
        try
        {
            var draft = write();
            StandardOutput.Write(format switch
            {
                "json" => $"{LetterJson.Of(draft)}\n",
                "text" => draft.PlainText,
                _ => draft.Markdown,
            });
            return ExitCode.Fine;
        }
        catch (ConductPolicyException refused) when (refused.Problems.All(problem => problem.Code == ProblemCode.LetterIncomplete))
        {
            if (format == "json")
            {
                StandardOutput.Write($"{LetterJson.Of(refused.Problems)}\n");
            }
            else
            {
                Console.Error.Write(string.Concat(refused.Problems.Select(problem => ProblemText.Of(problem, null))));
            }

            return ExitCode.FallsShort;
        }
    }
}
