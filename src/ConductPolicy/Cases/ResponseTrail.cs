using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>What is on record of a response that was taken, from the event that took it on.</summary>
/// <param name="record">The record.</param>
/// <param name="taken">The event by which it was taken.</param>
internal readonly struct ResponseTrail(IncidentRecord record, int taken)
{
    /// <summary>The event by which it was taken.</summary>
    public int Taken => taken;

    public Response Response => record.Timeline.ResponseOf(taken);

    /// <summary>The day on which it was over before its time: lifted, resolved, carried on or taken anew; null where it was not.</summary>
    public LocalDate? OverOn
    {
        get
        {
            var isResolved = record.OutcomeOf(taken) == Outcome.Resolved;
            if (isResolved && ((ResponseTaken)record.Timeline.Entries[taken].Event).Outcome == Outcome.Resolved)
            {
                return record.Timeline.DateOf(taken);
            }

            for (var i = taken + 1; i < record.Count; i++)
            {
                if (IsEnding(i, isResolved))
                {
                    return record.Timeline.DateOf(i);
                }
            }

            return null;
        }
    }

    /// <summary>The day on which it was put on record that it had ended; null where it was not.</summary>
    public LocalDate? EndedOn
    {
        get
        {
            for (var i = taken + 1; i < record.Count; i++)
            {
                if (record.Timeline.Entries[i].About == taken && record.Timeline.Entries[i].Event is ResponseEnded)
                {
                    return record.Timeline.DateOf(i);
                }
            }

            return null;
        }
    }

    /// <summary>The newest event by which it was extended, or else the one that took it.</summary>
    public int LastAct
    {
        get
        {
            var last = record.Count - 1;
            while (last > taken && !(record.Timeline.Entries[last].About == taken && record.Timeline.Entries[last].Event is BarExtended))
            {
                last--;
            }

            return last;
        }
    }

    /// <summary>The first event after its taking that took the same response again, or the number of events.</summary>
    public int End => record.NextAttemptAfter(taken) is var next and >= 0 ? next : record.Count;

    /// <summary>The last event before its taking that took the same response, or -1.</summary>
    public int Before
    {
        get
        {
            var before = -1;
            for (var i = record.FirstAttemptOf(record.Timeline.Entries[taken].Subject); i >= 0 && i < taken; i = record.NextAttemptAfter(i))
            {
                before = i;
            }

            return before;
        }
    }

    /// <summary>Until when the person was asked for their side, about it or a response that continues it, and when that came; null where it is not on record.</summary>
    public (LocalDate? InvitedUntil, LocalDate? ReceivedOn) Representations
    {
        get
        {
            LocalDate? invitedUntil = null;
            LocalDate? receivedOn = null;
            var end = End;
            for (var i = Before + 1; i < end; i++)
            {
                if (Lifts(i))
                {
                    // What was said before a lifting serves no later bar, nor this one what is said after it.
                    if (i > taken)
                    {
                        break;
                    }

                    (invitedUntil, receivedOn) = (null, null);
                }
                else if (record.Timeline.Entries[i].Event is RepresentationsNoted noted && IsOfChain(i))
                {
                    invitedUntil = noted.InvitedUntil ?? invitedUntil;
                    receivedOn ??= noted.IsReceived ? noted.On : null;
                }
            }

            return (invitedUntil, receivedOn);
        }
    }

    /// <summary>The next event after another by which it, or a response that continues it, was reviewed; or -1.</summary>
    public int NextReview(int after)
    {
        var end = End;
        for (var i = after + 1; i < end; i++)
        {
            if (record.Timeline.Entries[i].Event is ApprovalRecorded { Act: ApprovalAct.Review } && IsOfChain(i))
            {
                return i;
            }
        }

        return -1;
    }

    private bool Lifts(int i) => record.Timeline.Entries[i].Event switch
    {
        ResponseEnded { IsLifted: true } => IsOfChain(record.Timeline.Entries[i].About),
        ApprovalRecorded { Result: ApprovalResult.Lifted } => IsOfChain(i),
        _ => false,
    };

    private bool IsEnding(int i, bool isResolved) => record.Timeline.Entries[i].Event switch
    {
        ResponseEnded { IsLifted: true } => record.Timeline.Entries[i].About == taken,
        OutcomeKnown { Outcome: Outcome.Resolved } => isResolved && record.Timeline.Entries[i].About == taken,
        ResponseTaken or ApprovalRecorded { Result: ApprovalResult.Lifted } => IsOfChain(i),
        _ => false,
    };

    // Whether an event is about the same response, or about one that continues it.
    private bool IsOfChain(int i)
    {
        if (!record.IsMine(i) || record.Timeline.Entries[i].Event is ApprovalRecorded { For: null })
        {
            return false;
        }

        return record.Timeline.Entries[i].Subject == record.Timeline.Entries[taken].Subject || record.Timeline.ResponseOf(i).Continues == Response.Id;
    }
}
