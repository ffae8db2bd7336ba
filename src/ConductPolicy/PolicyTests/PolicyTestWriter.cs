using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.PolicyTests;

/// <summary>Writes generated tests as a file of policy tests, in the canonical layout.</summary>
internal sealed class PolicyTestWriter
{
    private readonly StringBuilder _text = new();

    public static string Write(GeneratedTests generated)
    {
        var writer = new PolicyTestWriter();
        writer.AddFile(generated);
        return JsonLayout.Format(writer._text.ToString());
    }

    private void AddFile(GeneratedTests generated)
    {
        Comment($"Generated from the rules of `{generated.Policy.Id}`: cases of what no test exercises yet, with what the rules answer.");
        Comment("No person has confirmed them, and until one has they exercise nothing. Where an answer is what the policy means, say in `why` why,");
        Comment("delete `\"confirmed\": false`, and keep the test with the others. Where it is not, the rules are to be mended.");
        if (generated.Impossible.Count > 0)
        {
            Comment("");
            Comment("What no case can exercise:");
            Comments(generated.Impossible);
        }

        _text.Append(CultureInfo.InvariantCulture, $"{{ \"format\": {PolicyTestShape.Format},\n\n\"cases\": [");
        for (var i = 0; i < generated.Tests.Count; i++)
        {
            _text.Append(i == 0 ? "\n" : ",\n\n");
            Comments(generated.Tests[i].Exercises);
            Add(generated.Tests[i].Test);
        }

        _text.Append("] }\n");
    }

    private void Comments(ValueList<TestedDirection> directions)
    {
        foreach (var (part, holds) in directions)
        {
            Comment($"- {(holds ? "holds" : "fails")}: {TestGenerator.CitationOf(part)}");
        }
    }

    private void Comment(string line) => _text.Append("// ").Append(line).Append('\n');

    private void Add(PolicyTest test)
    {
        _text.Append("{ \"id\": ").Append(Text(test.Id)).Append(",\n\"why\": ").Append(Text(test.Why));
        if (!test.IsConfirmed)
        {
            _text.Append(",\n\"confirmed\": false");
        }

        _text.Append(",\n\"case\": ").Append(CaseWriter.Write(test.Case).TrimEnd());
        if (test.Incident is { } incident)
        {
            _text.Append(",\n\"incident\": ").Append(Text(incident));
        }

        _text.Append(",\n\"expect\": { ").AppendJoin(", ", Expectations(test.Expected)).Append(" } }");
    }

    // Only what a generated test expects.
    private static IEnumerable<string> Expectations(ExpectedDecision expected)
    {
        if (expected.Scope is { } scope)
        {
            yield return $"\"scope\": {Text(DecisionWords.Scopes.WordOf(scope))}";
        }

        if (expected.Behaviours.Count > 0)
        {
            yield return $"\"behaviours\": {{ {string.Join(", ", expected.Behaviours.Select(item => $"{Text(item.Behaviour)}: {Text(DecisionWords.Verdicts.WordOf(item.Verdict))}"))} }}";
        }

        if (expected.Statuses.Count > 0)
        {
            yield return $"\"statuses\": {{ {string.Join(", ", expected.Statuses.Select(item => $"{Text(item.Response)}: {Text(DecisionWords.Statuses.WordOf(item.Status))}"))} }}";
        }

        if (expected.Required is { } required)
        {
            yield return $"\"required\": [{string.Join(", ", required.Select(Text))}]";
        }
    }

    private static string Text(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
