using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Decisions;

/// <summary>The dates of both trusts' bars, worked out by hand.</summary>
public sealed class BarScheduleTests
{
    private static readonly WorkingDayCalendar s_schoolDays = new(new WorkingDayRules { Kind = DayKind.SchoolDay, BankHolidays = Published, Terms = ExampleTerms });

    [Theory]
    [InlineData("2026-11-23", "6 weeks", "begins 2026-11-23; review 2026-12-31 from 2027-01-03 Sunday; ends 2027-01-03")]
    [InlineData("2026-11-23", null, "begins 2026-11-23; review 2026-12-31 from 2027-01-03 Sunday; ends 2027-01-03")]
    [InlineData("2026-11-21", "10 days", "begins 2026-11-21; review 2026-11-30; ends 2026-11-30")]
    [InlineData("2026-12-12", "2 weeks", "begins 2026-12-12; review 2026-12-24 from 2026-12-25 Christmas Day; ends 2026-12-25")]
    [InlineData("2026-11-23", "26 weeks", "begins 2026-11-23; interim-review 2027-02-22; review 2027-05-21 from 2027-05-23 Sunday; ends 2027-05-23")]
    [InlineData("2026-01-31", "1 month, rounded down", "begins 2026-01-31; review 2026-02-27; ends 2026-02-27")]
    [InlineData("2026-01-31", "1 month, rounded up", "begins 2026-01-31; review 2026-02-27 from 2026-02-28 Saturday; ends 2026-02-28")]
    [InlineData("2026-11-23", "1 half-term", "begins 2026-11-23; review 2026-12-18; ends 2026-12-18")]
    [InlineData("2026-11-23", "2 terms", "begins 2026-11-23; interim-review 2027-02-22; review 2027-03-25; ends 2027-03-25")]
    [InlineData("2026-12-14", "10 school days", "begins 2026-12-14; review 2027-01-11; ends 2027-01-11")]
    public void A_ban_of_qet_is_reviewed_on_or_before_its_end(string starts, string? length, string expected) =>
        Assert.Equal(expected, Text(Schedule(Given.QetPolicy, "ban", starts, length)));

    [Theory]
    [InlineData("2026-11-23", null, "begins 2026-11-23; representations-until 2026-11-30; decision 2026-12-07; ends 2026-12-13")]
    [InlineData("2026-12-18", null, "begins 2026-12-18; representations-until 2026-12-29 from 2026-12-25 Christmas Day; decision 2027-01-05; ends 2027-01-07")]
    [InlineData("2026-11-21", "4 weeks", "begins 2026-11-21; representations-until 2026-11-30 from 2026-11-28 Saturday; decision 2026-12-07; ends 2026-12-18")]
    public void A_provisional_bar_of_thrive_is_confirmed_or_lifted_once_the_person_was_heard(string starts, string? length, string expected)
    {
        var schedule = Schedule(Given.ThrivePolicy, "bar-provisional", starts, length);
        Assert.Equal(expected, Text(schedule));
        Assert.True(schedule.IsProvisional);
        Assert.Equal(["executive-headteacher"], schedule.Dates.Single(date => date.Kind == BarDateKind.Decision).By);
    }

    [Theory]
    [InlineData("2026-12-04", null, null, "begins 2026-12-04; review 2027-01-14; ends 2027-01-14")]
    [InlineData("2026-12-04", "2 half-terms", null, "begins 2026-12-04; review 2027-02-12; ends 2027-02-12")]
    [InlineData("2026-12-04", "2 half-terms", "2027-01-09", "begins 2026-12-04; interim-review 2027-01-08 from 2027-01-09 Saturday; review 2027-02-12; ends 2027-02-12")]
    public void A_confirmed_bar_of_thrive_is_reviewed_at_its_end_whatever_else(string starts, string? length, string? review, string expected) =>
        Assert.Equal(expected, Text(Schedule(Given.ThrivePolicy, "bar-confirmed", starts, length, review)));

    [Fact]
    public void A_school_may_review_a_ban_of_qet_earlier_and_decide_on_a_provisional_bar_as_soon_as_the_person_was_heard()
    {
        Assert.Equal("begins 2026-11-23; review 2026-12-11; ends 2027-01-03", Text(Schedule(Given.QetPolicy, "ban", "2026-11-23", "6 weeks", "2026-12-11")));
        Assert.Equal(
            "begins 2026-11-23; decision 2026-11-26; representations-until 2026-11-30; ends 2026-12-13",
            Text(Schedule(Given.ThrivePolicy, "bar-provisional", "2026-11-23", null, "2026-11-26")));
    }

    [Fact]
    public void To_which_day_a_review_goes_from_a_day_not_worked_is_the_trusts_choice()
    {
        var next = With(Given.QetPolicy, new Setting { Id = WellKnownSettings.BarReviewOnDayNotWorked, Why = "because", Word = "next-working-day-within-bar" });
        var early = Schedule(next, "ban", "2026-11-23", "6 weeks", "2026-12-12");
        Assert.Equal("begins 2026-11-23; review 2026-12-14 from 2026-12-12 Saturday; ends 2027-01-03", Text(early));
        Assert.Contains("Setting `bar-review-on-day-not-worked`: next-working-day-within-bar. because", early.Dates[1].Note, StringComparison.Ordinal);
        Assert.Equal((true, false), (early.Settings[0].Decides, early.Settings[0].IsDefault));

        // After the bar there is nothing to review, so at its end the working day before is left.
        Assert.Equal("begins 2026-11-23; review 2026-12-31 from 2027-01-03 Sunday; ends 2027-01-03", Text(Schedule(next, "ban", "2026-11-23", "6 weeks")));
        Assert.Equal("begins 2026-11-23; review 2026-12-31 from 2027-01-02 Saturday; ends 2027-01-03", Text(Schedule(next, "ban", "2026-11-23", "6 weeks", "2027-01-02")));
        Assert.Equal(
            "begins 2026-11-23; extension-decision 2026-12-31 from 2027-01-03 Sunday; review 2027-01-29; ends 2027-01-29",
            Text(Schedule(next, "ban", "2026-11-23", "6 weeks").Extend(Date("2027-01-29"))));
        Assert.Equal("begins 2026-11-23; review 2026-12-11 from 2026-12-12 Saturday; ends 2027-01-03", Text(Schedule(Given.QetPolicy, "ban", "2026-11-23", "6 weeks", "2026-12-12")));
    }

    [Fact]
    public void An_interim_review_that_would_fall_on_the_final_one_is_that_one()
    {
        // By weeks the interim review is due on Saturday 2 January, and goes on to Monday 4, the day of the final one.
        var next = Given.QetPolicy with { Settings = new([Setting("bar-interim-review-every", "6 weeks"), new Setting { Id = WellKnownSettings.BarReviewOnDayNotWorked, Why = "because", Word = "next-working-day-within-bar" }]) };
        Assert.Equal("begins 2026-11-21; review 2027-01-04; ends 2027-01-04", Text(Schedule(next, "ban", "2026-11-21", null, ends: "2027-01-04")));
        var before = next with { Settings = new([Setting("bar-interim-review-every", "6 weeks")]) };
        Assert.Equal("begins 2026-11-21; interim-review 2026-12-31 from 2027-01-02 Saturday; review 2027-01-04; ends 2027-01-04", Text(Schedule(before, "ban", "2026-11-21", null, ends: "2027-01-04")));
    }

    [Fact]
    public void Whether_the_time_to_write_goes_on_over_a_day_not_worked_is_the_trusts_choice()
    {
        var stays = With(Given.ThrivePolicy, new Setting { Id = WellKnownSettings.BarRepresentationsEndOnDayNotWorked, Why = "because", Word = "that-day" });
        var schedule = Schedule(stays, "bar-provisional", "2026-12-18", null);
        Assert.Equal("begins 2026-12-18; representations-until 2026-12-25; decision 2026-12-31 from 2027-01-01 New Year’s Day; ends 2027-01-07", Text(schedule));
        Assert.Contains("Setting `bar-representations-end-on-day-not-worked`: that-day. because", schedule.Dates[1].Note, StringComparison.Ordinal);
        Assert.Equal([true, true], schedule.Settings.Select(setting => setting.Decides));
    }

    [Fact]
    public void The_day_that_the_person_was_told_is_not_moved_and_the_decision_follows_it()
    {
        var request = new BarRequest { Response = "bar-provisional", Starts = Date("2026-11-23"), RepresentationsUntil = Date("2026-12-05") };
        var schedule = BarSchedule.Of(Given.ThrivePolicy, request, WorkingDays);
        Assert.Equal("begins 2026-11-23; representations-until 2026-12-05; decision 2026-12-11 from 2026-12-12 Saturday; ends 2026-12-13", Text(schedule));
        Assert.Equal((Basis.Stated, "The day is that until which the person was asked for their side."), (schedule.Dates[1].Basis, schedule.Dates[1].Note));
        AssertRefused(ProblemCode.DateOutsideBar, "6.4.1.representations", () => BarSchedule.Of(Given.ThrivePolicy, request with { RepresentationsUntil = Date("2026-12-14") }, WorkingDays));

        // What was asked before the bar began is over, and the setting gives the time.
        Assert.Equal(Date("2026-11-30"), BarSchedule.Of(Given.ThrivePolicy, request with { RepresentationsUntil = Date("2026-11-20") }, WorkingDays).Dates[1].On);
    }

    [Fact]
    public void School_closures_are_days_not_worked_where_the_trust_asks_for_it_and_gives_its_term_dates()
    {
        var asking = With(Given.QetPolicy, new Setting { Id = WellKnownSettings.ExcludeSchoolClosures, Why = "because", Flag = true });
        var request = new BarRequest { Response = "ban", Starts = Date("2026-09-14"), Ends = Date("2026-10-28") };
        Assert.Equal("begins 2026-09-14; review 2026-10-23 from 2026-10-28 School holiday; ends 2026-10-28", Text(BarSchedule.Of(request, new PolicyCalendars(asking, terms: ExampleTerms))));
        Assert.Equal("begins 2026-09-14; review 2026-10-28; ends 2026-10-28", Text(BarSchedule.Of(request, new PolicyCalendars(asking))));
        Assert.Equal("begins 2026-09-14; review 2026-10-28; ends 2026-10-28", Text(BarSchedule.Of(request, new PolicyCalendars(Given.QetPolicy, terms: ExampleTerms))));
    }

    [Fact]
    public void Bank_holidays_are_worked_where_the_trust_says_so_and_pupils_are_at_home_all_the_same()
    {
        var worked = With(Given.QetPolicy, new Setting { Id = WellKnownSettings.WorkingDay, Why = "because", Word = "monday-to-friday" });
        var calendars = new PolicyCalendars(worked, terms: ExampleTerms);
        Assert.Equal((true, "Early May bank holiday"), (calendars.WorkingDays.IsWorkingDay(Date("2027-05-03")), calendars.SchoolDays!.WhyNotCounted(Date("2027-05-03"))));
    }

    [Fact]
    public void Every_date_says_what_it_rests_on()
    {
        var ban = Schedule(Given.QetPolicy, "ban", "2026-11-23", null);
        Assert.Equal([("begins", "6.ban", Basis.Stated), ("review", "6.ban.review", Basis.Setting), ("ends", "6.ban.time-limited", Basis.Setting)], BasisOf(ban));
        Assert.Contains("`bar-default-length`: 6 weeks. The policy limits a ban", ban.Dates[^1].Note, StringComparison.Ordinal);
        Assert.Equal(Basis.Stated, Schedule(Given.QetPolicy, "ban", "2026-11-23", "5 weeks").Dates[^1].Basis);

        var provisional = Schedule(Given.ThrivePolicy, "bar-provisional", "2026-11-23", "3 weeks");
        Assert.Equal(
            [("begins", "6.4.1.notice", Basis.Stated), ("representations-until", "6.4.1.representations", Basis.Setting), ("decision", "6.4.3.review", Basis.Setting), ("ends", "6.3.bar.fixed-time", Basis.Reading)],
            BasisOf(provisional));

        // The words say at the end; to which day a review goes from a day not worked is a setting.
        var confirmed = Schedule(Given.ThrivePolicy, "bar-confirmed", "2026-11-23", "5 weeks");
        Assert.Equal(("review", "6.4.4.end-review", Basis.Setting), BasisOf(confirmed)[1]);
        Assert.Equal(("review", "6.4.4.end-review", Basis.Stated), BasisOf(Schedule(Given.ThrivePolicy, "bar-confirmed", "2026-11-23", "5 days"))[1]);
    }

    [Fact]
    public void An_extension_is_a_new_decision_with_the_approvals_of_the_first()
    {
        var ban = Schedule(Given.QetPolicy, "ban", "2026-11-23", "6 weeks");
        var longer = ban.Extend(new LocalDate(2027, 1, 29));
        Assert.Equal("begins 2026-11-23; extension-decision 2026-12-31 from 2027-01-03 Sunday; review 2027-01-29; ends 2027-01-29", Text(longer));
        Assert.Equal(["ceo", "chair-of-governors"], longer.Approvals.Select(approval => approval.Role));
        Assert.Equal((ban.Starts, ban.Ends), (longer.Starts, longer.ExtendedFrom));
        Assert.Equal(["headteacher"], longer.Dates[1].By);
        Assert.Equal(new LocalDate(2027, 1, 17), ban.Extend(Length.Parse("2 weeks", out _)!).Ends);
        Assert.Equal(new LocalDate(2027, 2, 12), ban.Extend(Length.Parse("1 half-term", out _)!).Ends);
        Assert.Equal(ProblemCode.EndsBeforeStart, Refusal(() => ban.Extend(ban.Ends)).Code);
    }

    [Fact]
    public void What_cannot_be_a_bar_is_refused_with_the_clause()
    {
        var unset = Given.QetPolicy with { Settings = new([]) };
        AssertRefused(ProblemCode.BarWithoutEnd, "6.ban.time-limited", () => Schedule(unset, "ban", "2026-11-23", null));
        AssertRefused(ProblemCode.EndsBeforeStart, "6.ban.time-limited", () => Schedule(unset, "ban", "2026-11-23", null, ends: "2026-11-22"));
        AssertRefused(ProblemCode.EndsBeforeStart, "6.ban.time-limited", () => BarSchedule.Of(
            unset, new BarRequest { Response = "ban", Starts = Date("2026-11-23"), Length = new Length(0, LengthUnit.Days, MonthRounding.None) }, WorkingDays));
        AssertRefused(ProblemCode.DateOutsideBar, "6.ban.review", () => Schedule(unset, "ban", "2026-11-23", "2 weeks", review: "2026-12-07"));
        AssertRefused(ProblemCode.DateOutsideBar, "6.ban.review", () => Schedule(unset, "ban", "2026-11-28", "2 days"));
        AssertRefused(ProblemCode.DateOutsideBar, "6.4.1.representations", () => Schedule(Given.ThrivePolicy, "bar-provisional", "2026-11-23", "7 days"));
        AssertRefused(ProblemCode.DateOutsideBar, "6.4.3.review", () => Schedule(Given.ThrivePolicy, "bar-provisional", "2026-11-23", "2 weeks"));
        Assert.Equal(Date("2026-12-07"), Schedule(Given.ThrivePolicy, "bar-provisional", "2026-11-23", "15 days").Ends);
        Assert.Equal(ProblemCode.Contradiction, Refusal(() => Schedule(unset, "ban", "2026-11-23", "2 weeks", ends: "2026-12-07")).Code);
        Assert.Equal(ProblemCode.NotInForce, Refusal(() => Schedule(unset, "ban", "2024-08-31", "2 weeks")).Code);
        Assert.Equal(ProblemCode.NotABar, Refusal(() => Schedule(unset, "warning-letter", "2026-11-23", "2 weeks")).Code);
        Assert.Equal("Did you mean `ban`?", Refusal(() => Schedule(unset, "bann", "2026-11-23", "2 weeks")).Help);
    }

    [Fact]
    public void A_bar_is_no_longer_than_the_trust_allows_with_its_extensions()
    {
        var limited = Given.QetPolicy with { Settings = new([Setting("bar-maximum-length", "6 weeks")]) };
        var ban = Schedule(limited, "ban", "2026-11-23", "6 weeks");
        AssertRefused(ProblemCode.BarTooLong, "6.ban.time-limited", () => Schedule(limited, "ban", "2026-11-23", "43 days"));
        AssertRefused(ProblemCode.BarTooLong, "`bar-maximum-length`: 6 weeks", () => ban.Extend(Length.Parse("1 day", out _)!));
        var ownLimit = limited with { Settings = new([.. limited.Settings, Setting("ban-maximum-length", "8 weeks")]) };
        Assert.Equal(Date("2027-01-04"), Schedule(ownLimit, "ban", "2026-11-23", "43 days").Ends);
    }

    [Fact]
    public void A_date_beyond_the_published_holidays_is_refused_or_marked()
    {
        Assert.Contains("2018-01-01 to 2028-12-31", Refusal(() => Schedule(Given.QetPolicy, "ban", "2028-12-01", "6 weeks")).Message, StringComparison.Ordinal);
        var projected = BarSchedule.Of(Given.QetPolicy, new BarRequest { Response = "ban", Starts = Date("2028-12-01"), Ends = Date("2029-01-01") }, Projecting);
        Assert.Equal("begins 2028-12-01; review 2028-12-29 from 2029-01-01 New Year’s Day; ends 2029-01-01", Text(projected));
        Assert.Equal([false, true, false], projected.Dates.Select(date => date.IsProjected));
        Assert.True(projected.IsProjected);
    }

    internal static string Text(BarSchedule schedule) => string.Join("; ", schedule.Dates.Select(date =>
        FormattableString.Invariant($"{date.What} {date.On.ToDateOnly():yyyy-MM-dd}{(date.MovedFrom is { } from ? FormattableString.Invariant($" from {from.Date.ToDateOnly():yyyy-MM-dd} {from.Why}") : "")}")));

    private static Policy With(Policy policy, Setting setting) => policy with { Settings = new([.. policy.Settings.Where(other => other.Id != setting.Id), setting]) };

    private static Setting Setting(string id, string length) => new() { Id = id, Why = "w", Length = Length.Parse(length, out _) };

    private static (string What, string Clause, Basis Basis)[] BasisOf(BarSchedule schedule) => [.. schedule.Dates.Select(date => (date.What, date.Clauses[0], date.Basis))];

    private static void AssertRefused(string code, string clause, Action action)
    {
        var problem = Refusal(action);
        Assert.Equal(code, problem.Code);
        Assert.Contains(clause, problem.Message, StringComparison.Ordinal);
    }

    private static Problem Refusal(Action action) => Assert.Single(Assert.Throws<ConductPolicyException>(action).Problems);

    private static BarSchedule Schedule(Policy policy, string response, string starts, string? length, string? review = null, string? ends = null) => BarSchedule.Of(
        policy,
        new BarRequest
        {
            Response = response,
            Starts = Date(starts),
            Length = length is null ? null : Length.Parse(length, out _),
            Ends = ends is null ? null : Date(ends),
            Review = review is null ? null : Date(review),
        },
        WorkingDays,
        s_schoolDays);
}
