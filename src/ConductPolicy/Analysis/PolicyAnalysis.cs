using System.Numerics;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>How large the diagrams of a response are.</summary>
/// <param name="Response">The response's id.</param>
/// <param name="Nodes">The nodes of the diagrams of all its statuses together.</param>
public sealed record DiagramSize(string Response, int Nodes);

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
        Sizes = space.Compiled.Responses.Select(response => new DiagramSize(response.Response.Id, space.Table.SizeOf(StatusesOf(space, response)))).ToValueList(),
    };

    private static IEnumerable<Diagram> StatusesOf(StateSpace space, Decisions.CompiledResponse response) =>
        Enum.GetValues<Decisions.ResponseStatus>().Select(status => space.Diagrams.StatusOf(response, status));
}
