using System.Numerics;
using System.Text;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Laws;
using ConductPolicy.Tests.Loading;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;
using Outcome = ConductPolicy.Conditions.Outcome;

namespace ConductPolicy.Tests.Analysis;

public sealed class PolicyRefinementTests(ITestOutputHelper output)
{
    private const int MostStates = 2_000;
    private static readonly string s_example = File.ReadAllText(Repository.PathOf("rules", "overlays", "example-primary.json"));

    [Fact]
    public void The_example_is_nowhere_more_permissive_than_its_trust()
    {
        var refinement = PolicyRefinement.Of(Overlay(s_example));
        Assert.True(refinement.Holds);
        Assert.Equal([new SettingChange("bar-default-length", "6 weeks", "4 weeks", SettingEffect.Stricter)], refinement.Settings);
        Assert.Equal(
            ["clauses", "roles", "facts", "behaviours", "steps", "responses", "considerations", "safeguards"], refinement.Additions.Select(section => section.Section));
        Assert.Equal((["electric-scooter"], []), (Section(refinement, "behaviours").Added, Section(refinement, "behaviours").Changed));
        Assert.Equal(([], ["restrict-channels", "bar-provisional", "bar-confirmed"]), (Section(refinement, "responses").Added, Section(refinement, "responses").Changed));
    }

    [Fact]
    public void A_definition_that_takes_in_more_is_refuted_by_a_case_that_both_decide_so()
    {
        var overlay = Overlay(RuleText.With(s_example, "\"settings\": {", "\"settings\": { \"several-times\": { \"type\": \"count\", \"value\": 2, \"why\": \"Twice is twice too often.\" },"));
        var refinement = PolicyRefinement.Of(overlay);
        Assert.False(refinement.Holds);
        Assert.Contains(new SettingChange("several-times", "3", "2", SettingEffect.InConditions), refinement.Settings);
        Assert.All(refinement.Loosenings, loosening => AssertShown(overlay, loosening));

        // What the school asks besides is on the record of the case by which a restriction is refuted.
        var restriction = refinement.Loosenings.Single(loosening => loosening.Subject == "restrict-channels");
        Assert.Contains(restriction.Example!.Events, item => item is StepTaken { Step: "support-meeting" });
        Assert.Equal("“Restriction of the channels of communication” is permitted where the base says `not-applicable`.", restriction.Text);
    }

    [Fact]
    public void A_definition_that_takes_in_less_frees_nobody_and_holds() =>
        Assert.True(PolicyRefinement.Of(Overlay(RuleText.With(s_example, "\"settings\": {", "\"settings\": { \"several-times\": { \"type\": \"count\", \"value\": 5, \"why\": \"Five is several.\" },"))).Holds);

    [Fact]
    public void A_further_condition_before_a_duty_drops_it()
    {
        var overlay = Overlay(RuleText.With(
            s_example, "\"responses\": [", "\"responses\": [ { \"id\": \"report-platform\", \"when\": { \"when\": { \"taken\": \"support-meeting\" }, \"clause\": [\"school.visit\"] } },"));
        var loosening = Assert.Single(PolicyRefinement.Of(overlay).Loosenings);
        Assert.Equal((LooseningCode.DutyDropped, "report-platform"), (loosening.Code, loosening.Subject));
        Assert.NotEqual(ResponseStatus.Permitted, StatusOf(overlay, loosening));
        Assert.Equal(ResponseStatus.Permitted, StatusOf(overlay.Base!, loosening));
    }

    [Theory]
    [InlineData("bar-default-length", "length", "\"8 weeks\"", SettingEffect.Looser)]
    [InlineData("bar-default-length", "length", "\"42 days\"", SettingEffect.Stricter)]
    [InlineData("bar-default-length", "length", "\"1 month, rounded down\"", SettingEffect.Stricter)]
    [InlineData("bar-default-length", "length", "\"2 months, rounded up\"", SettingEffect.Looser)]
    [InlineData("bar-default-length", "length", "\"1 half-term\"", SettingEffect.NotComparable)]
    [InlineData("bar-provisional-default-length", "length", "\"22 days\"", SettingEffect.Looser)]
    [InlineData("bar-confirmed-default-length", "length", "\"7 weeks\"", SettingEffect.Looser)]
    [InlineData("bar-representations-period", "length", "\"5 days\"", SettingEffect.Looser)]
    [InlineData("bar-representations-period", "length", "\"10 days\"", SettingEffect.Stricter)]
    [InlineData("bar-decision-period", "length", "\"2 weeks\"", SettingEffect.Looser)]
    [InlineData("bar-interim-review-every", "length", "\"4 weeks\"", SettingEffect.Stricter)]
    [InlineData("act-within", "count", "11", SettingEffect.Looser)]
    [InlineData("act-within", "count", "9", SettingEffect.Stricter)]
    public void A_period_is_compared_by_what_it_is_for(string setting, string type, string value, SettingEffect effect)
    {
        var overlay = Overlay($$"""{ "format": 1, "extends": "thrive", "id": "school", "version": "1", "status": "draft", "settings": { "{{setting}}": { "type": "{{type}}", "value": {{value}}, "why": "The school's own." } } }""");
        var refinement = PolicyRefinement.Of(overlay);
        Assert.Equal((setting, effect), Assert.Single(refinement.Settings) is var change ? (change.Setting, change.Effect) : default);
        Assert.Equal(effect == SettingEffect.Looser ? [LooseningCode.SettingLoosened] : [], refinement.Loosenings.Select(loosening => loosening.Code));
    }

    [Fact]
    public void A_setting_that_the_base_has_not_loosens_nothing() => Assert.Empty(
        PolicyRefinement.Of(Overlay("""{ "format": 1, "extends": "thrive", "id": "school", "version": "1", "status": "draft", "settings": { "bar-maximum-length": { "type": "length", "value": "26 weeks", "why": "The school's own." } } }""")).Settings);

    [Fact]
    public void A_policy_that_extends_none_is_not_asked_for() => Assert.Throws<ArgumentException>(() => PolicyRefinement.Of(Given.ThrivePolicy));

    [Fact]
    public void A_case_is_cut_down_to_what_a_policy_knows()
    {
        var overlay = Overlay(s_example);
        var given = Given.A(overlay).Behaviour("intimidation").Behaviour("electric-scooter").Fact("scooter-as-mobility-aid", false).Step("support-meeting").Conversation().Consulted("chair-of-governors", "bar-confirmed")
            .Event(on => new OutcomeKnown { On = on, Of = "e1", Outcome = Outcome.Resolved }).Event(on => new OutcomeKnown { On = on, Of = "e2", Outcome = Outcome.Declined }).Case();
        var known = KnownCase.Of(given, Given.ThrivePolicy);
        Assert.Equal(["e2", "e5"], known.Events.Select(item => item.Id));
        Assert.Equal(["intimidation"], known.Incidents[0].Behaviours.Select(behaviour => behaviour.Id));
        Assert.Equal(["person"], known.Incidents[0].Facts.Select(answer => answer.Fact));
        Assert.Equal(ResponseStatus.Permitted, new DecisionEngine(Given.ThrivePolicy).Decide(known)["letter"].Status);
    }

    [Fact]
    public void A_generated_overlay_is_refuted_where_deciding_every_state_under_both_says_so()
    {
        var tries = DecisionLaws.CasesOr(2_000);
        var (compared, held, refuted) = (0, 0, 0);
        var overlays = from policy in SmallPolicies.Drawn
                       from isTighter in Gen.Elements(true, false, false, false)
                       from pick in Gen.Choose(0, 1_000)
                       let edits = isTighter ? Tighter(policy) : Looser(policy)
                       where edits.Count > 0
                       select (IsTighter: isTighter, Overlay: edits[pick % edits.Count] with { Base = policy });
        Prop.ForAll(Arb.From(overlays), pair =>
        {
            if (SmallSpaceOf(pair.Overlay) is not { } space)
            {
                return;
            }

            var refinement = PolicyRefinement.Of(pair.Overlay);
            var found = refinement.Loosenings.Where(loosening => loosening.Code == LooseningCode.MorePermitted).ToList();
            Assert.Equal(ByDeciding(space, pair.Overlay), found.ToDictionary(loosening => loosening.Subject, loosening => loosening.States));
            Assert.True(found.Count == 0 || !pair.IsTighter);
            Assert.All(found, loosening => AssertShown(pair.Overlay, loosening));
            compared++;
            held += found.Count == 0 ? 1 : 0;
            refuted += found.Count > 0 ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(tries).WithQuietOnSuccess(true));
        output.WriteLine($"{compared} of {tries} overlays small enough, {held} held, {refuted} refuted");
        Assert.True(compared > tries / 5 && held > 0 && refuted > 0);
    }

    private static Dictionary<string, BigInteger> ByDeciding(JointSpace space, Policy overlay)
    {
        var (own, extended) = (new DecisionEngine(overlay), new DecisionEngine(overlay.Base!));
        var violations = new Dictionary<string, BigInteger>();
        foreach (var state in new EnumeratedStates(space.Space).All.Where(state => space.Table.Evaluate(space.Comparable, state.Values)))
        {
            var (now, was) = (Permitted(own, state.Case), Permitted(extended, state.Case));
            foreach (var response in overlay.Base!.Responses.Ids.Where(id => now.Contains(id) && !was.Contains(id)))
            {
                violations[response] = violations.GetValueOrDefault(response) + 1;
            }
        }

        return violations;
    }

    private static HashSet<string> Permitted(DecisionEngine engine, ConductCase given)
    {
        var statuses = new ResponseStatus[engine.Policy.Responses.Count];
        engine.Prepare(KnownCase.Of(given, engine.Policy), "i1").Statuses(statuses);
        return [.. engine.Policy.Responses.Ids.Where((_, place) => statuses[place] == ResponseStatus.Permitted)];
    }

    // What an overlay may do: conditions and approvals besides those there are, and behaviours of its own.
    private static List<Policy> Tighter(Policy policy)
    {
        var conditions = ConditionPlace.Of(policy).Select(place => place.Get(policy)).OfType<Condition>().SelectMany(condition => condition.WithParts()).Where(condition => condition.Parts.Count == 0 && condition is not RecordedCondition).Take(3).ToList();
        return
        [
            .. policy.Responses.SelectMany(response => conditions.Select(condition => With(policy, response with { When = And(response.When, condition) }))),
            .. policy.Responses.Where(response => !response.IsImmediate).SelectMany(response => conditions.Select(condition => With(policy, response with { After = And(response.After, condition) }))),
            .. conditions.Select(condition => policy with { Ladder = policy.Ladder with { When = And(policy.Ladder.When, condition) } }),
            .. policy.Responses.SelectMany(response => policy.Roles.Take(1).Select(role => With(policy, response with { Approvals = [.. response.Approvals, new Approval(ApprovalAct.Consult, role.Id, null, ["1"], null)] }))),
            policy with { Behaviours = new([.. policy.Behaviours, policy.Behaviours[0] with { Id = "another", Seriousness = policy.SeriousnessLevels[^1] }]) },
        ];
    }

    // What none may: a condition or an approval left out or made smaller.
    private static List<Policy> Looser(Policy policy) => PolicyShrinker.Shrink(policy).Take(300).Where(other =>
        other.Responses.Ids.SequenceEqual(policy.Responses.Ids) && other.Steps.Ids.SequenceEqual(policy.Steps.Ids) && other.Facts.Ids.SequenceEqual(policy.Facts.Ids)
        && other.SeriousnessLevels.Equals(policy.SeriousnessLevels) && other.Settings.Ids.SequenceEqual(policy.Settings.Ids)).ToList();

    private static AllCondition And(Condition? one, Condition other) => new([one ?? other, other]);

    private static Policy With(Policy policy, Response changed) =>
        policy with { Responses = new(policy.Responses.Select(response => response.Id == changed.Id ? changed : response).ToValueList()) };

    private static JointSpace? SmallSpaceOf(Policy overlay)
    {
        try
        {
            var space = new JointSpace(overlay.Base!, overlay);
            return space.Space.Count(Diagram.True) <= MostStates ? space : null;
        }
        catch (DiagramLimitException)
        {
            return null;
        }
    }

    private static void AssertShown(Policy overlay, Loosening loosening)
    {
        Assert.Equal(LooseningCode.MorePermitted, loosening.Code);
        Assert.Equal(ResponseStatus.Permitted, StatusOf(overlay, loosening));
        Assert.NotEqual(ResponseStatus.Permitted, StatusOf(overlay.Base!, loosening));
    }

    private static ResponseStatus StatusOf(Policy policy, Loosening loosening) => new DecisionEngine(policy).Decide(KnownCase.Of(loosening.Example!, policy), "i1")[loosening.Subject].Status;

    private static SectionChange Section(PolicyRefinement refinement, string name) => refinement.Additions.Single(section => section.Section == name);

    private static Policy Overlay(string text) => PolicyFile.Parse(Encoding.UTF8.GetBytes(text), "", _ => Given.ThrivePolicy);
}
