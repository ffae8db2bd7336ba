using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>Holds the <c>never … unless</c> safeguards of a policy against one case, where <see cref="PolicyAnalysis"/> proves them of all. Immutable: keep one, share it between threads.</summary>
public sealed class SafeguardCheck
{
    private readonly DecisionEngine _engine;
    private readonly CompiledPolicy _compiled;

    /// <summary>A check by the safeguards of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public SafeguardCheck(Policy policy)
    {
        _engine = new DecisionEngine(policy);
        _compiled = new CompiledPolicy(policy, hasSafeguards: true);
    }

    /// <summary>The safeguards whose exception does not hold for an incident as it stands, so that what each protects must not be permitted. Their responses are not decided.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="DecisionEngine.Decide"/>.</exception>
    public ValueList<Safeguard> Forbidding(ConductCase conductCase, string? incident = null, LocalDate? asOf = null)
    {
        var (position, day) = _engine.PlaceOf(conductCase, incident, asOf);
        var state = new IncidentState(_compiled, _compiled.BitsOf(_compiled.RecordOf(conductCase, position, day)));
        var forbidding = new List<Safeguard>();
        foreach (var (safeguard, _, unless) in _compiled.Safeguards)
        {
            if (unless is null || state.Evaluate(unless) != Truth.True)
            {
                forbidding.Add(safeguard);
            }
        }

        return forbidding.ToValueList();
    }
}
