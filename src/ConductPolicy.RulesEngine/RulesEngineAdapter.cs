using System.Text.Json;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;
using RulesEngine.Models;

namespace ConductPolicy.RulesEngine;

/// <summary>Decides cases by running a policy's exported workflows on RulesEngine, with the answers of <see cref="DecisionEngine"/>. Safe for all threads.</summary>
/// <remarks>
/// Where RulesEngine reports an exception, as for a rule that it could not compile, it calls the rule unsuccessful and puts the reason in
/// a field. Here that is refused: what failed to run is never taken for false.
/// </remarks>
public sealed class RulesEngineAdapter
{
    private readonly RulesEngineExport _export;
    private readonly IncidentType _type;
    private readonly global::RulesEngine.RulesEngine _engine;

    /// <summary>An adapter for a policy. The rules are compiled when the first case is decided.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ConductPolicyException">RulesEngine does not take the workflows.</exception>
    public RulesEngineAdapter(Policy policy)
        : this(new RulesEngineExport(policy), workflows => workflows)
    {
    }

    internal RulesEngineAdapter(RulesEngineExport export, Func<Workflow[], Workflow[]> change)
    {
        _export = export;
        _type = new IncidentType(export.InputNames);
        var settings = new ReSettings { AutoExecuteActions = false, EnableFormattedErrorMessage = false, IsExpressionCaseSensitive = true };
        _engine = Refusing(() => new global::RulesEngine.RulesEngine(change(JsonSerializer.Deserialize<Workflow[]>(export.ToJson())!), settings));
    }

    /// <summary>The policy that decides.</summary>
    public Policy Policy => _export.Policy;

    /// <summary>Decides one incident of a case.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names. Events after it are not seen.</param>
    /// <param name="cancellation">Looked at between two rules.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="DecisionEngine.Decide"/>; or RulesEngine reported an exception.</exception>
    public async Task<RulesEngineDecision> DecideAsync(
        ConductCase conductCase, string? incident = null, LocalDate? asOf = null, CancellationToken cancellation = default)
    {
        var input = _type.ParameterOf(_export.InputOf(conductCase, incident, asOf));
        List<RuleResultTree> results;
        try
        {
            results = await _engine.ExecuteAllRulesAsync(Policy.Id, [input], cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw Failure($"RulesEngine did not run the workflow `{Policy.Id}`: {error.Message}");
        }

        var answers = new Dictionary<string, bool>(results.Count);
        foreach (var result in results)
        {
            if (!string.IsNullOrEmpty(result.ExceptionMessage))
            {
                throw Failure($"RulesEngine reports for the rule `{result.Rule.RuleName}`: {result.ExceptionMessage}");
            }

            answers[result.Rule.RuleName] = result.IsSuccess;
        }

        return _export.Read(answers);
    }

    private static global::RulesEngine.RulesEngine Refusing(Func<global::RulesEngine.RulesEngine> make)
    {
        try
        {
            return make();
        }
        catch (Exception error) when (error is not ConductPolicyException)
        {
            throw Failure($"RulesEngine does not take the workflows: {error.Message}");
        }
    }

    private static ConductPolicyException Failure(string message) => new([new Problem(
        ProblemCode.RulesEngineFailed, "", 0, 0, "", message, "What failed to run is not taken for false. Run the workflows as they are exported.", ProblemSeverity.Error)]);
}
