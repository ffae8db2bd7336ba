using System.Text.Json;
using ConductPolicy.Audit;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Audit;

/// <summary>What is due, each kind in both directions: while it is not done, and once it is.</summary>
public sealed class DueListTests
{
    private static readonly LocalDate s_incident = Date("2026-11-02");

    [Fact]
    public void A_required_step_is_due_in_so_many_working_days_from_the_day_on_which_it_is_required()
    {
        Assert.Equal("step 2026-11-16 overdue 3 [6.gather]", One(Qet("2026-11-19"), DueKind.Step, "Gather information"));
        Assert.Equal("step 2026-11-16 [6.gather]", One(Qet("2026-11-16"), DueKind.Step, "Gather information"));
        Assert.Equal("step 2026-11-16 done 2026-11-04 [6.gather]", One(Qet("2026-11-19", new StepTaken { On = Date("2026-11-04"), Step = "gather-information" }), DueKind.Step, "Gather information"));
        var item = Qet("2026-11-10").Items[0];
        Assert.Equal((Basis.Setting, true), (item.Basis, item.Note!.Contains("`act-within`: 10 working days", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_step_that_a_fact_called_for_is_counted_from_the_day_on_which_it_was_learnt()
    {
        var learnt = new FactsLearnt { On = Date("2026-11-09"), Facts = [new FactAnswer("posted-publicly", true)] };
        Assert.Equal("step 2026-11-23 [5.contact]", One(Qet("2026-11-12", learnt), DueKind.Step, "public comment"));
        Assert.DoesNotContain(Qet("2026-11-12").Items, item => item.What.Contains("public comment", StringComparison.Ordinal));
        var done = new StepTaken { On = Date("2026-11-11"), Step = "contact-about-post" };
        Assert.Equal("step 2026-11-23 done 2026-11-11 [5.contact]", One(Qet("2026-11-12", learnt, done), DueKind.Step, "public comment"));
        Assert.DoesNotContain(Qet("2026-11-12", done).Items, item => item.What.Contains("public comment", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_setting_a_step_has_no_day()
    {
        var policy = Given.QetPolicy with { Settings = new(Given.QetPolicy.Settings.Where(setting => setting.Id != WellKnownSettings.ActWithin).ToValueList()) };
        Assert.Equal("step no day [6.gather]", One(DueList.Of(new DecisionEngine(policy), Case("shouting", "2026-11-19")), DueKind.Step, "Gather information"));
    }

    [Fact]
    public void A_duty_is_due_until_it_is_done()
    {
        var facts = new FactsLearnt { On = s_incident, Facts = [new FactAnswer("post-defamatory", true)] };
        Assert.Equal("duty 2026-11-16 overdue 1 [6.3.report-platform]", One(Thrive("2026-11-17", facts), DueKind.Duty, "Report"));
        Assert.Equal("duty 2026-11-16 done 2026-11-03 [6.3.report-platform]", One(Thrive("2026-11-17", facts, new ResponseTaken { On = Date("2026-11-03"), Response = "report-platform" }), DueKind.Duty, "Report"));
        Assert.DoesNotContain(Thrive("2026-11-17").Items, item => item.Kind == DueKind.Duty);
    }

    [Fact]
    public void An_answer_is_due_by_the_day_that_a_holding_reply_in_time_named()
    {
        var message = new MessageReceived { Id = "m", On = Date("2026-11-18") };
        Assert.Equal("answer 2026-11-25 overdue 2 [3.3]", One(Qet("2026-11-27", message), DueKind.Answer, "(m)"));
        Assert.Equal("answer 2026-12-04 [3.3]", One(Qet("2026-11-27", message, Reply("2026-11-24", "2026-12-01"), Reply("2026-11-26", "2026-12-04")), DueKind.Answer, "(m)"));
        Assert.Equal("answer 2026-11-25 overdue 2 [3.3]", One(Qet("2026-11-27", message, Reply("2026-11-26", "2026-12-01")), DueKind.Answer, "(m)"));
        Assert.Equal("answer 2026-11-25 done 2026-11-20 [3.3]", One(Qet("2026-11-27", message, Reply("2026-11-20", null)), DueKind.Answer, "(m)"));
    }

    [Fact]
    public void A_message_of_no_incident_in_particular_is_due_once()
    {
        var given = Case("shouting", "2026-11-19", new MessageReceived { Id = "m", On = Date("2026-11-18") });
        given = given with { Incidents = [.. given.Incidents, given.Incidents[0] with { Id = "i2" }] };
        Assert.Null(Assert.Single(DueList.Of(new DecisionEngine(Given.QetPolicy), given).Items, item => item.Kind == DueKind.Answer).Incident);
    }

    [Fact]
    public void The_notice_of_an_act_is_due_on_its_day_and_only_that_of_the_last_act_is_still_called_for()
    {
        var first = new ResponseTaken { Id = "first", On = Date("2026-11-05"), Response = "warning-letter" };
        var second = first with { Id = "second", On = Date("2026-11-12") };
        var notice = new NoticeGiven { On = Date("2026-11-06"), For = "warning-letter" };
        Assert.Equal(["notice 2026-11-12 overdue 1 [6.warning-letter]"], All(Qet("2026-11-13", first, second), DueKind.Notice));
        Assert.Equal(["notice 2026-11-12 [6.warning-letter]"], All(Qet("2026-11-12", first, second), DueKind.Notice));

        // A notice is of the act before it; one of the day of the next act is of that one.
        Assert.Equal(["notice 2026-11-12 overdue 1 [6.warning-letter]", "notice 2026-11-05 done 2026-11-06 [6.warning-letter]"], All(Qet("2026-11-13", first, notice, second), DueKind.Notice));
        Assert.Equal(["notice 2026-11-12 done 2026-11-12 [6.warning-letter]"], All(Qet("2026-11-13", first, notice with { On = second.On }, second), DueKind.Notice));
        Assert.Equal(["notice 2026-11-05 overdue 5 [6.warning-letter]"], All(Qet("2026-11-12", first, notice with { IsIntention = true }), DueKind.Notice));
        Assert.Empty(All(Qet("2026-11-12"), DueKind.Notice));
    }

    [Fact]
    public void An_extension_is_an_act_of_its_own_with_a_notice_and_reviews_of_its_own()
    {
        var extended = new BarExtended { Id = "longer", On = Date("2026-12-15"), Of = "ban", Ends = Date("2027-01-29") };
        var review = Review("2026-12-14", "ban", "headteacher");
        Assert.Equal(["notice 2026-12-15 overdue 1 [6.ban.time-limited, 6.ban.review]"], All(Qet("2026-12-16", Ban, review, extended), DueKind.Notice));
        Assert.Equal(["notice 2026-12-15 done 2026-12-16 [6.ban.time-limited, 6.ban.review]"], All(Qet("2026-12-16", Ban, review, extended, Told with { On = Date("2026-12-16") }), DueKind.Notice));
        Assert.Equal(["review 2027-01-29 [6.ban.review]"], All(Qet("2026-12-16", Ban, Told, review, extended), DueKind.Review));
    }

    [Fact]
    public void A_ban_is_reviewed_and_ends()
    {
        Assert.Equal(["review 2026-12-18 [6.ban.review]"], All(Qet("2026-12-18", Ban), DueKind.Review));
        Assert.Equal(["review 2026-12-18 done 2026-12-16 [6.ban.review]"], All(Qet("2026-12-18", Ban, Review("2026-12-16", "ban", "headteacher")), DueKind.Review));
        Assert.Equal(["review 2026-12-18 overdue 1 [6.ban.review]"], All(Qet("2026-12-21", Ban), DueKind.Review));
        Assert.Equal(["bar-ends 2026-12-20 [6.ban.time-limited]"], All(Qet("2026-12-18", Ban), DueKind.BarEnds));
        Assert.Equal(["bar-ends 2026-12-20 done 2026-12-20 [6.ban.time-limited]"], All(Qet("2026-12-21", Ban), DueKind.BarEnds));
    }

    [Fact]
    public void A_bar_that_was_lifted_calls_for_nothing_more()
    {
        var lifted = Qet("2026-12-21", Ban, new ResponseEnded { On = Date("2026-12-01"), Of = "ban", IsLifted = true });
        Assert.Empty(All(lifted, DueKind.Review));
        Assert.Equal(["bar-ends 2026-12-20 done 2026-12-01 [6.ban.time-limited]"], All(lifted, DueKind.BarEnds));
        Assert.Equal(["review 2026-12-18 overdue 1 [6.ban.review]"], All(Qet("2026-12-21", Ban, new ResponseEnded { On = Date("2026-12-20"), Of = "ban", IsLifted = false }), DueKind.Review));
    }

    [Fact]
    public void An_interim_review_that_was_missed_is_overdue_until_a_later_one()
    {
        var ban = Ban with { Ends = Date("2027-05-09") };
        Assert.Equal(["interim-review 2027-02-08 overdue 2 [6.ban.review]"], All(Qet("2027-02-10", ban), DueKind.InterimReview));
        Assert.Equal(["interim-review 2027-02-08 done 2027-02-10 [6.ban.review]"], All(Qet("2027-02-10", ban, Review("2027-02-10", "ban", "headteacher")), DueKind.InterimReview));
        Assert.Equal(["review 2027-05-07 [6.ban.review]"], All(Qet("2027-02-10", ban, Review("2027-02-05", "ban", "headteacher")), DueKind.Review));
        Assert.Empty(All(Qet("2027-05-12", ban), DueKind.InterimReview));
    }

    [Fact]
    public void A_provisional_bar_is_confirmed_or_lifted_once_the_person_was_heard()
    {
        Assert.Equal(["representations 2026-11-16 [6.4.1.representations]"], All(Thrive("2026-11-10", Provisional), DueKind.Representations));

        // The time cannot run out for a person whom nobody has asked.
        Assert.Equal(["representations 2026-11-16 overdue 1 [6.4.1.representations]"], All(Thrive("2026-11-17", Provisional), DueKind.Representations));
        Assert.Contains("the person is asked for their side", Assert.Single(Thrive("2026-11-17", Provisional).Items, item => item.Kind == DueKind.Representations).What, StringComparison.Ordinal);
        Assert.Empty(All(Thrive("2026-11-30", Provisional), DueKind.Representations));
        Assert.Equal(["representations 2026-11-16 done 2026-11-16 [6.4.1.representations]"], All(Thrive("2026-11-17", Provisional, Invited("2026-11-09", "2026-11-16")), DueKind.Representations));
        var received = new RepresentationsNoted { On = Date("2026-11-11"), For = "bar-confirmed", IsReceived = true };
        Assert.Equal(["representations 2026-11-16 done 2026-11-11 [6.4.1.representations]"], All(Thrive("2026-11-12", Provisional, received), DueKind.Representations));
        Assert.Equal(["bar-decision 2026-11-23 overdue 1 [6.4.3.review]"], All(Thrive("2026-11-24", Provisional, received), DueKind.BarDecision));
        var review = Review("2026-11-20", "bar-confirmed", "executive-headteacher");
        Assert.Equal(["bar-decision 2026-11-23 done 2026-11-20 [6.4.3.review]"], All(Thrive("2026-11-24", Provisional, received, review), DueKind.BarDecision));
        Assert.Equal(["bar-decision 2026-11-23 overdue 1 [6.4.3.review]"], All(Thrive("2026-11-24", Provisional, Review("2026-11-10", "bar-confirmed", "executive-headteacher")), DueKind.BarDecision));
    }

    [Fact]
    public void A_bar_that_is_over_before_its_decision_would_be_due_has_it_by_its_end()
    {
        // The setting gives a week after the time to write, and this bar has two days then.
        var shorter = Provisional with { Ends = Date("2026-11-18") };
        var invited = Invited("2026-11-09", "2026-11-16");
        var list = Thrive("2026-11-12", shorter, invited);
        Assert.Empty(list.NotSaid);
        Assert.Equal(["representations 2026-11-16 [6.4.1.representations]"], All(list, DueKind.Representations));
        Assert.Equal(["bar-decision 2026-11-18 [6.4.3.review]"], All(list, DueKind.BarDecision));
        Assert.Contains("Monday 23 November 2026, when this bar does not run", Assert.Single(list.Items, item => item.Kind == DueKind.BarDecision).Note, StringComparison.Ordinal);
        Assert.Equal(["bar-decision 2026-11-18 overdue 2 [6.4.3.review]"], All(Thrive("2026-11-20", shorter, invited), DueKind.BarDecision));

        // No more than one day, and a longer one than the trust allows: its dates are told all the same.
        Assert.Equal(["bar-decision 2026-11-09 [6.4.3.review]"], All(Thrive("2026-11-09", Provisional with { Ends = Date("2026-11-09") }), DueKind.BarDecision));
        var limited = Given.QetPolicy with { Settings = new([.. Given.QetPolicy.Settings, new Setting { Id = "bar-maximum-length", Why = "because", Length = Length.Parse("2 weeks", out _) }]) };
        Assert.Equal(["review 2026-12-18 [6.ban.review]"], All(DueList.Of(new DecisionEngine(limited), Case("shouting", "2026-12-01", Ban)), DueKind.Review));
    }

    [Fact]
    public void What_was_said_before_a_lifting_serves_no_later_bar()
    {
        var lifted = Provisional with { Ends = Date("2026-12-20") };
        var later = lifted with { Id = "again", On = Date("2026-11-26") };
        CaseEvent[] events =
        [
            lifted, Invited("2026-11-09", "2026-12-08"), new RepresentationsNoted { On = Date("2026-11-12"), For = "bar-confirmed", IsReceived = true },
            Review("2026-11-19", "bar-confirmed", "executive-headteacher") with { Result = ApprovalResult.Lifted }, later,
        ];
        Assert.Equal(["representations 2026-11-12 done", "representations 2026-12-03 open"], SidesOf(Thrive("2026-11-30", events)));
        Assert.Equal(["2026-12-03", "2026-12-10"], Thrive("2026-11-30", events).Items.Where(item => item.Event == "again" && item.Kind is DueKind.Representations or DueKind.BarDecision).Select(item => DateText.Iso(item.On!.Value)));

        static IEnumerable<string> SidesOf(DueList list) => list.Items.Where(item => item.Kind == DueKind.Representations).OrderBy(item => item.DoneOn is null).Select(item =>
            $"representations {DateText.Iso(item.DoneOn ?? item.On!.Value)} {(item.DoneOn is null ? "open" : "done")}");
    }

    [Fact]
    public void The_audit_and_the_list_keep_to_one_row_of_interim_reviews_after_an_extension()
    {
        // Thirteen weeks after 9 November is 8 February, however the bar was extended in between.
        CaseEvent[] events = [Ban with { Ends = Date("2027-01-29") }, Told, Review("2027-01-14", "ban", "headteacher"), new BarExtended { Id = "longer", On = Date("2027-01-15"), Of = "ban", Ends = Date("2027-05-28"), By = "headteacher" }];
        var engine = new DecisionEngine(Given.QetPolicy);
        foreach (var (asOf, isMissed) in new[] { ("2027-02-08", false), ("2027-02-09", false), ("2027-05-10", false), ("2027-05-11", true) })
        {
            var given = Case("shouting", asOf, events);
            Assert.Equal(isMissed, new CaseAudit(engine).Audit(given).Findings.Any(finding => finding.Code == FindingCode.InterimReviewMissing));
            Assert.Equal(isMissed, DueList.Of(engine, given).Items.Any(item => item is { Kind: DueKind.InterimReview, IsOverdue: true }));
        }
    }

    [Fact]
    public void An_outcome_is_awaited_until_it_is_known()
    {
        Assert.Equal(["outcome no day [6.ban]"], All(Qet("2026-11-10", Ban), DueKind.Outcome));
        Assert.Equal(["outcome no day done 2026-11-11 [6.ban]"], All(Qet("2026-11-12", Ban, new OutcomeKnown { On = Date("2026-11-11"), Of = "ban", Outcome = Outcome.Unresolved }), DueKind.Outcome));
        var conversation = new StepTaken { Id = "talk", On = Date("2026-11-03"), Step = "conversation" };
        Assert.Equal(["outcome no day [6.3.conversation]"], All(Thrive("2026-11-04", conversation), DueKind.Outcome));
        Assert.Empty(All(Thrive("2026-11-04", conversation with { Outcome = Outcome.Unresolved }), DueKind.Outcome));
    }

    [Fact]
    public void An_appeal_is_open_until_it_is_decided()
    {
        var made = new AppealNoted { Id = "appeal", On = Date("2026-11-12"), Of = "bar", IsDecided = false };
        Assert.Equal(["appeal no day [1.appeal]"], All(Thrive("2026-11-12", Provisional, made), DueKind.Appeal));
        Assert.Equal(["appeal no day done 2026-11-19 [1.appeal]"], All(Thrive("2026-11-20", Provisional, made, made with { Id = "decided", On = Date("2026-11-19"), IsDecided = true, Result = "dismissed" }), DueKind.Appeal));
        Assert.Empty(All(Thrive("2026-11-12", Provisional), DueKind.Appeal));
    }

    [Fact]
    public void What_cannot_be_said_is_said()
    {
        var beyond = new DecisionEngine(Given.QetPolicy);
        var given = Case("shouting", "2028-12-18", new ResponseTaken { Id = "ban", On = Date("2028-12-18"), Response = "ban", Ends = Date("2029-01-31") });
        var list = DueList.Of(beyond, given with { Incidents = [given.Incidents[0] with { On = Date("2028-12-18") }] });
        Assert.Contains(list.NotSaid, text => text.StartsWith("The dates of “Ban from the school site”", StringComparison.Ordinal));
        Assert.Contains(list.NotSaid, text => text.StartsWith("By when this is to be done cannot be said: “Gather information", StringComparison.Ordinal));
        Assert.Contains(list.Items, item => item is { Kind: DueKind.Step, On: null });
        Assert.Contains(Qet("2026-11-10", Ban with { Ends = null }).NotSaid, text => text.Contains("has no last day on record", StringComparison.Ordinal));
    }

    [Fact]
    public void An_incident_that_is_still_to_come_is_not_seen_and_a_day_before_all_is_refused()
    {
        var given = Case("shouting", "2026-11-10");
        given = given with { Incidents = [.. given.Incidents, given.Incidents[0] with { Id = "later", On = Date("2026-11-20") }] };
        Assert.All(DueList.Of(new DecisionEngine(Given.QetPolicy), given).Items, item => Assert.Equal("i1", item.Incident));
        Assert.Contains(DueList.Of(new DecisionEngine(Given.QetPolicy), given, Date("2026-11-20")).Items, item => item.Incident == "later");
        Assert.Equal("before-incident", Refusal(() => DueList.Of(new DecisionEngine(Given.QetPolicy), given, Date("2026-11-01"))));
        Assert.Equal("no-date", Refusal(() => DueList.Of(new DecisionEngine(Given.QetPolicy), given with { AsOf = null })));
        Assert.Equal("not-in-force", Refusal(() => DueList.Of(new DecisionEngine(Given.QetPolicy), given with { Incidents = [given.Incidents[0] with { On = Date("2024-08-31") }] })));
    }

    [Fact]
    public void The_json_keeps_to_its_contract()
    {
        using var document = JsonDocument.Parse(Qet("2026-12-21", Ban).ToJson());
        var root = document.RootElement;
        Assert.Equal(("test", "qet", "2026-12-21"), (root.GetProperty("case").GetString(), root.GetProperty("policy").GetProperty("id").GetString(), root.GetProperty("asOf").GetString()));
        var review = root.GetProperty("due").EnumerateArray().Single(item => item.GetProperty("kind").GetString() == "review");
        Assert.Equal(["kind", "what", "on", "overdue", "lateBy", "event", "incident", "clauses", "basis", "note", "doneOn"], review.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("2026-12-18", true, 1, "ban", "i1"), (review.GetProperty("on").GetString(), review.GetProperty("overdue").GetBoolean(), review.GetProperty("lateBy").GetInt32(), review.GetProperty("event").GetString(), review.GetProperty("incident").GetString()));
        Assert.DoesNotContain('\n', Qet("2026-12-21", Ban).ToJson(isIndented: false));
    }

    private static ResponseTaken Ban => new() { Id = "ban", On = Date("2026-11-09"), Response = "ban", By = "headteacher", Ends = Date("2026-12-20") };

    private static NoticeGiven Told => new() { On = Date("2026-11-09"), For = "ban", Form = NoticeForm.Written };

    private static ResponseTaken Provisional => new() { Id = "bar", On = Date("2026-11-09"), Response = "bar-provisional", By = "headteacher", Ends = Date("2026-11-27") };

    private static ApprovalRecorded Review(string on, string response, string role) => new() { On = Date(on), Act = ApprovalAct.Review, Role = role, For = response, Result = ApprovalResult.Confirmed };

    private static RepresentationsNoted Invited(string on, string until) => new() { On = Date(on), For = "bar-confirmed", InvitedUntil = Date(until) };

    private static MessageAnswered Reply(string on, string? holdingUntil) => new() { On = Date(on), Of = "m", HoldingUntil = holdingUntil is null ? null : Date(holdingUntil) };

    private static string Refusal(Action ask) => Assert.Single(Assert.Throws<ConductPolicyException>(ask).Problems).Code;

    private static DueList Qet(string asOf, params CaseEvent[] events) => DueList.Of(new DecisionEngine(Given.QetPolicy), Case("shouting", asOf, events));

    private static DueList Thrive(string asOf, params CaseEvent[] events) => DueList.Of(new DecisionEngine(Given.ThrivePolicy), Case("intimidation", asOf, events));

    private static string One(DueList list, DueKind kind, string what) => Text(Assert.Single(list.Items, item => item.Kind == kind && item.What.Contains(what, StringComparison.Ordinal)));

    private static IEnumerable<string> All(DueList list, DueKind kind) => list.Items.Where(item => item.Kind == kind).Select(Text);

    private static string Text(DueItem item) =>
        $"{DueWords.Kinds.WordOf(item.Kind)} {(item.On is { } on ? FormattableString.Invariant($"{on.ToDateOnly():yyyy-MM-dd}") : "no day")}"
        + $"{(item.IsOverdue ? FormattableString.Invariant($" overdue {item.LateBy}") : "")}{(item.DoneOn is { } done ? FormattableString.Invariant($" done {done.ToDateOnly():yyyy-MM-dd}") : "")} [{string.Join(", ", item.Clauses)}]";

    private static ConductCase Case(string behaviour, string asOf, params CaseEvent[] events) => new()
    {
        Id = "test",
        AsOf = Date(asOf),
        Facts = [new FactAnswer("person", "parental-responsibility")],
        Incidents = [new Incident { Id = "i1", On = s_incident, Behaviours = [new AllegedBehaviour(behaviour)] }],
        Events = events.ToValueList(),
    };
}
