using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>The record of one incident of a case, folded one event after another: what is known, what was done, what came of it.</summary>
/// <remarks>Each question takes the same time however long the record is, but for those that list what is on it.</remarks>
internal sealed class IncidentRecord
{
    private readonly Policy _policy;
    private readonly CaseTimeline _timeline;
    private readonly WatchedApproval[][] _watched;

    // The number of the first response.
    private readonly int _steps;

    // By the number of the step or response; null for those of which nothing is on record.
    private readonly SubjectRecord?[] _subjects;

    // By entry; null where no event was about another and nothing was attempted twice.
    private AttemptNews[]? _news;
    private Finding[]? _findings;
    private bool[]? _considered;
    private List<CaseAttempts>? _ofCase;
    private List<TooEarlyApproval>? _tooEarly;
    private List<Disagreement>? _disagreements;
    private int _incidentsFolded;
    private bool _hasMomentary;

    /// <param name="timeline">The case's events.</param>
    /// <param name="incident">The position of the incident.</param>
    /// <param name="watched">For each response, the approvals of which account is kept: those that it asks for come first, in their order.</param>
    public IncidentRecord(CaseTimeline timeline, int incident, WatchedApproval[][] watched)
    {
        _timeline = timeline;
        _policy = timeline.Policy;
        _watched = watched;
        _steps = CaseTimeline.SubjectOf(_policy, 0);
        IncidentIndex = incident;
        SeriousnessGiven = Incident.Seriousness;
        _subjects = timeline.Entries.IsEmpty ? [] : new SubjectRecord?[_policy.Steps.Count + _policy.Responses.Count];
        Named = NamedIn(Incident, _policy);
        Facts = new FactValue[_policy.Facts.Count];
        foreach (var answer in timeline.Case.Facts)
        {
            Facts[_policy.Facts.IndexOf(answer.Fact)] = answer.Value;
        }
    }

    /// <summary>An approval that was recorded before what has to come before it.</summary>
    /// <param name="Response">The position of the response.</param>
    /// <param name="Approval">The position of the approval among those that the response asks for.</param>
    /// <param name="Entry">The event that recorded it.</param>
    public readonly record struct TooEarlyApproval(int Response, int Approval, int Entry);

    /// <summary>An incident that answers a fact of the whole case otherwise than it was answered before.</summary>
    private readonly record struct Disagreement(int Fact, FactValue Before, int Incident, FactValue Value);

    /// <summary>The newest approval of its kind that counts.</summary>
    private record struct ApprovalState(int Entry, bool IsGranted);

    /// <summary>What later events said of an attempt, and which attempt of the same came next (0 for none).</summary>
    private record struct AttemptNews(int Next, Outcome? Outcome, LocalDate? Ends, bool IsEnded);

    private class SubjectRecord
    {
        public int First { get; set; } = -1;

        public int Last { get; set; } = -1;

        public int Count { get; set; }

        public Outcome? LatestOutcome { get; set; }
    }

    // The newest event of each kind; -1 for none.
    private sealed class ResponseRecord : SubjectRecord
    {
        public int TakingOrExtension { get; set; } = -1;

        public int LiftingReview { get; set; } = -1;

        // The newest event that lifted it or the response that it continues: what was recorded before serves a later bar no more.
        public int FreshSince { get; set; } = -1;

        public int Intention { get; set; } = -1;

        public int Received { get; set; } = -1;

        public int Invitation { get; set; } = -1;

        public LocalDate InvitedUntil { get; set; }

        public ApprovalState[]? Approvals { get; set; }
    }

    public int IncidentIndex { get; }

    public Incident Incident => _timeline.Case.Incidents[IncidentIndex];

    public CaseTimeline Timeline => _timeline;

    /// <summary>The day as of which it stands.</summary>
    public LocalDate AsOf { get; private set; }

    /// <summary>The answers, by the position of the fact in the policy.</summary>
    public FactValue[] Facts { get; }

    /// <summary>The answers as bits, as whoever asks for them has put them; null once one has changed.</summary>
    public ulong[]? FactBits { get; set; }

    /// <summary>The behaviours that the incident names, in its order, by their positions in the policy.</summary>
    public int[] Named { get; }

    /// <summary>How many entries of the timeline it has come to, those of other incidents among them.</summary>
    public int Count { get; private set; }

    /// <summary>The level that somebody gave last, or null.</summary>
    public string? SeriousnessGiven { get; private set; }

    /// <summary>The newest step of the policy or response of its ladder that was attempted, or -1.</summary>
    public int LastStepOrRung { get; private set; } = -1;

    /// <summary>The approvals recorded too early, in their order; null for none.</summary>
    public IReadOnlyList<TooEarlyApproval>? TooEarly => _tooEarly;

    /// <summary>Folds every event of the timeline, and goes on to a day.</summary>
    public void FoldAll(LocalDate asOf)
    {
        for (var i = 0; i < _timeline.Entries.Length; i++)
        {
            Fold(i);
        }

        MoveTo(asOf);
    }

    /// <summary>Folds one event of the timeline; each comes once, and none before one that stands before it.</summary>
    public void Fold(int entry)
    {
        ref readonly var folded = ref _timeline.Entries[entry];
        MoveTo(folded.Event.On);
        Count = entry + 1;
        if (folded.Event is FactsLearnt learnt)
        {
            foreach (var answer in learnt.Facts)
            {
                Fold(_policy.Facts.IndexOf(answer.Fact), answer.Value, learnt.On, folded.Incident == IncidentIndex);
            }
        }
        else if (folded.Incident == IncidentIndex)
        {
            Fold(entry, folded);
        }
    }

    /// <summary>Goes on to just before an event of the timeline, on that event's day; those of other incidents need not have been folded.</summary>
    public void StandBefore(int entry)
    {
        MoveTo(_timeline.DateOf(entry));
        Count = entry;
    }

    /// <summary>Goes on to a day, itself included, up to which nothing else happened.</summary>
    public void MoveTo(LocalDate date)
    {
        if (date == AsOf)
        {
            return;
        }

        AsOf = date;
        if (_hasMomentary)
        {
            ForgetMomentary();
        }

        FoldIncidents();
    }

    public Finding FindingOf(int named) => _findings is null ? Incident.Behaviours[named].Finding : _findings[named];

    /// <summary>Whether an event of the timeline belongs to this incident.</summary>
    public bool IsMine(int entry) => _timeline.Entries[entry].Incident == IncidentIndex;

    /// <summary>The first attempt of a step or response for this incident, or -1.</summary>
    public int FirstAttemptOf(int subject) => Of(subject)?.First ?? -1;

    public int LastAttemptOf(int subject) => Of(subject)?.Last ?? -1;

    /// <summary>The attempt of the same after another, or -1.</summary>
    public int NextAttemptAfter(int attempt) => _news is not null && _news[attempt].Next is > 0 and var next ? next : -1;

    /// <summary>How often a step or response was attempted for this incident.</summary>
    public int AttemptsOf(int subject) => Of(subject)?.Count ?? 0;

    /// <summary>Whether anything is on record about a response, or about the lifting of one that it continues.</summary>
    public bool HasAnyOf(int response) => OfResponse(response) is not null;

    /// <summary>Whether it was put on record that what an attempt began has ended.</summary>
    public bool IsEnded(int attempt) => _news is not null && _news[attempt].IsEnded;

    public bool IsAttempted(int subject) => LastAttemptOf(subject) >= 0;

    /// <summary>The last day of what an event began, extensions included; null where none is on record.</summary>
    public LocalDate? EndOf(int taken) => (_news is null ? null : _news[taken].Ends) ?? ((ResponseTaken)_timeline.Entries[taken].Event).Ends;

    /// <summary>The latest known outcome of one attempt, or null.</summary>
    public Outcome? OutcomeOf(int attempt) => (_news is null ? null : _news[attempt].Outcome) ?? OwnOutcome(_timeline.Entries[attempt].Event);

    /// <summary>The latest known outcome of a step or response for this incident, or null.</summary>
    public Outcome? LatestOutcomeOf(int subject) => Of(subject)?.LatestOutcome;

    /// <summary>Whether steps or responses were attempted as a condition asks.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="subjects">The numbers of the steps and responses that it names.</param>
    public bool Holds(TakenCondition condition, int[] subjects)
    {
        if (condition.OfCase)
        {
            return OfCase(condition, subjects).Holds(_timeline, IncidentIndex, Count);
        }

        // What counts for the incident lies on its day or after it, so whatever `within` says it is seen.
        var attempts = 0;
        var hasOutcome = condition.Outcome is null;
        foreach (var subject in subjects)
        {
            if (Of(subject) is { } known)
            {
                attempts += known.Count;
                hasOutcome |= condition.Outcome is { } wanted && known.LatestOutcome is { } outcome && Covers(wanted, outcome);
            }
        }

        return attempts >= condition.AtLeast.Value && hasOutcome;
    }

    /// <summary>The event by which a response was taken that is in force, or -1.</summary>
    public int InForce(int response)
    {
        if (OfResponse(response) is not { Last: >= 0 and var taken } record
            || OutcomeOf(taken) == Outcome.Resolved || record.LiftingReview > taken || (_news is not null && _news[taken].IsEnded))
        {
            return -1;
        }

        return EndOf(taken) is { } last && AsOf > last ? -1 : taken;
    }

    public bool IsNotified(int response) => IntentionOf(response) > FreshSince(response);

    public bool IsHeard(RepresentationsState state, int response)
    {
        if (OfResponse(response) is not { } record)
        {
            return false;
        }

        var start = FreshSince(response);
        var isReceived = record.Received > start;
        var isOver = record.Invitation > start && AsOf > record.InvitedUntil;
        return state switch
        {
            RepresentationsState.Received => isReceived,
            RepresentationsState.PeriodOver => isOver,
            _ => isReceived || isOver,
        };
    }

    /// <summary>The last day of the newest invitation to put their side that still counts; null where there is none.</summary>
    public LocalDate? InvitedUntil(int response) => OfResponse(response) is { } record && record.Invitation > FreshSince(response) ? record.InvitedUntil : null;

    /// <summary>The event from which on approvals count for a response's next taking, itself not included; -1 for all.</summary>
    public int ApprovalsCountAfter(int response) => Math.Max(FreshSince(response), OfResponse(response)?.TakingOrExtension ?? -1);

    /// <summary>Whether an approval was given that counts for the next taking of its response: the newest that counts lets it be taken.</summary>
    public bool IsApproved(int response, int approval) =>
        OfResponse(response)?.Approvals is { } approvals && approvals[approval] is { IsGranted: true } newest && newest.Entry > ApprovalsCountAfter(response);

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
            && LastAttemptOf(CaseTimeline.SubjectOf(_policy, first)) < lift && LastAttemptOf(CaseTimeline.SubjectOf(_policy, response)) < lift
            && IntentionOf(response) <= lift && IntentionOf(first) <= lift;
    }

    /// <summary>Whether a consideration is on record before a response, for it or for all.</summary>
    public bool IsConsidered(int consideration, int response)
    {
        var first = consideration * (_policy.Responses.Count + 1);
        return _considered is not null && (_considered[first] || _considered[first + 1 + response]);
    }

    /// <summary>Whether an event took a response of the ladder for this incident.</summary>
    public bool IsRungTaken(int entry) =>
        _timeline.Entries[entry] is { Event: ResponseTaken } taken && taken.Incident == IncidentIndex && !_timeline.ResponseOf(entry).IsImmediate;

    /// <summary>Bars that were begun with no last day on record, as warnings.</summary>
    public void AddBarsWithoutEnd(ref List<CaseWarning>? warnings)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_timeline.Entries[i] is { Event: ResponseTaken taken, Incident: var incident } && incident == IncidentIndex
                && _timeline.ResponseOf(i) is { Bar.IsTimeLimited: true } response && EndOf(i) is null)
            {
                (warnings ??= []).Add(new CaseWarning(
                    "bar-without-end", _timeline.EventId(i),
                    $"“{response.Label}” of {DateText.Long(taken.On)} ({_timeline.EventId(i)}) has no last day on record, and the policy limits it in time. Until it has one it counts as in force."));
            }
        }
    }

    /// <summary>Facts of the whole case that one of its incidents answers otherwise than they were answered before, as warnings.</summary>
    public void AddDisagreements(ref List<CaseWarning>? warnings)
    {
        foreach (var (index, before, incident, value) in _disagreements ?? [])
        {
            var (fact, recorded) = (_policy.Facts[index], _timeline.Case.Incidents[incident]);
            (warnings ??= []).Add(new CaseWarning(
                "facts-disagree", "",
                $"“{fact.Label}” holds for the whole case: it was answered with {Spaced(before)}, and the incident {recorded.Id} of {DateText.Long(recorded.On)} says {Spaced(value)}. The decision goes by {Spaced(Facts[index])}. Put right what is wrong; what changed belongs on record as learnt on its day."));
        }
    }

    private static string Spaced(FactValue value) => value.ToString().Replace('-', ' ');

    public static bool Covers(Outcome wanted, Outcome outcome) => wanted == outcome || (wanted == Outcome.Unresolved && outcome != Outcome.Resolved);

    public static Outcome? OwnOutcome(CaseEvent item) => item switch
    {
        StepTaken step => step.Outcome,
        ResponseTaken response => response.Outcome,
        _ => null,
    };

    /// <summary>Whether a role is another, or may act for it.</summary>
    public static bool ActsFor(Policy policy, string role, string wanted)
    {
        if (role == wanted)
        {
            return true;
        }

        foreach (var other in policy.Roles[role].MayActFor)
        {
            if (other == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private void Fold(int entry, in TimelineEntry folded)
    {
        switch (folded.Event)
        {
            case StepTaken step:
                FoldAttempt(entry, folded.Subject, step.Outcome);
                LastStepOrRung = entry;
                break;
            case ResponseTaken taken:
                FoldAttempt(entry, folded.Subject, taken.Outcome);
                MadeOfResponse(folded.Subject).TakingOrExtension = entry;
                LastStepOrRung = _timeline.ResponseOf(entry).IsImmediate ? LastStepOrRung : entry;
                break;
            case OutcomeKnown known:
                NewsOf(folded.About).Outcome = known.Outcome;
                Of(SubjectAbout(folded))!.LatestOutcome = known.Outcome;
                break;
            case BarExtended extended:
                NewsOf(folded.About).Ends = extended.Ends;
                MadeOfResponse(SubjectAbout(folded)).TakingOrExtension = entry;
                break;
            case ResponseEnded ended:
                NewsOf(folded.About).IsEnded = true;
                if (ended.IsLifted)
                {
                    Lift(entry, _timeline.ResponseOf(folded.About).Id);
                }

                break;
            case ApprovalRecorded recorded:
                FoldApproval(entry, folded.Subject, recorded);
                break;
            case NoticeGiven { IsIntention: true }:
                MadeOfResponse(folded.Subject).Intention = entry;
                break;
            case RepresentationsNoted noted:
                FoldRepresentations(entry, MadeOfResponse(folded.Subject), noted);
                break;
            case FindingMade made:
                FoldFinding(made);
                break;
            case SeriousnessGiven given:
                SeriousnessGiven = given.Level;
                break;
            case ConsiderationNoted noted:
                FoldConsideration(noted);
                break;
        }
    }

    private void FoldAttempt(int entry, int subject, Outcome? outcome)
    {
        var record = subject < _policy.Steps.Count ? _subjects[subject] ??= new SubjectRecord() : MadeOfResponse(subject);
        if (record.Last >= 0)
        {
            NewsOf(record.Last).Next = entry;
        }

        record.First = record.First < 0 ? entry : record.First;
        record.Last = entry;
        record.Count++;
        record.LatestOutcome = outcome ?? record.LatestOutcome;
    }

    private void FoldApproval(int entry, int subject, ApprovalRecorded recorded)
    {
        var position = subject - _policy.Steps.Count;
        var response = _policy.Responses[position];
        var record = MadeOfResponse(subject);
        if (recorded.Result == ApprovalResult.Lifted)
        {
            record.LiftingReview = entry;
            Lift(entry, response.Id);

            // A lifting review ends the response it is about and the one which that continues.
            if (response.Continues is { } first)
            {
                MadeOfResponse(CaseTimeline.SubjectOf(_policy, _policy.Responses.IndexOf(first))).LiftingReview = entry;
                Lift(entry, first);
            }
        }

        var watched = _watched[position];
        for (var i = 0; i < watched.Length; i++)
        {
            var wanted = watched[i];
            if (wanted.Act != recorded.Act || !ActsFor(_policy, recorded.Role, wanted.Role))
            {
                continue;
            }

            if (wanted.Counts is null || wanted.Counts(this))
            {
                (record.Approvals ??= NoApprovals(watched.Length))[i] = new ApprovalState(
                    entry, recorded.Act == ApprovalAct.Consult || recorded.Result is ApprovalResult.Confirmed or ApprovalResult.Agreed);
            }
            else if (i < response.Approvals.Count && recorded.Result != ApprovalResult.Lifted)
            {
                (_tooEarly ??= []).Add(new TooEarlyApproval(position, i, entry));
            }
        }
    }

    private void Lift(int entry, string lifted)
    {
        for (var i = 0; i < _policy.Responses.Count; i++)
        {
            if (_policy.Responses[i].Id == lifted || _policy.Responses[i].Continues == lifted)
            {
                MadeOfResponse(CaseTimeline.SubjectOf(_policy, i)).FreshSince = entry;
            }
        }
    }

    private static int[] NamedIn(Incident incident, Policy policy)
    {
        var named = new int[incident.Behaviours.Count];
        for (var i = 0; i < named.Length; i++)
        {
            named[i] = policy.Behaviours.IndexOf(incident.Behaviours[i].Id);
        }

        return named;
    }

    private static ApprovalState[] NoApprovals(int count)
    {
        var none = new ApprovalState[count];
        Array.Fill(none, new ApprovalState(-1, false));
        return none;
    }

    private static void FoldRepresentations(int entry, ResponseRecord record, RepresentationsNoted noted)
    {
        record.Received = noted.IsReceived ? entry : record.Received;
        if (noted.InvitedUntil is { } until)
        {
            record.Invitation = entry;
            record.InvitedUntil = until;
        }
    }

    private void FoldFinding(FindingMade made)
    {
        _findings ??= [.. Incident.Behaviours.Select(behaviour => behaviour.Finding)];
        for (var i = 0; i < _findings.Length; i++)
        {
            _findings[i] = Incident.Behaviours[i].Id == made.Behaviour ? made.Finding : _findings[i];
        }
    }

    // For each consideration: whether it was noted for all responses, then for each.
    private void FoldConsideration(ConsiderationNoted noted)
    {
        var perConsideration = _policy.Responses.Count + 1;
        _considered ??= new bool[_policy.Considerations.Count * perConsideration];
        var first = _policy.Considerations.IndexOf(noted.Consideration) * perConsideration;
        _considered[first + (noted.For is { } response ? 1 + _policy.Responses.IndexOf(response) : 0)] = true;
    }

    // What is known of an incident stands before the events of its day.
    private void FoldIncidents()
    {
        var incidents = _timeline.Case.Incidents;
        var order = _timeline.IncidentsByDate;
        for (; _incidentsFolded < incidents.Count; _incidentsFolded++)
        {
            var position = order is null ? _incidentsFolded : order[_incidentsFolded];
            var incident = incidents[position];
            if (incident.On > AsOf)
            {
                return;
            }

            // Null in an incident is the same as no answer; only an event takes an answer back.
            foreach (var answer in incident.Facts)
            {
                if (answer.Value.IsKnown)
                {
                    var index = _policy.Facts.IndexOf(answer.Fact);
                    NoteDisagreement(index, answer.Value, position);
                    Fold(index, answer.Value, incident.On, position == IncidentIndex);
                }
            }
        }
    }

    private void NoteDisagreement(int index, FactValue value, int incident)
    {
        if (Facts[index].IsKnown && Facts[index] != value && _policy.Facts[index] is { IsOfCase: true, IsMomentary: false })
        {
            (_disagreements ??= []).Add(new Disagreement(index, Facts[index], incident, value));
        }
    }

    private void ForgetMomentary()
    {
        for (var i = 0; i < Facts.Length; i++)
        {
            Facts[i] = _policy.Facts[i].IsMomentary ? FactValue.Unknown : Facts[i];
        }

        FactBits = null;
        _hasMomentary = false;
    }

    private void Fold(int index, FactValue value, LocalDate on, bool isMine)
    {
        var fact = _policy.Facts[index];
        if ((isMine || fact.IsOfCase) && (!fact.IsMomentary || on == AsOf))
        {
            Facts[index] = value;
            FactBits = null;
            _hasMomentary |= fact.IsMomentary;
        }
    }

    private CaseAttempts OfCase(TakenCondition condition, int[] subjects)
    {
        foreach (var known in _ofCase ?? [])
        {
            if (ReferenceEquals(known.Condition, condition))
            {
                return known;
            }
        }

        var seen = new CaseAttempts(condition, subjects);
        (_ofCase ??= []).Add(seen);
        return seen;
    }

    private SubjectRecord? Of(int subject) => _subjects.Length == 0 ? null : _subjects[subject];

    private ResponseRecord? OfResponse(int response) => (ResponseRecord?)Of(_steps + response);

    private ResponseRecord MadeOfResponse(int subject) => (ResponseRecord)(_subjects[subject] ??= new ResponseRecord());

    private ref AttemptNews NewsOf(int attempt) => ref (_news ??= new AttemptNews[_timeline.Entries.Length])[attempt];

    private int SubjectAbout(in TimelineEntry folded) => _timeline.Entries[folded.About].Subject;

    private int IntentionOf(int response) => OfResponse(response)?.Intention ?? -1;

    private int FreshSince(int response) => OfResponse(response)?.FreshSince ?? -1;
}
