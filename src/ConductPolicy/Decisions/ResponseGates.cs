using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>A status and the gate that gives it; no gate where all are open.</summary>
internal readonly record struct StatusAtGate(ResponseStatus Status, Gate? Gate);

/// <summary>The four gates of one response for one incident, each as a truth.</summary>
internal readonly struct ResponseGates
{
    public ResponseGates(IncidentState state, Response response)
    {
        var ladder = state.Policy.Ladder;
        LadderWhen = response.IsImmediate ? Truth.True : state.Evaluate(ladder.When);
        When = state.Evaluate(response.When);
        IsLifted = state.Record.IsLiftedSinceBegun(response);
        LadderAfter = response.IsImmediate || response.ReplacesLadderAfter ? Truth.True : state.Evaluate(ladder.After);
        After = response.IsImmediate ? Truth.True : state.Evaluate(response.After);
        IsCarriedOn = response.Continues is { } first && state.Record.InForce(first) >= 0;
        HasWhatItContinues = response.Continues is null || IsCarriedOn
            || state.Record.IsNotified(response.Continues) || state.Record.IsNotified(response.Id);
        Raise = response.IsImmediate ? 0 : RaiseFor(state);
        Proportionate = ProportionOf(state, response);
        Applicable = state.Scope.And(state.Stands).And(When).And(LadderWhen).And((!IsLifted).ToTruth());
        InSequence = LadderAfter.And(After).And(HasWhatItContinues.ToTruth());
        IsOutOfReach = !response.IsImmediate && !IsCarriedOn && state.Seriousness.To >= 0
            && response.Rung > ladder.Ceiling[state.Seriousness.To] + HighestRaise(ladder);
    }

    public Truth Applicable { get; }

    public Truth InSequence { get; }

    public Truth Proportionate { get; }

    public Truth When { get; }

    public Truth LadderWhen { get; }

    public Truth LadderAfter { get; }

    public Truth After { get; }

    /// <summary>Whether the bar it would carry on was lifted.</summary>
    public bool IsLifted { get; }

    /// <summary>Whether what it continues is in force, so that it passes the third gate.</summary>
    public bool IsCarriedOn { get; }

    public bool HasWhatItContinues { get; }

    /// <summary>By how much the ceiling is raised, in rungs.</summary>
    public int Raise { get; }

    /// <summary>Whether the rung lies above the ceiling however serious the incident turns out and however far the ceiling is raised.</summary>
    public bool IsOutOfReach { get; }

    public static int HighestRaise(Ladder ladder) => ladder.RaisePerUnresolved > 0 ? ladder.RaiseAtMost : 0;

    /// <summary>The status, and the gate that gives it.</summary>
    public StatusAtGate StatusOf(IncidentState state, Response response)
    {
        if (Applicable == Truth.False)
        {
            return new(ResponseStatus.NotApplicable, Gate.Applicable);
        }

        if (InSequence == Truth.False && !IsOutOfReach)
        {
            return new(ResponseStatus.TooEarly, Gate.InSequence);
        }

        if (InSequence == Truth.False || Proportionate == Truth.False)
        {
            return new(ResponseStatus.Disproportionate, Gate.Proportionate);
        }

        if (Applicable.And(InSequence).And(Proportionate) == Truth.Unknown)
        {
            return new(ResponseStatus.Unknown, Applicable == Truth.Unknown ? Gate.Applicable : InSequence == Truth.Unknown ? Gate.InSequence : Gate.Proportionate);
        }

        foreach (var approval in response.Approvals)
        {
            if (!IsApproved(state, response, approval))
            {
                return new(ResponseStatus.AwaitingApproval, Gate.Approved);
            }
        }

        return new(ResponseStatus.Permitted, null);
    }

    public static bool IsApproved(IncidentState state, Response response, Approval approval) => state.Record.IsApproved(
        response,
        approval.Act,
        approval.Role,
        at => CountsAt(state.Policy, approval, at));

    /// <summary>Whether an approval counts that was recorded by the last event of a record.</summary>
    public static bool CountsAt(Policy policy, Approval approval, IncidentRecord at) =>
        approval.After is null || new IncidentState(policy, at, at.Facts).Evaluate(approval.After) == Truth.True;

    private Truth ProportionOf(IncidentState state, Response response)
    {
        if (response.Rung is not { } rung || IsCarriedOn || state.Seriousness.To < 0)
        {
            return Truth.True;
        }

        var ceiling = state.Policy.Ladder.Ceiling;
        return rung <= ceiling[state.Seriousness.From] + Raise ? Truth.True
            : rung > ceiling[state.Seriousness.To] + Raise ? Truth.False
            : Truth.Unknown;
    }

    private static int RaiseFor(IncidentState state)
    {
        var unresolved = 0;
        foreach (var response in state.Policy.Responses)
        {
            if (!response.IsImmediate && state.Record.LatestOutcomeOf(response.Id) is { } outcome && outcome != Outcome.Resolved)
            {
                unresolved++;
            }
        }

        var ladder = state.Policy.Ladder;
        return (int)Math.Min(ladder.RaiseAtMost, (long)unresolved * ladder.RaisePerUnresolved);
    }
}
