using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>The gates of a response, as what an incident makes of them.</summary>
internal static class ResponseGates
{
    public static ResponseStatus StatusOf(in IncidentState state, CompiledResponse response)
    {
        var applicable = IsApplicable(state, response);
        if (applicable == Truth.False)
        {
            return ResponseStatus.NotApplicable;
        }

        var inSequence = IsInSequence(state, response);
        if (inSequence == Truth.False)
        {
            return IsOutOfReach(state, response) ? ResponseStatus.Disproportionate : ResponseStatus.TooEarly;
        }

        var proportionate = IsProportionate(state, response);
        if (proportionate == Truth.False)
        {
            return ResponseStatus.Disproportionate;
        }

        if (applicable.And(inSequence).And(proportionate) == Truth.Unknown)
        {
            return ResponseStatus.Unknown;
        }

        foreach (var approval in response.Approvals)
        {
            if (!state.Bits.Holds(approval))
            {
                return ResponseStatus.AwaitingApproval;
            }
        }

        return ResponseStatus.Permitted;
    }

    /// <summary>The gate that gives a status; none where all are open.</summary>
    public static Gate? GateOf(in IncidentState state, CompiledResponse response, ResponseStatus status) => status switch
    {
        ResponseStatus.NotApplicable => Gate.Applicable,
        ResponseStatus.TooEarly => Gate.InSequence,
        ResponseStatus.Disproportionate => Gate.Proportionate,
        ResponseStatus.AwaitingApproval => Gate.Approved,
        ResponseStatus.Permitted => null,
        _ when IsApplicable(state, response) == Truth.Unknown => Gate.Applicable,
        _ when IsInSequence(state, response) == Truth.Unknown => Gate.InSequence,
        _ => Gate.Proportionate,
    };

    public static Truth IsApplicable(in IncidentState state, CompiledResponse response)
    {
        var applicable = response.When is null ? state.IsOpen : state.IsOpen.And(state.Evaluate(response.When));
        return response.Rung == 0 ? applicable : IsLifted(state, response) ? Truth.False : applicable.And(state.LadderWhen);
    }

    public static Truth IsInSequence(in IncidentState state, CompiledResponse response) =>
        response.Rung == 0 ? Truth.True
        : response.Continues is not null && !HasWhatItContinues(state, response) ? Truth.False
        : response.ReplacesLadderAfter ? state.Evaluate(response.After)
        : response.After is null ? state.LadderAfter
        : state.LadderAfter.And(state.Evaluate(response.After));

    public static Truth IsProportionate(in IncidentState state, CompiledResponse response)
    {
        var rung = response.Rung;
        if (rung == 0 || state.Seriousness.To < 0 || IsCarriedOn(state, response))
        {
            return Truth.True;
        }

        var ceiling = state.Policy.Ceiling;
        return rung <= ceiling[state.Seriousness.From] + state.Raise ? Truth.True
            : rung > ceiling[state.Seriousness.To] + state.Raise ? Truth.False
            : Truth.Unknown;
    }

    /// <summary>Whether the rung lies above the ceiling however serious the incident turns out and however far the ceiling is raised.</summary>
    public static bool IsOutOfReach(in IncidentState state, CompiledResponse response) =>
        response.Rung > 0 && state.Seriousness.To >= 0 && !IsCarriedOn(state, response)
        && response.Rung > state.Policy.Ceiling[state.Seriousness.To] + state.Policy.HighestRaise;

    /// <summary>Whether the bar it would carry on was lifted.</summary>
    public static bool IsLifted(in IncidentState state, CompiledResponse response) =>
        response.First >= 0 && state.Bits.Holds(state.Policy.Atoms.OfLifted(response.Position));

    /// <summary>Whether what it continues is in force, so that it passes the third gate.</summary>
    public static bool IsCarriedOn(in IncidentState state, CompiledResponse response) =>
        response.InForceFirst is not null && state.Evaluate(response.InForceFirst) == Truth.True;

    /// <summary>Whether what it continues is in force, or the intention of either was announced.</summary>
    public static bool HasWhatItContinues(in IncidentState state, CompiledResponse response) => state.Evaluate(response.Continues) == Truth.True;
}
