using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>What kind of thing has to happen.</summary>
public enum DueKind
{
    /// <summary>A required step.</summary>
    Step,

    /// <summary>A response that the policy says will follow.</summary>
    Duty,

    /// <summary>The answer to a message.</summary>
    Answer,

    /// <summary>The notice of an act.</summary>
    Notice,

    /// <summary>The last day on which the person may put their side.</summary>
    Representations,

    /// <summary>The decision to confirm or lift a provisional bar.</summary>
    BarDecision,

    /// <summary>A review of a bar before its final one.</summary>
    InterimReview,

    /// <summary>The review of a bar on or before its end.</summary>
    Review,

    /// <summary>The last day of a bar.</summary>
    BarEnds,

    /// <summary>The outcome of a step or response, which the record does not have yet.</summary>
    Outcome,

    /// <summary>The decision on an appeal.</summary>
    Appeal,
}

/// <summary>Something that the record of a case calls for, done or not.</summary>
public sealed record DueItem
{
    /// <summary>What kind of thing it is.</summary>
    public required DueKind Kind { get; init; }

    /// <summary>What has to happen, in a few words, such as <c>Review of the ban from the school site</c>.</summary>
    public required string What { get; init; }

    /// <summary>The day by which, included; null where neither the policy nor a setting gives one.</summary>
    public required LocalDate? On { get; init; }

    /// <summary>The id of the event from which it follows; null for none in particular.</summary>
    public required string? Event { get; init; }

    /// <summary>The id of the incident; null where it belongs to none in particular.</summary>
    public required string? Incident { get; init; }

    /// <summary>The clauses it rests on.</summary>
    public required ValueList<string> Clauses { get; init; }

    /// <summary>Whether it rests on their words, a reading of them, or a setting.</summary>
    public required Basis Basis { get; init; }

    /// <summary>The reading or setting, why the day was moved, and the like; null for nothing more to say.</summary>
    public string? Note { get; init; }

    /// <summary>The day on which it was done; null while it is not.</summary>
    public LocalDate? DoneOn { get; init; }

    /// <summary>Whether its day has passed and it is not done.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>How many working days have passed since its day, where it is overdue; null where it is not, or where the calendar does not reach so far.</summary>
    public int? LateBy { get; init; }
}
