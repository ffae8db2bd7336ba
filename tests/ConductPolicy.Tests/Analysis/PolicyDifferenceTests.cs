using System.Numerics;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace ConductPolicy.Tests.Analysis;

public sealed class PolicyDifferenceTests(ITestOutputHelper output)
{
    private const int MostStates = 2_000;

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void A_version_and_itself_answer_the_same(string id)
    {
        var policy = ShippedPolicies.Load(id);
        var difference = PolicyDifference.Of(policy, policy);
        Assert.Empty(difference.Changes);
        Assert.Empty(difference.Sections);
        Assert.Equal(PolicyAnalysis.Of(policy).States, difference.States);
    }

    [Fact]
    public void A_raised_ceiling_shows_what_it_opens_by_a_case_that_both_versions_decide_so()
    {
        var before = Given.QetPolicy;
        var after = PolicyFile.Parse(RuleText.With(RuleText.Of("qet"), "\"moderate\": 3, \"high\": 3", "\"moderate\": 4, \"high\": 4"));
        var difference = PolicyDifference.Of(before, after);
        Assert.Equal(["ladder"], Assert.Single(difference.Sections).Changed);

        // A ban comes after a failed letter or in a severe case, where its ceiling was open already: nothing changes but the reason for too early.
        Assert.All(difference.Changes, change => Assert.Equal("ban", change.Response));
        Assert.All(difference.Changes, change => AssertShown(before, after, change));
    }

    [Fact]
    public void A_dropped_approval_permits_what_was_waiting()
    {
        var before = Given.QetPolicy;
        var ban = before.Responses["ban"];
        var after = With(before, ban with { Approvals = [ban.Approvals[0]] });
        var difference = PolicyDifference.Of(before, after);
        var change = Assert.Single(difference.Changes);
        Assert.Equal(("ban", ResponseStatus.AwaitingApproval, ResponseStatus.Permitted, true), (change.Response, change.Before, change.After, change.IsMorePermissive));
        AssertShown(before, after, change);
        Assert.Equal(new SectionChange("responses", [], [], ["ban"]), Assert.Single(difference.Sections));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var policy = Given.QetPolicy;
        Assert.Equal(ProblemCode.NotComparable, Refusal(policy, policy with { SeriousnessLevels = ["low", "high"] }));
        var facts = policy.Facts.Select(fact => fact.Id == "criminal" ? fact with { Type = FactType.Count } : fact).ToValueList();
        Assert.Equal(ProblemCode.NotComparable, Refusal(policy, policy with { Facts = new(facts) }));
    }

    [Fact]
    public void Two_generated_versions_differ_as_deciding_every_state_says()
    {
        var tries = DecisionLaws.CasesOr(2_000);
        var (compared, changes, checkedStates) = (0, 0, 0L);
        var pairs = from policy in SmallPolicies.Drawn
                    from pick in Gen.Choose(0, 1_000)
                    let others = PolicyShrinker.Shrink(policy).Take(200).ToList()
                    where others.Count > 0
                    from isTurned in Gen.Elements(true, false)
                    let other = others[pick % others.Count]
                    select isTurned ? (Before: other, After: policy) : (Before: policy, After: other);
        Prop.ForAll(Arb.From(pairs), pair =>
        {
            if (!pair.Before.SeriousnessLevels.Equals(pair.After.SeriousnessLevels) || SmallSpaceOf(pair.Before, pair.After) is not { } space)
            {
                return;
            }

            var difference = PolicyDifference.Of(pair.Before, pair.After);
            var (before, after) = (new DecisionEngine(pair.Before), new DecisionEngine(pair.After));
            compared++;
            changes += difference.Changes.Count;
            var all = new EnumeratedStates(space.Space);
            foreach (var state in all.All)
            {
                checkedStates += Agrees(before, space.Before, state.Case, state.Values) && Agrees(after, space.After, state.Case, state.Values) ? 1 : 0;
            }

            Counts_agree(space, all, difference);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(tries).WithQuietOnSuccess(true));
        output.WriteLine($"{compared} of {tries} pairs small enough, {changes} changes, {checkedStates} states decided under both");
        Assert.True(compared > tries / 5 && changes > 0 && checkedStates > 0);
    }

    private static JointSpace? SmallSpaceOf(Policy before, Policy after)
    {
        try
        {
            var space = new JointSpace(before, after);
            return space.Space.Count(Diagram.True) <= MostStates ? space : null;
        }
        catch (DiagramLimitException)
        {
            return null;
        }
    }

    // What only the other version defines is no part of a case of this one, and such a state is not compared here.
    private static bool Agrees(DecisionEngine engine, JointSpace.Side side, ConductCase given, bool[] values)
    {
        if (CaseCheck.Run(given, engine.Policy) is not null)
        {
            return false;
        }

        var statuses = new ResponseStatus[engine.Policy.Responses.Count];
        engine.Prepare(given, "i1").Statuses(statuses);
        foreach (var (status, response) in statuses.Zip(engine.Policy.Responses.Ids))
        {
            if (!side.Diagrams.Table.Evaluate(side.StatusOf(response, status), values))
            {
                Assert.Fail($"{response} {status}\n{CaseFile.Write(given)}");
            }
        }

        return true;
    }

    private static void Counts_agree(JointSpace space, EnumeratedStates enumerated, PolicyDifference difference)
    {
        var all = enumerated.All.Where(state => space.Table.Evaluate(space.Comparable, state.Values)).ToList();
        Assert.Equal(new BigInteger(all.Count), difference.States);
        foreach (var response in difference.After.Responses.Where(response => difference.Before.Responses.Contains(response.Id)))
        {
            var seen = all.GroupBy(state => (Was: StatusOf(space.Before, state.Values), Is: StatusOf(space.After, state.Values)))
                .Where(group => group.Key.Was != group.Key.Is)
                .Select(group => (group.Key.Was, group.Key.Is, (BigInteger)group.Count()));
            Assert.Equal(
                seen.Order(), difference.Changes.Where(change => change.Response == response.Id).Select(change => (change.Before, change.After, change.States)).Order());

            ResponseStatus StatusOf(JointSpace.Side side, bool[] values) =>
                Assert.Single(Enum.GetValues<ResponseStatus>(), status => space.Table.Evaluate(side.StatusOf(response.Id, status), values));
        }
    }

    private static void AssertShown(Policy before, Policy after, StatusChange change)
    {
        Assert.Equal(change.Before, new DecisionEngine(before).Decide(change.Example, "i1")[change.Response].Status);
        Assert.Equal(change.After, new DecisionEngine(after).Decide(change.Example, "i1")[change.Response].Status);
    }

    private static string Refusal(Policy before, Policy after) => Assert.Single(Assert.Throws<ConductPolicyException>(() => PolicyDifference.Of(before, after)).Problems).Code;

    private static Policy With(Policy policy, Response changed) =>
        policy with { Responses = new(policy.Responses.Select(response => response.Id == changed.Id ? changed : response).ToValueList()) };
}
