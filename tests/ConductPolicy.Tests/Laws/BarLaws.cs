using ConductPolicy.Calendars;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Laws;

/// <summary>A bar to ask for, with the policy, its settings and the calendars at random.</summary>
internal sealed record BarQuestion(Policy Policy, BarRequest Request, WorkingDayRules Rules, Length Other)
{
    private WorkingDayCalendar? _workingDays;

    public WorkingDayCalendar WorkingDays => _workingDays ??= new WorkingDayCalendar(Rules with { Kind = DayKind.WorkingDay, Terms = null });

    public WorkingDayCalendar? SchoolDays => Rules.Terms is null ? null : new WorkingDayCalendar(Rules with { Kind = DayKind.SchoolDay });

    /// <summary>The schedule, or the code of the refusal.</summary>
    public (BarSchedule? Schedule, string? Refusal) Ask(BarRequest request) => Asked(() => BarSchedule.Of(Policy, request, WorkingDays, SchoolDays));

    public static (BarSchedule? Schedule, string? Refusal) Asked(Func<BarSchedule> ask)
    {
        try
        {
            return (ask(), null);
        }
        catch (ConductPolicyException error)
        {
            return (null, Assert.Single(error.Problems).Code);
        }
    }

    public override string ToString() =>
        $"{Request} by {string.Join(", ", Policy.Settings.Select(setting => $"{setting.Id}: {setting.Length}"))}; other {Other}; {Rules.BankHolidays.Days}; weekend {Rules.Weekend}; closures {Rules.Closures}; terms {Rules.Terms}";
}

/// <summary>What holds of the dates of every bar, whatever the settings and the calendar.</summary>
public sealed class BarLaws
{
    private const int Cases = 2_000;

    private static readonly Gen<Length> s_lengths = Gen.OneOf(
        Of(LengthUnit.Days, 60), Of(LengthUnit.Weeks, 20), Of(LengthUnit.SchoolDays, 40), Of(LengthUnit.HalfTerms, 4), Of(LengthUnit.Terms, 2),
        from amount in Gen.Choose(1, 6)
        from rounding in Gen.Elements(MonthRounding.Down, MonthRounding.Up, MonthRounding.Refused)
        select new Length(amount, LengthUnit.Months, rounding));

    private static readonly (Policy Policy, string Response)[] s_bars =
    [
        (Given.QetPolicy, "ban"), (Given.ThrivePolicy, "bar-provisional"), (Given.ThrivePolicy, "bar-confirmed"),
        (WithBar(bar => bar with { Review = null }), "ban"),
        (WithBar(bar => bar with { Representations = new BarRepresentations(["6.ban"], null) }), "ban"),
    ];

    private static readonly Arbitrary<BarQuestion> s_questions = Arb.From(
        from calendar in CalendarQuestion.Generated.Generator
        from bar in Gen.Elements(s_bars)
        from settings in Gen.OneOf(Gen.Constant(bar.Policy.Settings), Settings(bar.Response))
        from length in s_lengths
        from isGiven in Gen.Elements(true, true, true, false)
        from review in Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Choose(-2, 60).Select(days => (int?)days)))
        from told in Gen.Frequency((3, Gen.Constant<int?>(null)), (1, Gen.Choose(-5, 60).Select(days => (int?)days)))
        from other in s_lengths
        select new BarQuestion(
            bar.Policy with { Settings = settings, InForce = new InForce(new LocalDate(2019, 1, 1), null, [], null) },
            new BarRequest { Response = bar.Response, Starts = calendar.One, Length = isGiven ? length : null, Review = review is { } days ? calendar.One.PlusDays(days) : null, RepresentationsUntil = told is { } until ? calendar.One.PlusDays(until) : null },
            calendar.Rules,
            other));

    [Fact]
    public void The_dates_are_those_of_a_wall_calendar_and_refused_where_it_has_none() => Holds(question =>
    {
        var (schedule, refusal) = question.Ask(question.Request);
        var answer = refusal ?? string.Join("; ", schedule!.Dates.Select(date => FormattableString.Invariant($"{date.Kind} {date.On.ToDateOnly():yyyy-MM-dd}")));
        Assert.Equal(new NaiveBar(question.Policy, question.Request, question.WorkingDays, question.SchoolDays).Answer(), answer);
        return schedule is not null;
    });

    [Fact]
    public void No_date_lies_outside_the_bar_and_no_review_after_its_end() => Scheduled((_, schedule) =>
    {
        Assert.Equal((schedule.Starts, schedule.Ends), (schedule.Dates[0].On, schedule.Dates[^1].On));
        Assert.Equal((BarDateKind.Begins, BarDateKind.Ends), (schedule.Dates[0].Kind, schedule.Dates[^1].Kind));
        Assert.All(schedule.Dates, date => Assert.InRange(date.On, schedule.Starts, schedule.Ends));
        Assert.Equal(schedule.Dates.Select(date => date.On).Order(), schedule.Dates.Select(date => date.On));
        return true;
    });

    [Fact]
    public void Somebody_acts_on_working_days_alone_and_what_was_moved_says_from_where() => Scheduled((question, schedule) =>
    {
        foreach (var date in schedule.Dates.Where(date => date.Kind is not (BarDateKind.Begins or BarDateKind.Ends)))
        {
            // Until when one may write may be a day not worked, where the rules say that it stays or the person was told so.
            Assert.True(date.Kind == BarDateKind.RepresentationsUntil && date.MovedFrom is null || question.WorkingDays.IsWorkingDay(date.On));
            if (date.MovedFrom is { } from)
            {
                Assert.Equal(question.WorkingDays.WhyNotCounted(from.Date), from.Why);
                Assert.NotEqual(Basis.Stated, date.Basis);
            }
        }

        Assert.All(schedule.Dates.Where(date => date.Kind is BarDateKind.Begins or BarDateKind.Ends), date => Assert.Null(date.MovedFrom));
        return schedule.Dates.Any(date => date.MovedFrom is not null);
    });

    [Fact]
    public void A_date_leaves_a_day_not_worked_by_the_rule_that_the_schedule_names() => Scheduled((question, schedule) =>
    {
        Assert.Equal([WellKnownSettings.BarReviewOnDayNotWorked, WellKnownSettings.BarRepresentationsEndOnDayNotWorked], schedule.Settings.Select(setting => setting.Id));
        var (review, end) = (schedule.Settings[0], schedule.Settings[1]);
        foreach (var date in schedule.Dates.Where(date => date.MovedFrom is not null))
        {
            var rule = date.Kind == BarDateKind.RepresentationsUntil ? end : review;
            Assert.True(rule.Decides);
            Assert.Contains($"Setting `{rule.Id}`: {rule.Value}{(rule.IsDefault ? " (the default)" : "")}. {rule.Why}", date.Note, StringComparison.Ordinal);
            Assert.Equal(Basis.Setting, date.Basis);
            Assert.True(date.Kind != BarDateKind.RepresentationsUntil || date.On > date.MovedFrom!.Date);
            Assert.True(date.Kind is BarDateKind.RepresentationsUntil or BarDateKind.Decision || rule.Value != "working-day-before" || date.On < date.MovedFrom!.Date);
        }

        return schedule.Dates.Any(date => date.MovedFrom is not null);
    });

    [Fact]
    public void Every_date_rests_on_a_clause_and_says_which_reading_or_setting() => Scheduled((question, schedule) =>
    {
        Assert.All(schedule.Dates, date =>
        {
            Assert.NotEmpty(date.Clauses);
            Assert.All(date.Clauses, clause => Assert.True(question.Policy.Clauses.Contains(clause)));
            Assert.True(date.Basis == Basis.Stated || date.Note is not null);
        });
        return true;
    });

    [Fact]
    public void A_longer_length_never_ends_earlier() => Scheduled((question, schedule) =>
    {
        if (question.Request.Length is not { } length
            || question.Ask(question.Request with { Length = length with { Amount = length.Amount + question.Other.Amount }, Review = null }).Schedule is not { } longer)
        {
            return false;
        }

        Assert.True(longer.Ends > schedule.Ends);
        Assert.Equal(schedule.Starts, longer.Starts);
        return true;
    });

    [Fact]
    public void Rounding_up_never_ends_earlier_than_rounding_down() => Scheduled((question, schedule) =>
    {
        var months = new Length(question.Other.Amount, LengthUnit.Months, MonthRounding.Down);
        if (question.Ask(question.Request with { Length = months, Review = null }).Schedule is not { } down
            || question.Ask(question.Request with { Length = months with { Rounding = MonthRounding.Up }, Review = null }).Schedule is not { } up)
        {
            return false;
        }

        Assert.InRange(up.Ends, down.Ends, down.Ends.PlusDays(1));
        return true;
    });

    [Fact]
    public void An_extension_leaves_the_start_asks_for_the_approvals_anew_and_is_decided_before_the_bar_runs_out() => Scheduled((question, schedule) =>
    {
        if (BarQuestion.Asked(() => schedule.Extend(question.Other)).Schedule is not { } extended)
        {
            return false;
        }

        Assert.Equal((schedule.Starts, schedule.Ends), (extended.Starts, extended.ExtendedFrom!.Value));
        Assert.True(extended.Ends > schedule.Ends);
        Assert.Equal(schedule.Response.Approvals, extended.Approvals);
        Assert.InRange(extended.Dates.Single(date => date.Kind == BarDateKind.ExtensionDecision).On, schedule.Starts, schedule.Ends);
        Assert.Equal(extended.Dates, schedule.Extend(extended.Ends).Dates.Select((date, i) => date.Kind == BarDateKind.Ends ? extended.Dates[i] : date));
        Assert.Null(BarQuestion.Asked(() => extended.Extend(schedule.Ends)).Schedule);
        return true;
    });

    private static Gen<Length> Of(LengthUnit unit, int most) => Gen.Choose(1, most).Select(amount => new Length(amount, unit, MonthRounding.None));

    // Each setting is there or not, for every bar or for this one.
    private static Gen<Definitions<Setting>> Settings(string response) =>
        from lengths in Gen.ArrayOf(s_lengths, BarSettings.Names.Count)
        from places in Gen.ArrayOf(Gen.Elements(null, null, "bar", response), BarSettings.Names.Count)
        from review in Gen.Elements([null, .. Words.ReviewsOnDayNotWorked.All])
        from end in Gen.Elements([null, .. Words.RepresentationsEndsOnDayNotWorked.All])
        select new Definitions<Setting>([
            .. BarSettings.Names.Select((name, i) => (Id: $"{places[i]}-{name}", Place: places[i], Length: lengths[i]))
                .Where(setting => setting.Place is not null).Select(setting => new Setting { Id = setting.Id, Why = "The policy is silent.", Length = setting.Length }),
            .. Rule(WellKnownSettings.BarReviewOnDayNotWorked, review), .. Rule(WellKnownSettings.BarRepresentationsEndOnDayNotWorked, end)]);

    private static Setting[] Rule(string id, string? word) => word is null ? [] : [new Setting { Id = id, Why = "The policy is silent.", Word = word }];

    private static Policy WithBar(Func<BarTerms, BarTerms> change) => Given.QetPolicy with
    {
        Responses = new(Given.QetPolicy.Responses.Select(response => response.Bar is { } bar ? response with { Bar = change(bar) } : response).ToValueList()),
    };

    private static void Scheduled(Func<BarQuestion, BarSchedule, bool> law) =>
        Holds(question => question.Ask(question.Request).Schedule is { } schedule && law(question, schedule));

    // A law says whether it had anything to say; it has to, often enough.
    private static void Holds(Func<BarQuestion, bool> law)
    {
        var told = 0;
        Prop.ForAll(s_questions, question => told += law(question) ? 1 : 0).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
        Assert.True(told > 100, $"only {told} cases");
    }
}
