using System.Globalization;
using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>Counts working days or school days. Immutable; the time an answer takes does not grow with the distance, and nothing is allocated.</summary>
/// <remarks>
/// "Working day" in the names of the members stands for the kind of day that the calendar counts (<see cref="WorkingDayRules.Kind"/>).
/// The calendar knows the bounds of its data, <see cref="First"/> and <see cref="Last"/>, and gives no answer beyond them. An answer
/// that touches a day without published bank holidays is a projected one: it exists only where the rules ask for it, and
/// <see cref="IsProjected(LocalDate, LocalDate)"/> tells.
/// </remarks>
public sealed class WorkingDayCalendar
{
    private readonly int _firstNumber;

    // By the day's number from First: why it does not count, or null where it does; and how many days before it count.
    private readonly string?[] _whyNot;
    private readonly int[] _countBefore;

    // The days that count, in order.
    private readonly LocalDate[] _counted;

    /// <summary>A calendar by these rules.</summary>
    /// <param name="rules">What makes a day count.</param>
    /// <exception cref="ArgumentException">School days are to be counted without term dates, the term dates lie wholly outside the bank holidays' bounds, or a division is to be projected whose rules are not known.</exception>
    public WorkingDayCalendar(WorkingDayRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        (First, Last) = BoundsOf(rules);
        _firstNumber = NumberOf(First);
        _whyNot = new DayReasons(rules, First, Last).ByDay;
        _countBefore = new int[_whyNot.Length + 1];
        for (var i = 0; i < _whyNot.Length; i++)
        {
            _countBefore[i + 1] = _countBefore[i] + (_whyNot[i] is null ? 1 : 0);
        }

        _counted = new LocalDate[_countBefore[^1]];
        for (var i = 0; i < _whyNot.Length; i++)
        {
            if (_whyNot[i] is null)
            {
                _counted[_countBefore[i]] = First.PlusDays(i);
            }
        }
    }

    /// <summary>What makes a day count.</summary>
    public WorkingDayRules Rules { get; }

    /// <summary>The first day for which there is an answer.</summary>
    public LocalDate First { get; }

    /// <summary>The last day for which there is an answer, included.</summary>
    public LocalDate Last { get; }

    /// <summary>Whether a day counts.</summary>
    /// <param name="date">The day.</param>
    /// <exception cref="BeyondCalendarException">It lies beyond the calendar.</exception>
    public bool IsWorkingDay(LocalDate date) => _whyNot[IndexOf(date)] is null;

    /// <summary>Why a day does not count: the holiday's own name, <c>Saturday</c>, <c>School holiday</c>, <c>INSET day</c> or a closure's reason; null where it counts.</summary>
    /// <param name="date">The day.</param>
    /// <exception cref="BeyondCalendarException">It lies beyond the calendar.</exception>
    public string? WhyNotCounted(LocalDate date) => _whyNot[IndexOf(date)];

    /// <summary>The day that lies a number of working days after another, or before it.</summary>
    /// <remarks>The day set out from is itself not counted, whether it is a working day or not: from a Saturday, 1 gives Monday and -1 gives Friday.</remarks>
    /// <param name="date">The day to set out from.</param>
    /// <param name="days">How many working days; negative for earlier ones; 0 gives the day back as it is, also where it is no working day.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public LocalDate AddWorkingDays(LocalDate date, int days)
    {
        var index = IndexOf(date);
        if (days == 0)
        {
            return date;
        }

        var rank = days > 0 ? (long)_countBefore[index + 1] + days - 1 : (long)_countBefore[index] + days;
        return rank >= 0 && rank < _counted.Length ? _counted[rank] : throw CountBeyond(date, days);
    }

    /// <summary>How many working days lie after one day, up to and including another.</summary>
    /// <remarks>
    /// Backwards it is the same number, negative: between(a, b) is -between(b, a), and between(a, b) + between(b, c) is between(a, c).
    /// From any day, it takes back what <see cref="AddWorkingDays"/> added; from a working day, also what it took away.
    /// </remarks>
    /// <param name="after">The day after which to count, itself not counted.</param>
    /// <param name="upTo">The day up to which to count, itself counted where it is a working day.</param>
    /// <exception cref="BeyondCalendarException">One of them lies beyond the calendar.</exception>
    public int WorkingDaysBetween(LocalDate after, LocalDate upTo) => _countBefore[IndexOf(upTo) + 1] - _countBefore[IndexOf(after) + 1];

    /// <summary>The day itself where it is a working day, else the next one.</summary>
    /// <param name="date">The day.</param>
    /// <exception cref="BeyondCalendarException">It lies beyond the calendar, or no working day follows within its bounds.</exception>
    public LocalDate NextOnOrAfter(LocalDate date)
    {
        var rank = _countBefore[IndexOf(date)];
        return rank < _counted.Length ? _counted[rank] : throw CountBeyond(date, 1);
    }

    /// <summary>The day itself where it is a working day, else the last one before it.</summary>
    /// <param name="date">The day.</param>
    /// <exception cref="BeyondCalendarException">It lies beyond the calendar, or no working day precedes within its bounds.</exception>
    public LocalDate PreviousOnOrBefore(LocalDate date)
    {
        var rank = _countBefore[IndexOf(date) + 1] - 1;
        return rank >= 0 ? _counted[rank] : throw CountBeyond(date, -1);
    }

    /// <summary>Whether a day lies where no bank holidays are published.</summary>
    /// <param name="date">The day.</param>
    public bool IsProjected(LocalDate date) => IsProjected(date, date);

    /// <summary>Whether an answer that rests on the days from one to another, both included and in either order, rests on projected bank holidays.</summary>
    /// <param name="from">The one day, such as that from which a count set out.</param>
    /// <param name="to">The other, such as that at which it arrived.</param>
    public bool IsProjected(LocalDate from, LocalDate to) =>
        LocalDate.Min(from, to) < Rules.BankHolidays.First || LocalDate.Max(from, to) > Rules.BankHolidays.Last;

    /// <summary>What <see cref="AddWorkingDays"/> gives, with the days counted and skipped on the way. The day set out from is neither.</summary>
    /// <param name="date">The day to set out from.</param>
    /// <param name="days">How many working days; negative for earlier ones.</param>
    /// <exception cref="BeyondCalendarException">The day lies beyond the calendar, or the count runs past its bounds.</exception>
    public DayCount ExplainAddition(LocalDate date, int days)
    {
        var reached = AddWorkingDays(date, days);
        var step = Math.Sign(days);
        return Explain(date, reached, days, date.PlusDays(step), reached.PlusDays(step), step);
    }

    /// <summary>What <see cref="WorkingDaysBetween"/> gives, with the days counted and skipped, in the order of the calendar.</summary>
    /// <param name="after">The day after which to count.</param>
    /// <param name="upTo">The day up to which to count, included.</param>
    /// <exception cref="BeyondCalendarException">One of them lies beyond the calendar.</exception>
    public DayCount ExplainBetween(LocalDate after, LocalDate upTo)
    {
        var days = WorkingDaysBetween(after, upTo);
        var (earlier, later) = (LocalDate.Min(after, upTo), LocalDate.Max(after, upTo));
        return Explain(after, upTo, days, earlier.PlusDays(1), later.PlusDays(1), 1);
    }

    private DayCount Explain(LocalDate from, LocalDate to, int days, LocalDate start, LocalDate end, int step)
    {
        var counted = new List<LocalDate>();
        var skipped = new List<SkippedDay>();
        for (var day = start; day != end; day = day.PlusDays(step))
        {
            if (WhyNotCounted(day) is { } why)
            {
                skipped.Add(new SkippedDay(day, why));
            }
            else
            {
                counted.Add(day);
            }
        }

        return new DayCount(Rules.Kind, from, to, days, counted.ToValueList(), skipped.ToValueList(), IsProjected(from, to));
    }

    private static (LocalDate First, LocalDate Last) BoundsOf(WorkingDayRules rules)
    {
        if (rules.Kind == DayKind.SchoolDay && rules.Terms is null)
        {
            throw new ArgumentException("School days are counted from term dates: give them as `Terms`.", nameof(rules));
        }

        if (rules.IsProjecting && rules.BankHolidays.Division != BankHolidayProjection.Division)
        {
            throw new ArgumentException($"The bank holidays of {rules.BankHolidays.Division} are not projected, only those of {BankHolidayProjection.Division}.", nameof(rules));
        }

        var first = rules.IsProjecting ? LocalDate.Min(rules.BankHolidays.First, new LocalDate(BankHolidayProjection.FirstYear, 1, 1)) : rules.BankHolidays.First;
        var last = rules.IsProjecting ? LocalDate.Max(rules.BankHolidays.Last, new LocalDate(BankHolidayProjection.LastYear, 12, 31)) : rules.BankHolidays.Last;
        if (rules.Terms is { } terms)
        {
            first = LocalDate.Max(first, terms.First);
            last = LocalDate.Min(last, terms.Last);
        }

        return first <= last ? (first, last) : throw new ArgumentException("The term dates and the bank holidays have no day in common.", nameof(rules));
    }

    private int IndexOf(LocalDate date)
    {
        if (date < First || date > Last)
        {
            throw DayBeyond(date);
        }

        return NumberOf(date) - _firstNumber;
    }

    private static int NumberOf(LocalDate date) => date.ToDateOnly().DayNumber;

    // Apart from the counting, so that this stays small enough to be inlined.
    private BeyondCalendarException DayBeyond(LocalDate date) => new("The day", date, this);

    private BeyondCalendarException CountBeyond(LocalDate date, int days) =>
        new(string.Create(CultureInfo.InvariantCulture, $"A count of {days} from"), date, this);
}
