using System.Globalization;
using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>By when messages are to be answered, asked of one or of many.</summary>
internal sealed class DeadlineQuestion(ResponseDeadlines deadlines, Timescale timescale, bool isJson, bool isProjected)
{
    public int AnswerOne(string text)
    {
        var deadline = Answer(text, (code, message, help) => new Problem(code, "", 0, 0, "--received", message, help, ProblemSeverity.Error));
        if (isJson)
        {
            StandardOutput.Write($"{deadline.ToJson()}\n");
        }
        else
        {
            ReportPrinter.Print(DeadlineReport.Of(deadlines.Policy, deadline));
        }

        return ExitCode.Fine;
    }

    /// <summary>Answers each line of standard input; one in error is told by its number, and the rest is done.</summary>
    public LineByLine AnswerLines()
    {
        using var input = LineInput.Open("-");
        return LineByLine.Answer(input, AnswerLine, areProblemsAnswers: false);
    }

    private void AnswerLine(ReadOnlySpan<byte> line, int number, LineAnswers answers)
    {
        var text = LineBatch.TextOf(line).Trim();
        var deadline = Answer(text, (code, message, help) => new Problem(code, StandardInput.Name, number, 1, "", message, help, ProblemSeverity.Error, text.Length));
        if (isJson)
        {
            answers.WriteJson(deadline, static (deadline, writer) => deadline.WriteTo(writer));
        }
        else
        {
            answers.WriteText(DeadlineReport.LineOf(deadline));
        }
    }

    private ResponseDeadline Answer(string text, Func<string, string, string, Problem> place)
    {
        try
        {
            return ReceiptText.Parse(text, place).DueBy(deadlines, timescale);
        }
        catch (BeyondCalendarException beyond)
        {
            throw new ConductPolicyException([place(
                ProblemCode.BeyondCalendar,
                $"By when `{text}` is to be answered lies beyond the calendar, which runs from {Iso(beyond.First)} to {Iso(beyond.Last)}.",
                CalendarOptions.HelpBeyond(isProjected))]);
        }
    }

    private static string Iso(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
