using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>A message on record, when it was to be answered by one timescale, and what came of it until the day of the decision.</summary>
public sealed record MessageOnRecord
{
    internal string What => $"{Deadline.Timescale.Label}: the message of {DateText.Long(Deadline.Count.Received)} ({Event})";

    /// <summary>The id of the event by which the message came.</summary>
    public required string Event { get; init; }

    /// <summary>Whether it belongs to the incident decided; else to none in particular.</summary>
    internal bool IsOfIncident { get; init; }

    /// <summary>On what it rests that it is due by <see cref="Due"/>.</summary>
    public Basis Basis => Due == Deadline.Due ? Deadline.Basis : Citations.Weaker(Deadline.Basis, Basis.Reading);

    /// <summary>How the clause is understood, and how a holding reply moved the day; null where there is nothing to say.</summary>
    public string? Note
    {
        get
        {
            if (Due == Deadline.Due)
            {
                return Deadline.Reading;
            }

            var moved = $"It was due by {DateText.Long(Deadline.Due)}; a holding reply that came in time named this day, and is read as moving it there.";
            return Deadline.Reading is null ? moved : $"{Deadline.Reading} {moved}";
        }
    }

    /// <summary>When it is to be answered by the timescale alone.</summary>
    public required ResponseDeadline Deadline { get; init; }

    /// <summary>By when it is to be answered: the day of the timescale, or the one that a holding reply named which came in time (so it is read; no policy speaks of holding replies).</summary>
    public required LocalDate Due { get; init; }

    /// <summary>The day that the newest holding reply named; null without one.</summary>
    public LocalDate? HoldingUntil { get; init; }

    /// <summary>The day on which it was answered; null while it is not.</summary>
    public LocalDate? AnsweredOn { get; init; }

    /// <summary>How many working days after the day due the answer came, or the decision is made where none has come; 0 in time, or where only days not worked lie between; null where the calendar does not reach so far.</summary>
    public int? LateBy { get; init; }

    /// <summary>The same, counted from the day that the holding reply named; null without one.</summary>
    public int? LateByHolding { get; init; }
}
