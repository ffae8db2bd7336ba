using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>What can still come to a case. These are all that a what-if looks at.</summary>
public enum ChangeKind
{
    /// <summary>A fact that is not known is answered.</summary>
    Answer,

    /// <summary>Of a behaviour that is alleged it is found whether it happened.</summary>
    Finding,

    /// <summary>A step is attempted.</summary>
    Step,

    /// <summary>A response is taken.</summary>
    Response,

    /// <summary>The outcome of the newest attempt of a step or response becomes known.</summary>
    Outcome,

    /// <summary>A consultation is held, a review confirms, or an approval is given.</summary>
    Approval,

    /// <summary>The person is told of the intention to take a response.</summary>
    Intention,

    /// <summary>The person's side is received.</summary>
    Representations,

    /// <summary>The person is invited to put their side; the time for that runs out with days that pass.</summary>
    Invitation,

    /// <summary>A response comes to its end.</summary>
    End,

    /// <summary>A response is lifted.</summary>
    Lifting,

    /// <summary>A review lifts a response.</summary>
    LiftingReview,

    /// <summary>Days pass.</summary>
    Wait,
}

/// <summary>One thing that can still come to a case.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">The id of the fact, behaviour, step or response that it is about; empty where only days pass.</param>
/// <param name="Text">What it is in words, as a clause of a sentence: small letter first, no full stop.</param>
/// <param name="Clauses">
/// The clauses on which it bears: those of the gates of the response that come to something else by the changes, as a decision before or
/// after them cites them. Empty where only days pass.
/// </param>
public sealed record Change(ChangeKind Kind, string Subject, string Text, ValueList<string> Clauses)
{
    /// <summary>For an answer, those of which any one will do.</summary>
    public ValueList<FactValue> Answers { get; init; } = [];

    /// <summary>For a finding, what is found; else null.</summary>
    public Finding? Finding { get; init; }

    /// <summary>For an outcome, what comes of it; else null.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>For an approval, what is done; else null.</summary>
    public ApprovalAct? Act { get; init; }

    /// <summary>For an approval, by whom; else null.</summary>
    public string? Role { get; init; }

    /// <summary>For days that pass, the day that comes; for a period, its last day; else null.</summary>
    public LocalDate? On { get; init; }

    /// <summary>For a response that is taken, its own status just before: where it is not permitted, the policy has no room for it then. Else null.</summary>
    public ResponseStatus? Status { get; init; }
}

/// <summary>A smallest set of changes that brings about what is asked for.</summary>
/// <param name="Changes">The changes, in an order in which they can come.</param>
/// <param name="Case">The case with all of them in it, as of the day on which the last has come: to decide it gives what was asked for.</param>
public sealed record ChangeSet(ValueList<Change> Changes, ConductCase Case)
{
    /// <summary>Whether every response among the changes is itself permitted when its turn comes.</summary>
    public bool IsByTheRules
    {
        get
        {
            foreach (var change in Changes)
            {
                if (change.Status is not (null or ResponseStatus.Permitted))
                {
                    return false;
                }
            }

            return true;
        }
    }
}

/// <summary>The smallest sets of changes that bring about what is asked for.</summary>
/// <param name="IsAlready">Whether it is so as the case stands; there is nothing to change then.</param>
/// <param name="Sets">The sets, the fewest changes first. No part of one would do.</param>
/// <param name="MayBeMore">Whether there may be others than these.</param>
public sealed record ChangeSets(bool IsAlready, ValueList<ChangeSet> Sets, bool MayBeMore)
{
    /// <summary>Whether nothing that can still come to the case brings it about.</summary>
    public bool IsImpossible => !IsAlready && !MayBeMore && Sets.Count == 0;
}
