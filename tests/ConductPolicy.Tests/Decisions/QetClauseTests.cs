using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Tests.Decisions;

public sealed class QetClauseTests : ClauseTests
{
    [Fact]
    public void Every_deciding_clause_is_tested() => AllAreTested(Given.QetPolicy, typeof(QetClauseTests));

    [Theory]
    [InlineData("4.1", "disruption")]
    [InlineData("4.2", "offensive-language")]
    [InlineData("4.3", "threat-of-harm")]
    [InlineData("4.4", "shouting")]
    [InlineData("4.5", "property-damage")]
    [InlineData("4.6", "abusive-message")]
    [InlineData("4.7", "inciting-children")]
    [InlineData("4.8", "unreasonable-demands")]
    [InlineData("4.10", "blackmail-or-threat")]
    [InlineData("4.12", "defamatory-post")]
    [InlineData("4.13", "mistreating-own-child")]
    [InlineData("4.14", "aggression")]
    [InlineData("4.15", "disciplining-anothers-child")]
    [InlineData("4.16.smoking", "smoking")]
    [InlineData("4.17", "drugs")]
    [InlineData("4.18", "harassment")]
    [InlineData("5.campaign", "social-media-campaign")]
    [InlineData("6.trigger", "expectation-not-upheld")]
    public void A_behaviour_is_a_breach(string clause, string behaviour) => IsABreach(clause, behaviour, () => Given.Qet().QetSteps(), "meeting");

    [Fact]
    [Clause("4.9")]
    public void Recording_without_permission_is_a_breach() => IsABreach(
        "4.9", "recording", () => Given.Qet().Fact("everyone-permitted-recording", false).Fact("senior-leaders-agree", false).QetSteps(), "meeting");

    [Theory]
    [InlineData("4.9.permission", true, true, Verdict.Excused)]
    [InlineData("4.9.permission", true, false, Verdict.Breach)]
    [InlineData("4.9.permission", false, true, Verdict.Breach)]
    [InlineData("4.9.permission", false, false, Verdict.Breach)]
    public void Recording_needs_permission_of_everyone_and_agreement_of_senior_leaders(string clause, bool everyone, bool leaders, Verdict verdict)
    {
        var decision = Given.Qet().Behaviour("recording").Fact("everyone-permitted-recording", everyone).Fact("senior-leaders-agree", leaders).QetSteps().Decide();
        Assert.Equal(verdict, decision.Behaviours[0].Verdict);
        Assert.Contains(clause, decision.Behaviours[0].Reasons[0].Clauses);
        Assert.Equal(verdict == Verdict.Breach ? ResponseStatus.Permitted : ResponseStatus.NotApplicable, decision["meeting"].Status);
    }

    [Theory]
    [InlineData("4.11", 4, true, Verdict.Breach)]
    [InlineData("4.11", 4, false, Verdict.NotABreach)]
    [InlineData("4.11", 3, true, Verdict.NotABreach)]
    public void Complaints_have_to_be_serial_and_unreasonable(string clause, int complaints, bool isUnreasonable, Verdict verdict)
    {
        var decision = Given.Qet().Behaviour("serial-complaints").Fact("complaints", complaints).Fact("complaints-unreasonable", isUnreasonable).QetSteps().Decide();
        Assert.Equal(verdict, decision.Behaviours[0].Verdict);
        Assert.Contains(clause, decision.Behaviours[0].Reasons[0].Clauses);
        Assert.Equal(Basis.Setting, decision.Behaviours[0].Reasons[0].Basis);
        Assert.Equal(verdict == Verdict.Breach ? ResponseStatus.Permitted : ResponseStatus.NotApplicable, decision["meeting"].Status);
    }

    [Fact]
    [Clause("4.16.alcohol")]
    public void Alcohol_where_it_is_not_permitted_is_a_breach() =>
        IsABreach("4.16.alcohol", "alcohol", () => Given.Qet().Fact("alcohol-permitted-at-event", false).QetSteps(), "meeting");

    [Fact]
    [Clause("4.16.event")]
    public void A_permitted_event_excuses_alcohol_and_not_smoking()
    {
        Given At(bool isPermitted, string behaviour) => Given.Qet().Behaviour(behaviour).Fact("alcohol-permitted-at-event", isPermitted).QetSteps();
        Differs("4.16.alcohol", "meeting", At(true, "alcohol"), ResponseStatus.NotApplicable, At(false, "alcohol"), ResponseStatus.Permitted);
        Assert.Contains("4.16.event", At(true, "alcohol").Decide().Behaviours[0].Reasons[0].Clauses);
        Assert.Equal(ResponseStatus.Permitted, At(true, "smoking").Status("meeting"));
    }

    [Fact]
    [Clause("6.gather")]
    public void Information_has_to_be_gathered() => AStepComesFirst("gather-information", "6.gather", "speak-to-parent");

    [Fact]
    [Clause("6.speak")]
    public void The_parent_has_to_be_spoken_to() => AStepComesFirst("speak-to-parent", "6.speak", "gather-information");

    [Fact]
    [Clause("5.contact")]
    public void The_parent_is_contacted_about_a_public_comment()
    {
        Decision Posted(bool isPublic) => Given.Qet().Behaviour("defamatory-post").Fact("posted-publicly", isPublic).Decide();
        Assert.Contains(Posted(true).Required, item => item.Id == "contact-about-post" && item.Clauses.Contains("5.contact"));
        Assert.DoesNotContain(Posted(false).Required, item => item.Id == "contact-about-post");
    }

    [Theory]
    [InlineData("6.then-may", null)]
    [InlineData("6.then-may", Outcome.Declined)]
    public void Responses_come_after_both_steps_and_an_attempt_is_enough(string clause, Outcome? outcome) => Differs(
        clause,
        "warning-letter",
        Given.Qet().Behaviour("shouting").NextDay(),
        ResponseStatus.TooEarly,
        Given.Qet().Behaviour("shouting").NextDay().Step("gather-information").Step("speak-to-parent", outcome),
        ResponseStatus.Permitted);

    [Fact]
    [Clause("6.leave-site")]
    public void Somebody_on_site_may_be_asked_to_leave_at_once() => AFactOpens("6.leave-site", "leave-site", "on-site");

    [Fact]
    [Clause("6.end-meeting")]
    public void A_meeting_under_way_may_be_ended() => AFactOpens("6.end-meeting", "end-meeting", "meeting-under-way");

    [Fact]
    [Clause("6.authorities")]
    [Clause("6.authorities.when")]
    public void The_authorities_are_for_crime_and_safeguarding_risks()
    {
        Given Case(bool isCriminal, bool isRisk) => Given.Qet().Behaviour("aggression").Fact("criminal", isCriminal).Fact("safeguarding-risk", isRisk);
        Differs("6.authorities.when", "authorities", Case(false, false), ResponseStatus.NotApplicable, Case(true, false), ResponseStatus.Permitted);
        Differs("6.authorities", "authorities", Case(false, false), ResponseStatus.NotApplicable, Case(false, true), ResponseStatus.Permitted);
    }

    [Fact]
    [Clause("6.legal-advice")]
    [Clause("6.legal-advice.when")]
    public void Legal_advice_is_for_possible_libel_or_slander()
    {
        AFactOpens("6.legal-advice.when", "legal-advice", "possible-libel-or-slander");
        AFactOpens("6.legal-advice", "legal-advice", "possible-libel-or-slander");
    }

    [Fact]
    [Clause("6.no-reply")]
    public void Abusive_communications_may_be_left_unanswered()
    {
        Differs("6.no-reply", "no-reply", Given.Qet().Behaviour("smoking"), ResponseStatus.NotApplicable, Given.Qet().Behaviour("abusive-message"), ResponseStatus.Permitted);
        Given Swearing(string channel) => Given.Qet().Behaviour("offensive-language").Fact("channel", channel);
        Differs("6.no-reply", "no-reply", Swearing("in-person"), ResponseStatus.NotApplicable, Swearing("phone"), ResponseStatus.Permitted);
    }

    [Theory]
    [InlineData("6.meeting", "meeting")]
    [InlineData("6.warning-letter", "warning-letter")]
    [InlineData("6.single-contact", "single-contact")]
    public void A_response_of_the_ladder_is_for_a_breach(string clause, string response) => Differs(
        clause, response, Given.Qet().QetSteps(), ResponseStatus.NotApplicable, Given.Qet().Behaviour("shouting").QetSteps(), ResponseStatus.Permitted);

    [Fact]
    [Clause("6.ban")]
    public void A_person_may_be_banned() => Differs(
        "6.ban", "ban", Consulted(Given.Qet().QetSteps()), ResponseStatus.NotApplicable, Consulted(Severe()), ResponseStatus.Permitted);

    [Fact]
    [Clause("6.ban.consult")]
    public void A_ban_waits_for_both_consultations()
    {
        Differs("6.ban.consult", "ban", Severe().Consulted("ceo", "ban"), ResponseStatus.AwaitingApproval, Consulted(Severe()), ResponseStatus.Permitted);
        Differs("6.ban.consult", "ban", Severe().Consulted("chair-of-governors", "ban"), ResponseStatus.AwaitingApproval, Consulted(Severe()), ResponseStatus.Permitted);
        Assert.Equal(ResponseStatus.AwaitingApproval, Severe().Consulted("governors", "ban").Consulted("trustees", "ban").Status("ban"));
    }

    [Fact]
    [Clause("6.ban.last-resort")]
    public void A_ban_is_the_last_resort() => Differs(
        "6.ban.last-resort",
        "ban",
        Consulted(Given.Qet().Behaviour("aggression").QetSteps().Taken("meeting", Outcome.Unresolved)),
        ResponseStatus.TooEarly,
        Consulted(Given.Qet().Behaviour("aggression").QetSteps().Taken("warning-letter", Outcome.Unresolved)),
        ResponseStatus.Permitted);

    [Fact]
    [Clause("6.proportional")]
    public void The_response_is_proportional()
    {
        Differs(
            "6.proportional",
            "single-contact",
            Given.Qet().Behaviour("smoking").QetSteps(),
            ResponseStatus.Disproportionate,
            Given.Qet().Behaviour("smoking").QetSteps().Taken("meeting", Outcome.Unresolved),
            ResponseStatus.Permitted);
        Assert.Equal(ResponseStatus.NotApplicable, Consulted(Given.Qet().Behaviour("smoking").QetSteps().Taken("warning-letter", Outcome.Unresolved)).Status("ban"));
    }

    [Theory]
    [InlineData("6.ban.time-limited", "timeLimited", "safeguard-fails")]
    [InlineData("6.ban.review", "\"review\"", "safeguard-fails")]
    public void A_ban_without_its_terms_is_refused(string clause, string part, string code)
    {
        var ban = Given.QetPolicy.Responses["ban"].Bar!;
        Assert.Contains(clause, part == "timeLimited" ? ban.Clauses : ban.Review!.Clauses);
        var rules = RuleText.Of("qet");
        var without = part == "timeLimited"
            ? rules.Replace("\"timeLimited\": true", "\"timeLimited\": false", StringComparison.Ordinal)
            : RuleText.WithoutReview(rules);
        Assert.NotEqual(rules, without);
        Assert.Empty(RuleText.Problems(rules));
        Assert.Contains(RuleText.Problems(without), problem => problem.Code == code);
    }

    [Fact]
    [Clause("3.3")]
    public void Five_working_days_are_stated_and_that_staff_answer_by_then_is_a_reading()
    {
        var timescale = Given.QetPolicy.Timescales["general-communication"];
        Assert.Equal(5, timescale.WorkingDays.Value);
        Assert.Contains("3.3", timescale.Clauses);
        Assert.NotNull(timescale.Reading);
        Assert.Empty(Given.ThrivePolicy.Timescales);
    }

    private static Given Severe() => Given.Qet().Behaviour("threat-of-harm").QetSteps();

    private static Given Consulted(Given given) => given.Consulted("ceo", "ban").Consulted("chair-of-governors", "ban");

    private static void AFactOpens(string clause, string response, string fact) => Differs(
        clause, response, Given.Qet().Behaviour("shouting").Fact(fact, false), ResponseStatus.NotApplicable, Given.Qet().Behaviour("shouting").Fact(fact, true), ResponseStatus.Permitted);

    private static void AStepComesFirst(string step, string clause, string otherStep)
    {
        Differs(
            clause,
            "meeting",
            Given.Qet().Behaviour("shouting").NextDay().Step(otherStep),
            ResponseStatus.TooEarly,
            Given.Qet().Behaviour("shouting").NextDay().Step(otherStep).Step(step),
            ResponseStatus.Permitted);
        Assert.Contains(Given.Qet().Behaviour("shouting").Decide().Required, item => item.Id == step && item.Clauses.Contains(clause));
    }
}
