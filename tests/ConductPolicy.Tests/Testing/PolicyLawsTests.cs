using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Testing;

public sealed class PolicyLawsTests
{
    public static TheoryData<string, string> LawsOfShippedPolicies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var policy in ShippedPolicies.Ids)
            {
                foreach (var law in PolicyLaws.All)
                {
                    data.Add(policy, law.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(LawsOfShippedPolicies))]
    public void A_policy_of_a_trust_keeps_the_law(string policy, string law) => PolicyLaws.Check(ShippedPolicies.Load(policy), law, DecisionLaws.CasesOr(PolicyLaws.UsualCases));

    [Fact]
    public void A_generated_policy_keeps_all_laws_but_that_of_the_safeguards_that_it_may_well_not_keep() => Prop.ForAll(PolicyAndCase.Generated, pair =>
    {
        foreach (var law in PolicyLaws.All.Where(law => law.Name != "safeguards"))
        {
            law.Check(pair.Engine.Policy, 2);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(60)).WithQuietOnSuccess(true));

    [Fact]
    public void Names_are_unlike_and_statements_are_sentences()
    {
        Assert.Equal(PolicyLaws.All.Count, PolicyLaws.All.Select(law => law.Name).Distinct().Count());
        Assert.All(PolicyLaws.All, law =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", law.Name);
            Assert.Matches("^[A-Z].*[.]$", law.Statement);
        });
        Assert.Equal(PolicyLaws.All.Select(law => (object)law.Name), PolicyLaws.Names.Select(Assert.Single));
    }

    [Fact]
    public void What_is_no_law_no_replay_or_no_number_of_cases_is_refused()
    {
        var policy = Given.QetPolicy;
        Assert.Contains("There is no law `approvals`. The laws are out-of-scope, unknown-answered, ", Assert.Throws<ArgumentException>(() => PolicyLaws.Check(policy, "approvals")).Message, StringComparison.Ordinal);
        Assert.Contains("`1,2` is nothing to replay", Assert.Throws<ArgumentException>(() => PolicyLaws.Check(policy, "later-events", replay: "1,2")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PolicyLaws.Check(policy, 0));
        Assert.Throws<ArgumentNullException>(() => PolicyLaws.Check(null!));
    }

    /// <summary>A law says little where nothing reaches what it speaks of.</summary>
    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void Among_the_usual_number_of_cases_each_law_meets_what_it_speaks_of(string policy)
    {
        var subject = new LawSubject(new DecisionEngine(ShippedPolicies.Load(policy)));
        var (outOfScope, unknown, awaiting, permitted, taken, forbidden) = (0, 0, 0, 0, 0, 0);
        foreach (var given in CaseArbitrary.MixedFor(subject.Policy).Generator.Sample(PolicyLaws.UsualCases))
        {
            foreach (var decision in subject.Decisions(given))
            {
                outOfScope += decision.Scope == ScopeVerdict.Out ? 1 : 0;
                unknown += decision.Responses.Count(item => item.Status == ResponseStatus.Unknown);
                awaiting += decision.Responses.Count(item => item.Status == ResponseStatus.AwaitingApproval);
                permitted += decision.Responses.Count(item => item.Status == ResponseStatus.Permitted);
                forbidden += subject.Safeguards.Forbidding(given, decision.Incident.Id).Count;
            }

            taken += RecordLaw.TakenAsPermitted(subject, given).Count();
        }

        var met = $"{outOfScope} out of scope, {unknown} unknown, {awaiting} awaiting, {permitted} permitted, {taken} taken as permitted, {forbidden} forbidden";
        Assert.True(new[] { outOfScope, unknown, awaiting, permitted, taken, forbidden }.Min() >= 10, met);
    }
}
