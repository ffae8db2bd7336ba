using ConductPolicy.Analysis;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace ConductPolicy.Tests.Analysis;

/// <summary>The automaton of a record, held against the record itself.</summary>
public sealed class RecordGroupTests(ITestOutputHelper output)
{
    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Whatever_comes_on_to_a_record_the_automaton_of_a_shipped_policy_stands_as_the_record_does(string id)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(id));
        var compiled = Compiled(engine.Policy);
        var groups = GroupsOf(compiled);
        foreach (var group in groups)
        {
            output.WriteLine($"{string.Join(", ", group.Subjects.Select(subject => NameOf(engine.Policy, subject)))}: {group.Events.Count} events, {group.StateCount} states, {group.Valuations.Count} ways to stand");
        }

        Prop.ForAll(Arb.From(Walk(groups.Count)), walk => Follow(engine, compiled, groups[walk.Group], walk.Steps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(3_000)).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Whatever_comes_on_to_a_record_the_automaton_of_a_generated_policy_stands_as_the_record_does()
    {
        var followed = 0;
        var tries = DecisionLaws.CasesOr(500);
        var walks = from policy in PolicyArbitrary.Drawn.Generator from walk in Walk(1_000) select (policy, walk);
        Prop.ForAll(Arb.From(walks), given =>
        {
            var compiled = Compiled(given.policy);
            if (SmallGroupsOf(compiled) is { Count: > 0 } groups)
            {
                Follow(new DecisionEngine(given.policy), compiled, groups[given.walk.Group % groups.Count], given.walk.Steps);
                followed++;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(tries).WithQuietOnSuccess(true));
        output.WriteLine($"{followed} of {tries} policies small enough");
        Assert.True(followed > tries / 2);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_record_of_a_shipped_policy_stands_as_the_automaton_never_does(string id)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(id));
        var compiled = Compiled(engine.Policy);
        var groups = GroupsOf(compiled);
        Prop.ForAll(CaseArbitrary.For(engine.Policy), given => IsReached(engine, compiled, groups, given))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(2_000)).WithQuietOnSuccess(true));
    }

    [Fact]
    public void No_record_of_a_generated_policy_stands_as_its_automaton_never_does() =>
        Prop.ForAll(PolicyAndCase.Generated, pair =>
        {
            var compiled = Compiled(pair.Engine.Policy);
            IsReached(pair.Engine, compiled, SmallGroupsOf(compiled) ?? [], pair.Given);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(500)).WithQuietOnSuccess(true));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_way_in_which_a_record_can_stand_has_a_case_that_shows_it(string id)
    {
        var engine = new DecisionEngine(ShippedPolicies.Load(id));
        var compiled = Compiled(engine.Policy);
        foreach (var group in GroupsOf(compiled))
        {
            foreach (var (valuation, state) in group.Valuations)
            {
                Assert.Equal(valuation, RecordOf(engine, compiled, group, group.WayTo(state)));
            }
        }
    }

    [Fact]
    public void What_lies_before_the_incident_came_before_every_approval_of_it()
    {
        // A counterexample once: an approval that counts only where nothing was done, and something done long before that came after it.
        var qet = Given.QetPolicy;
        var letter = new TakenCondition(["warning-letter"], null, null, new Quantity<int>(1, null), null, OfCase: true);
        var policy = qet with
        {
            Responses = new(qet.Responses.Select(response => response.Id != "ban" ? response : response with
            {
                When = new NotCondition(letter with { Within = new Quantity<Length>(Length.Parse("2 days", out _)!, null) }),
                After = letter,
                Approvals = [response.Approvals[0] with { After = new NotCondition(letter) }],
            }).ToValueList()),
        };
        var engine = new DecisionEngine(policy);
        var compiled = Compiled(policy);
        var group = GroupsOf(compiled).Single(group => group.Windows.Count == 2);
        Assert.All(group.Valuations, way => Assert.Equal(way.Key, RecordOf(engine, compiled, group, group.WayTo(way.Value))));
        Assert.Contains(PolicyAnalysis.Of(policy).Warnings, warning => warning is { Code: AnalysisWarningCode.NeverPermitted, Place: "response ban" });
    }

    // The approvals of which safeguards alone speak are on record too.
    private static CompiledPolicy Compiled(Policy policy) => new(policy, hasSafeguards: true);

    private static List<RecordGroup> GroupsOf(CompiledPolicy compiled, int maximumStates = RecordGroup.MaximumStates) =>
        [.. RecordGroup.SubjectsByGroup(compiled).Select(subjects => new RecordGroup(compiled, subjects, maximumStates)).Where(group => group.Atoms.Count > 0)];

    /// <summary>Null where the record has more states than an everyday run has time for.</summary>
    private static List<RecordGroup>? SmallGroupsOf(CompiledPolicy compiled)
    {
        try
        {
            return GroupsOf(compiled, 2_000);
        }
        catch (DiagramLimitException)
        {
            return null;
        }
    }

    private static Gen<(int Group, int[] Steps)> Walk(int groups) =>
        from chosen in Gen.Choose(0, groups - 1) from length in Gen.Choose(0, 12) from steps in Gen.Choose(0, 9_999).ArrayOf(length) select (chosen, steps);

    private static void Follow(DecisionEngine engine, CompiledPolicy compiled, RecordGroup group, int[] steps)
    {
        var state = group.Empty;
        var way = new List<RecordEvent>();
        foreach (var step in steps)
        {
            var item = group.Events[step % group.Events.Count];
            if (group.After(state, item) is { } next)
            {
                state = next;
                way.Add(item);
            }
        }

        Assert.Equal(group.ValuationOf(state), RecordOf(engine, compiled, group, way));
        Assert.Contains(group.ValuationOf(state), group.Valuations);
    }

    private static string RecordOf(DecisionEngine engine, CompiledPolicy compiled, RecordGroup group, IReadOnlyList<RecordEvent> way) =>
        ValuationOf(group, Prepare(engine, compiled, WitnessCase.Of(compiled, group, way), "i1"));

    private static PreparedIncident Prepare(DecisionEngine engine, CompiledPolicy compiled, ConductCase given, string id)
    {
        var (incident, day) = engine.PlaceOf(given, id, null);
        return new PreparedIncident(compiled, compiled.BitsOf(compiled.RecordOf(given, incident, day)));
    }

    private static void IsReached(DecisionEngine engine, CompiledPolicy compiled, List<RecordGroup> groups, ConductCase given)
    {
        foreach (var incident in Law.Decidable(given))
        {
            var prepared = Prepare(engine, compiled, given, incident.Id);
            Assert.All(groups, group => Assert.Contains(ValuationOf(group, prepared), group.Valuations));
        }
    }

    private static string ValuationOf(RecordGroup group, PreparedIncident prepared)
    {
        var state = prepared.StateOn(new ulong[prepared.Compiled.WordCount]);
        var text = "";
        foreach (var atom in group.Atoms)
        {
            text += state.Bits.Holds(atom) ? '1' : '0';
        }

        return text;
    }

    private static string NameOf(Policy policy, int subject) => subject < policy.Steps.Count ? policy.Steps[subject].Id : policy.Responses[subject - policy.Steps.Count].Id;
}
