using ConductPolicy.Calendars;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static ConductPolicy.Tests.Calendars.PublishedCalendar;

namespace ConductPolicy.Tests.Calendars;

/// <summary>What holds for every calendar, with whatever holidays, closures, weekends and terms.</summary>
public sealed class CalendarLaws
{
    private const int Cases = 2_000;

    [Fact]
    public void From_a_working_day_adding_n_then_m_is_adding_their_sum() => FromAWorkingDay((question, day) =>
    {
        if (Add(question, day, question.N) is not { } between)
        {
            return false;
        }

        Assert.Equal(Add(question, day, question.N + question.M), Add(question, between, question.M));
        return true;
    });

    [Fact]
    public void From_a_working_day_adding_and_subtracting_cancel() => FromAWorkingDay((question, day) =>
    {
        if (Add(question, day, question.N) is not { } there)
        {
            return false;
        }

        Assert.Equal(day, Add(question, there, -question.N));
        return true;
    });

    [Fact]
    public void A_later_day_never_leads_to_an_earlier_one() => Holds(question =>
    {
        var (early, late) = (LocalDate.Min(question.One, question.Other), LocalDate.Max(question.One, question.Other));
        return InOrder(Add(question, early, question.N), Add(question, late, question.N), question.N)
            & InOrder(Answer(() => question.Calendar.NextOnOrAfter(early)), Answer(() => question.Calendar.NextOnOrAfter(late)), 1)
            & InOrder(Answer(() => question.Calendar.PreviousOnOrBefore(early)), Answer(() => question.Calendar.PreviousOnOrBefore(late)), -1);
    });

    [Fact]
    public void More_days_lead_to_a_later_day() => Holds(question =>
    {
        var (few, many) = (Math.Min(question.N, question.M), Math.Max(question.N, question.M));
        if (few == many || Add(question, question.One, few) is not { } earlier || Add(question, question.One, many) is not { } later)
        {
            return false;
        }

        Assert.True(earlier < later);
        return true;
    });

    [Fact]
    public void The_days_between_are_those_that_were_added() => Holds(question =>
    {
        // Days taken away from a day that does not count are one more than lie between: the first of them is a step to a working day.
        if (Add(question, question.One, question.N) is not { } there || (question.N < 0 && !question.Calendar.IsWorkingDay(question.One)))
        {
            return false;
        }

        Assert.Equal(question.N, question.Calendar.WorkingDaysBetween(question.One, there));
        return true;
    });

    [Fact]
    public void Adding_the_days_between_two_working_days_leads_from_one_to_the_other() => FromAWorkingDay((question, day) =>
    {
        if (Answer(() => question.Calendar.PreviousOnOrBefore(question.Other)) is not { } other)
        {
            return false;
        }

        Assert.Equal(other, Add(question, day, question.Calendar.WorkingDaysBetween(day, other)));
        return true;
    });

    [Fact]
    public void The_days_between_add_up_and_backwards_are_negative() => Holds(question =>
    {
        var calendar = question.Calendar;
        Assert.Equal(-calendar.WorkingDaysBetween(question.Other, question.One), calendar.WorkingDaysBetween(question.One, question.Other));
        Assert.Equal(
            calendar.WorkingDaysBetween(calendar.First, question.Other),
            calendar.WorkingDaysBetween(calendar.First, question.One) + calendar.WorkingDaysBetween(question.One, question.Other));
        return true;
    });

    [Fact]
    public void A_closure_never_brings_a_day_forward()
    {
        var moved = 0;
        var questions = Arb.From(
            from question in CalendarQuestion.Generated.Generator
            from closure in CalendarArbitrary.Closure(600)
            select (question, closure));
        Prop.ForAll(questions, given =>
        {
            var (question, closure) = given;
            var closed = new WorkingDayCalendar(question.Rules with { Closures = [.. question.Rules.Closures, closure] });
            var days = Math.Abs(question.N);
            var (open, shut) = (Add(question, question.One, days), Answer(() => closed.AddWorkingDays(question.One, days)));
            Assert.True(shut is null || shut >= open);
            Assert.True(Answer(() => closed.NextOnOrAfter(question.One)) is not { } next || next >= question.Calendar.NextOnOrAfter(question.One));
            moved += shut != open ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithQuietOnSuccess(true));
        Assert.True(moved > 20, $"only {moved} days were moved: the generator has lost its aim");
    }

    [Fact]
    public void An_explanation_gives_every_day_on_the_way_once_and_its_why() => Holds(question =>
    {
        var calendar = question.Calendar;
        if (Add(question, question.One, question.N) is not { } there)
        {
            return false;
        }

        var count = calendar.ExplainAddition(question.One, question.N);
        Assert.Equal((there, question.N, Math.Abs(question.N)), (count.To, count.Days, count.Counted.Count));
        Assert.All(count.Counted, day => Assert.True(calendar.IsWorkingDay(day)));
        Assert.All(count.Skipped, day => Assert.Equal(calendar.WhyNotCounted(day.Date), day.Why));
        var onTheWay = Enumerable.Range(1, Math.Abs(Period.DaysBetween(question.One, there))).Select(step => question.One.PlusDays(step * Math.Sign(question.N)));
        Assert.Equal(onTheWay.Order(), count.Counted.Concat(count.Skipped.Select(day => day.Date)).Order());

        var between = calendar.ExplainBetween(question.One, question.Other);
        Assert.Equal((between.Days, Math.Abs(between.Days)), (calendar.WorkingDaysBetween(question.One, question.Other), between.Counted.Count));
        return true;
    });

    // An answer missing where the calendar ended stays missing for whatever lies further on.
    private static bool InOrder(LocalDate? early, LocalDate? late, int direction)
    {
        if (early is null || late is null)
        {
            Assert.False(direction > 0 ? early is null && late is not null : early is not null && late is null);
            return false;
        }

        Assert.True(early <= late);
        return true;
    }

    private static LocalDate? Add(CalendarQuestion question, LocalDate date, int days) => Answer(() => question.Calendar.AddWorkingDays(date, days));

    private static void FromAWorkingDay(Func<CalendarQuestion, LocalDate, bool> law) =>
        Holds(question => Answer(() => question.Calendar.NextOnOrAfter(question.One)) is { } day && law(question, day));

    // A law says whether the question was to the point; where hardly any is, it holds for nothing.
    private static void Holds(Func<CalendarQuestion, bool> law)
    {
        var (asked, toThePoint) = (0, 0);
        Prop.ForAll(CalendarQuestion.Generated, question =>
        {
            asked++;
            toThePoint += law(question) ? 1 : 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(Cases)).WithQuietOnSuccess(true));
        Assert.True(2 * toThePoint > asked, $"only {toThePoint} of {asked} questions were to the point: the generator has lost its aim");
    }
}
