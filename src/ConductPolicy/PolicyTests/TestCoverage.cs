using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.PolicyTests;

/// <summary>What of a policy a set of tests exercises, in both directions: that a part holds in one case is half of it, that it fails in another the rest.</summary>
public sealed record TestCoverage
{
    private TestCoverage(ValueList<TestedPart> parts) => Parts = parts;

    /// <summary>Every part of the policy that decides something.</summary>
    public ValueList<TestedPart> Parts { get; }

    /// <summary>The clauses that decide something, in the order in which the parts cite them.</summary>
    public ValueList<string> Clauses => Parts.SelectMany(part => part.Clauses).Distinct().ToValueList();

    /// <summary>Those of them that no part exercises in both directions.</summary>
    public ValueList<string> ClausesNotCovered => Clauses.Except(Parts.Where(part => part.IsCovered).SelectMany(part => part.Clauses)).ToValueList();

    /// <summary>The coverage of a policy by tests. A test whose case cannot be decided exercises nothing, nor does one that no person has confirmed.</summary>
    /// <param name="engine">The policy's engine.</param>
    /// <param name="tests">The tests.</param>
    public static TestCoverage Of(DecisionEngine engine, IEnumerable<PolicyTest> tests)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(tests);
        var recorder = new CoverageRecorder(engine.Policy);
        foreach (var test in tests.Where(test => test.IsConfirmed))
        {
            if (PrepareIfAny(engine, test) is { } prepared)
            {
                recorder.Record(prepared);
            }
        }

        return new TestCoverage(recorder.Parts.ToValueList());
    }

    private static PreparedIncident? PrepareIfAny(DecisionEngine engine, PolicyTest test)
    {
        try
        {
            return engine.Prepare(test.Case, test.Incident);
        }
        catch (ConductPolicyException)
        {
            return null;
        }
    }
}
