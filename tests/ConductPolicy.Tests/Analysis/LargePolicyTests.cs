using ConductPolicy.Analysis;
using ConductPolicy.Benchmarks;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Policies many times as large as those that ship.</summary>
public sealed class LargePolicyTests
{
    [Theory]
    [InlineData("qet", 10)]
    [InlineData("thrive", 4)]
    public void A_policy_many_times_as_large_is_analysed_as_so_many_of_it(string id, int times)
    {
        var one = PolicyAnalysis.Of(ShippedPolicies.Load(id));
        var many = PolicyAnalysis.Of(Manifold(id, times));
        Assert.Equal(times * one.Safeguards.Count, many.Safeguards.Count);

        // On the one ladder a response of any of them raises the ceiling of all: what asks for one of its own first is refuted.
        Assert.All(many.Safeguards, proof => Assert.Equal(!proof.Safeguard.Id.Contains("at-once", StringComparison.Ordinal), proof.Holds));
        Assert.All(many.Safeguards.Where(proof => !proof.Holds).Take(2), proof => Assert.Equal(
            ResponseStatus.Permitted, new DecisionEngine(many.Policy).Decide(proof.Counterexample!, "i1")[proof.Safeguard.Response].Status));
        Assert.Equal(times * one.Records.Count, many.Records.Count);
        Assert.Equal(
            one.Warnings.Where(warning => warning.Code == AnalysisWarningCode.NeverAsked).SelectMany(warning => Enumerable.Range(1, times).Select(number => $"{warning.Place}-{number}")).Order(StringComparer.Ordinal),
            many.Warnings.Where(warning => warning.Code == AnalysisWarningCode.NeverAsked).Select(warning => warning.Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_too_complex_for_an_exact_answer_is_refused_and_says_so()
    {
        // One list makes one record of all that it names: the states of each are multiplied.
        var policy = Given.ThrivePolicy;
        var all = new TakenCondition(policy.Responses.Ids.ToValueList(), null, Outcome.Declined, new Quantity<int>(3, null), null, OfCase: false);
        var responses = policy.Responses.Select(response => response.Id == "courts" ? response with { When = all } : response).ToValueList();
        var refused = Assert.Throws<ConductPolicyException>(() => PolicyAnalysis.Of(policy with { Responses = new(responses) }));
        Assert.Equal(ProblemCode.TooComplex, Assert.Single(refused.Problems).Code);
    }

    private static Policy Manifold(string id, int times) => PolicyFile.Parse(ManifoldRuleSet.Of(PolicyFile.Write(ShippedPolicies.Load(id)), times));
}
