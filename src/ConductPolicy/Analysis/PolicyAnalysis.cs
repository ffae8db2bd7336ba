using System.Numerics;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>How large the diagrams of a response are.</summary>
/// <param name="Response">The response's id.</param>
/// <param name="Nodes">The nodes of the diagrams of all its statuses together.</param>
public sealed record DiagramSize(string Response, int Nodes)
{
    /// <summary>The nodes of each of the first three gates, in their order: of where it is open and where it is closed, together.</summary>
    public ValueList<int> Gates { get; init; } = [];

    /// <summary>The nodes of each status, in the order of <see cref="ResponseStatus"/>.</summary>
    public ValueList<int> Statuses { get; init; } = [];
}

/// <summary>How large the automaton of a part of the record is.</summary>
/// <param name="StepsAndResponses">The steps and responses whose record bears on one another, by their ids.</param>
/// <param name="States">In how many states their record can be, as far as conditions can tell now or later.</param>
/// <param name="Ways">In how many ways the conditions on it can hold together.</param>
public sealed record RecordSize(ValueList<string> StepsAndResponses, int States, int Ways);

/// <summary>What a rule set can and cannot do: exact answers over every state that an incident can be in, as far as the policy can tell states apart.</summary>
/// <remarks>
/// A state is what is known of the facts, which behaviours are named and what was found of them, the seriousness given, and how the
/// record stands. It says what the rule set does, never what the law decides.
/// </remarks>
public sealed record PolicyAnalysis
{
    private PolicyAnalysis()
    {
    }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>In how many states an incident can be.</summary>
    public required BigInteger States { get; init; }

    /// <summary>Each safeguard, proved or refuted, in the order of the rule set.</summary>
    public required ValueList<SafeguardProof> Safeguards { get; init; }

    /// <summary>What can never take effect, and what else to look at.</summary>
    public required ValueList<AnalysisWarning> Warnings { get; init; }

    /// <summary>How large the diagrams are, a row a response.</summary>
    public required ValueList<DiagramSize> Sizes { get; init; }

    /// <summary>How large the parts of the record are, those that no condition asks for left out.</summary>
    public required ValueList<RecordSize> Records { get; init; }

    /// <summary>By how many yes-or-no variables states are told apart.</summary>
    public required int Variables { get; init; }

    /// <summary>How many nodes of diagrams were made.</summary>
    public required int Nodes { get; init; }

    /// <summary>Whether every safeguard holds.</summary>
    public bool HoldsAll
    {
        get
        {
            foreach (var proof in Safeguards)
            {
                if (!proof.Holds)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Analyses a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ConductPolicyException">The exact answer needs more room than is given to it (<c>too-complex</c>); nothing is known then, either way.</exception>
    public static PolicyAnalysis Of(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        try
        {
            return Of(policy, new StateSpace(policy));
        }
        catch (DiagramLimitException limit)
        {
            throw limit.ToProblem();
        }
    }

    private static PolicyAnalysis Of(Policy policy, StateSpace space) => new()
    {
        Policy = policy,
        States = space.Count(Diagram.True),
        Safeguards = new SafeguardProver(space).ProveAll(),
        Warnings = new EffectCheck(space).Run(),
        Sizes = space.Compiled.Responses.Select(response => SizeOf(space, response)).ToValueList(),
        Records = space.Groups.Select(group => new RecordSize(group.Subjects.Select(subject => IdOf(policy, subject)).ToValueList(), group.StateCount, group.Valuations.Count)).ToValueList(),
        Variables = space.Table.Variables,
        Nodes = space.Table.NodeCount,
    };

    private static DiagramSize SizeOf(StateSpace space, CompiledResponse response)
    {
        var (diagrams, table) = (space.Diagrams, space.Table);
        var statuses = Enum.GetValues<ResponseStatus>().Select(status => diagrams.StatusOf(response, status)).ToList();
        Ternary[] gates = [diagrams.IsApplicable(response), diagrams.IsInSequence(response), diagrams.IsProportionate(response)];
        return new DiagramSize(response.Response.Id, table.SizeOf(statuses))
        {
            Gates = gates.Select(gate => table.SizeOf(gate.True, gate.False)).ToValueList(),
            Statuses = statuses.Select(status => table.SizeOf(status)).ToValueList(),
        };
    }

    private static string IdOf(Policy policy, int subject) => subject < policy.Steps.Count ? policy.Steps[subject].Id : policy.Responses[subject - policy.Steps.Count].Id;
}
