using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Loading;

public sealed class PolicyFileTests
{
    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_shipped_rule_file_has_no_problem_at_all(string id)
    {
        Assert.Empty(PolicyFile.Check(ShippedPolicies.Read(id), id));
        Assert.Equal(ShippedPolicies.Read(id), File.ReadAllBytes(Repository.PathOf("rules", $"{id}.json")));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Two_loads_of_one_file_give_equal_policies(string id)
    {
        Assert.Equal(ShippedPolicies.Load(id), PolicyFile.Parse(ShippedPolicies.Read(id)));
        Assert.Matches("^[0-9a-f]{64}$", ShippedPolicies.Load(id).Hash);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_clause_is_cited_or_says_why_not(string id)
    {
        var coverage = ClauseCoverage.Of(ShippedPolicies.Load(id));
        Assert.Empty(coverage.Missing);
        Assert.Equal(coverage.Uses.Count, coverage.Cited + coverage.Covered);
    }

    [Fact]
    public void An_id_that_does_not_ship_names_the_nearest()
    {
        var error = Assert.Throws<ConductPolicyException>(() => ShippedPolicies.Load("thrve"));
        Assert.Contains("`thrive`", error.Problems[0].Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rung\": 3,", "\"rungs\": 3,", "unknown-key", "`rungs` is no key of a response.", "Did you mean `rung`?")]
    [InlineData("\"rung\": 3,", "\"rung\": \"3\",", "wrong-type", "`rung` should be a rung, not the text `3`.", null)]
    [InlineData("\"rung\": 3,", "\"rung\": 2,", "rung-twice", "`single-contact` stands on rung 2, where `warning-letter` stands already.", null)]
    [InlineData("\"taken\": \"gather-information\" }, { \"taken\": \"speak-to-parent\" }] },\n      \"clause\": [\"6.then-may\"]", "\"taken\": \"gather-infromation\" }, { \"taken\": \"speak-to-parent\" }] },\n      \"clause\": [\"6.then-may\"]", "unknown-reference", "There is no step or response `gather-infromation`.", "Did you mean `gather-information`?")]
    [InlineData("\"when\": \"on-site\",", "\"when\": \"channel\",", "unknown-reference", "There is no flag among the facts called `channel`.", "`channel` is a choice: write `{ \"fact\": \"channel\", \"in\": [ … ] }`.")]
    [InlineData("\"when\": \"on-site\",", "\"when\": { \"not\": { \"not\": \"on-site\" } },", "double-not", "This is the `not` of a `not`.", null)]
    [InlineData("\"when\": \"on-site\",", "\"when\": { \"any\": [] },", "too-few", "`any` has nothing in it; it needs at least 2.", null)]
    [InlineData("\"when\": \"on-site\",", "\"when\": { \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\" } },", "recorded-outside-safeguard", null, null)]
    [InlineData("{ \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\" } }", "{ \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\", \"after\": \"on-site\" } }", "not-an-event", null, null)]
    [InlineData("{ \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\" } }", "{ \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\", \"after\": { \"recorded\": { \"act\": \"review\", \"role\": \"ceo\" } } } }", "recorded-outside-safeguard", null, null)]
    [InlineData("{ \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\" } }", "{ \"recorded\": { \"act\": \"consult\", \"role\": \"ceo\", \"after\": { \"taken\": \"warning-leter\" } } }", "unknown-reference", "There is no step or response `warning-leter`.", "Did you mean `warning-letter`?")]
    [InlineData("\"low\": 2, \"moderate\": 3", "\"low\": 4, \"moderate\": 3", "ceiling-falls", "The ceiling falls to 3 at `moderate`, from 4 for what is less serious.", null)]
    [InlineData("\"from\": \"2024-09-01\"", "\"from\": \"01/09/2024\"", "bad-date", "`01/09/2024` is not a date.", null)]
    [InlineData("\"format\": 1,", "\"format\": 2,", "newer-format", null, "Update ConductPolicy.")]
    [InlineData("\"unless\": { \"when\": \"alcohol-permitted-at-event\"", "\"unless\": { \"when\": { \"taken\": \"meeting\" }", "not-a-fact", null, null)]
    [InlineData("\"id\": \"drugs\",", "\"id\": \"alcohol\",", "duplicate-id", null, "Give one of the two another id, or remove it.")]
    [InlineData("\"unless\": { \"when\": \"alcohol-permitted-at-event\", \"clause\": [\"4.16.event\"] }", "\"unless\": \"alcohol-permitted-at-event\"", "unknown-reference", null, null)]
    public void A_mistake_is_named_in_the_words_of_the_file(string old, string replacement, string code, string? message, string? help)
    {
        var rules = RuleText.Of("qet");
        if (code == "unknown-reference" && message is null)
        {
            // Without its exception the clause of the exception is cited by its fact alone.
            rules = RuleText.With(rules, "      \"ask\": \"Was the alcohol drunk at an event for which it had been permitted?\",\n      \"clause\": [\"4.16.event\"]\n    }", "      \"ask\": \"Was the alcohol drunk at an event for which it had been permitted?\"\n    }");
            code = "clause-not-cited";
        }

        var problems = RuleText.Problems(RuleText.With(rules, old, replacement));
        var problem = problems.First(item => item.Code == code);
        Assert.Equal(message ?? problem.Message, problem.Message);
        Assert.Equal(help ?? problem.Help, problem.Help);
        Assert.True(problem.Line > 0 && problem.Column > 0);
        Assert.StartsWith("/", problem.Pointer, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_a_file_are_told_at_once()
    {
        var rules = RuleText.Of("qet");
        rules = RuleText.With(rules, "\"rung\": 3,", "\"rungs\": 3,");
        rules = RuleText.With(rules, "\"when\": \"on-site\",", "\"when\": \"of-site\",");
        rules = RuleText.With(rules, "\"from\": \"2024-09-01\"", "\"from\": \"2024-09-31\"");
        rules = RuleText.With(rules, "\"status\": \"adopted\",", "\"status\": \"adopted\"");
        var codes = RuleText.Problems(rules).Select(problem => problem.Code).ToHashSet();
        Assert.Superset(new HashSet<string> { "unknown-key", "unknown-reference", "bad-date", "syntax" }, codes);
    }
}
