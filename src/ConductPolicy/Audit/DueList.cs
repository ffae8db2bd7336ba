using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>What the record of a case calls for, done or not: required steps and duties, answers, notices, the dates of bars, outcomes and appeals.</summary>
/// <remarks>It says what the trust's own policy and settings ask. Of a person of whom the policy does not speak nothing is due.</remarks>
public sealed record DueList
{
    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The case's reference.</summary>
    public required string Case { get; init; }

    /// <summary>The day of the list. Events and incidents after it were not seen.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The items of all incidents: overdue ones by their day, then others by theirs, then those without a day, then what is done.</summary>
    public required ValueList<DueItem> Items { get; init; }

    /// <summary>What could not be said, and why, in sentences.</summary>
    public required ValueList<string> NotSaid { get; init; }

    /// <summary>Whether something is overdue.</summary>
    public bool IsOverdue => Items.Any(item => item.IsOverdue);

    /// <summary>What the record of a case calls for.</summary>
    /// <param name="engine">Decides by the policy; its calendar is that of the list too.</param>
    /// <param name="conductCase">The case.</param>
    /// <param name="asOf">The day of the list; null for the one that the case names.</param>
    /// <exception cref="ConductPolicyException">
    /// The case speaks of what the policy does not define; no day is named, or one before every incident; or the policy was not in force
    /// on that day, or on that of an incident.
    /// </exception>
    public static DueList Of(DecisionEngine engine, ConductCase conductCase, LocalDate? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(conductCase);
        var day = asOf ?? conductCase.AsOf;
        var incidents = conductCase.Incidents.Where(incident => incident.On <= day).ToList();
        if (incidents.Count == 0)
        {
            // Says what is wrong: no day, or one before the first incident.
            engine.Decide(conductCase, conductCase.Incidents.MinBy(incident => incident.On)!.Id, asOf);
        }

        var items = new List<DueItem>();
        var notSaid = new List<string>();
        foreach (var incident in incidents)
        {
            new DueOfIncident(engine, conductCase, incident, day!.Value, items, notSaid).Collect();
        }

        return new DueList
        {
            Policy = engine.Policy,
            Case = conductCase.Id,
            AsOf = day!.Value,
            Items = items.Distinct().OrderBy(Group).ThenBy(item => item.On ?? LocalDate.MaxIsoValue).ThenBy(item => item.DoneOn ?? LocalDate.MaxIsoValue).ToValueList(),
            NotSaid = notSaid.Distinct().ToValueList(),
        };
    }

    private static int Group(DueItem item) => item.DoneOn is not null ? 3 : item.IsOverdue ? 0 : item.On is not null ? 1 : 2;
}
