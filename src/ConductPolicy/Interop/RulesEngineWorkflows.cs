using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Interop;

/// <summary>Policies for those who run microsoft/RulesEngine. Whoever asks more than once keeps a <see cref="RulesEngineExport"/>.</summary>
public static class RulesEngineWorkflows
{
    /// <summary>The policy as workflows of RulesEngine, in its published JSON schema: a list of one workflow, named after the policy.</summary>
    /// <param name="policy">The policy.</param>
    public static string ToRulesEngineWorkflows(this Policy policy) => new RulesEngineExport(policy).ToJson();

    /// <summary>One incident of a case as the input of those workflows.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="DecisionEngine.Decide"/>.</exception>
    public static RulesEngineInput ToRulesEngineInput(this Policy policy, ConductCase conductCase, string? incident = null, LocalDate? asOf = null) =>
        new RulesEngineExport(policy).InputOf(conductCase, incident, asOf);
}
