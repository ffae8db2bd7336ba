namespace ConductPolicy.Calendars;

/// <summary>To which day a review of a bar, or a decision on one, goes from a day that is not worked.</summary>
public enum ReviewOnDayNotWorked
{
    /// <summary>To the working day before, so that it is never late.</summary>
    WorkingDayBefore,

    /// <summary>To the next working day; where that lies after the end of the bar, to the working day before.</summary>
    NextWorkingDayWithinBar,
}

/// <summary>To which day the end of the time to put one's side goes from a day that is not worked.</summary>
public enum RepresentationsEndOnDayNotWorked
{
    /// <summary>To the next working day, so that nobody loses a day on which the school could be asked.</summary>
    NextWorkingDay,

    /// <summary>To none: it stays, since one may write on any day.</summary>
    ThatDay,
}
