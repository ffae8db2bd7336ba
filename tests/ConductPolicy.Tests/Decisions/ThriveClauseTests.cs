using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Decisions;

public sealed class ThriveClauseTests : ClauseTests
{
    [Fact]
    public void Every_deciding_clause_is_tested() => AllAreTested(Given.ThrivePolicy, typeof(ThriveClauseTests));

    [Theory]
    [InlineData("6.2.8", "interference")]
    [InlineData("6.2.9", "reprimanding-others")]
    [InlineData("6.2.10", "not-speaking-calmly")]
    [InlineData("6.2.11", "offensive-language")]
    [InlineData("6.2.12", "intimidation")]
    [InlineData("2.charter.aggression", "aggression")]
    [InlineData("6.2.14", "defamatory-post")]
    [InlineData("6.2.16", "property-damage")]
    [InlineData("6.2.17", "inappropriate-clothing")]
    [InlineData("6.2.18", "smoking")]
    [InlineData("6.2.18", "vaping")]
    [InlineData("6.2.18", "alcohol")]
    [InlineData("6.2.18", "drugs")]
    [InlineData("6.2.20", "unsafe-driving")]
    [InlineData("2.charter.image", "negative-post")]
    [InlineData("6.3.trigger", "expectation-not-upheld")]
    public void A_behaviour_is_a_breach(string clause, string behaviour) => IsABreach(clause, behaviour, () => Given.Thrive().Conversation(), "letter");

    [Theory]
    [InlineData("6.2.5", 3, true, Verdict.Breach)]
    [InlineData("6.2.5", 3, false, Verdict.NotABreach)]
    [InlineData("6.2.5", 2, true, Verdict.NotABreach)]
    public void Bullying_is_several_times_and_on_purpose(string clause, int times, bool isOnPurpose, Verdict verdict)
    {
        var decision = Given.Thrive().Behaviour("bullying").Fact("several-times", times).Fact("on-purpose", isOnPurpose).Conversation().Decide();
        Assert.Equal(verdict, decision.Behaviours[0].Verdict);
        Assert.Contains(clause, decision.Behaviours[0].Behaviour.Clauses);
        Assert.Equal(Basis.Setting, decision.Behaviours[0].Reasons[0].Basis);
        Assert.Equal(verdict == Verdict.Breach ? ResponseStatus.Permitted : ResponseStatus.NotApplicable, decision["letter"].Status);
    }

    [Theory]
    [InlineData("6.2.15", "recording", "recording-needed", false, "recording-permitted-before", false, Verdict.Breach)]
    [InlineData("6.2.15.need", "recording", "recording-needed", true, "recording-permitted-before", true, Verdict.Excused)]
    [InlineData("6.2.15.need", "recording", "recording-needed", true, "recording-permitted-before", false, Verdict.Breach)]
    [InlineData("6.2.15.need", "recording", "recording-needed", false, "recording-permitted-before", true, Verdict.Breach)]
    [InlineData("6.2.19", "dog-on-site", "dog-agreed", false, "assistance-dog", false, Verdict.Breach)]
    [InlineData("6.2.19.agreed", "dog-on-site", "dog-agreed", true, "assistance-dog", false, Verdict.Excused)]
    [InlineData("6.2.19.agreed", "dog-on-site", "dog-agreed", false, "assistance-dog", true, Verdict.Excused)]
    [InlineData("6.2.21", "photography", "photography-permitted", false, "on-purpose", false, Verdict.Breach)]
    [InlineData("6.2.21.permission", "photography", "photography-permitted", true, "on-purpose", false, Verdict.Excused)]
    public void An_exception_excuses_and_nothing_less(string clause, string behaviour, string fact, bool answer, string otherFact, bool otherAnswer, Verdict verdict)
    {
        var decision = Given.Thrive().Behaviour(behaviour).Fact(fact, answer).Fact(otherFact, otherAnswer).Conversation().Decide();
        Assert.Equal(verdict, decision.Behaviours[0].Verdict);
        Assert.Contains(clause, decision.Behaviours[0].Reasons[0].Clauses);
        Assert.Equal(verdict == Verdict.Breach ? ResponseStatus.Permitted : ResponseStatus.NotApplicable, decision["letter"].Status);
    }

    [Fact]
    [Clause("6.3.conversation")]
    public void The_first_response_is_a_conversation()
    {
        Assert.Contains(Given.Thrive().Behaviour("interference").Decide().Required, item => item.Id == "conversation" && item.Clauses.Contains("6.3.conversation"));
        Assert.Empty(Given.Thrive().Behaviour("interference").Conversation().Decide().Required);
    }

    [Fact]
    [Clause("6.3.unresolved")]
    public void Further_action_waits_for_a_conversation_that_did_not_resolve_the_matter()
    {
        Given After(Outcome? outcome) => Given.Thrive().Behaviour("interference").Conversation(outcome);
        Differs("6.3.unresolved", "letter", After(null), ResponseStatus.TooEarly, After(Outcome.Unresolved), ResponseStatus.Permitted);
        Differs("6.3.unresolved", "letter", After(Outcome.Resolved), ResponseStatus.NotApplicable, After(Outcome.Declined), ResponseStatus.Permitted);
    }

    [Fact]
    [Clause("6.3.letter")]
    public void A_letter_states_the_further_action()
    {
        Differs(
            "6.3.letter", "letter", Given.Thrive().Conversation(), ResponseStatus.NotApplicable,
            Given.Thrive().Behaviour("interference").Conversation(), ResponseStatus.Permitted);
        Assert.Contains("further-action", Given.ThrivePolicy.Responses["letter"].Notice!.States);
    }

    [Theory]
    [InlineData("6.3.restrict-channels")]
    [InlineData("2.charter.action-channels")]
    public void Channels_may_be_restricted(string clause) => Differs(
        clause, "restrict-channels", Given.Thrive().Behaviour("not-speaking-calmly").Conversation(), ResponseStatus.Disproportionate,
        Given.Thrive().Behaviour("interference").Conversation(), ResponseStatus.Permitted);

    [Fact]
    [Clause("6.3.courts")]
    public void The_courts_are_for_the_gravest() => Differs(
        "6.3.courts", "courts", Given.Thrive().Behaviour("interference").Conversation(), ResponseStatus.Disproportionate,
        Given.Thrive().Behaviour("interference").Seriousness("severe").Conversation(), ResponseStatus.Permitted);

    [Fact]
    [Clause("6.3.police")]
    public void The_police_may_be_called_at_once() => Differs(
        "6.3.police", "police", Given.Thrive(), ResponseStatus.NotApplicable, Given.Thrive().Behaviour("intimidation"), ResponseStatus.Permitted);

    [Theory]
    [InlineData("6.3.social-care", "social-care", "unsafe-around-children")]
    [InlineData("6.3.social-care.when", "social-care", "unsafe-around-children")]
    [InlineData("6.4.1.leave", "leave-site", "on-site")]
    public void A_fact_opens_an_immediate_response(string clause, string response, string fact) => Differs(
        clause, response, Given.Thrive().Behaviour("intimidation").Fact(fact, false), ResponseStatus.NotApplicable,
        Given.Thrive().Behaviour("intimidation").Fact(fact, true), ResponseStatus.Permitted);

    [Theory]
    [InlineData("6.3.report-platform")]
    [InlineData("6.3.report-platform.when")]
    public void A_defamatory_post_will_be_reported(string clause)
    {
        Given Posted(bool isDefamatory) => Given.Thrive().Behaviour("defamatory-post").Fact("post-defamatory", isDefamatory);
        Differs(clause, "report-platform", Posted(false), ResponseStatus.NotApplicable, Posted(true), ResponseStatus.Permitted);
        Assert.Contains(Posted(true).Decide().Required, item => item is { Kind: RequiredKind.Duty, Id: "report-platform" });
        Assert.DoesNotContain(Posted(true).Taken("report-platform").Decide().Required, item => item.Kind == RequiredKind.Duty);
    }

    [Fact]
    [Clause("2.charter.action-report")]
    public void Abuse_may_be_reported_to_the_provider() => Differs(
        "2.charter.action-report", "report-abuse", Given.Thrive().Behaviour("smoking"), ResponseStatus.NotApplicable,
        Given.Thrive().Behaviour("negative-post"), ResponseStatus.Permitted);

    [Theory]
    [InlineData("6.4.1.serious")]
    [InlineData("6.4.1.notice")]
    [InlineData("2.charter.action-access")]
    public void The_licence_is_revoked_in_serious_cases(string clause) => Differs(
        clause, "bar-provisional", Given.Thrive().Behaviour("interference").Conversation(), ResponseStatus.NotApplicable,
        Given.Thrive().Behaviour("intimidation").Conversation(), ResponseStatus.Permitted);

    [Fact]
    public void A_severe_case_need_not_wait_for_the_conversation_and_a_high_one_has_to()
    {
        Assert.Equal(ResponseStatus.TooEarly, Given.Thrive().Behaviour("intimidation").Status("bar-provisional"));
        Assert.Equal(ResponseStatus.Permitted, Given.Thrive().Behaviour("intimidation").Seriousness("severe").Status("bar-provisional"));
    }

    [Theory]
    [InlineData("6.3.bar")]
    [InlineData("6.4.3.review")]
    public void A_bar_is_confirmed_by_a_review(string clause) => Differs(
        clause, "bar-confirmed", Barred().Represented("bar-confirmed"), ResponseStatus.AwaitingApproval,
        Barred().Represented("bar-confirmed").Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Confirmed), ResponseStatus.Permitted);

    [Fact]
    public void A_review_by_anybody_else_or_with_another_result_does_not_confirm_a_bar()
    {
        Given Heard() => Barred().Represented("bar-confirmed");
        Assert.Equal(ResponseStatus.AwaitingApproval, Heard().Reviewed("headteacher", "bar-confirmed", ApprovalResult.Confirmed).Status("bar-confirmed"));
        Assert.Equal(ResponseStatus.AwaitingApproval, Heard().Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Refused).Status("bar-confirmed"));
        Assert.Equal(ResponseStatus.NotApplicable, Heard().Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Lifted).Status("bar-confirmed"));
    }

    [Fact]
    [Clause("6.4.3.consider")]
    public void Confirming_waits_until_the_person_was_heard()
    {
        Differs("6.4.3.consider", "bar-confirmed", Barred(), ResponseStatus.TooEarly, Barred().Represented("bar-confirmed"), ResponseStatus.AwaitingApproval);
        Assert.Equal(ResponseStatus.TooEarly, Barred().Invited("bar-confirmed", untilDay: 2).Status("bar-confirmed"));
        Assert.Equal(ResponseStatus.AwaitingApproval, Barred().Invited("bar-confirmed", untilDay: 2).NextDay().Status("bar-confirmed"));
    }

    [Fact]
    public void A_review_before_the_person_was_heard_counts_for_nothing() => Assert.Equal(
        ResponseStatus.AwaitingApproval,
        Barred().Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Confirmed).NextDay().Represented("bar-confirmed").Status("bar-confirmed"));

    [Theory]
    [InlineData("1.appeal", "bar-confirmed", "bar.appeal")]
    [InlineData("6.3.bar.fixed-time", "bar-confirmed", "bar.timeLimited")]
    [InlineData("6.4.1.written", "bar-provisional", "notice.form:written")]
    [InlineData("6.4.1.representations", "bar-provisional", "notice.states:representations")]
    [InlineData("6.4.2", "bar-confirmed", "bar.contact")]
    [InlineData("6.4.3.confirmed", "bar-confirmed", "notice.states:length")]
    [InlineData("6.4.4.end-review", "bar-confirmed", "bar.review")]
    public void A_bar_has_what_the_clause_asks_for(string clause, string response, string part)
    {
        var policy = Given.ThrivePolicy;
        var bar = policy.Responses[response];
        Assert.True(ResponseParts.Has(bar, part));
        Assert.False(ResponseParts.Has(bar with { Bar = null, Notice = null }, part));
        Assert.Contains(policy.Safeguards, safeguard => safeguard.Response == response && safeguard.Has.Contains(part) && safeguard.Clauses.Contains(clause));
        var confirmed = Barred().Represented("bar-confirmed").Decide();
        Assert.Contains(confirmed.ReliedOn, item => item.Clause.Id == clause);
    }

    private static Given Barred() => Given.Thrive().Behaviour("intimidation").Conversation().Taken("bar-provisional", ends: Given.Day0.PlusDays(40));
}
