using System.Text.Json;
using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Decisions;

/// <summary>The deadlines of a decision: messages on record, and what came of them.</summary>
public sealed class MessageTests
{
    private static readonly LocalDate s_received = new(2026, 11, 18);
    private static readonly LocalDate s_due = new(2026, 11, 25);
    private static readonly MessageReceived s_message = new() { Id = "m", On = s_received, At = new LocalTime(16, 40) };

    [Fact]
    public void A_message_that_waits_has_a_deadline()
    {
        var decision = Decide(s_received, s_message);
        var deadline = Assert.Single(decision.Deadlines);
        Assert.Equal((s_due, "m", Basis.Reading), (deadline.On, deadline.Event, deadline.Basis));
        Assert.Equal(["3.3"], deadline.Clauses);
        Assert.Contains("Wednesday 18 November 2026", deadline.What, StringComparison.Ordinal);
        Assert.Contains(decision.ReliedOn, relied => relied.Clause.Id == "3.3" && relied.Basis == Basis.Reading);
        Assert.Equal(new LocalTime(16, 40), Assert.Single(decision.Messages).Deadline.Count.At);
    }

    [Fact]
    public void A_message_that_was_answered_has_none_but_stays_on_record()
    {
        var decision = Decide(new LocalDate(2026, 12, 7), s_message, Reply(new LocalDate(2026, 11, 30), null));
        Assert.Empty(decision.Deadlines);
        var message = Assert.Single(decision.Messages);
        Assert.Equal((new LocalDate(2026, 11, 30), 3, null), (message.AnsweredOn, message.LateBy, message.LateByHolding));
    }

    [Fact]
    public void An_answer_is_not_seen_before_its_day()
    {
        var answer = Reply(new LocalDate(2026, 11, 24), null);
        Assert.Single(Decide(new LocalDate(2026, 11, 23), s_message, answer).Deadlines);
        Assert.Equal(0, Assert.Single(Decide(new LocalDate(2026, 11, 24), s_message, answer).Messages).LateBy);
    }

    [Fact]
    public void A_holding_reply_in_time_moves_the_day_to_the_one_it_names()
    {
        CaseEvent[] events = [s_message, Reply(new LocalDate(2026, 11, 24), new LocalDate(2026, 12, 1))];
        var waiting = Decide(new LocalDate(2026, 11, 27), events);
        Assert.Equal((new LocalDate(2026, 12, 1), s_due, Basis.Reading), (Assert.Single(waiting.Deadlines).On, waiting.Messages[0].Deadline.Due, waiting.Messages[0].Basis));
        Assert.Contains("It was due by Wednesday 25 November 2026", waiting.Deadlines[0].Note, StringComparison.Ordinal);
        Assert.Equal((0, 0), (waiting.Messages[0].LateBy, waiting.Messages[0].LateByHolding));
        var late = Assert.Single(Decide(new LocalDate(2026, 12, 7), [.. events, Reply(new LocalDate(2026, 12, 3), null)]).Messages);
        Assert.Equal((new LocalDate(2026, 12, 1), new LocalDate(2026, 12, 3), 2, 2), (late.HoldingUntil, late.AnsweredOn, late.LateBy, late.LateByHolding));
    }

    [Fact]
    public void A_holding_reply_that_comes_late_moves_nothing()
    {
        CaseEvent[] events = [s_message, Reply(new LocalDate(2026, 11, 26), new LocalDate(2026, 12, 1))];
        var decision = Decide(new LocalDate(2026, 11, 27), events);
        Assert.Equal((s_due, new LocalDate(2026, 12, 1)), (Assert.Single(decision.Deadlines).On, decision.Deadlines[0].HoldingUntil));
        Assert.Equal((2, 0), (decision.Messages[0].LateBy, decision.Messages[0].LateByHolding));
    }

    [Fact]
    public void What_is_due_and_the_audit_count_as_the_decision_does()
    {
        // In time twice; in time but for an earlier day; late.
        CaseEvent[][] replies =
        [
            [Reply(new LocalDate(2026, 11, 24), new LocalDate(2026, 12, 1)), Reply(new LocalDate(2026, 12, 1), new LocalDate(2026, 12, 15))],
            [Reply(new LocalDate(2026, 11, 19), new LocalDate(2026, 11, 20))],
            [Reply(new LocalDate(2026, 11, 26), new LocalDate(2026, 12, 1))],
        ];
        var engine = new DecisionEngine(Given.QetPolicy);
        foreach (var (reply, due) in replies.Zip([new LocalDate(2026, 12, 15), new LocalDate(2026, 11, 20), s_due]))
        {
            var given = Case(due, [s_message, .. reply]);
            Assert.Equal(due, Assert.Single(engine.Decide(given).Deadlines).On);
            Assert.Equal(due, Assert.Single(DueList.Of(engine, given).Items, item => item.Kind == DueKind.Answer).On);
            Assert.DoesNotContain(new CaseAudit(engine).Audit(given).Findings, finding => finding.Code == FindingCode.AnswerMissing);
            Assert.Contains(new CaseAudit(engine).Audit(given with { AsOf = due.PlusDays(1) }).Findings, finding => finding.Code == FindingCode.AnswerMissing);
        }
    }

    [Fact]
    public void The_newest_holding_reply_counts() =>
        Assert.Equal(new LocalDate(2026, 12, 4), Assert.Single(Decide(
            new LocalDate(2026, 11, 27), s_message, Reply(new LocalDate(2026, 11, 20), new LocalDate(2026, 12, 1)), Reply(new LocalDate(2026, 11, 24), new LocalDate(2026, 12, 4))).Messages).HoldingUntil);

    [Fact]
    public void A_message_of_another_incident_is_not_this_ones()
    {
        var given = Case(new LocalDate(2026, 11, 24), s_message with { Incident = "i2" }, s_message with { Id = "n", Incident = null });
        given = given with { Incidents = [.. given.Incidents, given.Incidents[0] with { Id = "i2" }] };
        var engine = new DecisionEngine(Given.QetPolicy);
        Assert.Equal(["n"], engine.Decide(given, "i1").Deadlines.Select(deadline => deadline.Event));
        Assert.Equal(["m", "n"], engine.Decide(given, "i2").Deadlines.Select(deadline => deadline.Event));
    }

    [Fact]
    public void A_policy_that_states_no_period_gives_no_deadline()
    {
        var given = Case(s_received, s_message) with { Incidents = [new Incident { Id = "i1", On = s_received, Behaviours = [new AllegedBehaviour("smoking")] }] };
        var decision = new DecisionEngine(Given.ThrivePolicy).Decide(given);
        Assert.Empty(decision.Deadlines);
        Assert.Empty(decision.Messages);
    }

    [Fact]
    public void Out_of_scope_nothing_is_due() =>
        Assert.Empty(new DecisionEngine(Given.QetPolicy).Decide(Case(s_received, s_message) with { Facts = [new FactAnswer("person", "other")] }).Deadlines);

    [Fact]
    public void Every_timescale_that_begins_with_a_message_counts_and_no_other()
    {
        var first = Given.QetPolicy.Timescales[0];
        var policy = Given.QetPolicy with
        {
            Timescales = new([first, first with { Id = "acknowledgement", WorkingDays = new(2, null) }, first with { Id = "of-something-else", WorkingDays = new(1, null), IsFromMessage = false }]),
        };
        Assert.Equal([s_due, new LocalDate(2026, 11, 20)], new DecisionEngine(policy).Decide(Case(s_received, s_message)).Deadlines.Select(deadline => deadline.On));
    }

    [Fact]
    public void Beyond_the_calendar_a_warning_stands_in_its_place()
    {
        var day = new LocalDate(2028, 12, 29);
        var given = Case(day, s_message with { On = day }) with { Incidents = [new Incident { Id = "i1", On = day, Behaviours = [new AllegedBehaviour("shouting")] }] };
        var decision = new DecisionEngine(Given.QetPolicy).Decide(given);
        Assert.Empty(decision.Deadlines);
        var warning = Assert.Single(decision.Warnings, warning => warning.Code == "no-deadline");
        Assert.Equal("m", warning.Event);
        Assert.Contains("beyond the calendar", warning.Text, StringComparison.Ordinal);
        var projecting = new DecisionEngine(new ResponseDeadlines(Given.QetPolicy, isProjecting: true)).Decide(given);
        Assert.Equal(new LocalDate(2029, 1, 8), Assert.Single(projecting.Deadlines).On);
        Assert.DoesNotContain(projecting.Warnings, warning => warning.Code == "no-deadline");
    }

    [Fact]
    public void How_late_it_is_beyond_the_calendar_is_not_known_but_the_day_is()
    {
        var decision = Decide(new LocalDate(2029, 1, 3), s_message);
        Assert.Equal(s_due, Assert.Single(decision.Deadlines).On);
        Assert.Null(decision.Messages[0].LateBy);
        Assert.Contains("\"lateBy\": null", decision.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_bank_holidays_of_the_division_a_warning_stands_in_its_place()
    {
        var decision = new DecisionEngine(Given.QetPolicy with { Division = "scotland" }).Decide(Case(s_received, s_message));
        Assert.Empty(decision.Deadlines);
        Assert.Contains("no bank holidays of scotland", Assert.Single(decision.Warnings, warning => warning.Code == "no-deadline").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_keeps_to_its_contract()
    {
        var decision = Decide(new LocalDate(2026, 11, 27), s_message, Reply(new LocalDate(2026, 11, 24), new LocalDate(2026, 12, 1)));
        using var document = JsonDocument.Parse(decision.ToJson());
        var deadline = Assert.Single(document.RootElement.GetProperty("deadlines").EnumerateArray());
        Assert.Equal(("2026-12-01", "3.3", "reading"), (deadline.GetProperty("on").GetString(), deadline.GetProperty("clauses")[0].GetString(), deadline.GetProperty("basis").GetString()));
        Assert.StartsWith("Answer to a general communication", deadline.GetProperty("what").GetString(), StringComparison.Ordinal);
        var message = Assert.Single(document.RootElement.GetProperty("messages").EnumerateArray());
        Assert.Equal(("m", "2026-12-01", JsonValueKind.Null, 0), (message.GetProperty("event").GetString(), message.GetProperty("holdingUntil").GetString(), message.GetProperty("answered").ValueKind, message.GetProperty("lateBy").GetInt32()));
    }

    [Fact]
    public void The_page_says_by_when_a_message_is_to_be_answered()
    {
        var page = ReportPrinter.TextOf(DecisionReport.Of(Decide(new LocalDate(2026, 11, 27), s_message, Reply(new LocalDate(2026, 11, 24), new LocalDate(2026, 12, 1)))));
        var lines = string.Join(' ', page.Split('\n', StringSplitOptions.TrimEntries));
        Assert.Contains("MESSAGES AND THEIR ANSWERS", lines, StringComparison.Ordinal);
        Assert.Contains("due by Tuesday 1 December 2026. [3.3, a reading]", lines, StringComparison.Ordinal);
        Assert.Contains("At first it was due by Wednesday 25 November 2026; a holding reply that came in time named the day above", lines, StringComparison.Ordinal);
    }

    private static MessageAnswered Reply(LocalDate on, LocalDate? holdingUntil) => new() { On = on, Of = "m", HoldingUntil = holdingUntil };

    private static Decision Decide(LocalDate asOf, params CaseEvent[] events) => new DecisionEngine(Given.QetPolicy).Decide(Case(asOf, events));

    private static ConductCase Case(LocalDate asOf, params CaseEvent[] events) => new()
    {
        Id = "test",
        AsOf = asOf,
        Facts = [new FactAnswer("person", "parental-responsibility")],
        Incidents = [new Incident { Id = "i1", On = s_received, Behaviours = [new AllegedBehaviour("shouting")] }],
        Events = events.ToValueList(),
    };
}
