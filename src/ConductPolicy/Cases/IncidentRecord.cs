using System.Globalization;
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
/// <remarks>Events of different days go by date, those of one day by their place in the list. What is not on record did not happen.</remarks>
internal sealed class IncidentRecord
{
    private readonly Policy _policy;
    private readonly ConductCase _case;
    private readonly Entry[] _entries;
    private readonly int _count;
    private readonly bool[] _isUpToThis;

    public IncidentRecord(ConductCase recorded, Policy policy, int incident, LocalDate asOf)
    {
        _case = recorded;
        _policy = policy;
        IncidentIndex = incident;
        AsOf = asOf;
        _isUpToThis = new bool[recorded.Incidents.Count];
        for (var i = 0; i < _isUpToThis.Length; i++)
        {
            var on = recorded.Incidents[i].On;
            _isUpToThis[i] = on < Incident.On || (on == Incident.On && i <= incident);
        }

        var warnings = new List<CaseWarning>();
        _entries = Sorted(recorded, asOf, warnings);
        _count = _entries.Length;
        Warnings = warnings.ToValueList();
        Facts = FoldFacts();
    }

    private IncidentRecord(IncidentRecord whole, int count, LocalDate asOf)
    {
        _case = whole._case;
        _policy = whole._policy;
        IncidentIndex = whole.IncidentIndex;
        _isUpToThis = whole._isUpToThis;
        _entries = whole._entries;
        _count = count;
        AsOf = asOf;
        Warnings = whole.Warnings;
        Facts = whole.Facts;
    }

    /// <summary>An event that counts.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Incident">The position of the incident it belongs to; -1 where it belongs to none in particular.</param>
    /// <param name="About">The position in the record of the event it is about; -1 for none.</param>
    private sealed record Entry(CaseEvent Event, string Id, int Incident, int About);

    private sealed record DatedAnswer(LocalDate On, int Rank, FactAnswer Answer);

    public int IncidentIndex { get; }

    public Incident Incident => _case.Incidents[IncidentIndex];

    public LocalDate AsOf { get; }

    public ValueList<CaseWarning> Warnings { get; }

    /// <summary>The answers, by the position of the fact in the policy.</summary>
    public FactValue[] Facts { get; }

    /// <summary>An event's own id, or the one that its position gives it.</summary>
    public static string IdOf(CaseEvent item, int index) => item.Id ?? $"e{(index + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The record as it stood right after one of its events, on that event's day.</summary>
    public IncidentRecord RightAfter(int entry) => new(this, entry + 1, _entries[entry].Event.On);

    public string EventId(int entry) => _entries[entry].Id;

    public Finding FindingOf(AllegedBehaviour behaviour)
    {
        var finding = behaviour.Finding;
        foreach (var entry in Mine())
        {
            if (entry.Event is FindingMade made && made.Behaviour == behaviour.Id)
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
        foreach (var entry in Mine())
        {
            if (entry.Event is SeriousnessGiven given)
            {
                level = given.Level;
            }
        }

        return level;
    }

    /// <summary>The events by which a step or response was attempted for this incident, oldest first.</summary>
    public List<int> AttemptsOf(string id)
    {
        var attempts = new List<int>();
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && AttemptedBy(_entries[i].Event) == id)
            {
                attempts.Add(i);
            }
        }

        return attempts;
    }

    public LocalDate DateOf(int entry) => _entries[entry].Event.On;

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

    /// <summary>The events by which responses of the ladder were taken for this incident, oldest first.</summary>
    public IEnumerable<int> RungsTaken()
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is ResponseTaken taken && !_policy.Responses[taken.Response].IsImmediate)
            {
                yield return i;
            }
        }
    }

    /// <summary>The response that an event took.</summary>
    public string ResponseTakenBy(int entry) => ((ResponseTaken)_entries[entry].Event).Response;

    public bool IsAttempted(string id) => LastAttemptOf(id) >= 0;

    public int LastAttemptOf(string id)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_entries[i].Incident == IncidentIndex && AttemptedBy(_entries[i].Event) == id)
            {
                return i;
            }
        }

        return -1;
    }

    public bool Holds(TakenCondition condition)
    {
        var attempts = 0;
        foreach (var id in condition.Ids)
        {
            attempts += CountAttempts(id, condition);
        }

        if (attempts < condition.AtLeast.Value)
        {
            return false;
        }

        if (condition.Outcome is not { } wanted)
        {
            return true;
        }

        foreach (var id in condition.Ids)
        {
            if (LatestOutcomeOf(id, condition) is { } outcome && Covers(wanted, outcome))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The latest known outcome of a step or response for this incident, or null.</summary>
    public Outcome? LatestOutcomeOf(string id) => LatestOutcomeOf(id, null);

    /// <summary>The latest known outcome of one attempt, or null.</summary>
    public Outcome? OutcomeOf(int attempt)
    {
        var outcome = OwnOutcome(_entries[attempt].Event);
        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].Event is OutcomeKnown known && _entries[i].About == attempt)
            {
                outcome = known.Outcome;
            }
        }

        return outcome;
    }

    /// <summary>The event by which a response was taken that is in force, or -1.</summary>
    public int InForce(string response)
    {
        var taken = LastAttemptOf(response);
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

    public bool IsNotified(string response) => IsNotifiedSince(FreshSince(response), response);

    private bool IsNotifiedSince(int start, string response)
    {
        for (var i = _count - 1; i > start; i--)
        {
            if (IsMine(i) && _entries[i].Event is NoticeGiven { IsIntention: true } notice && notice.For == response)
            {
                return true;
            }
        }

        return false;
    }

    public bool Holds(RepresentationsCondition condition)
    {
        var start = FreshSince(condition.Response);
        var isReceived = false;
        LocalDate? invitedUntil = null;
        for (var i = start + 1; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is RepresentationsNoted noted && noted.For == condition.Response)
            {
                isReceived |= noted.IsReceived;
                invitedUntil = noted.InvitedUntil ?? invitedUntil;
            }
        }

        var isOver = invitedUntil is { } last && AsOf > last;
        return condition.State switch
        {
            RepresentationsState.Received => isReceived,
            RepresentationsState.PeriodOver => isOver,
            _ => isReceived || isOver,
        };
    }

    /// <summary>Whether an approval of a response is on record, for its next taking.</summary>
    /// <param name="response">The response.</param>
    /// <param name="act">What had to be done.</param>
    /// <param name="role">By whom.</param>
    /// <param name="countsAt">Whether a record made by an event counts, by the approval's own condition at that event.</param>
    public bool IsApproved(Response response, ApprovalAct act, string role, Func<IncidentRecord, bool> countsAt)
    {
        var start = Math.Max(FreshSince(response.Id), LastTakingOrExtensionOf(response.Id));
        for (var i = _count - 1; i > start; i--)
        {
            if (IsMine(i) && _entries[i].Event is ApprovalRecorded recorded && recorded.For == response.Id && recorded.Act == act
                && ActsFor(recorded.Role, role) && countsAt(RightAfter(i)))
            {
                return act == ApprovalAct.Consult || recorded.Result is ApprovalResult.Confirmed or ApprovalResult.Agreed;
            }
        }

        return false;
    }

    /// <summary>Whether the bar that a response would carry on was lifted, and nothing of its chain was begun since.</summary>
    public bool IsLiftedSinceBegun(Response response)
    {
        if (response.Continues is not { } first)
        {
            return false;
        }

        var lift = FreshSince(response.Id);
        return lift >= 0 && LastAttemptOf(first) < lift && LastAttemptOf(response.Id) < lift && !IsNotifiedSince(lift, response.Id) && !IsNotifiedSince(lift, first);
    }

    /// <summary>The events that record an approval which its own condition does not let count.</summary>
    public IEnumerable<int> ApprovalsNotCounted(Response response, ApprovalAct act, string role, Func<IncidentRecord, bool> countsAt)
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is ApprovalRecorded recorded && recorded.For == response.Id && recorded.Act == act
                && ActsFor(recorded.Role, role) && recorded.Result != ApprovalResult.Lifted && !countsAt(RightAfter(i)))
            {
                yield return i;
            }
        }
    }

    /// <summary>Bars that were begun with no last day on record, as warnings.</summary>
    public IEnumerable<CaseWarning> BarsWithoutEnd()
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsMine(i) && _entries[i].Event is ResponseTaken taken && _policy.Responses[taken.Response] is { Bar.IsTimeLimited: true } response && EndOf(i) is null)
            {
                yield return new CaseWarning(
                    "bar-without-end", _entries[i].Id,
                    $"“{response.Label}” of {DateText.Long(taken.On)} ({_entries[i].Id}) has no last day on record, and the policy limits it in time. Until it has one it counts as in force.");
            }
        }
    }

    public bool IsConsidered(string consideration, string response)
    {
        foreach (var entry in Mine())
        {
            if (entry.Event is ConsiderationNoted noted && noted.Consideration == consideration && (noted.For is null || noted.For == response))
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
            if (IsMine(i) && (_entries[i].Event is StepTaken
                || (_entries[i].Event is ResponseTaken taken && !_policy.Responses[taken.Response].IsImmediate)))
            {
                return i;
            }
        }

        return -1;
    }

    public static bool Covers(Outcome wanted, Outcome outcome) => wanted == outcome || (wanted == Outcome.Unresolved && outcome != Outcome.Resolved);

    private bool ActsFor(string role, string wanted) => role == wanted || _policy.Roles[role].MayActFor.Contains(wanted);

    // A later bar starts afresh: what was recorded before its chain was lifted serves it no more.
    private int FreshSince(string response)
    {
        var lift = LastLiftOf(response);
        return _policy.Responses[response].Continues is { } first ? Math.Max(lift, LastLiftOf(first)) : lift;
    }

    private int LastLiftOf(string response)
    {
        var review = LastLiftingReviewOf(response);
        for (var i = _count - 1; i > review; i--)
        {
            if (IsMine(i) && _entries[i].Event is ResponseEnded { IsLifted: true } && ResponseTakenBy(_entries[i].About) == response)
            {
                return i;
            }
        }

        return review;
    }

    // A lifting review ends the response it is about and the one which that continues.
    private int LastLiftingReviewOf(string response)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (IsMine(i) && _entries[i].Event is ApprovalRecorded { Result: ApprovalResult.Lifted, For: { } lifted }
                && (lifted == response || _policy.Responses[lifted].Continues == response))
            {
                return i;
            }
        }

        return -1;
    }

    private int LastTakingOrExtensionOf(string response)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            var taking = _entries[i].Event is BarExtended ? _entries[i].About : i;
            if (IsMine(i) && _entries[taking].Event is ResponseTaken taken && taken.Response == response && (taking == i || _entries[i].Event is BarExtended))
            {
                return i;
            }
        }

        return -1;
    }

    private int CountAttempts(string id, TakenCondition condition)
    {
        var count = 0;
        for (var i = 0; i < _count; i++)
        {
            count += IsAttemptSeen(i, id, condition) ? 1 : 0;
        }

        return count;
    }

    private Outcome? LatestOutcomeOf(string id, TakenCondition? condition)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            var attempt = _entries[i].Event is OutcomeKnown ? _entries[i].About : i;
            if (IsAttemptSeen(attempt, id, condition)
                && (_entries[i].Event is OutcomeKnown known ? known.Outcome : OwnOutcome(_entries[i].Event)) is { } outcome)
            {
                return outcome;
            }
        }

        return null;
    }

    private bool IsAttemptSeen(int i, string id, TakenCondition? condition)
    {
        var entry = _entries[i];
        if (AttemptedBy(entry.Event) != id || !(entry.Incident == IncidentIndex || (condition is { OfCase: true } && _isUpToThis[entry.Incident])))
        {
            return false;
        }

        return condition?.Within is not { } within || entry.Event.On >= within.Value.Before(Incident.On);
    }

    private static string? AttemptedBy(CaseEvent item) => item switch
    {
        StepTaken step => step.Step,
        ResponseTaken response => response.Response,
        _ => null,
    };

    private static Outcome? OwnOutcome(CaseEvent item) => item switch
    {
        StepTaken step => step.Outcome,
        ResponseTaken response => response.Outcome,
        _ => null,
    };

    private bool IsMine(int i) => _entries[i].Incident == IncidentIndex;

    private IEnumerable<Entry> Mine() => _entries.Take(_count).Where(entry => entry.Incident == IncidentIndex);

    private static Entry[] Sorted(ConductCase recorded, LocalDate asOf, List<CaseWarning> warnings)
    {
        var events = recorded.Events;
        var byId = new Dictionary<string, CaseEvent>(events.Count);
        var ids = new string[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            ids[i] = IdOf(events[i], i);
            byId[ids[i]] = events[i];
        }

        var entries = new List<Entry>(events.Count);
        var positions = new Dictionary<string, int>(events.Count);
        foreach (var i in OrderOf(events))
        {
            var item = events[i];
            if (item.On > asOf)
            {
                break;
            }

            var id = ids[i];
            var incident = IncidentOf(recorded, item, byId);
            var about = item is EventAboutEvent { Of: var of } ? positions.GetValueOrDefault(of, -1) : -1;
            if (item is EventAboutEvent && about < 0)
            {
                warnings.Add(new CaseWarning(
                    "about-what-does-not-count", id, $"Event {id} is about {((EventAboutEvent)item).Of}, which does not count or stands after it, so it does not count either."));
                continue;
            }

            if (WhyNotCounted(recorded, item, id, incident) is { } warning)
            {
                warnings.Add(warning);
                continue;
            }

            positions[id] = entries.Count;
            entries.Add(new Entry(item, id, incident, about));
        }

        return [.. entries];
    }

    // The positions of the events, by date and then as they stand. Most lists are in that order already.
    private static int[] OrderOf(ValueList<CaseEvent> events)
    {
        var order = new int[events.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => events[a].On.CompareTo(events[b].On) is var byDate and not 0 ? byDate : a.CompareTo(b));
        return order;
    }

    private static CaseWarning? WhyNotCounted(ConductCase recorded, CaseEvent item, string id, int incident)
    {
        if (item is ApprovalRecorded { For: null } approval)
        {
            return new CaseWarning("approval-for-nothing", id, $"The {Loading.Words.Acts.WordOf(approval.Act)} of {DateText.Long(item.On)} ({id}) does not say for which response it is, so it counts for nothing.");
        }

        return incident >= 0 && item is not FactsLearnt && item.On < recorded.Incidents[incident].On
            ? new CaseWarning(
                "before-incident", id,
                $"What is on record for {DateText.Long(item.On)} ({id}) lies before its incident of {DateText.Long(recorded.Incidents[incident].On)}, so it does not count.")
            : null;
    }

    // -1 where it belongs to no incident in particular.
    private static int IncidentOf(ConductCase recorded, CaseEvent item, Dictionary<string, CaseEvent> byId)
    {
        while (item.Incident is null && item is EventAboutEvent about)
        {
            item = byId[about.Of];
        }

        for (var i = 0; i < recorded.Incidents.Count; i++)
        {
            if (recorded.Incidents[i].Id == item.Incident)
            {
                return i;
            }
        }

        return recorded.Incidents.Count == 1 ? 0 : -1;
    }

    private FactValue[] FoldFacts()
    {
        var facts = new FactValue[_policy.Facts.Count];
        foreach (var answer in _case.Facts)
        {
            facts[_policy.Facts.IndexOf(answer.Fact)] = answer.Value;
        }

        var answers = new List<DatedAnswer>();
        for (var i = 0; i < _case.Incidents.Count; i++)
        {
            // Null in an incident is the same as no answer; only an event takes an answer back.
            foreach (var answer in _case.Incidents[i].Facts)
            {
                if (answer.Value.IsKnown && _case.Incidents[i].On <= AsOf && (i == IncidentIndex || _policy.Facts[answer.Fact].IsOfCase))
                {
                    answers.Add(new DatedAnswer(_case.Incidents[i].On, -1, answer));
                }
            }
        }

        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].Event is not FactsLearnt learnt)
            {
                continue;
            }

            foreach (var answer in learnt.Facts)
            {
                if (_entries[i].Incident == IncidentIndex || _policy.Facts[answer.Fact].IsOfCase)
                {
                    answers.Add(new DatedAnswer(learnt.On, i, answer));
                }
            }
        }

        // Within an incident each fact is answered once, so what compares equal may stand in any order.
        answers.Sort((a, b) => a.On.CompareTo(b.On) is var byDate and not 0 ? byDate : a.Rank.CompareTo(b.Rank));
        foreach (var (on, _, answer) in answers)
        {
            var index = _policy.Facts.IndexOf(answer.Fact);
            if (!_policy.Facts[index].IsMomentary || on == AsOf)
            {
                facts[index] = answer.Value;
            }
        }

        return facts;
    }
}
