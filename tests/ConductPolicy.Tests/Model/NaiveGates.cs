using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Model;

/// <summary>The four gates of a response, and its status.</summary>
internal sealed class NaiveGates(Policy policy, NaiveRecord record, NaiveConditions conditions)
{
    /// <summary>
    /// The status is that of the first of gates 1 to 3 that is closed, except that a rung out of reach is called
    /// disproportionate before it is called too early; if none is closed and one is undetermined, unknown; else, approvals
    /// missing, awaiting approval; else permitted.
    /// </summary>
    public (ResponseStatus Status, Gate? Gate) StatusOf(Response response)
    {
        var gates = new Dictionary<Gate, Truth>
        {
            [Gate.Applicable] = IsApplicable(response),
            [Gate.InSequence] = IsInSequence(response),
            [Gate.Proportionate] = IsProportionate(response),
        };
        var closed = gates.Where(gate => gate.Value == Truth.False).Select(gate => (Gate?)gate.Key).Min();
        var undetermined = gates.Where(gate => gate.Value == Truth.Unknown).Select(gate => (Gate?)gate.Key).Min();
        return (closed, undetermined) switch
        {
            (Gate.Applicable, _) => (ResponseStatus.NotApplicable, closed),
            (Gate.InSequence, _) when IsOutOfReach(response) => (ResponseStatus.Disproportionate, Gate.Proportionate),
            (Gate.InSequence, _) => (ResponseStatus.TooEarly, closed),
            (Gate.Proportionate, _) => (ResponseStatus.Disproportionate, closed),
            (_, not null) => (ResponseStatus.Unknown, undetermined),
            _ when !IsApproved(response) => (ResponseStatus.AwaitingApproval, Gate.Approved),
            _ => (ResponseStatus.Permitted, null),
        };
    }

    /// <summary>The unanswered facts in the first three gates.</summary>
    public IEnumerable<string> Unanswered(Response response) =>
    [
        .. conditions.Unanswered(policy.Scope),
        .. conditions.SomeBehaviourStands() == Truth.Unknown ? conditions.UnansweredOfBehaviours() : [],
        .. WhenOf(response).SelectMany(conditions.Unanswered),
        .. AfterOf(response).SelectMany(conditions.Unanswered),
        .. IsProportionate(response) == Truth.Unknown ? conditions.UnansweredOfBehaviours() : [],
    ];

    // Gate 1: applicable.

    /// <summary>
    /// The person is in scope, some behaviour stands, its <c>when</c> holds, and for the ladder's rungs the ladder's. What was
    /// lifted is not applicable to be carried on.
    /// </summary>
    private Truth IsApplicable(Response response) => NaiveConditions.All(
    [
        conditions.Holds(policy.Scope),
        conditions.SomeBehaviourStands(),
        .. WhenOf(response).Select(conditions.Holds),
        NaiveConditions.Is(!IsLifted(response)),
    ]);

    private IEnumerable<Condition?> WhenOf(Response response) => response.IsImmediate ? [response.When] : [response.When, policy.Ladder.When];

    /// <summary>
    /// A response that continues another is lifted by a lifting of either, until either is taken, or the intention of either
    /// notified, after it.
    /// </summary>
    private bool IsLifted(Response response) =>
        response.Continues is { } other
        && record.NewestLift(response.Id) is { } lift
        && !new[] { response.Id, other }.SelectMany(id => record.Attempts(id).Concat(record.Intentions(id))).Any(later => later.ComesAfter(lift));

    // Gate 2: in sequence.

    /// <summary>
    /// Not for immediate ones: what comes first was done, and what it continues is in force, or the intention of either notified.
    /// </summary>
    private Truth IsInSequence(Response response) => NaiveConditions.All(
    [
        .. AfterOf(response).Select(conditions.Holds),
        NaiveConditions.Is(response.IsImmediate || HasWhatItContinues(response)),
    ]);

    /// <summary>The ladder's <c>after</c> and the response's own, which adds to it or stands in its place.</summary>
    private IEnumerable<Condition?> AfterOf(Response response) =>
        response.IsImmediate ? []
        : response.ReplacesLadderAfter ? [response.After]
        : [policy.Ladder.After, response.After];

    private bool HasWhatItContinues(Response response) =>
        response.Continues is not { } other || record.InForce(other) is not null || record.IsNotified(other) || record.IsNotified(response.Id);

    // Gate 3: proportionate.

    /// <summary>
    /// Not for immediate ones: the rung is at most the ceiling for the seriousness, raised. A response that continues one in
    /// force passes. Ceilings never fall, so the least and the highest seriousness decide.
    /// </summary>
    private Truth IsProportionate(Response response)
    {
        var (from, to, _, _) = conditions.Seriousness();
        return response.Rung is not { } rung || ContinuesOneInForce(response) ? Truth.True
            : from is null || to is null ? Truth.False
            : rung <= Ceiling(from) + Raise() ? Truth.True
            : rung > Ceiling(to) + Raise() ? Truth.False
            : Truth.Unknown;
    }

    /// <summary>Above the ceiling at the highest seriousness this incident may have, with the highest raise.</summary>
    private bool IsOutOfReach(Response response) =>
        response.Rung is { } rung
        && !ContinuesOneInForce(response)
        && conditions.Seriousness().To is { } highest
        && rung > Ceiling(highest) + HighestRaise();

    private bool ContinuesOneInForce(Response response) => response.Continues is { } other && record.InForce(other) is not null;

    private int Ceiling(string level) => policy.Ladder.Ceiling[conditions.RankOf(level)];

    /// <summary>For each different response of the ladder taken for this incident whose outcome is unresolved, within limits.</summary>
    private int Raise()
    {
        var unresolved = policy.Responses.Count(response =>
            !response.IsImmediate && NaiveConditions.Covers(Outcome.Unresolved, record.LatestOutcome(response.Id)));
        return Math.Min(unresolved * policy.Ladder.RaisePerUnresolved, policy.Ladder.RaiseAtMost);
    }

    private int HighestRaise() => policy.Ladder.RaisePerUnresolved > 0 ? policy.Ladder.RaiseAtMost : 0;

    // Gate 4: approved.

    /// <summary>
    /// In a safeguard: an approval that the response asks for is on record. One that says when it counts speaks for itself, whatever
    /// the response asks.
    /// </summary>
    public bool IsOnRecord(RecordedCondition recorded, Response response) => recorded.After is not null
        ? IsOnRecord(new Approval(recorded.Act, recorded.Role, recorded.After, [], null), response)
        : response.Approvals.Any(approval => approval.Act == recorded.Act && approval.Role == recorded.Role && IsOnRecord(approval, response));

    private bool IsApproved(Response response) => response.Approvals.All(approval => IsOnRecord(approval, response));

    /// <summary>A consultation by having been held; a review or approval by its newest result being confirmed or agreed.</summary>
    private bool IsOnRecord(Approval approval, Response response)
    {
        var records = RecordsThatCount(approval, response).Select(counted => (ApprovalRecorded)counted.What).ToList();
        return approval.Act == ApprovalAct.Consult
            ? records.Count > 0
            : records.LastOrDefault()?.Result is ApprovalResult.Confirmed or ApprovalResult.Agreed;
    }

    private IEnumerable<NaiveEvent> RecordsThatCount(Approval approval, Response response) => record
        .Events<ApprovalRecorded>(recorded => recorded.For == response.Id && recorded.Act == approval.Act && ActsAs(recorded.Role, approval.Role))
        .Where(recorded => record.ComesAfterLift(recorded, response.Id))
        .Where(recorded => ServesTheNextTaking(recorded, response))
        .Where(recorded => WasInTime(recorded, approval));

    /// <summary>A person acting for a role counts as that role. Not transitive.</summary>
    private bool ActsAs(string role, string wanted) =>
        role == wanted || (policy.Roles.TryGet(role, out var found) && found.MayActFor.Contains(wanted));

    /// <summary>An approval serves one taking of its response, the first after it; an extension of a bar is judged as a new taking.</summary>
    private bool ServesTheNextTaking(NaiveEvent recorded, Response response) =>
        record.Attempts(response.Id).Concat(record.Extensions(response.Id)).All(taking => recorded.ComesAfter(taking));

    /// <summary>Its <c>after</c> is judged at its own date: on the record as it stood right after it.</summary>
    private bool WasInTime(NaiveEvent recorded, Approval approval) =>
        new NaiveConditions(policy, record.RightAfter(recorded)).Holds(approval.After) == Truth.True;
}
