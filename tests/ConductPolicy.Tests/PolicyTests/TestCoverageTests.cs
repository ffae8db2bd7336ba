using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Tests.PolicyTests;

public sealed class TestCoverageTests
{
    private static readonly DecisionEngine s_engine = new(Given.QetPolicy);

    [Fact]
    public void Without_tests_nothing_is_covered_and_every_part_is_listed()
    {
        var coverage = TestCoverage.Of(s_engine, []);
        Assert.All(coverage.Parts, part => Assert.False(part.HasHeld || part.HasFailed));
        Assert.Equal(coverage.Clauses, coverage.ClausesNotCovered);

        // Every condition, gate and approval of a ban.
        Assert.Equal(
            [
                "response ban: when", "response ban: applicable", "response ban: after", "response ban: after: any 1", "response ban: after: any 2",
                "response ban: in-sequence", "response ban: proportionate", "response ban: approval 1", "response ban: approval 2",
            ],
            coverage.Parts.Where(part => part.Place.StartsWith("response ban", StringComparison.Ordinal)).Select(part => part.Place));
        Assert.Equal(["6.ban.last-resort"], Part(coverage, "response ban: after: any 2").Clauses);
    }

    [Fact]
    public void A_part_is_covered_when_it_held_in_one_case_and_failed_in_another()
    {
        var severe = Case("threat-of-harm", "severe");
        var high = Case("threat-of-harm", "high");
        var one = TestCoverage.Of(s_engine, [severe]);
        Assert.Equal((true, false), Directions(one, "response ban: after: any 2"));
        Assert.Equal((false, true), Directions(one, "response ban: after: any 1"));
        var both = TestCoverage.Of(s_engine, [severe, high]);
        Assert.Equal((true, true), Directions(both, "response ban: after: any 2"));
        Assert.True(Part(both, "response ban: after: any 2").IsCovered);
        Assert.DoesNotContain("6.ban.last-resort", both.ClausesNotCovered);
    }

    [Fact]
    public void What_a_decision_does_not_come_to_ask_is_not_exercised()
    {
        // The first gate is closed, so nothing is said of the later ones.
        var coverage = TestCoverage.Of(s_engine, [Case("smoking", "low")]);
        Assert.Equal((false, true), Directions(coverage, "response ban: applicable"));
        Assert.Equal((false, false), Directions(coverage, "response ban: in-sequence"));
        Assert.Equal((false, false), Directions(coverage, "response ban: approval 1"));
        Assert.Equal((false, false), Directions(coverage, "behaviour recording: unless"));
    }

    [Fact]
    public void An_unknown_is_neither_direction()
    {
        var coverage = TestCoverage.Of(s_engine, [Case("recording", null)]);
        Assert.Equal((false, false), Directions(coverage, "behaviour recording"));
        Assert.Equal((false, false), Directions(coverage, "behaviour recording: unless"));
    }

    [Fact]
    public void A_case_that_cannot_be_decided_exercises_nothing()
    {
        var test = Case("smoking", "low");
        var coverage = TestCoverage.Of(s_engine, [test with { Incident = "none" }]);
        Assert.All(coverage.Parts, part => Assert.False(part.HasHeld || part.HasFailed));
    }

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void The_parts_of_both_policies_are_placed_and_cited(string policy)
    {
        var engine = new DecisionEngine(policy == "qet" ? Given.QetPolicy : Given.ThrivePolicy);
        var coverage = TestCoverage.Of(engine, []);
        Assert.Equal(coverage.Parts.Count, coverage.Parts.Select(part => part.Place).Distinct().Count());
        Assert.All(coverage.Parts, part => Assert.NotEmpty(part.Clauses));
        Assert.All(coverage.Clauses, clause => Assert.True(engine.Policy.Clauses.Contains(clause)));
    }

    private static PolicyTest Case(string behaviour, string? seriousness) => new()
    {
        Id = "t",
        Why = "w",
        Case = new ConductCase
        {
            Id = "c",
            AsOf = Given.Day0,
            Facts = [new FactAnswer("person", "parental-responsibility")],
            Incidents = [new Incident { Id = "i1", On = Given.Day0, Behaviours = [new AllegedBehaviour(behaviour)], Seriousness = seriousness }],
        },
        Expected = new ExpectedDecision(),
    };

    private static TestedPart Part(TestCoverage coverage, string place) => coverage.Parts.Single(part => part.Place == place);

    private static (bool, bool) Directions(TestCoverage coverage, string place) => (Part(coverage, place).HasHeld, Part(coverage, place).HasFailed);
}
