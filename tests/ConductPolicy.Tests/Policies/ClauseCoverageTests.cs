using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Policies;

public sealed class ClauseCoverageTests
{
    [Fact]
    public void A_clause_names_every_rule_that_it_takes_effect_in()
    {
        var uses = ClauseCoverage.Of(Given.QetPolicy).Uses.ToDictionary(use => use.Clause.Id);
        Assert.Equal(["role ceo", "role chair-of-governors", "response ban", "safeguard no-ban-without-consultation"], uses["6.ban.consult"].CitedBy);
        Assert.Equal(["fact alcohol-permitted-at-event", "behaviour alcohol"], uses["4.16.event"].CitedBy);
        Assert.Empty(uses["1.uniqueness"].CitedBy);
        Assert.NotNull(uses["1.uniqueness"].Clause.Covers);
    }

    [Theory]
    [InlineData("qet", 66)]
    [InlineData("thrive", 89)]
    public void Every_clause_of_the_document_is_there(string id, int clauses) => Assert.Equal(clauses, ShippedPolicies.Load(id).Clauses.Count);

    [Fact]
    public void A_clause_that_decides_is_refused_where_it_is_merely_covered()
    {
        var rules = RuleText.With(
            RuleText.Of("qet"), "\"4.10\": {\n      \"kind\": \"behaviour\",", "\"4.10\": { \"covers\": \"Nothing is decided by it, says this test.\", \"kind\": \"behaviour\",");
        Assert.Contains(RuleText.Problems(rules), problem => problem is { Code: "covered-and-cited", Severity: ProblemSeverity.Warning });
        var uncited = rules.Replace("\"clause\": [\"4.10\"]", "\"clause\": [\"4.3\"]", StringComparison.Ordinal);
        Assert.Contains(RuleText.Problems(uncited), problem => problem is { Code: "clause-not-cited", Severity: ProblemSeverity.Error });
    }
}
