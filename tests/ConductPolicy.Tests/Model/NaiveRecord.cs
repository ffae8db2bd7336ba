using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Model;

/// <summary>An event with its place in the case's list.</summary>
internal sealed record NaiveEvent(CaseEvent What, int Position)
{
    /// <summary>An event without an id is called e1, e2 … by its position.</summary>
    public string Id => What.Id ?? $"e{Position + 1}";

    /// <summary>Events stand in the order of their dates; those of one day, in the order of the list.</summary>
    public bool ComesAfter(NaiveEvent other) =>
        What.On > other.What.On || (What.On == other.What.On && Position > other.Position);
}

/// <summary>
/// What is on record about one incident on one day, or right after one event of that day.
/// What is not on record did not happen.
/// </summary>
internal sealed class NaiveRecord
{
    private readonly Policy _policy;
    private readonly ConductCase _case;

    /// <summary>Every event of the case, seen or not.</summary>
    private readonly List<NaiveEvent> _written;

    /// <summary>The last event to be seen, or null where the whole day is.</summary>
    private readonly NaiveEvent? _last;

    /// <summary>The events of all incidents that count, oldest first.</summary>
    private readonly List<NaiveEvent> _eventsOfCase;

    /// <summary>Those of this incident.</summary>
    private readonly List<NaiveEvent> _events;

    public NaiveRecord(Policy policy, ConductCase conductCase, Incident incident, LocalDate asOf, NaiveEvent? last = null)
    {
        _policy = policy;
        _case = conductCase;
        _last = last;
        Incident = incident;
        AsOf = asOf;
        _written = conductCase.Events.Select((what, position) => new NaiveEvent(what, position)).ToList();
        _eventsOfCase = _written.Where(Counts).OrderBy(written => written.What.On).ThenBy(written => written.Position).ToList();
        _events = _eventsOfCase.Where(counted => IncidentOf(counted) == incident).ToList();
    }

    public Incident Incident { get; }

    public LocalDate AsOf { get; }

    // Which events count.

    /// <summary>The record as it stood right after an event, on that event's date.</summary>
    public NaiveRecord RightAfter(NaiveEvent moment) => new(_policy, _case, Incident, moment.What.On, moment);

    /// <summary>The incident's events of a kind, oldest first.</summary>
    public IEnumerable<NaiveEvent> Events<T>(Func<T, bool> which)
        where T : CaseEvent =>
        _events.Where(counted => counted.What is T what && which(what));

    private bool Counts(NaiveEvent written) => IsSeen(written) && !IsBeforeItsIncident(written) && IsAboutNothingOrWhatCounts(written);

    /// <summary>Events dated after <c>asOf</c> are not seen.</summary>
    private bool IsSeen(NaiveEvent written) => written.What.On <= AsOf && (_last is null || !written.ComesAfter(_last));

    /// <summary>An event other than <see cref="FactsLearnt"/> dated before the incident it belongs to never counts …</summary>
    private bool IsBeforeItsIncident(NaiveEvent written) =>
        written.What is not FactsLearnt && IncidentOf(written) is { } incident && written.What.On < incident.On;

    /// <summary>… nor does anything about it.</summary>
    private bool IsAboutNothingOrWhatCounts(NaiveEvent written) =>
        written.What is not EventAboutEvent || (Subject(written) is { } subject && Counts(subject));

    /// <summary>The earlier event that an event is about, or null.</summary>
    private NaiveEvent? Subject(NaiveEvent written) => written.What is EventAboutEvent about
        ? _written.FirstOrDefault(earlier => earlier.Id == about.Of && written.ComesAfter(earlier))
        : null;

    /// <summary>
    /// An event about another belongs to that event's incident; any other to the one that it names, or to the only one.
    /// </summary>
    private Incident? IncidentOf(NaiveEvent written) => written.What switch
    {
        EventAboutEvent => Subject(written) is { } subject ? IncidentOf(subject) : null,
        { Incident: { } id } => _case.Incidents.FirstOrDefault(incident => incident.Id == id),
        _ => _case.Incidents.Count == 1 ? _case.Incidents[0] : null,
    };

    private bool IsAbout(NaiveEvent counted, NaiveEvent subject) => Subject(counted)?.Position == subject.Position;

    // Facts.

    /// <summary>The latest answer to a fact counts; a momentary one only for its own date.</summary>
    public FactValue Answer(string factId)
    {
        var fact = _policy.Facts[factId];
        var latest = AnswersInOrder(fact).LastOrDefault();
        return fact.IsMomentary && latest.On != AsOf ? FactValue.Unknown : latest.Value;
    }

    /// <summary>
    /// The case's answers come first and have no date. An incident's count as at its date, before that day's events. Only an
    /// event takes an answer back: elsewhere unknown is the same as no answer.
    /// </summary>
    private IEnumerable<(LocalDate? On, FactValue Value)> AnswersInOrder(Fact fact)
    {
        var ofCase = _case.Facts.Where(answer => answer.Value.IsKnown)
            .Select(answer => (On: (LocalDate?)null, Answer: answer));
        var ofIncidents = _case.Incidents.Where(incident => incident.On <= AsOf && SpeaksOfThisIncident(incident, fact))
            .SelectMany(incident => incident.Facts.Where(answer => answer.Value.IsKnown).Select(answer => (On: (LocalDate?)incident.On, Answer: answer)));
        var ofEvents = _eventsOfCase.Where(counted => SpeaksOfThisIncident(IncidentOf(counted), fact))
            .SelectMany(counted => (counted.What as FactsLearnt)?.Facts.Select(answer => (On: (LocalDate?)counted.What.On, Answer: answer)) ?? []);

        // The sort is stable: an incident's answers stay before the events of its day.
        return ofCase.Concat(ofIncidents.Concat(ofEvents).OrderBy(dated => dated.On!.Value))
            .Where(dated => dated.Answer.Fact == fact.Id)
            .Select(dated => (dated.On, dated.Answer.Value));
    }

    /// <summary>A fact of the case holds for all incidents, from whichever it was learnt; any other for its own only.</summary>
    private bool SpeaksOfThisIncident(Incident? incident, Fact fact) => fact.IsOfCase || incident == Incident;

    // Attempts and outcomes.

    /// <summary>The attempts of a step or response for this incident, oldest first.</summary>
    public List<NaiveEvent> Attempts(string id) => _events.Where(counted => AttemptedIn(counted) == id).ToList();

    /// <summary>Those for the case's incidents up to this one.</summary>
    public List<NaiveEvent> AttemptsOfCase(string id) =>
        _eventsOfCase.Where(counted => AttemptedIn(counted) == id && IncidentsUpToThisOne().Contains(IncidentOf(counted))).ToList();

    /// <summary>The newest taking of a response for this incident, or null.</summary>
    public NaiveEvent? NewestTaking(string response) => _events.LastOrDefault(counted => counted.What is ResponseTaken taken && taken.Response == response);

    /// <summary>The newest attempt of any step, or of any response of the ladder, by the date of the act.</summary>
    public NaiveEvent? NewestActOfLadder() => _events.LastOrDefault(counted =>
        AttemptedIn(counted) is { } id && (_policy.Steps.Contains(id) || (_policy.Responses.TryGet(id, out var response) && !response.IsImmediate)));

    /// <summary>The latest known outcome of a step or response for this incident.</summary>
    public Outcome? LatestOutcome(string id) => LatestOutcome(Attempts(id));

    /// <summary>The newest record of an outcome: an attempt's own, or one that became known about an attempt.</summary>
    public Outcome? LatestOutcome(List<NaiveEvent> attempts) =>
        _eventsOfCase.Select(counted => OutcomeIn(counted, attempts)).LastOrDefault(outcome => outcome is not null);

    private static Outcome? OutcomeOf(CaseEvent attempt) => attempt switch
    {
        StepTaken step => step.Outcome,
        ResponseTaken response => response.Outcome,
        _ => null,
    };

    private Outcome? OutcomeIn(NaiveEvent counted, List<NaiveEvent> attempts) => counted.What switch
    {
        OutcomeKnown known => attempts.Any(attempt => IsAbout(counted, attempt)) ? known.Outcome : null,
        _ => attempts.Contains(counted) ? OutcomeOf(counted.What) : null,
    };

    private static string? AttemptedIn(NaiveEvent counted) => counted.What switch
    {
        StepTaken step => step.Step,
        ResponseTaken response => response.Response,
        _ => null,
    };

    /// <summary>Incidents stand in the order of their dates; those of one day, in the order of the list.</summary>
    private IEnumerable<Incident> IncidentsUpToThisOne()
    {
        var inOrder = _case.Incidents.OrderBy(incident => incident.On).ToList();
        return inOrder.Take(inOrder.IndexOf(Incident) + 1);
    }

    // Liftings.

    /// <summary>The newest lifting of a response, or of the one that it continues.</summary>
    public NaiveEvent? NewestLift(string response) =>
        _events.LastOrDefault(counted => Lifts(counted, response) || (Continued(response) is { } other && Lifts(counted, other)));

    /// <summary>Approvals, representations and intentions from before a lifting serve the response no more.</summary>
    public bool ComesAfterLift(NaiveEvent counted, string response) => NewestLift(response) is not { } lift || counted.ComesAfter(lift);

    private bool Lifts(NaiveEvent counted, string response) => IsLiftingApproval(counted, response) || counted.What switch
    {
        ResponseEnded { IsLifted: true } => Subject(counted)!.What is ResponseTaken taken && taken.Response == response,
        _ => false,
    };

    /// <summary>A lifting approval lifts the response that it is for, and the one which that continues.</summary>
    private bool IsLiftingApproval(NaiveEvent counted, string response) =>
        counted.What is ApprovalRecorded { Result: ApprovalResult.Lifted, For: { } lifted } && (lifted == response || Continued(lifted) == response);

    private string? Continued(string response) => _policy.Responses.TryGet(response, out var found) ? found.Continues : null;

    // In force.

    /// <summary>The newest taking of a response, where it is in force; else null.</summary>
    public NaiveEvent? InForce(string response) =>
        NewestTaking(response) is { } taking && !IsEnded(taking, response) && !IsResolved(taking) && !IsPastItsEnd(taking) ? taking : null;

    /// <summary>An extension of a bar, of whichever taking of the response.</summary>
    public IEnumerable<NaiveEvent> Extensions(string response) =>
        Events<BarExtended>(_ => true).Where(extended => Attempts(response).Any(taking => IsAbout(extended, taking)));

    /// <summary>It is ended by an event about it, or by a lifting approval after it.</summary>
    private bool IsEnded(NaiveEvent taking, string response) =>
        Events<ResponseEnded>(_ => true).Any(ended => IsAbout(ended, taking))
        || _events.Any(counted => IsLiftingApproval(counted, response) && counted.ComesAfter(taking));

    private bool IsResolved(NaiveEvent taking) => LatestOutcome([taking]) == Outcome.Resolved;

    /// <summary>A bar is in force until the day after its end, as extended.</summary>
    private bool IsPastItsEnd(NaiveEvent taking)
    {
        var extended = Events<BarExtended>(_ => true).LastOrDefault(extension => IsAbout(extension, taking));
        var ends = (extended?.What as BarExtended)?.Ends ?? ((ResponseTaken)taking.What).Ends;
        return ends < AsOf;
    }

    // Representations and intentions.

    public bool IsNotified(string response) => Intentions(response).Any(notice => ComesAfterLift(notice, response));

    public IEnumerable<NaiveEvent> Intentions(string response) => Events<NoticeGiven>(notice => notice.IsIntention && notice.For == response);

    public bool AreRepresentationsReceived(string response) =>
        Events<RepresentationsNoted>(noted => noted.IsReceived && noted.For == response).Any(noted => ComesAfterLift(noted, response));

    /// <summary>The day until which they were invited, by the newest invitation, has passed.</summary>
    public bool IsPeriodForRepresentationsOver(string response) =>
        Events<RepresentationsNoted>(noted => noted.InvitedUntil is not null && noted.For == response)
            .LastOrDefault(noted => ComesAfterLift(noted, response))?.What is RepresentationsNoted invitation
        && invitation.InvitedUntil < AsOf;
}
