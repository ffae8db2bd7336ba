using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.PolicyTests;

/// <summary>Something in which a decision is not as a test expects.</summary>
/// <param name="Part">What it is of, such as <c>response ban</c> or <c>next</c>.</param>
/// <param name="Expected">What was expected, in the words of the JSON formats.</param>
/// <param name="Actual">What the decision says.</param>
public sealed record TestDifference(string Part, string Expected, string Actual);

/// <summary>What became of one test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Decision">The decision on its case; null where the case could not be decided.</param>
/// <param name="Problems">Why it could not be decided; else empty.</param>
/// <param name="Differences">In what the decision is not as expected.</param>
public sealed record PolicyTestResult(PolicyTest Test, Decision? Decision, ValueList<Problem> Problems, ValueList<TestDifference> Differences)
{
    /// <summary>Whether the case was decided as expected.</summary>
    public bool IsPassed => Decision is not null && Differences.Count == 0;

    /// <summary>Decides the case of a test and holds the decision against what is expected.</summary>
    /// <param name="engine">The policy's engine.</param>
    /// <param name="test">The test.</param>
    public static PolicyTestResult Of(DecisionEngine engine, PolicyTest test)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(test);
        try
        {
            var decision = engine.Decide(test.Case, test.Incident);
            return new PolicyTestResult(test, decision, [], Compare(test.Expected, decision).Where(item => item.Expected != item.Actual).ToValueList());
        }
        catch (ConductPolicyException error)
        {
            return new PolicyTestResult(test, null, error.Problems, []);
        }
    }

    private static IEnumerable<TestDifference> Compare(ExpectedDecision expected, Decision decision)
    {
        if (expected.Scope is { } scope)
        {
            yield return new("scope", DecisionWords.Scopes.WordOf(scope), DecisionWords.Scopes.WordOf(decision.Scope));
        }

        foreach (var (behaviour, verdict) in expected.Behaviours)
        {
            var actual = decision.Behaviours.FirstOrDefault(item => item.Behaviour.Id == behaviour);
            yield return new($"behaviour {behaviour}", DecisionWords.Verdicts.WordOf(verdict), actual is null ? "not named by the incident" : DecisionWords.Verdicts.WordOf(actual.Verdict));
        }

        foreach (var (response, status) in expected.Statuses)
        {
            yield return new($"response {response}", DecisionWords.Statuses.WordOf(status), DecisionWords.Statuses.WordOf(decision[response].Status));
        }

        if (expected.Next is { } next)
        {
            yield return Lists("next", next, decision.Next);
        }

        if (expected.Required is { } required)
        {
            yield return Lists("required", required, decision.Required.Select(item => item.Id));
        }

        if (expected.Ask is { } ask)
        {
            yield return Lists("ask", ask, decision.Ask.Select(question => question.Fact));
        }

        if (expected.Deadlines is { } deadlines)
        {
            yield return Lists("deadlines", deadlines.Select(DateText.Iso), decision.Deadlines.Select(deadline => DateText.Iso(deadline.On)));
        }

        if (expected.Clauses.Count > 0)
        {
            var relied = decision.ReliedOn.Select(item => item.Clause.Id).ToHashSet();
            yield return Lists("clauses relied on", expected.Clauses, expected.Clauses.Where(relied.Contains));
        }
    }

    private static TestDifference Lists(string part, IEnumerable<string> expected, IEnumerable<string> actual) => new(part, Listed(expected), Listed(actual));

    private static string Listed(IEnumerable<string> items) => string.Join(", ", items.Order(StringComparer.Ordinal)) is { Length: > 0 } listed ? listed : "none";
}
