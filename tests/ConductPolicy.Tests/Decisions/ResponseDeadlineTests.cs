using System.Text;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Decisions;

/// <summary>What a policy's settings make of a timescale, and what the answer says of them.</summary>
public sealed class ResponseDeadlineTests
{
    private static readonly LocalDate s_saturday = new(2026, 11, 21);

    [Fact]
    public void That_staff_answer_by_then_is_a_reading()
    {
        var deadline = Of(Given.QetPolicy, s_saturday);
        Assert.Equal(Basis.Reading, deadline.Basis);
        Assert.Contains("not a promise", deadline.Reading, StringComparison.Ordinal);
        Assert.Equal(["3.3"], deadline.Clauses);
    }

    [Fact]
    public void What_no_rule_states_is_a_default_and_named_as_one()
    {
        var deadline = Of(With(), s_saturday);
        Assert.Equal(
            [("working-day", "monday-to-friday-less-bank-holidays"), ("received-on-day-not-worked", "counts-from-that-day"), ("closing-time", "none"), ("exclude-school-closures", "false")],
            deadline.Settings.Select(setting => (setting.Id, setting.Value)));
        Assert.All(deadline.Settings, setting => Assert.True(setting.IsDefault && setting.Why.Length > 0));
        Assert.Equal(new LocalDate(2026, 11, 27), deadline.Due);
    }

    [Fact]
    public void The_setting_that_decides_is_named()
    {
        var deadline = Of(With(Word("received-on-day-not-worked", "counts-as-next-working-day")), s_saturday);
        Assert.Equal(new LocalDate(2026, 11, 30), deadline.Due);
        var setting = deadline.Settings.Single(setting => setting.Id == "received-on-day-not-worked");
        Assert.Equal(("counts-as-next-working-day", "because", false, true), (setting.Value, setting.Why, setting.IsDefault, setting.Decides));
        Assert.False(Of(Given.QetPolicy, new LocalDate(2026, 11, 20)).Settings.Single(other => other.Id == setting.Id).Decides);
    }

    [Fact]
    public void A_closing_time_decides_where_the_time_is_known()
    {
        var policy = With(new Setting { Id = WellKnownSettings.ClosingTime, Why = "because", Time = new LocalTime(16, 0) });
        var deadlines = new ResponseDeadlines(policy);
        var evening = deadlines.Of(policy.Timescales[0], new LocalDateTime(2026, 11, 20, 16, 1));
        Assert.Equal((new LocalDate(2026, 11, 30), true), (evening.Due, Setting(evening, "closing-time").Decides));
        Assert.Equal("16:00", Setting(evening, "closing-time").Value);
        var someTime = Of(policy, new LocalDate(2026, 11, 20));
        Assert.Equal((new LocalDate(2026, 11, 27), false), (someTime.Due, Setting(someTime, "closing-time").Decides));
        Assert.Contains(someTime.Notes, note => note.Contains("before closing time", StringComparison.Ordinal));
        Assert.Equal(evening, deadlines.Of(policy.Timescales[0], Instant.FromUtc(2026, 11, 20, 16, 1)));
    }

    [Fact]
    public void Bank_holidays_count_where_the_trust_says_that_they_are_worked() =>
        Assert.Equal(new LocalDate(2026, 4, 3), Of(With(Word("working-day", "monday-to-friday")), new LocalDate(2026, 3, 27)).Due);

    [Fact]
    public void School_holidays_are_left_out_only_where_the_trust_asks_for_it_and_gives_its_term_dates()
    {
        var (asking, silent) = (With(new Setting { Id = WellKnownSettings.ExcludeSchoolClosures, Why = "because", Flag = true }), With());
        var received = new LocalDate(2026, 10, 22);
        var both = new ResponseDeadlines(asking, terms: ExampleTerms).Of(asking.Timescales[0], received);
        Assert.Equal((new LocalDate(2026, 11, 5), true), (both.Due, Setting(both, "exclude-school-closures").Decides));
        Assert.Contains(both.Count.Skipped, day => day.Why == "School holiday");
        Assert.Empty(both.Notes);
        var without = Of(asking, received);
        Assert.Equal((new LocalDate(2026, 10, 29), false), (without.Due, Setting(without, "exclude-school-closures").Decides));
        Assert.Contains("no term dates were given", Assert.Single(without.Notes), StringComparison.Ordinal);
        var unasked = new ResponseDeadlines(silent, terms: ExampleTerms).Of(silent.Timescales[0], received);
        Assert.Equal(new LocalDate(2026, 10, 29), unasked.Due);
        Assert.Contains("does not ask for them", Assert.Single(unasked.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_projected_day_says_so()
    {
        var deadline = new ResponseDeadlines(Given.QetPolicy, isProjecting: true).Of(Given.QetPolicy.Timescales[0], new LocalDate(2030, 4, 17));
        Assert.Equal((new LocalDate(2030, 4, 26), true), (deadline.Due, deadline.Count.IsProjected));
        Assert.Contains("projected", Assert.Single(deadline.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_days_from_a_setting_is_a_setting()
    {
        var policy = With(new Setting { Id = "answer-within", Why = "because", Count = 3 });
        var timescale = policy.Timescales[0] with { WorkingDays = new(3, "answer-within") };
        var deadline = new ResponseDeadlines(policy).Of(timescale, s_saturday);
        Assert.Equal((Basis.Setting, new LocalDate(2026, 11, 25)), (deadline.Basis, deadline.Due));
        Assert.Equal(("answer-within", "3", true), (deadline.Settings[0].Id, deadline.Settings[0].Value, deadline.Settings[0].Decides));
    }

    [Fact]
    public void A_policy_of_another_division_needs_a_feed()
    {
        var scottish = Given.QetPolicy with { Division = "scotland" };
        Assert.Equal("no-bank-holidays", Assert.Single(Assert.Throws<ConductPolicyException>(() => new ResponseDeadlines(scottish)).Problems).Code);
        var feed = BankHolidayFile.Parse("""{ "scotland": { "division": "scotland", "events": [{ "title": "St Andrew’s Day", "date": "2026-11-30" }, { "title": "Christmas Day", "date": "2026-12-25" }] } }""", "scotland");
        Assert.Throws<ArgumentException>(() => new ResponseDeadlines(Given.QetPolicy, feed));
        var error = Assert.Throws<ConductPolicyException>(() => new ResponseDeadlines(scottish, feed, isProjecting: true));
        Assert.Contains("cannot be projected", error.Message, StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2026, 12, 8), new ResponseDeadlines(scottish, feed).Of(scottish.Timescales[0], new LocalDate(2026, 12, 1)).Due);
    }

    [Fact]
    public void Term_dates_beyond_the_bank_holidays_are_refused()
    {
        var policy = With(new Setting { Id = WellKnownSettings.ExcludeSchoolClosures, Why = "because", Flag = true });
        var far = ExampleTerms with { First = new LocalDate(2040, 9, 1), Last = new LocalDate(2041, 8, 31), Terms = [], InsetDays = [], Closures = [] };
        Assert.Equal("beyond-calendar", Assert.Single(Assert.Throws<ConductPolicyException>(() => new ResponseDeadlines(policy, terms: far)).Problems).Code);
    }

    [Fact]
    public void The_shipped_rules_say_themselves_what_the_library_takes_by_default()
    {
        var (said, taken) = (Of(Given.QetPolicy, s_saturday), Of(With(), s_saturday));
        Assert.Equal(taken.Count, said.Count);
        Assert.Equal(["closing-time"], said.Settings.Where(setting => setting.IsDefault).Select(setting => setting.Id));
    }

    [Fact]
    public void A_known_setting_that_is_no_number_stands_for_none()
    {
        var rules = RuleText.With(RuleText.Of("qet"), "\"workingDays\": 5,", "\"workingDays\": { \"setting\": \"working-day\" },");
        Assert.Equal("unknown-reference", Assert.Single(PolicyFile.Check(Encoding.UTF8.GetBytes(rules)), problem => problem.Severity == ProblemSeverity.Error).Code);
    }

    private static DeadlineSetting Setting(ResponseDeadline deadline, string id) => deadline.Settings.Single(setting => setting.Id == id);

    private static ResponseDeadline Of(Policy policy, LocalDate received) => new ResponseDeadlines(policy).Of(policy.Timescales[0], received);

    private static Setting Word(string id, string word) => new() { Id = id, Why = "because", Word = word };

    // QET's policy with these settings alone.
    private static Policy With(params Setting[] settings) => Given.QetPolicy with { Settings = new(settings.ToValueList()) };
}
