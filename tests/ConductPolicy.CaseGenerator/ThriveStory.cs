using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.CaseGenerator;

/// <summary>A case of Thrive: a conversation; then a letter, restricted channels, a provisional bar, the person heard, the review, the confirmed bar.</summary>
internal sealed class ThriveStory(Policy policy, Fault fault, Dice dice, string id) : Story(policy, fault, dice, id)
{
    private static readonly string[] s_low = ["not-speaking-calmly", "inappropriate-clothing", "smoking", "vaping", "dog-on-site", "negative-post", "expectation-not-upheld"];
    private static readonly string[] s_moderate = ["interference", "reprimanding-others", "offensive-language", "defamatory-post", "recording", "alcohol", "photography"];
    private static readonly string[] s_high = ["bullying", "intimidation", "aggression", "property-damage", "drugs", "unsafe-driving"];

    private readonly Fault _fault = fault;

    public static IReadOnlyList<Fault> Faults { get; } =
    [
        Fault.ActWithoutBreach, Fault.ActWhereExcused, Fault.ActNotApplicable, Fault.ActOnUnknownFacts, Fault.ActBeforeStep, Fault.ActBeforeOutcome, Fault.ActDisproportionate, Fault.ActUnheard,
        Fault.WrongDecider, Fault.NoDecider, Fault.ApprovalRefused, Fault.ApprovalBeforeHearing, Fault.ApprovalAfterAct, Fault.ApprovalByWrongRole, Fault.ApprovalForOther, Fault.ApprovalMissing,
        Fault.StepNeverTaken, Fault.DutyNeverDone, Fault.ConsiderationMissing, Fault.NoticeMissing, Fault.NoticeSpoken, Fault.NoticeIncomplete,
        Fault.BarWithoutEnd, Fault.ReviewMissing, Fault.ReviewLate, Fault.InterimReviewMissing, Fault.NeverInvited, Fault.ContactOutsideRoute,
    ];

    // How far the story goes.
    private enum Plot
    {
        Talk,
        Letter,
        Channels,
        Provisional,
        Confirmed,
        Courts,
    }

    protected override string WrongDecider => Dice.Pick("executive-headteacher", "headteachers-pa", "trust-board");

    protected override void Live()
    {
        var plot = PlotOf(_fault);
        Aim(plot switch { Plot.Letter => "letter", Plot.Channels => "restrict-channels", Plot.Provisional => "bar-provisional", Plot.Confirmed => "bar-confirmed", Plot.Courts => "courts", _ => "" });
        Live(plot);
    }

    protected override void LiveMore()
    {
        Aim("");
        Live(Dice.Pick(Plot.Talk, Plot.Letter, Plot.Channels));
    }

    private Plot PlotOf(Fault planted) => planted switch
    {
        Fault.ActWithoutBreach or Fault.ActWhereExcused or Fault.ActBeforeStep or Fault.ActBeforeOutcome => Plot.Letter,
        Fault.ActDisproportionate => Plot.Channels,
        Fault.ConsiderationMissing => Dice.Pick(Plot.Letter, Plot.Channels, Plot.Provisional, Plot.Confirmed, Plot.Courts),
        Fault.NoticeMissing or Fault.NoticeSpoken or Fault.NoticeIncomplete => Dice.Pick(Plot.Letter, Plot.Provisional, Plot.Confirmed),
        Fault.WrongDecider or Fault.NoDecider or Fault.ReviewMissing or Fault.ReviewLate or Fault.ContactOutsideRoute => Dice.Pick(Plot.Provisional, Plot.Confirmed),
        Fault.NeverInvited => Plot.Provisional,
        Fault.ActUnheard or Fault.ApprovalRefused or Fault.ApprovalBeforeHearing or Fault.ApprovalAfterAct or Fault.ApprovalByWrongRole or Fault.ApprovalForOther or Fault.ApprovalMissing
            or Fault.BarWithoutEnd or Fault.InterimReviewMissing => Plot.Confirmed,
        Fault.StepNeverTaken or Fault.DutyNeverDone => Plot.Talk,
        _ => Dice.Pick(Plot.Talk, Plot.Letter, Plot.Channels, Plot.Provisional, Plot.Confirmed, Plot.Confirmed, Plot.Courts),
    };

    private void Live(Plot plot)
    {
        var isSevere = plot == Plot.Courts || (plot is Plot.Provisional or Plot.Confirmed && Dice.Chance(40));
        Happen(plot, isSevere);
        AtOnce();
        if (Dice.Chance(20))
        {
            Correspond(isTimed: false);
        }

        if (Is(Fault.StepNeverTaken))
        {
            Expect("step-not-done", null, "6.3.conversation");
            AuditOn = Day.PlusDays(Dice.Between(30, 60));
            return;
        }

        if (Is(Fault.ActBeforeStep))
        {
            Expect("taken-too-early", WriteLetter(), "6.3.unresolved");
            Pass(1, 3);
            Step("conversation", Unresolved());
            return;
        }

        if (Is(Fault.ActBeforeOutcome))
        {
            ActBeforeOutcome();
            return;
        }

        Pass(0, 5);
        Step("conversation", plot == Plot.Talk ? Outcome.Resolved : Unresolved());
        if (Is(Fault.ActWithoutBreach))
        {
            Add(new FindingMade { On = Day, Behaviour = Behaviours[0].Id, Finding = Finding.NotEstablished });
        }

        if (Is(Fault.DutyNeverDone))
        {
            Expect("duty-not-done", null, "6.3.report-platform");
            AuditOn = Day.PlusDays(Dice.Between(30, 60));
            return;
        }

        Climb(plot, isSevere);
    }

    private void Happen(Plot plot, bool isSevere)
    {
        if (Is(Fault.ActWhereExcused))
        {
            Behave("photography", ("photography-permitted", true));
        }
        else if (Is(Fault.ActDisproportionate))
        {
            BehaveAs(Dice.Pick(s_low));
        }
        else if (Is(Fault.DutyNeverDone))
        {
            BehaveAs("defamatory-post");
        }
        else
        {
            BehaveAs(Dice.Pick(plot switch
            {
                Plot.Provisional or Plot.Confirmed or Plot.Courts => s_high,
                Plot.Channels => Dice.Pick(s_moderate, s_high),
                _ => Dice.Pick(s_low, s_moderate, s_high),
            }));
            if (Dice.Chance(40) && !Is(Fault.ActWithoutBreach))
            {
                BehaveAs(Dice.Pick(Dice.Pick(s_low, s_moderate)));
            }
        }

        Seriousness = isSevere ? "severe" : null;
        Answer("post-defamatory", Is(Fault.DutyNeverDone) || (Behaviours.Exists(item => item.Id == "defamatory-post") && Dice.Chance(60)));
        Answer("unsafe-around-children", Is(Fault.ActOnUnknownFacts) ? FactValue.Unknown : !Is(Fault.ActNotApplicable) && Dice.Chance(15));
        Answer("channel", Dice.Pick("in-person", "phone", "email", "social-media"));
        Begin();
    }

    private void BehaveAs(string behaviour)
    {
        switch (behaviour)
        {
            case "bullying":
                Behave(behaviour, ("several-times", Dice.Between(3, 9)), ("on-purpose", true));
                break;
            case "recording":
                Behave(behaviour, ("recording-needed", false), ("recording-permitted-before", Dice.Chance(50)));
                break;
            case "dog-on-site":
                Behave(behaviour, ("dog-agreed", false), ("assistance-dog", false));
                break;
            case "photography":
                Behave(behaviour, ("photography-permitted", false));
                break;
            default:
                Behave(behaviour);
                break;
        }
    }

    private bool IsYes(string fact) => Facts.Exists(answer => answer.Fact == fact && answer.Value.Flag == true);

    // What does not wait for the conversation, and the one thing that the policy says will follow.
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
            Take("police");
        }

        if (IsYes("post-defamatory") && !Is(Fault.DutyNeverDone))
        {
            Pass(0, 2);
            Take("report-platform");
        }

        if (Behaviours.Exists(item => item.Id is "defamatory-post" or "negative-post") && Dice.Chance(50))
        {
            Take("report-abuse");
        }

        if (IsYes("unsafe-around-children"))
        {
            Take("social-care");
        }

        if (Is(Fault.ActNotApplicable, Fault.ActOnUnknownFacts))
        {
            Expect(Is(Fault.ActNotApplicable) ? "taken-not-applicable" : "taken-on-unknown-facts", Take("social-care"), "6.3.social-care.when");
        }
    }

    private void ActBeforeOutcome()
    {
        Pass(0, 5);
        var conversation = Add(new StepTaken { Id = Named("conversation"), On = Day, Step = "conversation", By = "headteacher" });
        Expect("taken-too-early", WriteLetter(), "6.3.unresolved");
        Pass(1, 3);
        Add(new OutcomeKnown { On = Day, Of = conversation.Id!, Outcome = Outcome.Unresolved });
    }

    private void Climb(Plot plot, bool isSevere)
    {
        if (plot == Plot.Letter || (plot is not Plot.Talk && !Is(Fault.ActDisproportionate) && Dice.Chance(40)))
        {
            var letter = WriteLetter();
            if (Is(Fault.ActWithoutBreach, Fault.ActWhereExcused))
            {
                Expect("taken-without-breach", letter, "6.3.letter");
            }
        }

        if (plot == Plot.Channels || (plot is Plot.Provisional or Plot.Confirmed or Plot.Courts && Dice.Chance(20)))
        {
            Pass(0, 4);
            Consider("restrict-channels");
            var taken = Take("restrict-channels");
            if (Is(Fault.ActDisproportionate))
            {
                Expect("taken-disproportionate", taken, "1.ladder");
            }
        }

        if (plot is Plot.Provisional or Plot.Confirmed)
        {
            BarProvisionally(plot);
        }
        else if (plot == Plot.Courts && isSevere)
        {
            Pass(0, 6);
            Consider("courts");
            Take("courts");
        }
    }

    private ResponseTaken WriteLetter()
    {
        Pass(0, 4);
        Consider("letter");
        var letter = Take("letter");
        Notify(letter, "letter");
        return letter;
    }

    private void BarProvisionally(Plot plot)
    {
        Pass(0, 3);
        Consider("bar-provisional");
        var starts = Day;
        var ends = starts.PlusWeeks(Dice.Between(3, 5)).PlusDays(-1);
        var bar = Take("bar-provisional", ends, isNamed: true);
        Notify(bar, "bar-provisional");
        Meet(bar, starts.PlusDays(2), plot == Plot.Provisional);

        // The person has a week to put their side.
        var until = starts.PlusDays(7);
        Day = LocalDate.Max(Day, starts);
        if (!Is(Fault.NeverInvited))
        {
            Add(new RepresentationsNoted { On = Day, For = plot == Plot.Confirmed ? "bar-confirmed" : Dice.Pick("bar-confirmed", "bar-provisional"), InvitedUntil = until });
        }

        if (plot == Plot.Confirmed)
        {
            Confirm(starts, until);
        }
        else if (Target == "bar-provisional" || Dice.Chance(50))
        {
            RunOut(bar, starts, ends);
        }
        else
        {
            Day = until.PlusDays(Dice.Between(1, 3));
            Record(ApprovalAct.Review, "executive-headteacher", "bar-confirmed", ApprovalResult.Lifted);
        }
    }

    // The provisional bar is looked at before its end, and never confirmed.
    private void RunOut(ResponseTaken bar, LocalDate starts, LocalDate ends)
    {
        ReviewBar(bar, "bar-provisional", "executive-headteacher", starts, ends, "6.4.3.review");
        if (Is(Fault.NeverInvited))
        {
            Expect("representations-not-invited", bar, "6.4.1.representations");
            Day = ends.PlusDays(1);
        }
    }

    private void Confirm(LocalDate starts, LocalDate until)
    {
        var isUnheard = Is(Fault.ActUnheard);
        var isReviewEarly = Is(Fault.ApprovalBeforeHearing);
        if (isUnheard || isReviewEarly)
        {
            Day = starts.PlusDays(Dice.Between(2, 4));
            Review("bar-confirmed", ApprovalResult.Confirmed);
        }

        if (!isUnheard)
        {
            Day = isReviewEarly || Dice.Chance(50) ? Received(starts) : until.PlusDays(1);
        }

        Day = LocalDate.Max(Day, starts.PlusDays(2)).PlusDays(isUnheard ? 0 : Dice.Below(3));
        if (Is(Fault.ApprovalRefused))
        {
            Review("bar-confirmed", ApprovalResult.Refused);
        }
        else if (Is(Fault.ApprovalByWrongRole))
        {
            Record(ApprovalAct.Review, Dice.Pick("headteacher", "trust-board"), "bar-confirmed", ApprovalResult.Confirmed);
        }
        else if (!isUnheard && !isReviewEarly && !Is(Fault.ApprovalMissing, Fault.ApprovalAfterAct))
        {
            Review(Is(Fault.ApprovalForOther) ? "bar-provisional" : "bar-confirmed", Dice.Pick(ApprovalResult.Confirmed, ApprovalResult.Agreed));
        }

        TakeConfirmed(Day.PlusDays(isUnheard ? 0 : Dice.Below(2)));
    }

    private void Review(string response, ApprovalResult result) => Record(ApprovalAct.Review, "executive-headteacher", response, result);

    private LocalDate Received(LocalDate starts)
    {
        Day = LocalDate.Max(Day, starts.PlusDays(Dice.Between(4, 7)));
        Add(new RepresentationsNoted { On = Day, For = "bar-confirmed", IsReceived = true });
        return Day;
    }

    private void TakeConfirmed(LocalDate starts)
    {
        Day = starts;
        Consider("bar-confirmed");
        var weeks = Is(Fault.InterimReviewMissing) ? Dice.Pick(18, 20, 26) : Is(Fault.BarWithoutEnd, Fault.ReviewMissing, Fault.ReviewLate) ? Dice.Pick(2, 4, 6, 12) : Dice.Pick(4, 6, 6, 12, 20, 26);
        var ends = starts.PlusWeeks(weeks).PlusDays(-1);
        var bar = Take("bar-confirmed", Is(Fault.BarWithoutEnd) ? null : ends, isNamed: true);
        ExpectOfApprovals(bar);
        Notify(bar, "bar-confirmed");
        if (Is(Fault.ApprovalAfterAct))
        {
            Pass(1, 3);
            Review("bar-confirmed", ApprovalResult.Confirmed);
        }

        Meet(bar, starts.PlusDays(3), isTarget: true);
        if (Dice.Chance(15))
        {
            Day = LocalDate.Max(Day, starts.PlusDays(4));
            Add(new AppealNoted { On = Day, Of = bar.Id!, IsDecided = false });
            Add(new AppealNoted { On = Day.PlusDays(6), Of = bar.Id!, IsDecided = true, Result = "not upheld" });
        }

        if (Is(Fault.BarWithoutEnd))
        {
            Expect("bar-without-end", bar, "6.3.bar.fixed-time");
            AuditOn = LocalDate.Max(Day.PlusDays(7), starts.PlusDays(Dice.Between(20, 85)));
            return;
        }

        // A later review would be taken for the one that was wanting, so the audit comes before it.
        if (Is(Fault.ApprovalMissing, Fault.ApprovalByWrongRole, Fault.ApprovalForOther))
        {
            AuditOn = Day.PlusDays(Dice.Between(1, 10));
            return;
        }

        if (Target == "bar-confirmed" && Dice.Chance(15) && weeks <= 12 && !Is(Fault.ReviewMissing, Fault.ReviewLate))
        {
            Day = LocalDate.Max(Day, starts.PlusDays(Dice.Between(8, 13)));
            Review("bar-confirmed", ApprovalResult.Lifted);
            return;
        }

        ReviewBar(bar, "bar-confirmed", "executive-headteacher", starts, ends, "6.4.4.end-review");
        if (Dice.Chance(15) && Is(Fault.None))
        {
            Extend(bar, ends);
        }
    }

    private void Extend(ResponseTaken bar, LocalDate ends)
    {
        Day = ends;
        Review("bar-confirmed", ApprovalResult.Confirmed);
        var extended = Add(new BarExtended { Id = Named("extension"), On = Day, Of = bar.Id!, By = "headteacher", Ends = ends.PlusWeeks(Dice.Between(2, 8)) });
        Notify(extended, "bar-confirmed");
        ReviewBar(extended, "bar-confirmed", "executive-headteacher", ends, extended.Ends, "6.4.4.end-review");
    }

    private void ExpectOfApprovals(CaseEvent act)
    {
        if (Is(Fault.ActUnheard))
        {
            Expect("not-heard", act, "6.4.3.consider");
        }

        var code = Is(Fault.ActUnheard, Fault.ApprovalBeforeHearing) ? "approval-too-early" : Is(Fault.ApprovalRefused) ? "approval-refused" : Is(Fault.ApprovalByWrongRole) ? "approval-by-wrong-role"
            : Is(Fault.ApprovalForOther) ? "approval-for-other" : Is(Fault.ApprovalAfterAct) ? "approval-after-act" : Is(Fault.ApprovalMissing) ? "approval-missing" : null;
        if (code is not null)
        {
            Expect(code, act, "6.4.3.review");
        }
    }

    // Two roles speak with the person while the bar lasts, and nobody else does.
    private void Meet(ResponseTaken bar, LocalDate on, bool isTarget)
    {
        if (isTarget && Is(Fault.ContactOutsideRoute))
        {
            Expect("contact-outside-route", Add(new ContactMade { On = on, Through = Dice.Pick("headteacher", "deputy-headteacher", "trust-board") }), "6.4.2");
        }
        else if (Dice.Chance(30))
        {
            Add(new ContactMade { On = on, Through = Dice.Pick("headteachers-pa", "named-staff-member") });
        }

        if (Dice.Chance(10))
        {
            Add(new BarBroken { On = on, Of = bar.Id! });
        }
    }
}
