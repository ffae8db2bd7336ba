using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NodaTime;

namespace ConductPolicy.Tests.Testing;

public sealed class ArbitraryTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);
    private static readonly string[] s_kinds = ["left out with its value", "left out", "swapped", "twice, with its value", "without a letter", "the end is missing", " is "];

    /// <summary>What FsCheck.Xunit does with the <c>Arbitrary</c> of a <c>[Property]</c>.</summary>
    [Theory]
    [InlineData(typeof(PolicyArbitraries<QetRules>), nameof(Is_of_qet))]
    [InlineData(typeof(PolicyArbitraries<ThriveRules>), nameof(Is_of_thrive))]
    [InlineData(typeof(AnyPolicyArbitraries), nameof(Is_of_any))]
    public void FsCheck_finds_what_a_property_asks_for_on_the_type_that_an_attribute_names(Type arbitraries, string property) => Check.Method(
        s_config.WithMaxTest(30).WithArbitrary([arbitraries]), GetType().GetMethod(property)!, FSharpOption<object>.Some(this));

    public static bool Is_of_qet(Policy policy, DecisionEngine engine, ConductCase given, ValueList<FactAnswer> answers, MutatedRules rules) => IsOf("qet", policy, engine, given, answers, rules);

    public static bool Is_of_thrive(Policy policy, DecisionEngine engine, ConductCase given, ValueList<FactAnswer> answers, MutatedRules rules) => IsOf("thrive", policy, engine, given, answers, rules);

    public static bool Is_of_any(Policy policy, PolicyAndCase pair, MutatedRules rules, WorkingDayRules days, WorkingDayCalendar calendar) =>
        policy.Hash.Length == 64
        && CaseFile.Check(pair.Given, pair.Engine.Policy).Count == 0
        && rules.Changes.Count > 0
        && new WorkingDayCalendar(days).First == days.BankHolidays.First
        && calendar.AddWorkingDays(calendar.First, 1) > calendar.First;

    [Fact]
    public void Cases_lie_where_the_policy_is_in_force()
    {
        foreach (var (from, to) in new (LocalDate From, LocalDate? To)[] { (new(2027, 9, 1), null), (new(2019, 9, 1), new(2020, 8, 31)), (new(2026, 11, 20), new(2027, 8, 31)) })
        {
            var policy = Given.QetPolicy with { InForce = new InForce(from, to, [], null) };
            var engine = new DecisionEngine(policy);
            Prop.ForAll(CaseArbitrary.DecidableFor(policy), given =>
            {
                Assert.All(given.Incidents, incident => engine.Decide(given, incident.Id));
                Assert.All(given.Events, item => Assert.True(item.On >= from));
            }).Check(s_config);
        }
    }

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void Where_the_policy_was_followed_each_response_was_permitted_when_it_was_taken(string id)
    {
        var takings = new HashSet<string>();
        var subject = new LawSubject(new DecisionEngine(ShippedPolicies.Load(id)));
        Prop.ForAll(Arb.From(CaseArbitrary.FollowedFor(subject.Policy).Generator), given =>
        {
            var taken = given.Events.OfType<ResponseTaken>().ToList();
            Assert.Equal(taken, RecordLaw.TakenAsPermitted(subject, given));
            Assert.Empty(CaseFile.Check(given, subject.Policy));
            takings.UnionWith(taken.Select(item => item.Response));
        }).Check(s_config.WithMaxTest(600));
        Assert.Empty(subject.Policy.Responses.Ids.Except(takings));
    }

    [Fact]
    public void Every_case_with_details_and_every_smaller_one_is_of_its_policy() => Prop.ForAll(PolicyArbitrary.Drawn, policy =>
    {
        var cases = CaseArbitrary.DetailedFor(policy);
        Assert.All(cases.Generator.Sample(3), given => Assert.All(cases.Shrinker(given).Take(10).Prepend(given), one => Assert.Empty(CaseFile.Check(one, policy))));
    }).Check(s_config);

    [Fact]
    public void Answers_to_facts_are_answers_known_unknown_and_none()
    {
        var policy = Given.ThrivePolicy;
        var drawn = FactArbitrary.For(policy).Generator.Sample(500).ToList();
        Assert.All(drawn, answers => Assert.Empty(CaseFile.Check(Answered(policy, answers), policy)));
        Assert.All(policy.Facts, fact =>
        {
            var values = drawn.Select(answers => answers.FirstOrDefault(answer => answer.Fact == fact.Id)?.Value).Distinct().ToList();
            Assert.Contains(null, values);
            Assert.Contains(FactValue.Unknown, values);
            Assert.Superset(FactArbitrary.PossibleAnswers(fact, policy).ToHashSet(), values.OfType<FactValue>().ToHashSet());
        });
        Assert.Throws<KeyNotFoundException>(() => FactArbitrary.For(policy, "no-such-fact"));
    }

    [Fact]
    public void Answers_shrink_towards_no_0_and_the_first_value()
    {
        var qet = Given.QetPolicy;
        Assert.Equal([false], FactArbitrary.For(qet, "on-site").Shrinker(true));
        Assert.Empty(FactArbitrary.For(qet, "on-site").Shrinker(false));
        Assert.Equal(0, FactArbitrary.For(qet, "complaints").Shrinker(30).First());
        Assert.All(FactArbitrary.For(qet, "complaints").Shrinker(3), value => Assert.True(value.Count < 3));
        Assert.Equal(qet.Facts["channel"].Values[0], FactArbitrary.For(qet, "channel").Shrinker(qet.Facts["channel"].Values[2]).First());
    }

    [Fact]
    public void A_policy_that_is_drawn_is_one_that_was_loaded() => Prop.ForAll(PolicyArbitrary.Policies, policy =>
        Assert.Equal(policy, PolicyFile.Parse(PolicyFile.Write(policy)))).Check(s_config);

    [Fact]
    public void Smaller_calendars_are_calendars_with_one_thing_less() => Prop.ForAll(CalendarArbitrary.Rules, rules =>
        Assert.All(CalendarArbitrary.Rules.Shrinker(rules), smaller =>
        {
            Assert.Equal(Size(rules) - 1, Size(smaller));
            Assert.Equal(smaller, new WorkingDayCalendar(smaller).Rules);
        })).Check(s_config.WithMaxTest(20));

    [Fact]
    public void Rules_with_something_changed_are_refused_or_loaded_and_shrink_to_one_change()
    {
        var (refused, loaded, kinds) = (0, 0, new HashSet<string>());
        foreach (var mutated in RuleTextArbitrary.For(Given.QetPolicy).Generator.Sample(300))
        {
            Assert.InRange(mutated.Changes.Count, 1, 3);
            kinds.UnionWith(mutated.Changes.Select(change => s_kinds.First(kind => change.Contains(kind, StringComparison.Ordinal))));
            var errors = RuleText.Problems(mutated.Text).Count(problem => problem.Severity == ProblemSeverity.Error);
            refused += errors > 0 ? 1 : 0;
            loaded += errors == 0 ? 1 : 0;
            Assert.All(mutated.Shrunk(), smaller => Assert.Equal(mutated.Changes.Count - 1, smaller.Changes.Count));
        }

        Assert.Equal(s_kinds.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
        Assert.True(refused > 100 && loaded > 10, $"{refused} refused, {loaded} loaded");
    }

    [Fact]
    public void A_rule_file_of_ones_own_keeps_its_comments_and_has_to_be_good()
    {
        var rules = $"/* a \" comment\n of two lines */\n{RuleText.Of("qet")}// the end";
        Assert.Contains(RuleTextArbitrary.For(rules).Generator.Sample(20), mutated => mutated.Text.Contains("of two lines */", StringComparison.Ordinal) && mutated.Text.EndsWith("// the end", StringComparison.Ordinal));
        Assert.Throws<ConductPolicyException>(() => RuleTextArbitrary.For("{}"));
    }

    private static int Size(WorkingDayRules rules) => rules.BankHolidays.Days.Count + rules.Closures.Count + rules.ExtraDays.Count + rules.Weekend.Count + (rules.Terms is null ? 0 : 1);

    private static bool IsOf(string id, Policy policy, DecisionEngine engine, ConductCase given, ValueList<FactAnswer> answers, MutatedRules rules) =>
        policy.Id == id
        && engine.Policy.Equals(policy)
        && given.Incidents.All(incident => engine.Decide(given, incident.Id).Incident == incident)
        && CaseFile.Check(Answered(policy, answers), policy).Count == 0
        && rules.Changes.Count > 0;

    private static ConductCase Answered(Policy policy, ValueList<FactAnswer> answers) => new()
    {
        Id = "answered",
        Incidents = [new Incident { Id = "i1", On = new LocalDate(2026, 11, 2), Behaviours = [new(policy.Behaviours[0].Id, ConductPolicy.Conditions.Finding.Alleged)], Facts = answers }],
    };
}
