using System.CommandLine;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary><c>ask</c>: an interview that ends in a decision and a case file.</summary>
internal static class AskCommand
{
    private const string About = """
        Answer questions about an incident, and get the decision and a case file.

        Only questions are put whose answer can still change what may be done. Answers may be shortened: y, n, ? for don't know, numbers
        from a list, or the beginning of an id. `back` takes the last answer back, `why` says what hangs on a question, `stop` ends
        early, and so does the end of the input: it is decided with what is known. Questions go to standard error, the decision to
        standard output.

        A person at a terminal is asked again after a wrong answer. Where standard input is no terminal, a line that is no answer ends
        the run with exit status 2 and its line number, since the lines after it would answer the wrong questions.
        """;

    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var input = new Option<string?>("--case") { Description = "A case file to go on with; without it, the interview starts with the incident.", HelpName = "file" };
        var incident = new Option<string?>("--incident") { Description = "The incident of the case to ask about; the latest by default.", HelpName = "id" };
        var on = new Option<string?>("--on") { Description = "The day of a new incident, in place of asking for it.", HelpName = "yyyy-mm-dd" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the decision; the case's own asOf by default, else it is asked for.", HelpName = "yyyy-mm-dd" };
        var save = new Option<string?>("--save") { Description = "Where to write the case with the answers; it may be the file of --case.", HelpName = "file" };
        var force = new Option<bool>("--force") { Description = "Let --save replace any other file." };
        var format = CommandLine.FormatOption("text", "json", "markdown");
        var command = new Command("ask", About) { policy, input, incident, on, asOf, save, force, format };
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var (path, target) = (parsed.GetValue(input), parsed.GetValue(save));
            var (onDay, asOfDay) = (DecideCommand.ParseDay(parsed.GetValue(on), "--on"), DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of"));
            CheckUse(path, parsed.GetValue(incident), onDay);
            var given = path is null ? null : CaseFile.Load(path, rules);
            var file = target is null ? null : OutputFile.For(target, save.Name, parsed.GetValue(force) || OutputFile.IsSame(target, path));

            var isTerminal = !Console.IsInputRedirected;
            var output = PromptWriter.ToStandardError();
            var questions = new Questionnaire(new DecisionEngine(rules), given, parsed.GetValue(incident), file?.Reference, isTerminal ? Today() : null);
            var start = questions.Start(onDay, asOfDay);
            if (isTerminal)
            {
                Console.CancelKeyPress += (_, _) => output.Line(LineKind.Text, "\nStopped. Nothing was decided or saved.");
            }

            Introduce(rules, start, file, output);
            var interview = new AskDialogue(questions, Console.In, output, isTerminal).Run(start);
            output.Line(LineKind.Text, "");
            DecideCommand.Print(interview.Decision, parsed.GetValue(format)!, isExplained: false);
            output.Line(LineKind.Text, "");
            if (file is null && isTerminal)
            {
                file = OutputFile.Chosen(Console.In, output);
            }

            file?.Write(interview.Case);
            output.Line(LineKind.Text, file is null ? "The answers are not saved. To keep them as a case, run it again with --save FILE." : $"The case is saved in {file.Path}.");
            return ExitCode.Fine;
        }));
        return command;
    }

    internal static void CheckUse(string? path, string? incident, LocalDate? on)
    {
        var (option, message) = (path, incident, on) switch
        {
            ("-", _, _) => ("--case", "Standard input holds the answers, so it cannot hold the case."),
            (null, not null, _) => ("--incident", "There is no case yet whose incident this could name."),
            (not null, _, not null) => ("--on", "The case has its incidents already, each with its day."),
            _ => (null, ""),
        };
        if (option is not null)
        {
            throw new ConductPolicyException([new Problem(ProblemCode.WrongOption, "", 0, 0, option, message, option == "--case" ? "Give a file." : $"Leave `{option}` out.", ProblemSeverity.Error)]);
        }
    }

    private static void Introduce(Policy policy, InterviewDraft start, OutputFile? file, PromptWriter output)
    {
        output.Line(LineKind.Title, $"{policy.Trust}: {policy.Title}");
        if (start.Interview is { Decision: var decision })
        {
            output.Line(LineKind.Text, $"Case {decision.Case}, incident {decision.Incident.Id} of {DecisionReport.Day(decision.Incident.On)}, decided as of {DecisionReport.Day(decision.AsOf)}.");
        }

        output.Line(LineKind.Text, "A few questions, each asked only where the answer can change what may be done under this policy.");
        output.Line(LineKind.Text, "“Don't know” is a good answer: nothing unknown is taken for no. No names are needed.");
        output.Line(LineKind.Small, "back: take the last answer back    why: what hangs on the question    stop: decide with what is known");
        output.Line(LineKind.Small, "This applies the trust's own policy. It is not legal advice.");
        if (file is { IsReplaced: true })
        {
            output.Line(LineKind.Text, $"{file.Path} will be replaced; comments in it, and keys that begin with x-, are not kept.");
        }
    }

    private static LocalDate Today() => LocalDate.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
}
