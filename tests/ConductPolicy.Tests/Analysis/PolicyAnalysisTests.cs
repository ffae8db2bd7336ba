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
}
