using ConductPolicy.Conditions;

namespace ConductPolicy.Analysis;

/// <summary>What can come on to a record, as far as conditions can tell.</summary>
internal enum RecordEventKind
{
    /// <summary>A step or response was attempted.</summary>
    Attempt,

    /// <summary>The outcome of the newest attempt became known.</summary>
    OutcomeOfLast,

    /// <summary>The outcome of an earlier attempt became known.</summary>
    OutcomeOfEarlier,

    /// <summary>The newest taking of a response came to its end.</summary>
    Expired,

    /// <summary>The newest taking of a response was lifted.</summary>
    Lifted,

    /// <summary>An earlier taking of a response was lifted.</summary>
    EarlierLifted,

    /// <summary>A review lifted a response.</summary>
    LiftedByReview,

    /// <summary>A bar in force was extended.</summary>
    Extended,

    /// <summary>The person was told of the intention to take a response.</summary>
    IntentionNotified,

    /// <summary>The person's side was received.</summary>
    RepresentationsReceived,

    /// <summary>The person was asked for their side.</summary>
    RepresentationsInvited,

    /// <summary>The time for that ran out.</summary>
    RepresentationsOver,

    /// <summary>An approval was given.</summary>
    Approved,

    /// <summary>An approval was refused.</summary>
    Refused,
}

/// <summary>Something that comes on to a record.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">The step or response, by its number in a record.</param>
/// <param name="View">For an attempt and its outcome, the narrowest view that sees it: 0 is the incident's own record.</param>
/// <param name="Outcome">For an attempt and an outcome, the outcome; null for one that is not known.</param>
/// <param name="Act">For an approval, what was done.</param>
/// <param name="Role">For an approval, by whom; else null.</param>
internal readonly record struct RecordEvent(RecordEventKind Kind, int Subject, int View = 0, Outcome? Outcome = null, ApprovalAct Act = default, string? Role = null);
