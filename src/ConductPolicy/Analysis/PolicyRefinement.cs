using System.Numerics;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>Whether a school's overlay is nowhere more permissive than the trust's policy that it extends.</summary>
/// <remarks>
/// Proved for every state of an incident in which no behaviour is named that the overlay adds: whatever is answered to its own
/// questions and whatever of its own steps is on record. Duties and required steps are compared where there is a breach under both:
/// a setting that makes less of a breach frees nobody. What it adds is listed apart.
/// </remarks>
public sealed record PolicyRefinement
{
    private PolicyRefinement()
    {
    }

    /// <summary>The policy of the overlay.</summary>
    public required Policy Policy { get; init; }

    /// <summary>How many states were compared.</summary>
    public required BigInteger States { get; init; }

    /// <summary>Where it asks for less than its base: responses, duties and steps in the order of the base, then settings; empty where it does so nowhere.</summary>
    public required ValueList<Loosening> Loosenings { get; init; }

    /// <summary>The settings that have another value than in the base.</summary>
    public required ValueList<SettingChange> Settings { get; init; }

    /// <summary>What the overlay adds, and to what of the base it adds, section by section.</summary>
    public required ValueList<SectionChange> Additions { get; init; }

    /// <summary>Whether it is nowhere more permissive than its base.</summary>
    public bool Holds => Loosenings.Count == 0;

    /// <summary>Proves it of an overlay, or refutes it by smallest cases.</summary>
    /// <param name="overlay">The policy of an overlay.</param>
    /// <exception cref="ArgumentException">The policy extends none.</exception>
    /// <exception cref="ConductPolicyException">The exact answer needs more room than is given to it (<c>too-complex</c>); nothing is known then, either way.</exception>
    public static PolicyRefinement Of(Policy overlay)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        var extended = overlay.Base ?? throw new ArgumentException($"The policy `{overlay.Id}` extends none.", nameof(overlay));
        try
        {
            return Of(overlay, extended, new JointSpace(extended, overlay));
        }
        catch (DiagramLimitException limit)
        {
            throw limit.ToProblem();
        }
    }

    private static PolicyRefinement Of(Policy overlay, Policy extended, JointSpace space)
    {
        var settings = SettingComparison.Of(overlay, extended).ToValueList();
        return new PolicyRefinement
        {
            Policy = overlay,
            States = space.Table.Count(space.Comparable),
            Loosenings = [.. InStates(extended, space), .. settings.Where(change => change.Effect == SettingEffect.Looser).Select(Loosened)],
            Settings = settings,
            Additions = PolicyDifference.SectionsOf(extended, overlay).Select(section => section.Section == "settings" ? section with { Changed = [] } : section)
                .Where(section => section.Added.Count + section.Changed.Count > 0).ToValueList(),
        };
    }

    private static Loosening Loosened(SettingChange change) => new(
        LooseningCode.SettingLoosened, change.Setting, $"The setting “{change.Setting}” is {change.After}, and the base goes by {change.Before}, which asks for more.", 0, null);

    private static IEnumerable<Loosening> InStates(Policy extended, JointSpace space)
    {
        foreach (var response in extended.Responses)
        {
            var (was, now) = (space.Before.StatusOf(response.Id, ResponseStatus.Permitted), space.After.StatusOf(response.Id, ResponseStatus.Permitted));
            if (Find(space, space.Table.AndNot(now, was)) is { } permitted)
            {
                yield return new Loosening(
                    LooseningCode.MorePermitted, response.Id, $"“{response.Label}” is permitted where the base says {BaseStatus(extended, permitted.Example, response)}.", permitted.States, permitted.Example);
            }

            if (response.IsDuty && Find(space, space.Table.And(space.Table.AndNot(was, now), space.After.Diagrams.Stands.True)) is { } dropped)
            {
                yield return new Loosening(
                    LooseningCode.DutyDropped, response.Id, $"The duty “{response.Label}” is not open where the base has it open.", dropped.States, dropped.Example);
            }
        }

        foreach (var step in extended.Steps.Where(step => step.IsRequired))
        {
            if (Find(space, space.Table.AndNot(space.Before.CallsFor(step.Id), space.After.CallsFor(step.Id))) is { } dropped)
            {
                yield return new Loosening(
                    LooseningCode.StepDropped, step.Id, $"The step “{step.Label}” is not required where the base requires it.", dropped.States, dropped.Example);
            }
        }
    }

    private static (BigInteger States, ConductCase Example)? Find(JointSpace space, Diagram states)
    {
        var compared = space.Table.And(states, space.Comparable);
        return compared == Diagram.False ? null : (space.Table.Count(compared), space.Space.SmallestCase(compared)!);
    }

    // Decided, not read off the diagrams: the example is held against the base itself.
    private static string BaseStatus(Policy extended, ConductCase example, Response response) =>
        $"`{DecisionWords.Statuses.WordOf(new DecisionEngine(extended).Decide(KnownCase.Of(example, extended))[response.Id].Status)}`";
}
