using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds of what is due in every case of the shipped policies, and of every policy that a rule file may hold.</summary>
public sealed class DueLaws
{
    private const string Generated = "generated";
    private const int Cases = 1_000;

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids, Generated];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Nothing_done_is_overdue_and_what_is_overdue_had_its_day_and_only_that_is_late(string policies) => Holds(policies, (_, _, list) => Assert.All(list.Items, item =>
    {
        Assert.Equal(item.DoneOn is null && item.On < list.AsOf, item.IsOverdue);
        Assert.True(item.IsOverdue || item.LateBy is null);
        Assert.True(item.DoneOn is null || item.DoneOn <= list.AsOf);
    }));

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_is_due_never_lies_before_the_event_it_follows_from(string policies) => Holds(policies, (_, given, list) =>
    {
        var days = given.Events.Select((item, i) => (Id: item.Id ?? FormattableString.Invariant($"e{i + 1}"), item.On)).ToDictionary(item => item.Id, item => item.On);
        Assert.All(list.Items.Where(item => item is { Event: not null, On: not null }), item => Assert.True(item.On >= days[item.Event!], item.What));
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_a_decision_requires_and_its_deadlines_are_due(string policies) => Holds(policies, (engine, given, list) =>
    {
        foreach (var incident in Law.Decidable(given))
        {
            var decision = engine.Decide(given, incident.Id);
            var open = list.Items.Where(item => item.DoneOn is null && (item.Incident is null || item.Incident == incident.Id)).ToList();
            Assert.All(decision.Required, action => Assert.Contains(open, item =>
                item.Kind == (action.Kind == RequiredKind.Step ? DueKind.Step : DueKind.Duty) && item.What == action.Label && item.Clauses.Equals(action.Clauses)));
            Assert.All(decision.Deadlines, deadline => Assert.Contains(open, item =>
                item.What == deadline.What && item.Event == deadline.Event && (item.On == deadline.On || (item.Kind == DueKind.Answer && item.On > deadline.On && deadline.HoldingUntil is not null))));
            Assert.All(decision.Scope == ScopeVerdict.Out ? [] : decision.Awaited, awaited => Assert.Contains(open, item => item.Kind == DueKind.Outcome && item.Event == awaited));
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Overdue_comes_first_then_what_has_a_day_then_what_has_none_then_what_is_done(string policies) => Holds(policies, (_, _, list) =>
    {
        var groups = list.Items.Select(item => item.DoneOn is not null ? 3 : item.IsOverdue ? 0 : item.On is not null ? 1 : 2).ToList();
        Assert.Equal(groups.Order(), groups);
        foreach (var group in list.Items.Where(item => item is { DoneOn: null, On: not null }).GroupBy(item => item.IsOverdue))
        {
            Assert.Equal(group.Select(item => item.On).Order(), group.Select(item => item.On));
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_item_cites_a_clause_of_the_policy(string policies) => Holds(policies, (engine, _, list) => Assert.All(list.Items, item =>
    {
        Assert.NotEmpty(item.Clauses);
        Assert.All(item.Clauses, clause => Assert.True(engine.Policy.Clauses.Contains(clause)));
        Assert.True(item.Basis != Basis.Setting || item.Kind == DueKind.Answer || item.Note is not null);
    }));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Of_a_person_of_whom_the_policy_does_not_speak_nothing_is_due(string policies) => Holds(policies, (engine, given, list) =>
    {
        if (Law.Decidable(given).All(incident => engine.Decide(given, incident.Id).Scope == ScopeVerdict.Out))
        {
            Assert.Empty(list.Items);
        }
    });

    private static void Holds(string policies, Action<DecisionEngine, ConductCase, DueList> law)
    {
        var items = 0;
        var config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(Cases)).WithQuietOnSuccess(true);
        if (policies == Generated)
        {
            Prop.ForAll(PolicyAndCase.Generated, pair => Hold(pair.Engine, pair.Given)).Check(config);
        }
        else
        {
            var engine = new DecisionEngine(ShippedPolicies.Load(policies));
            Prop.ForAll(CaseArbitrary.For(engine.Policy), given => Hold(engine, given)).Check(config);
        }

        Assert.True(items > Cases / 2, $"only {items} items: the generator has lost its aim");

        void Hold(DecisionEngine engine, ConductCase given)
        {
            if (Law.Decidable(given).Any())
            {
                var list = DueList.Of(engine, given);
                items += list.Items.Count;
                law(engine, given, list);
            }
        }
    }
}
