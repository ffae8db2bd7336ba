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

    public Response Response => record.ResponseOf(taken);

    /// <summary>The day on which it was over before its time: lifted, resolved, carried on or taken anew; null where it was not.</summary>
    public LocalDate? OverOn
    {
        get
        {
            var isResolved = record.OutcomeOf(taken) == Outcome.Resolved;
            if (isResolved && ((ResponseTaken)record.EventOf(taken)).Outcome == Outcome.Resolved)
            {
                return record.DateOf(taken);
            }

            for (var i = taken + 1; i < record.Count; i++)
            {
                if (IsEnding(i, isResolved))
                {
                    return record.DateOf(i);
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
                if (record.AboutOf(i) == taken && record.EventOf(i) is ResponseEnded)
                {
                    return record.DateOf(i);
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
            while (last > taken && !(record.AboutOf(last) == taken && record.EventOf(last) is BarExtended))
            {
                last--;
            }

            return last;
        }
    }

    /// <summary>The first event after its taking that took the same response again, or the number of events.</summary>
    public int End => record.NextAttemptOf(record.SubjectOf(taken), taken) is var next and >= 0 ? next : record.Count;

    /// <summary>The last event before its taking that took the same response, or -1.</summary>
    public int Before
    {
        get
        {
            var before = -1;
            for (var i = record.NextAttemptOf(record.SubjectOf(taken), -1); i >= 0 && i < taken; i = record.NextAttemptOf(record.SubjectOf(taken), i))
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
                if (record.EventOf(i) is RepresentationsNoted noted && IsOfChain(i))
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
            if (record.EventOf(i) is ApprovalRecorded { Act: ApprovalAct.Review } && IsOfChain(i))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsEnding(int i, bool isResolved) => record.EventOf(i) switch
    {
        ResponseEnded { IsLifted: true } => record.AboutOf(i) == taken,
        OutcomeKnown { Outcome: Outcome.Resolved } => isResolved && record.AboutOf(i) == taken,
        ResponseTaken or ApprovalRecorded { Result: ApprovalResult.Lifted } => IsOfChain(i),
        _ => false,
    };

    // Whether an event is about the same response, or about one that continues it.
    private bool IsOfChain(int i)
    {
        if (!record.IsOfThis(i) || record.EventOf(i) is ApprovalRecorded { For: null })
        {
            return false;
        }

        return record.SubjectOf(i) == record.SubjectOf(taken) || record.ResponseOf(i).Continues == Response.Id;
    }
}
