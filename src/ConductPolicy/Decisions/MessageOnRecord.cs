using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>A message on record, when it was to be answered by one timescale, and what came of it until the day of the decision.</summary>
public sealed record MessageOnRecord
{
    internal string What => $"{Deadline.Timescale.Label}: the message of {DateText.Long(Deadline.Count.Received)} ({Event})";

    /// <summary>The id of the event by which the message came.</summary>
    public required string Event { get; init; }

    /// <summary>When it is to be answered.</summary>
    public required ResponseDeadline Deadline { get; init; }

    /// <summary>The day that the newest holding reply named; null without one. The policy does not say what it is worth, so the day due stays as it is.</summary>
    public LocalDate? HoldingUntil { get; init; }

    /// <summary>The day on which it was answered; null while it is not.</summary>
    public LocalDate? AnsweredOn { get; init; }

    /// <summary>How many working days after the day due the answer came, or the decision is made where none has come; 0 in time, or where only days not worked lie between; null where the calendar does not reach so far.</summary>
    public int? LateBy { get; init; }

    /// <summary>The same, counted from the day that the holding reply named; null without one.</summary>
    public int? LateByHolding { get; init; }
}
