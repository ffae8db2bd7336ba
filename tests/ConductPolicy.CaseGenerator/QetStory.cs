using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.CaseGenerator;

/// <summary>A case of Quantock Education Trust: information is gathered and the parent spoken to; then meeting, warning letter, single contact, ban.</summary>
internal sealed class QetStory(Policy policy, Fault fault, Dice dice, string id) : Story(policy, fault, dice, id)
{
    private static readonly string[] s_low = ["unreasonable-demands", "smoking", "social-media-campaign", "expectation-not-upheld"];

    private static readonly string[] s_moderate =
        ["disruption", "offensive-language", "shouting", "inciting-children", "recording", "serial-complaints", "defamatory-post", "disciplining-anothers-child", "alcohol"];

    private static readonly string[] s_high = ["property-damage", "abusive-message", "blackmail-or-threat", "mistreating-own-child", "aggression", "drugs", "harassment"];

    private readonly Fault _fault = fault;
    private bool _isStepTold;

    public static IReadOnlyList<Fault> Faults { get; } =
    [
        Fault.ActWithoutBreach, Fault.ActWhereExcused, Fault.ActNotApplicable, Fault.ActOnUnknownFacts, Fault.ActBeforeStep, Fault.ActBeforeOutcome, Fault.ActDisproportionate,
        Fault.WrongDecider, Fault.NoDecider, Fault.ApprovalAfterAct, Fault.ApprovalByWrongRole, Fault.ApprovalForOther, Fault.ApprovalMissing,
        Fault.StepMissingAtAct, Fault.StepNeverTaken, Fault.ConsiderationMissing, Fault.NoticeMissing, Fault.NoticeSpoken, Fault.NoticeIncomplete,
        Fault.BarWithoutEnd, Fault.ReviewMissing, Fault.ReviewLate, Fault.InterimReviewMissing,
        Fault.AnswerLate, Fault.HoldingReplyLate, Fault.AnswerAfterDayNamed, Fault.AnswerMissing,
    ];

    // How far the story goes.
    private enum Plot
    {
        Talk,
        Meeting,
        Letter,
        Contact,
        Ban,
    }

    protected override string WrongDecider => Dice.Pick("senior-member-of-staff", "governors", "key-contact");

    protected override void Live()
    {
        var plot = PlotOf(_fault);
        Aim(plot switch { Plot.Meeting => "meeting", Plot.Letter => "warning-letter", Plot.Contact => "single-contact", Plot.Ban => "ban", _ => "" });
        Live(plot);
    }

    protected override void LiveMore()
    {
        Aim("");
        Live(Dice.Pick(Plot.Talk, Plot.Meeting, Plot.Letter));
    }

    private Plot PlotOf(Fault planted) => planted switch
    {
        Fault.ActWithoutBreach or Fault.ActWhereExcused => Plot.Letter,
        Fault.ActDisproportionate => Plot.Contact,
        Fault.ActBeforeStep or Fault.StepMissingAtAct => Dice.Pick(Plot.Meeting, Plot.Letter, Plot.Ban),
        Fault.WrongDecider or Fault.NoDecider or Fault.ConsiderationMissing => Dice.Pick(Plot.Meeting, Plot.Letter, Plot.Contact, Plot.Ban),
        Fault.NoticeMissing or Fault.NoticeSpoken or Fault.NoticeIncomplete => Dice.Pick(Plot.Letter, Plot.Ban),
        Fault.ActBeforeOutcome or Fault.ApprovalAfterAct or Fault.ApprovalByWrongRole or Fault.ApprovalForOther or Fault.ApprovalMissing
            or Fault.BarWithoutEnd or Fault.ReviewMissing or Fault.ReviewLate or Fault.InterimReviewMissing => Plot.Ban,
        Fault.StepNeverTaken => Plot.Talk,
        _ => Dice.Pick(Plot.Talk, Plot.Meeting, Plot.Letter, Plot.Contact, Plot.Ban, Plot.Ban),
    };

    private void Live(Plot plot)
    {
        var isSevere = plot == Plot.Ban && !Is(Fault.ActBeforeOutcome) && Dice.Chance(40);
        Happen(plot, isSevere);
        var happened = Day;
        AtOnce();
        if (Dice.Chance(30) || Is(Fault.AnswerLate, Fault.HoldingReplyLate, Fault.AnswerAfterDayNamed, Fault.AnswerMissing))
        {
            Correspond(isTimed: true);
        }

        if (Is(Fault.StepNeverTaken))
        {
            LeaveOutStep();
            return;
        }

        if (Is(Fault.ActBeforeStep))
        {
            ActBeforeStep(plot);
            return;
        }

        TakeSteps(plot);
        if (Is(Fault.ActWithoutBreach))
        {
            Add(new FindingMade { On = Day, Behaviour = Behaviours[0].Id, Finding = Finding.NotEstablished });
        }

        Climb(plot, isSevere);
        Day = LocalDate.Max(Day, happened);
    }

    private void Happen(Plot plot, bool isSevere)
    {
        Answer("channel", Dice.Pick("in-person", "phone", "voicemail", "email", "text", "letter", "social-media"));
        if (Is(Fault.ActWhereExcused))
        {
            Behave("recording", ("everyone-permitted-recording", true), ("senior-leaders-agree", true));
        }
        else if (Is(Fault.ActDisproportionate))
        {
            BehaveAs(Dice.Pick(s_low));
        }
        else
        {
            BehaveAs(Dice.Pick(plot is Plot.Contact or Plot.Ban ? Dice.Pick(s_moderate, s_high) : Dice.Pick(s_low, s_moderate, s_high)));
            if (Dice.Chance(40) && !Is(Fault.ActWithoutBreach))
            {
                BehaveAs(Dice.Pick(s_low, s_moderate) is var others ? Dice.Pick(others) : "");
            }
        }

        if (isSevere && Dice.Chance(50))
        {
            BehaveAs("threat-of-harm");
        }
        else if (isSevere)
        {
            Seriousness = "severe";
        }

        Answer("posted-publicly", Is(Fault.StepMissingAtAct) || Behaviours.Exists(item => item.Id == "defamatory-post") || Dice.Chance(10));
        if (Is(Fault.ActOnUnknownFacts))
        {
            Answer("possible-libel-or-slander", FactValue.Unknown);
        }
        else
        {
            Answer("possible-libel-or-slander", !Is(Fault.ActNotApplicable) && Dice.Chance(10));
        }

        Answer("criminal", !Is(Fault.ActNotApplicable) && Dice.Chance(10));
        Answer("safeguarding-risk", !Is(Fault.ActNotApplicable) && Dice.Chance(10));
        Begin();
    }

    private void BehaveAs(string behaviour)
    {
        switch (behaviour)
        {
            case "recording":
                Behave(behaviour, ("everyone-permitted-recording", Dice.Chance(50)), ("senior-leaders-agree", false));
                break;
            case "serial-complaints":
                Behave(behaviour, ("complaints", Dice.Between(4, 12)), ("complaints-unreasonable", true));
                break;
            case "alcohol":
                Behave(behaviour, ("alcohol-permitted-at-event", false));
                break;
            default:
                Behave(behaviour);
                break;
        }
    }

    // What does not wait for the steps.
    private void AtOnce()
    {
        if (Is(Fault.ActWhereExcused))
        {
            return;
        }

        if (Dice.Chance(25))
        {
            Learn("on-site", true);
            Take("leave-site");
        }

        if (Dice.Chance(15))
        {
            Learn("meeting-under-way", true);
            Take("end-meeting");
        }

        if (IsYes("criminal") || IsYes("safeguarding-risk"))
        {
            Take("authorities");
        }

        if (IsYes("possible-libel-or-slander"))
        {
            Take("legal-advice");
        }

        if (Behaviours.Exists(item => item.Id == "abusive-message") && Dice.Chance(70))
        {
            Consider("no-reply");
            Take("no-reply");
        }

        if (Is(Fault.ActNotApplicable))
        {
            var isLegal = Dice.Chance(50);
            Expect("taken-not-applicable", Take(isLegal ? "legal-advice" : "authorities"), isLegal ? "6.legal-advice.when" : "6.authorities.when");
        }

        if (Is(Fault.ActOnUnknownFacts))
        {
            Expect("taken-on-unknown-facts", Take("legal-advice"), "6.legal-advice.when");
        }
    }

    private bool IsYes(string fact) => Facts.Exists(answer => answer.Fact == fact && answer.Value.Flag == true);

    private void LeaveOutStep()
    {
        var left = Dice.Pick("gather-information", "speak-to-parent");
        if (IsYes("posted-publicly"))
        {
            Pass(0, 2);
            Step("contact-about-post", Dice.Pick(Outcome.Resolved, Outcome.Unreachable));
        }

        Pass(0, 2);
        Step(left == "gather-information" ? "speak-to-parent" : "gather-information", left == "gather-information" ? Unresolved() : null);
        Expect("step-not-done", null, left == "gather-information" ? "6.gather" : "6.speak");
        AuditOn = Day.PlusDays(Dice.Between(30, 60));
    }

    private void TakeSteps(Plot plot)
    {
        Pass(0, 2);
        Step("gather-information", null);
        if (IsYes("posted-publicly") && !Is(Fault.StepMissingAtAct))
        {
            Step("contact-about-post", Dice.Pick<Outcome?>(null, Outcome.Unresolved, Outcome.Unreachable));
        }

        Pass(0, 3);
        Step("speak-to-parent", plot == Plot.Talk ? Outcome.Resolved : Unresolved());
        if (Dice.Chance(20) && Behaviours[0].Finding == Finding.Alleged && plot != Plot.Talk && !Is(Fault.ActWithoutBreach))
        {
            Add(new FindingMade { On = Day, Behaviour = Behaviours[0].Id, Finding = Finding.Established });
        }
    }

    // The first act of the ladder comes before the parent was spoken to.
    private void ActBeforeStep(Plot plot)
    {
        Pass(0, 2);
        Step("gather-information", null);
        if (IsYes("posted-publicly"))
        {
            Step("contact-about-post", Outcome.Unreachable);
        }

        Consider("meeting");
        Expect("taken-too-early", Take("meeting"), "6.then-may");
        Pass(1, 3);
        Step("speak-to-parent", Unresolved());
        if (plot != Plot.Meeting)
        {
            WriteLetter(Outcome.Unresolved);
        }
    }

    private void Climb(Plot plot, bool isSevere)
    {
        if (plot == Plot.Talk)
        {
            return;
        }

        var isAlone = Is(Fault.ActWithoutBreach, Fault.ActWhereExcused, Fault.ActDisproportionate);
        if (plot == Plot.Meeting || (!isAlone && Dice.Chance(50)))
        {
            Pass(0, 4);
            Consider("meeting");
            TakeOnRung("meeting");
        }

        if (plot is Plot.Letter or Plot.Contact || (plot == Plot.Ban && (!isSevere || Dice.Chance(40))))
        {
            if (plot == Plot.Ban && Is(Fault.ActBeforeOutcome))
            {
                WriteLetter(null);
            }
            else
            {
                WriteLetter(plot == Plot.Ban ? Outcome.Unresolved : Is(Fault.ActDisproportionate) ? null : Dice.Pick<Outcome?>(null, Outcome.Unresolved));
            }
        }

        if (plot == Plot.Contact || (plot == Plot.Ban && Dice.Chance(30) && !Is(Fault.ActBeforeOutcome)))
        {
            Pass(1, 5);
            Consider("single-contact");
            var taken = TakeOnRung("single-contact");
            if (Is(Fault.ActDisproportionate))
            {
                Expect("taken-disproportionate", taken, "6.proportional");
            }
        }

        if (plot == Plot.Ban)
        {
            Ban(isSevere);
        }
    }

    private void WriteLetter(Outcome? outcome)
    {
        Pass(0, 4);
        Consider("warning-letter");
        var letter = TakeOnRung("warning-letter", isNamed: outcome is not null || Is(Fault.ActBeforeOutcome));
        if (Is(Fault.ActWithoutBreach, Fault.ActWhereExcused))
        {
            Expect("taken-without-breach", letter, "6.warning-letter");
        }

        Notify(letter, "warning-letter");
        if (outcome is not null)
        {
            Pass(2, 10);
            Add(new OutcomeKnown { On = Day, Of = letter.Id!, Outcome = outcome.Value });
        }
    }

    private ResponseTaken TakeOnRung(string response, LocalDate? ends = null, bool isNamed = false)
    {
        var taken = Take(response, ends, isNamed);
        if (Is(Fault.StepMissingAtAct) && !_isStepTold)
        {
            Expect("step-not-done", taken, "5.contact");
            _isStepTold = true;
        }

        return taken;
    }

    private void Ban(bool isSevere)
    {
        Pass(0, 3);
        Consider("ban");
        var left = 2;
        if (Is(Fault.ApprovalMissing) && Dice.Chance(60))
        {
            Record(ApprovalAct.Consult, Dice.Pick("ceo", "chair-of-governors"), "ban");
            left = 1;
        }
        else if (!Is(Fault.ApprovalAfterAct, Fault.ApprovalMissing))
        {
            Consult(
                Is(Fault.ApprovalByWrongRole) ? Dice.Pick("trustees", "legal-team") : "ceo",
                Is(Fault.ApprovalForOther) ? Dice.Pick("single-contact", null) : "ban");
        }

        Pass(0, 2);
        var starts = Day;
        var weeks = Is(Fault.InterimReviewMissing) ? Dice.Pick(18, 20, 26) : Is(Fault.BarWithoutEnd, Fault.ReviewMissing, Fault.ReviewLate) ? Dice.Pick(2, 4, 6, 12) : Dice.Pick(2, 4, 6, 6, 12, 20, 26);
        var ends = starts.PlusWeeks(weeks).PlusDays(-1);
        var ban = TakeOnRung("ban", Is(Fault.BarWithoutEnd) ? null : ends, isNamed: true);
        ExpectOfApprovals(ban, left);
        if (Is(Fault.ActBeforeOutcome))
        {
            Expect("taken-too-early", ban, "6.ban.last-resort");
        }

        Notify(ban, "ban");
        if (Is(Fault.ApprovalAfterAct))
        {
            Pass(1, 3);
            Consult("ceo", "ban");
        }

        if (Is(Fault.ActBeforeOutcome))
        {
            Pass(1, 2);
            Add(new OutcomeKnown { On = Day, Of = Named("warning-letter"), Outcome = Outcome.Unresolved });
        }

        Endure(ban, starts, ends);
    }

    private void Consult(string first, string? about)
    {
        Record(ApprovalAct.Consult, first, about);
        Record(ApprovalAct.Consult, "chair-of-governors", about);
    }

    private void ExpectOfApprovals(CaseEvent act, int left)
    {
        var (code, count) = Is(Fault.ApprovalMissing) ? ("approval-missing", left) : Is(Fault.ApprovalForOther) ? ("approval-for-other", 2)
            : Is(Fault.ApprovalAfterAct) ? ("approval-after-act", 2) : Is(Fault.ApprovalByWrongRole) ? ("approval-by-wrong-role", 1) : ("", 0);
        for (var i = 0; i < count; i++)
        {
            Expect(code, act, "6.ban.consult");
        }
    }

    // The ban runs, may be broken, extended or lifted, and is reviewed.
    private void Endure(ResponseTaken ban, LocalDate starts, LocalDate ends)
    {
        if (Dice.Chance(20))
        {
            Add(new VisitAllowed { On = starts.PlusDays(1), Of = ban.Id!, Allowed = starts.PlusDays(2) });
        }

        if (Dice.Chance(10))
        {
            Add(new BarBroken { On = starts.PlusDays(3), Of = ban.Id! });
        }

        if (Is(Fault.BarWithoutEnd))
        {
            Expect("bar-without-end", ban, "6.ban.time-limited");
            AuditOn = LocalDate.Max(Day.PlusDays(1), starts.PlusDays(Dice.Between(20, 85)));
            return;
        }

        var isPlain = Is(Fault.ReviewMissing, Fault.ReviewLate, Fault.InterimReviewMissing);
        if (!isPlain && Dice.Chance(15) && ends < starts.PlusWeeks(13))
        {
            Day = LocalDate.Max(Day, starts.PlusDays(Dice.Between(5, 12)));
            Record(ApprovalAct.Review, "headteacher", "ban", ApprovalResult.Lifted);
            return;
        }

        ReviewBar(ban, "ban", "headteacher", starts, ends, "6.ban.review");

        // What is told or approved for an extension would serve the ban too.
        isPlain |= Is(Fault.NoticeMissing, Fault.NoticeSpoken, Fault.NoticeIncomplete, Fault.ApprovalMissing, Fault.ApprovalByWrongRole, Fault.ApprovalForOther);
        if (!isPlain && Dice.Chance(20))
        {
            Extend(ban, ends);
        }
    }

    private void Extend(ResponseTaken ban, LocalDate ends)
    {
        Day = ends;
        Consult("ceo", "ban");
        var extended = Add(new BarExtended { Id = Named("extension"), On = Day, Of = ban.Id!, By = "headteacher", Ends = ends.PlusWeeks(Dice.Between(2, 8)) });
        Notify(extended, "ban");
        ReviewBar(extended, "ban", "headteacher", ends, extended.Ends, "6.ban.review");
    }
}
