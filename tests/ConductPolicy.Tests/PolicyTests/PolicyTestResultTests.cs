using ConductPolicy.Decisions;
using ConductPolicy.PolicyTests;
using NodaTime;

namespace ConductPolicy.Tests.PolicyTests;

public sealed class PolicyTestResultTests
{
    private static readonly DecisionEngine s_engine = new(Given.QetPolicy);
    private static readonly PolicyTest s_test = Assert.Single(PolicyTestFile.Parse(
        PolicyTestFileTests.FileOf($$"""{ "id": "t", "why": "w", "case": {{PolicyTestFileTests.Case}}, "expect": { "scope": "in" } }"""), Given.QetPolicy));

    [Fact]
    public void A_decision_as_expected_passes()
    {
        var result = PolicyTestResult.Of(s_engine, With(new ExpectedDecision
        {
            Scope = ScopeVerdict.In,
            Behaviours = [new("shouting", Verdict.Breach)],
            Statuses = [new("meeting", ResponseStatus.TooEarly)],
            Next = [],
            Required = ["speak-to-parent", "gather-information"],
            Deadlines = [],
            Clauses = ["4.4", "6.then-may"],
        }));
        Assert.True(result.IsPassed);
        Assert.Empty(result.Differences);
        Assert.Equal("2026-001", result.Decision!.Case);
    }

    [Fact]
    public void Each_part_that_is_otherwise_is_told_with_both_sides()
    {
        var result = PolicyTestResult.Of(s_engine, With(new ExpectedDecision
        {
            Scope = ScopeVerdict.Out,
            Behaviours = [new("shouting", Verdict.Excused), new("smoking", Verdict.Breach)],
            Statuses = [new("meeting", ResponseStatus.Permitted)],
            Next = ["meeting", "ban"],
            Required = ["gather-information"],
            Ask = ["complaints"],
            Deadlines = [new LocalDate(2026, 12, 4)],
            Clauses = ["4.4", "4.9"],
        }));
        Assert.False(result.IsPassed);
        Assert.Equal(
            [
                new("scope", "out", "in"),
                new("behaviour shouting", "excused", "breach"),
                new("behaviour smoking", "breach", "not named by the incident"),
                new("response meeting", "permitted", "too-early"),
                new("next", "ban, meeting", "none"),
                new("required", "gather-information", "gather-information, speak-to-parent"),
                new("ask", "complaints", string.Join(", ", s_engine.Decide(s_test.Case).Ask.Select(question => question.Fact).Order(StringComparer.Ordinal))),
                new("deadlines", "2026-12-04", "none"),
                new("clauses relied on", "4.4, 4.9", "4.4"),
            ],
            result.Differences);
    }

    [Fact]
    public void A_case_that_cannot_be_decided_fails_with_the_reason()
    {
        var result = PolicyTestResult.Of(s_engine, s_test with { Case = s_test.Case with { AsOf = new LocalDate(2026, 11, 1) } });
        Assert.False(result.IsPassed);
        Assert.Null(result.Decision);
        Assert.Equal("before-incident", Assert.Single(result.Problems).Code);
    }

    private static PolicyTest With(ExpectedDecision expected) => s_test with { Expected = expected };
}
