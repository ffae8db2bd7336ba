using ConductPolicy.Analysis;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using Xunit.Abstractions;

namespace ConductPolicy.Tests.Analysis;

public sealed class PolicyAnalysisTests(ITestOutputHelper output)
{
    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_safeguard_of_a_shipped_policy_is_proved(string id)
    {
        var analysis = PolicyAnalysis.Of(ShippedPolicies.Load(id));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        PolicyAnalysis.Of(ShippedPolicies.Load(id));
        output.WriteLine($"{watch.ElapsedMilliseconds} ms, {analysis.States} states");
        foreach (var warning in analysis.Warnings)
        {
            output.WriteLine($"{warning.Code} {warning.Place}: {warning.Text}");
        }

        foreach (var size in analysis.Sizes)
        {
            output.WriteLine($"{size.Response} {size.Nodes}");
        }

        Assert.Equal(analysis.Policy.Safeguards.Count, analysis.Safeguards.Count);
        Assert.All(analysis.Safeguards, proof => Assert.True(proof.Holds, proof.Safeguard.Id));
        Assert.All(analysis.Safeguards, proof => Assert.Null(proof.Counterexample));
    }

    [Theory]
    [InlineData("qet", "{ \"act\": \"consult\", \"role\": \"chair-of-governors\", \"clause\": [\"6.ban.consult\"] }", "no-ban-without-consultation")]
    public void An_approval_that_is_dropped_is_refuted_by_a_case_that_the_engine_permits(string id, string approval, string safeguard)
    {
        var rules = RuleText.Of(id);
        var at = rules.IndexOf(approval, StringComparison.Ordinal);
        Assert.True(at > 0);
        var before = rules.LastIndexOf(',', at);
        var policy = PolicyFile.Parse(rules[..before] + rules[(at + approval.Length)..]);
        var proof = PolicyAnalysis.Of(policy).Safeguards.Single(item => item.Safeguard.Id == safeguard);
        Assert.False(proof.Holds);
        Assert.True(proof.Violations > 0);
        Assert.Equal(ResponseStatus.Permitted, new DecisionEngine(policy).Decide(proof.Counterexample!, "i1")[proof.Safeguard.Response].Status);
    }

    private const string HeardFirst = "\"after\": { \"when\": { \"representations\": \"heard\", \"for\": \"bar-confirmed\" }, \"clause\": [\"6.4.3.consider\"] },";
    private const string NotTooEarly = "no-confirmed-bar-on-a-review-before-the-hearing";

    [Fact]
    public void A_review_that_counts_before_the_hearing_is_refuted_by_the_safeguard_that_says_when_it_has_to_come()
    {
        var policy = PolicyFile.Parse(RuleText.With(RuleText.Of("thrive"), HeardFirst, ""));
        var proof = Assert.Single(PolicyAnalysis.Of(policy).Safeguards, proof => !proof.Holds);
        Assert.Equal(NotTooEarly, proof.Safeguard.Id);
        Assert.Equal(ResponseStatus.Permitted, new DecisionEngine(policy).Decide(proof.Counterexample!, "i1")["bar-confirmed"].Status);
        Assert.Equal([NotTooEarly], new SafeguardCheck(policy).Forbidding(proof.Counterexample!, "i1").Where(safeguard => safeguard.Response == "bar-confirmed").Select(safeguard => safeguard.Id));
    }

    [Fact]
    public void It_goes_by_when_the_review_came_and_not_by_how_the_rule_is_written()
    {
        // A rule that asks for more than the safeguard keeps it, and one that asks for something else does not.
        var stricter = HeardFirst.Replace("{ \"representations\": \"heard\", \"for\": \"bar-confirmed\" }", "{ \"all\": [{ \"notified\": \"bar-provisional\" }, { \"representations\": \"received\", \"for\": \"bar-confirmed\" }] }", StringComparison.Ordinal);
        var other = HeardFirst.Replace("{ \"representations\": \"heard\", \"for\": \"bar-confirmed\" }", "{ \"notified\": \"bar-provisional\" }", StringComparison.Ordinal);
        Assert.True(IsProved(stricter));
        Assert.False(IsProved(other));

        static bool IsProved(string after) => PolicyAnalysis.Of(PolicyFile.Parse(RuleText.With(RuleText.Of("thrive"), HeardFirst, after)))
            .Safeguards.Single(proof => proof.Safeguard.Id == NotTooEarly).Holds;
    }
}
