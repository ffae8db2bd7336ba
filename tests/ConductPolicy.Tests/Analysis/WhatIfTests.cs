using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Tests.Analysis;

public sealed class WhatIfTests
{
    private static readonly DecisionEngine s_qet = new(Given.QetPolicy);
    private static readonly DecisionEngine s_thrive = new(Given.ThrivePolicy);

    [Fact]
    public void A_response_that_is_not_itself_permitted_when_its_turn_comes_is_marked_and_its_set_comes_last()
    {
        var given = Given.Thrive().Behaviour("aggression").Seriousness("high").Conversation(null).Case();
        var found = WhatIf.Of(s_thrive, given, "courts");
        Assert.NotEmpty(found.Permitting.Sets);
        foreach (var sets in found.Permitting.Sets.GroupBy(set => set.Changes.Count))
        {
            Assert.Equal(sets.OrderBy(set => !set.IsByTheRules), sets);
        }

        foreach (var change in found.Permitting.Sets.SelectMany(set => set.Changes).Where(change => change.Kind == ChangeKind.Response))
        {
            Assert.Equal(change.Status != ResponseStatus.Permitted, change.Text.Contains("(which by then ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_is_dated_later_is_left_out_and_events_keep_their_names()
    {
        var given = Given.Qet().Behaviour("aggression").Seriousness("high").QetSteps().Taken("warning-letter").Case();
        var later = given with { AsOf = null, Events = [new StepTaken { On = given.AsOf!.Value.PlusDays(3), Step = "speak-to-parent" }, .. given.Events] };
        var found = WhatIf.Of(s_qet, later, "ban", asOf: given.AsOf);
        Assert.Equal(["e2", "e3", "e4"], found.Case.Events.Select(item => item.Id));
        var outcome = found.Permitting.Sets[0].Case.Events.OfType<OutcomeKnown>().Single();
        Assert.Equal(("e4", Outcome.Unresolved), (outcome.Of, outcome.Outcome));
        Assert.Equal(ResponseStatus.Permitted, s_qet.Decide(found.Permitting.Sets[0].Case)["ban"].Status);
    }

    [Fact]
    public void An_outcome_on_record_a_finding_and_an_answer_stay_as_they_are()
    {
        var given = Given.Qet().Behaviour("aggression", Finding.Established).Seriousness("high").Fact("criminal", false).QetSteps().Taken("warning-letter", Outcome.Unresolved).Case();
        var found = WhatIf.Of(s_qet, given, "ban");
        var changes = found.Permitting.Sets.Concat(found.RulingOut.Sets).SelectMany(set => set.Changes).ToList();
        Assert.DoesNotContain(changes, change => change.Kind == ChangeKind.Finding);
        Assert.DoesNotContain(changes, change => change is { Kind: ChangeKind.Answer, Subject: "criminal" or "person" });

        // The letter may be sent again, and resolve the matter then; what came of the first stays.
        Assert.Contains(found.RulingOut.Sets, set => set.Changes.Select(change => change.Kind).SequenceEqual([ChangeKind.Response, ChangeKind.Outcome]));
        Assert.DoesNotContain(found.RulingOut.Sets, set => set.Changes[0].Kind == ChangeKind.Outcome);
    }

    [Fact]
    public void Time_that_runs_out_is_a_change_of_its_own()
    {
        var given = Given.Thrive().Behaviour("aggression").Seriousness("high").Conversation()
            .Taken("bar-provisional", ends: Given.Day0.PlusDays(40)).Invited("bar-confirmed", 6).Case();
        var found = WhatIf.Of(s_thrive, given, "bar-confirmed");
        Assert.Equal(
            [[ChangeKind.Representations, ChangeKind.Approval], [ChangeKind.Wait, ChangeKind.Approval]],
            found.Permitting.Sets.Where(set => set.Changes.Count == 2).Select(set => set.Changes.Select(change => change.Kind)));
        Assert.Equal(Given.Day0.PlusDays(7), found.Permitting.Sets[1].Changes[0].On);

        var barred = WhatIf.Of(s_thrive, found.Permitting.Sets[0].Case, "bar-confirmed");
        Assert.True(barred.Permitting.IsAlready);
        Assert.Contains(barred.RulingOut.Sets, set => set.Changes is [{ Kind: ChangeKind.Wait }] && set.Changes[0].On == Given.Day0.PlusDays(41));
    }

    [Fact]
    public void A_change_cites_the_gate_that_it_opens_or_closes_and_no_other_that_speaks_of_it()
    {
        var given = Given.Thrive().Behaviour("aggression").Seriousness("severe").NextDay().Taken("bar-provisional", ends: Given.Day0.PlusDays(40)).Represented("bar-confirmed").NextDay();
        string[] carriedOn = ["6.3.bar", "6.4.3.outcome"];
        var ruledOut = WhatIf.Of(s_thrive, given.Case(), "bar-confirmed").RulingOut.Sets;
        foreach (var kind in new[] { ChangeKind.End, ChangeKind.Lifting, ChangeKind.Outcome })
        {
            Assert.Equal(carriedOn, ruledOut.Single(set => set.Changes is [{ Subject: "bar-provisional" } only] && only.Kind == kind).Changes[0].Clauses);
        }

        // A severe case need not wait for the conversation, so only what asks whether it resolved the matter is cited.
        Assert.Equal(["6.3.unresolved", "6.3.conversation"], ruledOut.Single(set => set.Changes is [{ Subject: "conversation" }, _]).Changes[1].Clauses);

        var lifted = WhatIf.Of(s_thrive, given.Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Lifted).NextDay().Case(), "bar-confirmed");
        Assert.Equal(carriedOn, lifted.Permitting.Sets.First(set => set.Changes[0].Kind == ChangeKind.Response).Changes[0].Clauses);
    }

    [Fact]
    public void A_response_that_raises_the_ceiling_cites_what_the_ceiling_rests_on()
    {
        var given = Given.Qet().Behaviour("aggression").Seriousness("low").QetSteps().Case();
        var raised = WhatIf.Of(s_qet, given, "single-contact").Permitting.Sets[0];
        Assert.Equal(s_qet.Decide(given)["single-contact"].Reasons.Single(reason => reason.Code == "above-ceiling").Clauses, raised.Changes[^1].Clauses);
    }

    [Fact]
    public void A_response_that_itself_waits_for_others_is_marked_in_a_sentence()
    {
        var given = Given.Thrive().Behaviour("aggression").Seriousness("severe").NextDay().Taken("bar-provisional", ends: Given.Day0.PlusDays(40)).Represented("bar-confirmed").Case();
        var taken = WhatIf.Of(s_thrive, given, "bar-confirmed").RulingOut.Sets.SelectMany(set => set.Changes).First(change => change.Status == ResponseStatus.AwaitingApproval);
        Assert.Equal("“Confirmed bar from the school premises” is taken (which by then itself waits for others)", taken.Text);
    }
}
