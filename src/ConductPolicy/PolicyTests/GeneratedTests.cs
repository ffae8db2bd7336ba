using ConductPolicy.Analysis;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.PolicyTests;

/// <summary>One of the two directions in which tests may exercise a part of a policy.</summary>
/// <param name="Part">The part, as the tests that were given exercise it.</param>
/// <param name="Holds">Whether it is that the part holds; else that it fails.</param>
public sealed record TestedDirection(TestedPart Part, bool Holds);

/// <summary>A test that was generated from the rules.</summary>
/// <param name="Test">The test: what it expects is what the rules answer, and it is not confirmed.</param>
/// <param name="Exercises">What it exercises that no test before it does; the first is what the case was looked for.</param>
public sealed record GeneratedTest(PolicyTest Test, ValueList<TestedDirection> Exercises);

/// <summary>The tests that a policy misses: small cases that exercise what no test does, with what the rules answer, for a person to confirm.</summary>
public sealed record GeneratedTests
{
    private GeneratedTests(Policy policy, ValueList<GeneratedTest> tests, ValueList<TestedDirection> impossible)
    {
        Policy = policy;
        Tests = tests;
        Impossible = impossible;
    }

    /// <summary>The policy from whose rules they were generated.</summary>
    public Policy Policy { get; }

    /// <summary>The tests, those that exercise most first.</summary>
    public ValueList<GeneratedTest> Tests { get; }

    /// <summary>What no test exercises because no case can.</summary>
    public ValueList<TestedDirection> Impossible { get; }

    /// <summary>Generates the tests that are missing. The same policy and tests always give the same.</summary>
    /// <param name="engine">The policy's engine.</param>
    /// <param name="tests">The tests that there are. What one of them exercises is not generated again, even where it waits to be confirmed.</param>
    /// <exception cref="ConductPolicyException">The exact answer needs more room than is given to it (<c>too-complex</c>).</exception>
    public static GeneratedTests Of(DecisionEngine engine, IEnumerable<PolicyTest> tests)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(tests);
        try
        {
            return new TestGenerator(engine, [.. tests]).Generate();
        }
        catch (DiagramLimitException limit)
        {
            throw limit.ToProblem();
        }
    }

    /// <summary>The tests as the text of a file of policy tests, with what each exercises, and what no case can, in comments. Without tests it is no file that loads.</summary>
    public string Write() => PolicyTestWriter.Write(this);

    internal static GeneratedTests Of(Policy policy, IEnumerable<GeneratedTest> tests, IEnumerable<TestedDirection> impossible) =>
        new(policy, tests.ToValueList(), impossible.ToValueList());
}
