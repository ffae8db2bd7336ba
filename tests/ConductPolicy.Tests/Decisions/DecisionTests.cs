using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Tests.Decisions;

public sealed class DecisionTests
{
    [Fact]
    public void The_same_question_gives_an_equal_decision()
    {
        Assert.Equal(Given.Qet().Behaviour("shouting").QetSteps().Decide(), Given.Qet().Behaviour("shouting").QetSteps().Decide());
        Assert.NotEqual(Given.Qet().Behaviour("shouting").QetSteps().Decide(), Given.Qet().Behaviour("smoking").QetSteps().Decide());
    }

    [Fact]
    public void A_response_that_the_policy_does_not_have_is_named_with_the_nearest_that_it_has() => Assert.Equal(
        "There is no response `waning-letter`. Did you mean `warning-letter`?",
        Assert.Throws<KeyNotFoundException>(() => Given.Qet().Behaviour("shouting").Decide()["waning-letter"]).Message);

    [Fact]
    public void A_momentary_fact_counts_on_its_own_day_only()
    {
        Assert.Equal(ResponseStatus.Permitted, Given.Qet().Behaviour("shouting").Fact("on-site", true).Status("leave-site"));
        Assert.Equal(ResponseStatus.Unknown, Given.Qet().Behaviour("shouting").Fact("on-site", true).NextDay().Status("leave-site"));
    }

    [Fact]
    public void A_fact_of_the_case_holds_for_all_incidents_from_whichever_it_was_learnt()
    {
        var two = TwoIncidents([new FactsLearnt { On = Given.Day0, Incident = "i1", Facts = [new FactAnswer("person", "visitor"), new FactAnswer("criminal", true)] }]);
        var decision = new DecisionEngine(Given.QetPolicy).Decide(two, "i2");
        Assert.Equal(ScopeVerdict.Out, decision.Scope);
        Assert.Equal(ScopeVerdict.Out, new DecisionEngine(Given.QetPolicy).Decide(two, "i1").Scope);
    }

    [Fact]
    public void Steps_and_approvals_count_for_the_incident_that_they_name()
    {
        var two = TwoIncidents([
            new StepTaken { On = Given.Day0, Incident = "i1", Step = "gather-information" },
            new StepTaken { On = Given.Day0, Incident = "i1", Step = "speak-to-parent" },
        ]);
        var engine = new DecisionEngine(Given.QetPolicy);
        Assert.Equal(ResponseStatus.Permitted, engine.Decide(two, "i1")["meeting"].Status);
        Assert.Equal(ResponseStatus.TooEarly, engine.Decide(two)["meeting"].Status);
    }

    [Fact]
    public void Undetermined_behaviours_make_seriousness_a_range()
    {
        var decision = Given.Qet().Behaviour("smoking").Behaviour("recording").QetSteps().Decide();
        Assert.Equal(("low", "moderate"), (decision.Seriousness.From, decision.Seriousness.To));
        Assert.Equal((ResponseStatus.Unknown, Gate.Proportionate), (decision["single-contact"].Status, decision["single-contact"].Gate));
        Assert.Contains(decision["single-contact"].Missing, missing => missing is MissingFact { Fact: "senior-leaders-agree" });
    }

    [Fact]
    public void A_level_given_overrides_and_is_flagged_where_it_is_lower()
    {
        var lowered = Given.Qet().Behaviour("aggression").Seriousness("low").Decide().Seriousness;
        Assert.Equal(("low", true, true, "high"), (lowered.To, lowered.IsGiven, lowered.IsLowered, lowered.OwnTo));
        Assert.False(Given.Qet().Behaviour("aggression").Seriousness("severe").Decide().Seriousness.IsLowered);
    }

    [Fact]
    public void An_approval_serves_one_taking()
    {
        var taken = Given.Qet().Behaviour("threat-of-harm").QetSteps().Consulted("ceo", "ban").Consulted("chair-of-governors", "ban")
            .Taken("ban", ends: Given.Day0.PlusDays(30)).NextDay().Decide();
        Assert.Equal(ResponseStatus.AwaitingApproval, taken["ban"].Status);
        Assert.Equal(Given.Day0.PlusDays(30), taken["ban"].InForce!.Until);
    }

    [Fact]
    public void A_deputy_counts_as_the_role_it_acts_for()
    {
        var rules = RuleText.With(RuleText.Of("qet"), "\"ceo\": { \"label\": \"CEO\",", "\"deputy-ceo\": { \"label\": \"Deputy CEO\", \"mayActFor\": [\"ceo\"] },\n    \"ceo\": { \"label\": \"CEO\",");
        var policy = ConductPolicy.Loading.PolicyFile.Parse(rules);
        var decision = Given.A(policy).Behaviour("threat-of-harm").QetSteps().Consulted("deputy-ceo", "ban").Consulted("chair-of-governors", "ban").Decide();
        Assert.Equal(ResponseStatus.Permitted, decision["ban"].Status);
    }

    [Fact]
    public void The_next_step_is_above_what_was_taken_and_none_once_it_is_resolved()
    {
        Assert.Equal(["meeting"], Given.Qet().Behaviour("shouting").QetSteps().Decide().Next);
        Assert.Equal(["single-contact"], Given.Qet().Behaviour("shouting").QetSteps().Taken("warning-letter").Decide().Next);
        var resolved = Given.Qet().Behaviour("shouting").QetSteps().Taken("warning-letter", Outcome.Resolved).Decide();
        Assert.Empty(resolved.Next);
        Assert.True(resolved.IsResolved);
        Assert.Equal(ResponseStatus.Permitted, resolved["single-contact"].Status);
    }

    [Fact]
    public void A_lifted_bar_cannot_be_confirmed_and_a_later_one_starts_afresh()
    {
        Given Lifted() => Given.Thrive().Behaviour("intimidation").Conversation().Taken("bar-provisional", ends: Given.Day0.PlusDays(40))
            .Represented("bar-confirmed").Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Lifted).NextDay();
        Assert.Equal(ResponseStatus.NotApplicable, Lifted().Status("bar-confirmed"));
        Assert.Null(Lifted().Decide()["bar-provisional"].InForce);
        Assert.Equal(ResponseStatus.TooEarly, Lifted().Taken("bar-provisional", ends: Given.Day0.PlusDays(60)).Status("bar-confirmed"));
    }

    [Fact]
    public void What_does_not_count_is_warned_of()
    {
        var decision = Given.Qet().Behaviour("threat-of-harm").QetSteps()
            .Event(on => new ApprovalRecorded { On = on, Act = ApprovalAct.Consult, Role = "ceo" })
            .Event(_ => new ApprovalRecorded { On = Given.Day0.PlusDays(-1), Act = ApprovalAct.Consult, Role = "ceo", For = "ban" })
            .Taken("ban").Decide();
        Assert.Equal(["before-incident", "approval-for-nothing", "bar-without-end"], decision.Warnings.Select(warning => warning.Code));
        Assert.Equal(2, decision["ban"].Missing.Count);
    }

    [Fact]
    public void An_incident_that_answers_a_fact_of_the_case_otherwise_is_warned_of()
    {
        var engine = new DecisionEngine(Given.QetPolicy);
        var given = Given.Qet("other").Behaviour("shouting").Case();
        var decision = engine.Decide(given with { Facts = [new FactAnswer("person", "parental-responsibility")] });
        var warning = Assert.Single(decision.Warnings);
        Assert.Equal(("facts-disagree", "", ScopeVerdict.Out), (warning.Code, warning.Event, decision.Scope));
        Assert.Contains("answered with parental responsibility, and the incident i1 of Monday 2 November 2026 says other. The decision goes by other.", warning.Text, StringComparison.Ordinal);
        Assert.Contains("\"event\": null", decision.ToJson(), StringComparison.Ordinal);
        Assert.Empty(engine.Decide(given with { Facts = [new FactAnswer("person", "other")] }).Warnings);
        Assert.Empty(engine.Decide(given with { Facts = [new FactAnswer("person", FactValue.Unknown)] }).Warnings);

        // What is learnt later is no contradiction: the newest counts.
        Assert.Empty(engine.Decide(given with { Events = [new FactsLearnt { On = given.AsOf!.Value, Facts = [new FactAnswer("person", "visitor")] }] }).Warnings);
    }

    [Fact]
    public void A_fact_answered_twice_in_one_list_is_refused()
    {
        var given = Given.Qet().Behaviour("shouting").Fact("criminal", true).Fact("criminal", false);
        Assert.Equal("/incidents/0/facts/criminal", Assert.Single(Assert.Throws<ConductPolicy.Loading.ConductPolicyException>(given.Decide).Problems).Pointer);
    }

    private static ConductCase TwoIncidents(ValueList<CaseEvent> events) => new()
    {
        Id = "two",
        AsOf = Given.Day0.PlusDays(5),
        Facts = [new FactAnswer("person", "parental-responsibility")],
        Incidents =
        [
            new Incident { Id = "i1", On = Given.Day0, Behaviours = [new AllegedBehaviour("shouting")] },
            new Incident { Id = "i2", On = Given.Day0.PlusDays(3), Behaviours = [new AllegedBehaviour("shouting")] },
        ],
        Events = events,
    };
}
