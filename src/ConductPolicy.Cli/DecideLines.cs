using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Many cases, a line of JSON each: the decision on each on one line, in their order, and a bad line stops no other.</summary>
internal sealed class DecideLines(DecisionEngine engine, string? incident, LocalDate? asOf, bool isExplained)
{
    public int Answer(string path, int? workers)
    {
        using var input = LineInput.Open(path);
        var cases = new CaseLines(engine.Policy, input.Name);
        return LineByLine.Answer(input, (line, number, answers) => Answer(cases.Read(line, number), answers), workers: workers).Exit;
    }

    private void Answer(CaseLine line, LineAnswers answers)
    {
        if (line.Case is not { } given)
        {
            answers.Refuse(line.Number, line.Problems);
            return;
        }

        answers.WriteJson((engine.Decide(given, incident, asOf), isExplained), static (answer, writer) => answer.Item1.WriteTo(writer, answer.isExplained));
    }
}
