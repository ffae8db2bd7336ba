using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Decisions;

/// <summary>The dates of bars in force, as a decision carries them.</summary>
public sealed class BarDeadlineTests
{
    [Fact]
    public void A_ban_in_force_has_its_review_and_its_last_day_as_extended()
    {
        var ban = Ban("2026-11-23", "2027-01-03");
        Assert.Equal(["2026-12-31 review ban", "2027-01-03 ends ban"], Dates(Decide("2026-11-23", ban)));
        var extended = Decide("2026-12-15", ban, new BarExtended { On = Date("2026-12-15"), Of = "ban", Ends = Date("2027-01-29") });
        Assert.Equal(["2027-01-29 review ban", "2027-01-29 ends ban"], Dates(extended));
        Assert.Equal(["2026-12-31 review ban", "2027-01-03 ends ban"], Dates(Decide("2027-01-03", ban)));
        Assert.Empty(Decide("2027-01-04", ban).Deadlines);
    }

    [Fact]
    public void Each_date_says_what_it_rests_on_and_from_where_it_was_moved()
    {
        var decision = Decide("2026-11-23", Ban("2026-11-23", "2027-01-03"));
        var review = decision.Deadlines[0];
        Assert.Equal(("ban", Basis.Setting, Date("2027-01-03")), (review.Event, review.Basis, review.MovedFrom!.Date));
        Assert.Equal(["6.ban.review"], review.Clauses);
        Assert.Contains("bar-review-on-day-not-worked", review.Note, StringComparison.Ordinal);
        Assert.Equal(("Ban from the school site (ban): final review", "Ban from the school site (ban): last day, included"), (review.What, decision.Deadlines[1].What));
        Assert.Equal(Basis.Setting, decision.ReliedOn.Single(relied => relied.Clause.Id == "6.ban.review").Basis);
    }

    [Fact]
    public void Interim_reviews_still_ahead_are_listed_until_they_are_held()
    {
        var ban = Ban("2026-11-23", "2027-05-23");
        Assert.Equal(["2027-02-22 interim-review ban", "2027-05-21 review ban", "2027-05-23 ends ban"], Dates(Decide("2027-02-22", ban)));
        var held = new ApprovalRecorded { On = Date("2027-02-10"), Act = ApprovalAct.Review, Role = "headteacher", For = "ban", Result = ApprovalResult.Confirmed };
        Assert.Equal(["2027-05-21 review ban", "2027-05-23 ends ban"], Dates(Decide("2027-02-22", ban, held)));
        Assert.Equal(["2027-05-23 ends ban"], Dates(Decide("2027-05-12", ban, held, held with { On = Date("2027-05-12") })));
    }

    [Fact]
    public void A_provisional_bar_has_the_time_to_write_of_the_setting_unless_the_record_says_another()
    {
        var bar = Provisional();
        Assert.Equal(["2026-11-30 representations-until bar", "2026-12-07 decision bar", "2026-12-13 ends bar"], Dates(DecideThrive("2026-11-24", bar)));
        var invited = Invitation("bar-confirmed", "2026-12-03");
        Assert.Equal(["2026-12-03 representations-until bar", "2026-12-10 decision bar", "2026-12-13 ends bar"], Dates(DecideThrive("2026-11-24", bar, invited)));
        Assert.Equal("The day is that until which the person was asked for their side.", DecideThrive("2026-11-24", bar, invited).Deadlines[0].Note);
        Assert.Equal(["2026-12-03 representations-until bar", "2026-12-10 decision bar", "2026-12-13 ends bar"], Dates(DecideThrive("2026-11-24", bar, Invitation("bar-provisional", "2026-12-03"))));
        Assert.Equal(["2026-12-10 decision bar", "2026-12-13 ends bar"], Dates(DecideThrive("2026-12-04", bar, invited)));
        Assert.Equal(["2026-12-10 decision bar", "2026-12-13 ends bar"], Dates(DecideThrive("2026-11-26", bar, invited, Received("2026-11-26"))));
    }

    [Fact]
    public void A_review_decides_where_the_person_was_heard_and_a_bar_that_is_carried_on_has_no_dates_more()
    {
        var bar = Provisional();
        var review = new ApprovalRecorded { On = Date("2026-11-27"), Act = ApprovalAct.Review, Role = "executive-headteacher", For = "bar-confirmed", Result = ApprovalResult.Confirmed };
        Assert.Equal(["2026-11-30 representations-until bar", "2026-12-07 decision bar", "2026-12-13 ends bar"], Dates(DecideThrive("2026-11-27", bar, review)));
        Assert.Equal(["2026-12-13 ends bar"], Dates(DecideThrive("2026-11-27", bar, Received("2026-11-26"), review)));
        var confirmed = new ResponseTaken { Id = "confirmed", On = Date("2026-11-30"), Response = "bar-confirmed", Ends = Date("2027-01-29") };
        Assert.Equal(["2027-01-29 review confirmed", "2027-01-29 ends confirmed"], Dates(DecideThrive("2026-11-30", bar, Received("2026-11-26"), review, confirmed)));
        Assert.Empty(DecideThrive("2026-11-27", bar, Received("2026-11-26"), review with { Result = ApprovalResult.Lifted }).Deadlines);
    }

    [Fact]
    public void Where_the_dates_cannot_be_said_a_warning_stands_in_their_place()
    {
        var beyond = Decide("2028-12-01", Ban("2028-12-01", "2029-01-31"));
        Assert.Empty(beyond.Deadlines);
        var warning = Assert.Single(beyond.Warnings, warning => warning.Code == "no-deadline");
        Assert.Equal("ban", warning.Event);
        Assert.StartsWith("The dates of “Ban from the school site” of Friday 1 December 2028 (ban) cannot be said. The day 2029-01-31 lies beyond", warning.Text, StringComparison.Ordinal);
        var projecting = new DecisionEngine(new ResponseDeadlines(Given.QetPolicy, isProjecting: true)).Decide(Case("shouting", "2028-12-01", Ban("2028-12-01", "2029-01-31")));
        Assert.Equal(2, projecting.Deadlines.Count);

        var limited = Given.QetPolicy with { Settings = new([.. Given.QetPolicy.Settings, new Setting { Id = "bar-maximum-length", Why = "w", Length = ConductPolicy.Calendars.Length.Parse("4 weeks", out _) }]) };
        var tooLong = new DecisionEngine(limited).Decide(Case("shouting", "2026-11-23", Ban("2026-11-23", "2027-01-03")));
        Assert.DoesNotContain(tooLong.Warnings, item => item.Code == "no-deadline");
        Assert.EndsWith("ended on Sunday 20 December 2026 at the latest.", Assert.Single(tooLong.Deadlines, item => WordOf(item.What) == "ends").Note, StringComparison.Ordinal);
        var scottish = new DecisionEngine(Given.QetPolicy with { Division = "scotland" }).Decide(Case("shouting", "2026-11-23", Ban("2026-11-23", "2027-01-03")));
        Assert.Contains("No bank holidays of scotland", Assert.Single(scottish.Warnings, item => item.Code == "no-deadline").Text, StringComparison.Ordinal);
        Assert.Equal(["bar-without-end"], Decide("2026-11-23", Ban("2026-11-23", null)).Warnings.Select(item => item.Code));
    }

    [Fact]
    public void Out_of_scope_a_bar_has_no_dates() => Assert.Empty(
        new DecisionEngine(Given.QetPolicy).Decide(Case("shouting", "2026-11-23", Ban("2026-11-23", "2027-01-03")) with { Facts = [new FactAnswer("person", "other")] }).Deadlines);

    [Fact]
    public void The_json_has_the_dates_and_the_right_to_be_heard()
    {
        using var document = JsonDocument.Parse(DecideThrive("2026-11-24", Provisional()).ToJson());
        var deadlines = document.RootElement.GetProperty("deadlines").EnumerateArray().ToList();
        Assert.Equal(["2026-11-30", "2026-12-07", "2026-12-13"], deadlines.Select(item => item.GetProperty("on").GetString()));
        Assert.Equal(("bar", false, "6.4.3.review"), (deadlines[1].GetProperty("event").GetString(), deadlines[1].GetProperty("moved").GetBoolean(), deadlines[1].GetProperty("clauses")[0].GetString()));
        var bars = document.RootElement.GetProperty("responses").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("bar"));
        var representations = bars["bar-provisional"].GetProperty("representations");
        Assert.Equal(("6.4.1.representations", "stated"), (representations.GetProperty("clauses")[0].GetString(), representations.GetProperty("basis").GetString()));
        Assert.Equal(JsonValueKind.Null, bars["bar-confirmed"].GetProperty("representations").ValueKind);
        using var moved = JsonDocument.Parse(Decide("2026-11-23", Ban("2026-11-23", "2027-01-03")).ToJson());
        Assert.Equal("Sunday", moved.RootElement.GetProperty("deadlines")[0].GetProperty("movedFrom").GetProperty("why").GetString());
    }

    [Fact]
    public void The_page_and_the_note_for_the_file_have_the_dates()
    {
        var report = DecisionReport.Of(Decide("2026-11-23", Ban("2026-11-23", "2027-01-03")));
        var page = string.Join(' ', ReportPrinter.TextOf(report).Split('\n', StringSplitOptions.TrimEntries));
        Assert.Contains("DATES OF WHAT IS IN FORCE - Thursday 31 December 2026: Ban from the school site (ban): final review [6.ban.review, a setting] Moved from Sunday 3 January 2027, which is not worked.", page, StringComparison.Ordinal);
        Assert.Contains("- Sunday 3 January 2027: Ban from the school site (ban): last day, included", MarkdownReport.Of(report), StringComparison.Ordinal);
        var overdue = ReportPrinter.TextOf(DecisionReport.Of(DecideThrive("2026-12-09", Provisional())));
        Assert.Contains("Monday 7 December 2026 (past, and not on record)", overdue, StringComparison.Ordinal);
        Assert.Contains("The person may put their side while it runs. [6.4.1.representations]", overdue, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_bar_in_force_a_decision_makes_no_calendar_and_allocates_what_it_did()
    {
        var engine = new DecisionEngine(Given.QetPolicy);
        var plain = Case("shouting", "2026-11-24");
        var over = Case("shouting", "2026-11-24", Ban("2026-11-23", "2026-11-23"));
        Assert.Empty(engine.Decide(plain).Deadlines);
        Assert.Empty(engine.Decide(over).Deadlines);
        Assert.Same(engine.Decide(plain).Deadlines, engine.Decide(over).Deadlines);
    }

    private static ResponseTaken Ban(string on, string? ends) => new() { Id = "ban", On = Date(on), Response = "ban", By = "headteacher", Ends = ends is null ? null : Date(ends) };

    private static ResponseTaken Provisional() => new() { Id = "bar", On = Date("2026-11-23"), Response = "bar-provisional", By = "headteacher", Ends = Date("2026-12-13") };

    private static RepresentationsNoted Invitation(string response, string until) => new() { On = Date("2026-11-23"), For = response, InvitedUntil = Date(until) };

    private static RepresentationsNoted Received(string on) => new() { On = Date(on), For = "bar-confirmed", IsReceived = true };

    private static IEnumerable<string> Dates(Decision decision) => decision.Deadlines.Select(deadline => $"{deadline.On:uuuu-MM-dd} {WordOf(deadline.What)} {deadline.Event}");

    private static string WordOf(string what) => what switch
    {
        _ when what.Contains("their side", StringComparison.Ordinal) => "representations-until",
        _ when what.Contains("on the way", StringComparison.Ordinal) => "interim-review",
        _ when what.Contains("confirmed or lifted", StringComparison.Ordinal) => "decision",
        _ when what.Contains("final review", StringComparison.Ordinal) => "review",
        _ => "ends",
    };

    private static Decision Decide(string asOf, params CaseEvent[] events) => new DecisionEngine(Given.QetPolicy).Decide(Case("shouting", asOf, events));

    private static Decision DecideThrive(string asOf, params CaseEvent[] events) => new DecisionEngine(Given.ThrivePolicy).Decide(Case("intimidation", asOf, events));

    private static ConductCase Case(string behaviour, string asOf, params CaseEvent[] events) => new()
    {
        Id = "test",
        AsOf = Date(asOf),
        Facts = [new FactAnswer("person", "parental-responsibility")],
        Incidents = [new Incident { Id = "i1", On = events.Length > 0 ? events[0].On : Date(asOf), Behaviours = [new AllegedBehaviour(behaviour)] }],
        Events = events.ToValueList(),
    };
}
