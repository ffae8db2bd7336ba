using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Library;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Many cases, a line of JSON each: the decision on each on one line, in their order, and a bad line stops no other.</summary>
internal sealed class DecideLines(string? incident, LocalDate? asOf, bool isExplained)
{
    public int Answer(string path, DecisionEngine engine, int? workers)
    {
        using var input = LineInput.Open(path);
        var cases = new CaseLines(engine.Policy, input.Name);
        return LineByLine.Answer(input, (line, number, answers) => Answer(cases.Read(line, number), engine, answers), workers: workers).Exit;
    }

    /// <summary>Decides each case by the versions of its own days.</summary>
    public int Answer(string path, PolicyVersions versions, int? workers)
    {
        using var input = LineInput.Open(path);
        return LineByLine.Answer(
            input, (line, _, answers) => Write(versions.Decide(versions.ReadCase(line.ToArray(), input.Name, incident, asOf), incident, asOf), answers), workers: workers).Exit;
    }

    private void Answer(CaseLine line, DecisionEngine engine, LineAnswers answers)
    {
        if (line.Case is not { } given)
        {
            answers.Refuse(line.Number, line.Problems);
            return;
        }

        Write(engine.Decide(given, incident, asOf), answers);
    }

    private void Write(Decision decision, LineAnswers answers) =>
        answers.WriteJson((decision, isExplained), static (answer, writer) => answer.decision.WriteTo(writer, answer.isExplained));
}
