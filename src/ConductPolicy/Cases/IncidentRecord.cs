using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Something in a case's record that does not count, or that somebody should look at, and why.</summary>
/// <param name="Code">A stable kebab-case code.</param>
/// <param name="Event">The event's id.</param>
/// <param name="Text">What it is, in a sentence or two.</param>
public sealed record CaseWarning(string Code, string Event, string Text);

/// <summary>The record of one incident of a case as it stands on a day: what is known, what was done, what came of it.</summary>
/// <remarks>
/// Events of different days go by date, those of one day by their place in the list. What is not on record did not happen.
/// Steps and responses go by their position: first the policy's steps, then its responses (<see cref="SubjectOf(Policy, string)"/>).
/// </remarks>
internal sealed class IncidentRecord
{
    private readonly Policy _policy;
    private readonly ConductCase _case;
    private readonly Entry[] _entries;
    private readonly int _count;

    public IncidentRecord(ConductCase recorded, Policy policy, int incident, LocalDate asOf)
    {
        _case = recorded;
        _policy = policy;
        IncidentIndex = incident;
        AsOf = asOf;
        var warnings = default(List<CaseWarning>);
        _entries = Sorted(ref warnings);
        _count = _entries.Length;
        Warnings = warnings?.ToValueList() ?? [];
        Facts = FoldFacts();
    }

    private IncidentRecord(IncidentRecord whole, int count, LocalDate asOf)
    {
        _case = whole._case;
        _policy = whole._policy;
        IncidentIndex = whole.IncidentIndex;
        _entries = whole._entries;
        _count = count;
        AsOf = asOf;
        Warnings = whole.Warnings;
        Facts = whole.Facts;
    }

    /// <summary>An event that counts.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Position">Its position in the case.</param>
    /// <param name="Incident">The position of the incident it belongs to; -1 where it belongs to none in particular.</param>
    /// <param name="About">The position in the record of the event it is about; -1 for none.</param>
    /// <param name="Subject">The step or response it takes, or the response it is for; -1 for none.</param>
    private readonly record struct Entry(CaseEvent Event, int Position, int Incident, int About, int Subject)
    {
        public bool IsAttempt => Event is StepTaken or ResponseTaken;
    }

    public int IncidentIndex { get; }

    public Incident Incident => _case.Incidents[IncidentIndex];

    public LocalDate AsOf { get; }

    public ValueList<CaseWarning> Warnings { get; }

    /// <summary>The answers, by the position of the fact in the policy.</summary>
    public FactValue[] Facts { get; }

    /// <summary>How many events count.</summary>
    public int Count => _count;

    /// <summary>A step's or response's number among the policy's steps and responses.</summary>
    public static int SubjectOf(Policy policy, string stepOrResponse) =>
        policy.Steps.IndexOf(stepOrResponse) is var step and >= 0 ? step : SubjectOf(policy, policy.Responses.IndexOf(stepOrResponse));

    /// <summary>The number of a response by its position, among the policy's steps and responses.</summary>
    public static int SubjectOf(Policy policy, int response) => policy.Steps.Count + response;

    /// <summary>The record as it stood right after one of its events, on that event's day.</summary>
    public IncidentRecord RightAfter(int entry) => new(this, entry + 1, DateOf(entry));

    public string EventId(int entry) => EventIndex.IdOf(_entries[entry].Event, _entries[entry].Position);

    public LocalDate DateOf(int entry) => _entries[entry].Event.On;

    public LocalTime? TimeOf(int entry) => _entries[entry].Event.At;

    /// <summary>The next event after another by which a message came, about this incident or none in particular; or -1.</summary>
    public int NextMessage(int after)
    {
        for (var i = after + 1; i < _count; i++)
        {
            if (_entries[i].Event is MessageReceived && (IsMine(i) || _entries[i].Incident < 0))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The day that the newest holding reply to a message named, and the day of its first answer; null where there is none.</summary>
    public (LocalDate? HoldingUntil, LocalDate? AnsweredOn) AnswersTo(int message)
    {
        LocalDate? holdingUntil = null;
        for (var i = message + 1; i < _count; i++)
        {
            if (_entries[i].About != message || _entries[i].Event is not MessageAnswered reply)
            {
                continue;
            }

            if (reply.HoldingUntil is null)
            {
                return (holdingUntil, reply.On);
            }

            holdingUntil = reply.HoldingUntil;
        }

        return (holdingUntil, null);
    }

    public Finding FindingOf(AllegedBehaviour behaviour)
    {
        var finding = behaviour.Finding;
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is FindingMade made && made.Behaviour == behaviour.Id)
            {
                finding = made.Finding;
            }
        }

        return finding;
    }

    /// <summary>The level that somebody gave last, or null.</summary>
    public string? SeriousnessGiven()
    {
        var level = Incident.Seriousness;
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is SeriousnessGiven given)
            {
                level = given.Level;
            }
        }

        return level;
    }

    /// <summary>The next event after another by which a step or response was attempted for this incident, or -1.</summary>
    public int NextAttemptOf(int subject, int after)
    {
        for (var i = after + 1; i < _count; i++)
        {
            if (IsMyAttempt(i, subject))
            {
                return i;
            }
        }

        return -1;
    }

    public int LastAttemptOf(int subject)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (IsMyAttempt(i, subject))
            {
                return i;
            }
        }

        return -1;
    }

    public bool IsAttempted(int subject) => LastAttemptOf(subject) >= 0;

    /// <summary>The last day of what an event began, extensions included; null where none is on record.</summary>
    public LocalDate? EndOf(int taken)
    {
        var ends = ((ResponseTaken)_entries[taken].Event).Ends;
        for (var i = 0; i < _count; i++)
        {
            ends = _entries[i].About == taken && _entries[i].Event is BarExtended extended ? extended.Ends : ends;
        }

        return ends;
    }

    /// <summary>Whether an event took a response of the ladder for this incident.</summary>
    public bool IsRungTaken(int entry) => IsMine(entry) && _entries[entry].Event is ResponseTaken && !ResponseOf(entry).IsImmediate;

    /// <summary>The step or response that an event took, or the response it is for, by its number; -1 for none.</summary>
    public int SubjectOf(int entry) => _entries[entry].Subject;

    /// <summary>Whether steps or responses were attempted as a condition asks.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="subjects">The numbers of the steps and responses that it names.</param>
    public bool Holds(TakenCondition condition, int[] subjects)
    {
        var since = condition.Within?.Value.Before(Incident.On);
        var attempts = 0;
        foreach (var subject in subjects)
        {
            attempts += CountAttempts(subject, condition.OfCase, since);
        }

        if (attempts < condition.AtLeast.Value)
        {
            return false;
        }

        if (condition.Outcome is not { } wanted)
        {
            return true;
        }

        foreach (var subject in subjects)
        {
            if (LatestOutcomeOf(subject, condition.OfCase, since) is { } outcome && Covers(wanted, outcome))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The latest known outcome of a step or response for this incident, or null.</summary>
    public Outcome? LatestOutcomeOf(int subject) => LatestOutcomeOf(subject, ofCase: false, since: null);

    /// <summary>The latest known outcome of one attempt, or null.</summary>
    public Outcome? OutcomeOf(int attempt)
    {
        var outcome = OwnOutcome(_entries[attempt].Event);
        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].About == attempt && _entries[i].Event is OutcomeKnown known)
            {
                outcome = known.Outcome;
            }
        }

        return outcome;
    }

    /// <summary>The event by which a response was taken that is in force, or -1.</summary>
    public int InForce(int response)
    {
        var taken = LastAttemptOf(SubjectOf(_policy, response));
        if (taken < 0 || OutcomeOf(taken) == Outcome.Resolved || LastLiftingReviewOf(response) > taken)
        {
            return -1;
        }

        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].About == taken && _entries[i].Event is ResponseEnded)
            {
                return -1;
            }
        }

        return EndOf(taken) is { } last && AsOf > last ? -1 : taken;
    }

    public bool IsNotified(int response) => IsNotifiedSince(FreshSince(response), response);

    private bool IsNotifiedSince(int start, int response)
    {
        for (var i = _count - 1; i > start; i--)
        {
            if (IsMineFor(i, response) && _entries[i].Event is NoticeGiven { IsIntention: true })
            {
                return true;
            }
        }

        return false;
    }

    public bool IsHeard(RepresentationsState state, int response)
    {
        var start = FreshSince(response);
        var isReceived = false;
        LocalDate? invitedUntil = null;
        for (var i = start + 1; i < _count; i++)
        {
            if (IsMineFor(i, response) && _entries[i].Event is RepresentationsNoted noted)
            {
                isReceived |= noted.IsReceived;
                invitedUntil = noted.InvitedUntil ?? invitedUntil;
            }
        }

        var isOver = invitedUntil is { } last && AsOf > last;
        return state switch
        {
            RepresentationsState.Received => isReceived,
            RepresentationsState.PeriodOver => isOver,
            _ => isReceived || isOver,
        };
    }

    /// <summary>The event from which on approvals count for a response's next taking, itself not included; -1 for all.</summary>
    public int ApprovalsCountAfter(int response) => Math.Max(FreshSince(response), LastTakingOrExtensionOf(response));

    /// <summary>The newest event before another that records an approval of a response by a role, or by one that acts for it; -1 for none.</summary>
    public int ApprovalBefore(int entry, int response, ApprovalAct act, string role)
    {
        for (var i = entry - 1; i >= 0; i--)
        {
            if (IsMineFor(i, response) && _entries[i].Event is ApprovalRecorded recorded && recorded.Act == act && ActsFor(_policy, recorded.Role, role))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether an approval that was recorded lets the response be taken.</summary>
    public bool IsGranted(int approval)
    {
        var recorded = (ApprovalRecorded)_entries[approval].Event;
        return recorded.Act == ApprovalAct.Consult || recorded.Result is ApprovalResult.Confirmed or ApprovalResult.Agreed;
    }

    /// <summary>Whether an approval that was recorded is a review that lifted the response.</summary>
    public bool IsLifting(int approval) => _entries[approval].Event is ApprovalRecorded { Result: ApprovalResult.Lifted };

    /// <summary>Whether the bar that a response would carry on was lifted, and nothing of its chain was begun since.</summary>
    /// <param name="response">The response.</param>
    /// <param name="first">The response that it continues; -1 for none.</param>
    public bool IsLiftedSinceBegun(int response, int first)
    {
        if (first < 0)
        {
            return false;
        }

        var lift = FreshSince(response);
        return lift >= 0
            && LastAttemptOf(SubjectOf(_policy, first)) < lift && LastAttemptOf(SubjectOf(_policy, response)) < lift
            && !IsNotifiedSince(lift, response) && !IsNotifiedSince(lift, first);
    }

    /// <summary>Bars that were begun with no last day on record, as warnings.</summary>
    public void AddBarsWithoutEnd(ref List<CaseWarning>? warnings)
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is ResponseTaken taken && ResponseOf(i) is { Bar.IsTimeLimited: true } response && EndOf(i) is null)
            {
                (warnings ??= []).Add(new CaseWarning(
                    "bar-without-end", EventId(i),
                    $"“{response.Label}” of {DateText.Long(taken.On)} ({EventId(i)}) has no last day on record, and the policy limits it in time. Until it has one it counts as in force."));
            }
        }
    }

    public bool IsConsidered(string consideration, string response)
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is ConsiderationNoted noted && noted.Consideration == consideration && (noted.For is null || noted.For == response))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The newest step of the policy or response of its ladder that was attempted, or -1.</summary>
    public int LastStepOrRung()
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (IsRungTaken(i) || (IsMine(i) && _entries[i].Event is StepTaken))
            {
                return i;
            }
        }

        return -1;
    }

    public static bool Covers(Outcome wanted, Outcome outcome) => wanted == outcome || (wanted == Outcome.Unresolved && outcome != Outcome.Resolved);

    private Response ResponseOf(int entry) => _policy.Responses[_entries[entry].Subject - _policy.Steps.Count];

    /// <summary>Whether a role is another, or may act for it.</summary>
    public static bool ActsFor(Policy policy, string role, string wanted) => role == wanted || policy.Roles[role].MayActFor.Contains(wanted);

    // A later bar starts afresh: what was recorded before its chain was lifted serves it no more.
    private int FreshSince(int response)
    {
        var lift = LastLiftOf(response);
        return _policy.Responses[response].Continues is { } first ? Math.Max(lift, LastLiftOf(_policy.Responses.IndexOf(first))) : lift;
    }

    private int LastLiftOf(int response)
    {
        var review = LastLiftingReviewOf(response);
        for (var i = _count - 1; i > review; i--)
        {
            if (IsMine(i) && _entries[i].Event is ResponseEnded { IsLifted: true } && _entries[_entries[i].About].Subject == SubjectOf(_policy, response))
            {
                return i;
            }
        }

        return review;
    }

    // A lifting review ends the response it is about and the one which that continues.
    private int LastLiftingReviewOf(int response)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (IsMine(i) && IsLifting(i) && (IsMineFor(i, response) || ResponseOf(i).Continues == _policy.Responses[response].Id))
            {
                return i;
            }
        }

        return -1;
    }

    private int LastTakingOrExtensionOf(int response)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            var taking = _entries[i].Event is BarExtended ? _entries[i].About : i;
            if (IsMine(i) && _entries[taking] is { Event: ResponseTaken } taken && taken.Subject == SubjectOf(_policy, response))
            {
                return i;
            }
        }

        return -1;
    }

    private int CountAttempts(int subject, bool ofCase, LocalDate? since)
    {
        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            count += IsAttemptSeen(i, subject, ofCase, since) ? 1 : 0;
        }

        return count;
    }

    private Outcome? LatestOutcomeOf(int subject, bool ofCase, LocalDate? since)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            var known = _entries[i].Event as OutcomeKnown;
            var attempt = known is null ? i : _entries[i].About;
            if (IsAttemptSeen(attempt, subject, ofCase, since) && (known is null ? OwnOutcome(_entries[i].Event) : known.Outcome) is { } outcome)
            {
                return outcome;
            }
        }

        return null;
    }

    private bool IsAttemptSeen(int i, int subject, bool ofCase, LocalDate? since)
    {
        ref readonly var entry = ref _entries[i];
        return entry.Subject == subject && entry.IsAttempt
            && (entry.Incident == IncidentIndex || (ofCase && IsUpToThis(entry.Incident)))
            && (since is not { } first || entry.Event.On >= first);
    }

    private bool IsUpToThis(int incident)
    {
        var on = _case.Incidents[incident].On;
        return on < Incident.On || (on == Incident.On && incident <= IncidentIndex);
    }

    private static Outcome? OwnOutcome(CaseEvent item) => item switch
    {
        StepTaken step => step.Outcome,
        ResponseTaken response => response.Outcome,
        _ => null,
    };

    private bool IsMine(int i) => _entries[i].Incident == IncidentIndex;

    private bool IsMyAttempt(int i, int subject) => _entries[i].Subject == subject && IsMine(i) && _entries[i].IsAttempt;

    private bool IsMineFor(int i, int response) => _entries[i].Subject == SubjectOf(_policy, response) && IsMine(i);

    private Entry[] Sorted(ref List<CaseWarning>? warnings)
    {
        var events = _case.Events;
        var index = new EventIndex(events);
        var order = OrderOf(events);
        var entries = new Entry[events.Count];
        var positions = default(int[]);
        var count = 0;
        for (var next = 0; next < entries.Length; next++)
        {
            var position = order is null ? next : order[next];
            var item = events[position];
            if (item.On > AsOf)
            {
                break;
            }

            var about = -1;
            if (item is EventAboutEvent { Of: var of })
            {
                about = (positions ??= RecordedSoFar(entries, count))[index.Find(of)];
                if (about < 0)
                {
                    var id = EventIndex.IdOf(item, position);
                    (warnings ??= []).Add(new CaseWarning(
                        "about-what-does-not-count", id, $"Event {id} is about {of}, which does not count or stands after it, so it does not count either."));
                    continue;
                }
            }

            var incident = IncidentOf(item, index);
            if (WhyNotCounted(item, position, incident) is { } warning)
            {
                (warnings ??= []).Add(warning);
                continue;
            }

            if (positions is not null)
            {
                positions[position] = count;
            }

            entries[count++] = new Entry(item, position, incident, about, SubjectOf(item));
        }

        return count == entries.Length ? entries : entries[..count];
    }

    // Where each event of the case stands in the record, -1 for those that do not.
    private int[] RecordedSoFar(Entry[] entries, int count)
    {
        var positions = new int[_case.Events.Count];
        Array.Fill(positions, -1);
        for (var i = 0; i < count; i++)
        {
            positions[entries[i].Position] = i;
        }

        return positions;
    }

    private int SubjectOf(CaseEvent item) => item switch
    {
        StepTaken step => _policy.Steps.IndexOf(step.Step),
        ResponseTaken taken => SubjectOf(_policy, _policy.Responses.IndexOf(taken.Response)),
        ApprovalRecorded { For: { } response } => SubjectOf(_policy, _policy.Responses.IndexOf(response)),
        NoticeGiven notice => SubjectOf(_policy, _policy.Responses.IndexOf(notice.For)),
        RepresentationsNoted noted => SubjectOf(_policy, _policy.Responses.IndexOf(noted.For)),
        _ => -1,
    };

    // The positions of the events, by date and then as they stand; null where the list is in that order already, as most are.
    private static int[]? OrderOf(ValueList<CaseEvent> events)
    {
        var isSorted = true;
        for (var i = 1; i < events.Count; i++)
        {
            isSorted &= events[i - 1].On <= events[i].On;
        }

        return isSorted ? null : [.. Enumerable.Range(0, events.Count).OrderBy(i => events[i].On)];
    }

    private CaseWarning? WhyNotCounted(CaseEvent item, int position, int incident)
    {
        if (item is ApprovalRecorded { For: null } approval)
        {
            var id = EventIndex.IdOf(item, position);
            return new CaseWarning("approval-for-nothing", id, $"The {Loading.Words.Acts.WordOf(approval.Act)} of {DateText.Long(item.On)} ({id}) does not say for which response it is, so it counts for nothing.");
        }

        if (incident >= 0 && item is not FactsLearnt && item.On < _case.Incidents[incident].On)
        {
            var id = EventIndex.IdOf(item, position);
            return new CaseWarning(
                "before-incident", id,
                $"What is on record for {DateText.Long(item.On)} ({id}) lies before its incident of {DateText.Long(_case.Incidents[incident].On)}, so it does not count.");
        }

        return null;
    }

    // -1 where it belongs to no incident in particular.
    private int IncidentOf(CaseEvent item, in EventIndex index)
    {
        while (item.Incident is null && item is EventAboutEvent about)
        {
            item = _case.Events[index.Find(about.Of)];
        }

        for (var i = 0; item.Incident is not null && i < _case.Incidents.Count; i++)
        {
            if (_case.Incidents[i].Id == item.Incident)
            {
                return i;
            }
        }

        return _case.Incidents.Count == 1 ? 0 : -1;
    }

    // By date; what is known of an incident stands before the events of its day.
    private FactValue[] FoldFacts()
    {
        var facts = new FactValue[_policy.Facts.Count];
        foreach (var answer in _case.Facts)
        {
            facts[_policy.Facts.IndexOf(answer.Fact)] = answer.Value;
        }

        var incidents = _case.Incidents.Count == 1 ? null : (int[])[.. Enumerable.Range(0, _case.Incidents.Count).OrderBy(i => _case.Incidents[i].On)];
        var folded = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].Event is FactsLearnt learnt)
            {
                FoldIncidents(facts, incidents, ref folded, learnt.On);
                foreach (var answer in learnt.Facts)
                {
                    Fold(facts, answer, learnt.On, IsMine(i));
                }
            }
        }

        FoldIncidents(facts, incidents, ref folded, AsOf);
        return facts;
    }

    private void FoldIncidents(FactValue[] facts, int[]? order, ref int folded, LocalDate until)
    {
        for (; folded < _case.Incidents.Count; folded++)
        {
            var position = order is null ? folded : order[folded];
            var incident = _case.Incidents[position];
            if (incident.On > until)
            {
                return;
            }

            // Null in an incident is the same as no answer; only an event takes an answer back.
            foreach (var answer in incident.Facts)
            {
                if (answer.Value.IsKnown)
                {
                    Fold(facts, answer, incident.On, position == IncidentIndex);
                }
            }
        }
    }

    private void Fold(FactValue[] facts, FactAnswer answer, LocalDate on, bool isMine)
    {
        var index = _policy.Facts.IndexOf(answer.Fact);
        var fact = _policy.Facts[index];
        if ((isMine || fact.IsOfCase) && (!fact.IsMomentary || on == AsOf))
        {
            facts[index] = answer.Value;
        }
    }
}
