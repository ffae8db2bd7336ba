using System.CommandLine;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary><c>deadline</c>: by when a message is to be answered.</summary>
internal static class DeadlineCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var timescale = new Option<string>("--timescale") { Description = "The timescale of the policy.", HelpName = "id", DefaultValueFactory = _ => Timescale.GeneralCommunication };
        var received = new Option<string?>("--received") { Description = "When the message came; - (or a pipe) for many, one a line.", HelpName = "date or date and time" };
        var calendarOptions = new CalendarOptions();
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("deadline", "Count the working days within which a message is to be answered.")
        {
            policy, timescale, received, format,
        };
        calendarOptions.AddTo(command);
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var isJson = parsed.GetValue(format) == "json";
            if (!rules.Timescales.TryGet(parsed.GetValue(timescale)!, out var found))
            {
                PrintNone(rules, parsed.GetValue(timescale)!, isJson);
                return ExitCode.FallsShort;
            }

            var deadlines = new ResponseDeadlines(calendarOptions.CalendarsOf(rules, parsed));
            var question = new DeadlineQuestion(deadlines, found, isJson, calendarOptions.IsProjected(parsed));
            return parsed.GetValue(received) is { } text && text != "-" ? question.AnswerOne(text) : AnswerLines(question, isAsked: parsed.GetValue(received) is not null);
        }));
        return command;
    }

    private static void PrintNone(Policy policy, string timescale, bool isJson)
    {
        var stated = policy.Timescales.Count == 0 ? "It states no period at all in which a message is answered." : $"It states: {string.Join(", ", policy.Timescales.Ids)}.";
        var text = $"The policy `{policy.Id}` states no timescale `{timescale}`, so nothing is due by it. {stated}";
        StandardOutput.Write(!isJson ? $"{text}\n" : JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("policy", policy.Id);
            writer.WriteString("timescale", timescale);
            writer.WriteNull("due");
            writer.WriteString("why", text);
            JsonText.WriteTexts(writer, "timescales", policy.Timescales.Ids);
            writer.WriteEndObject();
        }, isIndented: false) + "\n");
    }

    private static int AnswerLines(DeadlineQuestion question, bool isAsked)
    {
        var answered = isAsked || Console.IsInputRedirected ? question.AnswerLines() : null;
        return answered is not null && (isAsked || answered.Lines > 0) ? answered.Exit : throw new ConductPolicyException([new Problem(
            ProblemCode.WrongOption, "", 0, 0, "--received", "It is not said when the message came.", "Add `--received` with a date, or a date and time.", ProblemSeverity.Error)]);
    }
}
