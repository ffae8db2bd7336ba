using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>What would make a response permitted in a case, and what would rule it out: every smallest set of changes, exactly.</summary>
/// <remarks>
/// What is known stays known: an answer, a finding, an outcome, the seriousness and what the incident names do not change, and nothing
/// is added to other incidents. What can still come is a <see cref="ChangeKind"/>. A set is smallest where no part of it would do; the
/// same change may be in it more than once. Each was confirmed by deciding the case with it.
/// </remarks>
public sealed record WhatIf
{
    /// <summary>The most changes that a set may have. What needs more is not looked for.</summary>
    public const int MaximumChanges = 12;

    /// <summary>How many sets are given where nothing else is asked for.</summary>
    public const int UsualSets = 20;

    private WhatIf()
    {
    }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The case as it stands, with nothing in it that is dated later than <see cref="AsOf"/>.</summary>
    public required ConductCase Case { get; init; }

    /// <summary>The incident's id.</summary>
    public required string Incident { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The response.</summary>
    public required Response Response { get; init; }

    /// <summary>Its status as the case stands.</summary>
    public required ResponseStatus Status { get; init; }

    /// <summary>What would make it permitted.</summary>
    public required ChangeSets Permitting { get; init; }

    /// <summary>What would rule it out: neither permitted, nor waiting for an approval, nor open because something is not known.</summary>
    public required ChangeSets RulingOut { get; init; }

    /// <summary>Looks for what would change the status of a response.</summary>
    /// <param name="engine">The engine that decides.</param>
    /// <param name="conductCase">The case.</param>
    /// <param name="response">The response's id.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day; null for the one that the case names.</param>
    /// <param name="maximumSets">How many sets of each kind to give at most, 1 or more.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="DecisionEngine.Decide"/>; the policy has no such response; or the exact answer needs more room than is given to it (<c>too-complex</c>).</exception>
    public static WhatIf Of(DecisionEngine engine, ConductCase conductCase, string response, string? incident = null, LocalDate? asOf = null, int maximumSets = UsualSets)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumSets, 1);
        var position = engine.Policy.Responses.IndexOf(response);
        if (position < 0)
        {
            throw new ConductPolicyException([new Problem(
                ProblemCode.UnknownReference, "", 0, 0, "", $"The policy has no response `{ShapeCheck.Printable(response)}`.", NearestName.Help(response, engine.Policy.Responses.Ids), ProblemSeverity.Error)]);
        }

        var record = engine.RecordOf(conductCase, incident, asOf);
        try
        {
            var search = new WhatIfSearch(engine, record, position, maximumSets);
            return new WhatIf
            {
                Policy = engine.Policy,
                Case = search.Case,
                Incident = record.Incident.Id,
                AsOf = record.AsOf,
                Response = engine.Policy.Responses[position],
                Status = search.StatusOf(search.Case),
                Permitting = search.Find(isPermitting: true),
                RulingOut = search.Find(isPermitting: false),
            };
        }
        catch (DiagramLimitException limit)
        {
            throw limit.ToProblem();
        }
    }
}
