using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>Days on which a school or office is shut though the calendar would have it open.</summary>
public sealed record Closure
{
    /// <summary>Days on which a school or office is shut.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, included.</param>
    /// <param name="reason">Why, as it is to be told, such as <c>Polling station</c>.</param>
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    public Closure(LocalDate first, LocalDate last, string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (last < first)
        {
            throw new ArgumentException($"A closure cannot end on {DateText.Iso(last)} when it begins on {DateText.Iso(first)}.", nameof(last));
        }

        First = first;
        Last = last;
        Reason = reason;
    }

    /// <summary>A closure of one day.</summary>
    /// <param name="date">The day.</param>
    /// <param name="reason">Why, as it is to be told.</param>
    public Closure(LocalDate date, string reason)
        : this(date, date, reason)
    {
    }

    /// <summary>The first day.</summary>
    public LocalDate First { get; }

    /// <summary>The last day, included.</summary>
    public LocalDate Last { get; }

    /// <summary>Why, as it is to be told.</summary>
    public string Reason { get; }
}
