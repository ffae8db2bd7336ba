using ConductPolicy.Analysis;
using ConductPolicy.Benchmarks;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Policies many times as large as those that ship.</summary>
public sealed class LargePolicyTests
{
    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void A_policy_ten_times_as_large_is_analysed_as_ten_of_it(string id)
    {
        var one = PolicyAnalysis.Of(ShippedPolicies.Load(id));
        var many = PolicyAnalysis.Of(Manifold(id, 10));
        Assert.Equal(10 * one.Safeguards.Count, many.Safeguards.Count);
        Assert.All(many.Safeguards, proof => Assert.True(proof.Holds, proof.Safeguard.Id));
        Assert.Equal(10 * one.Records.Count, many.Records.Count);
        Assert.Equal(
            one.Warnings.Where(warning => warning.Code == AnalysisWarningCode.NeverAsked).SelectMany(warning => Enumerable.Range(1, 10).Select(number => $"{warning.Place}-{number}")).Order(StringComparer.Ordinal),
            many.Warnings.Where(warning => warning.Code == AnalysisWarningCode.NeverAsked).Select(warning => warning.Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_too_large_for_an_exact_answer_is_refused_and_says_so()
    {
        var refused = Assert.Throws<ConductPolicyException>(() => PolicyAnalysis.Of(Manifold("thrive", 30)));
        Assert.Equal(ProblemCode.TooComplex, Assert.Single(refused.Problems).Code);
    }

    private static Policy Manifold(string id, int times) => PolicyFile.Parse(ManifoldRuleSet.Of(PolicyFile.Write(ShippedPolicies.Load(id)), times));
}
