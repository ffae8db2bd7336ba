namespace ConductPolicy.Policies;

/// <summary>The ids of settings that the library itself asks for. Where a rule set leaves one out, its default holds.</summary>
public static class WellKnownSettings
{
    /// <summary>What a working day is: <c>monday-to-friday-less-bank-holidays</c>, the default, or <c>monday-to-friday</c>.</summary>
    public const string WorkingDay = "working-day";

    /// <summary>What becomes of a message that comes on a day not worked: <c>counts-from-that-day</c>, the default, or <c>counts-as-next-working-day</c>.</summary>
    public const string ReceivedOnDayNotWorked = "received-on-day-not-worked";

    /// <summary>The time of day after which a message counts as the next working day's; by default there is none.</summary>
    public const string ClosingTime = "closing-time";

    /// <summary>Whether school holidays and closures are no working days, where term dates are given: <c>false</c> by default.</summary>
    public const string ExcludeSchoolClosures = "exclude-school-closures";

    /// <summary>To which day a review of a bar, or a decision on one, goes from a day not worked: <c>working-day-before</c>, the default, or <c>next-working-day-within-bar</c>.</summary>
    public const string BarReviewOnDayNotWorked = "bar-review-on-day-not-worked";

    /// <summary>To which day the end of the time to put one's side goes from a day not worked: <c>next-working-day</c>, the default, or <c>that-day</c>, so that it stays.</summary>
    public const string BarRepresentationsEndOnDayNotWorked = "bar-representations-end-on-day-not-worked";

    /// <summary>Within how many working days a required step or a duty is done, the day from which it is required not counted; by default there is no limit.</summary>
    public const string ActWithin = "act-within";
}
