using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>Where each clause of a policy takes effect in its rule set.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="CitedBy">What cites it, such as <c>response ban</c>; empty where nothing follows from it.</param>
public sealed record ClauseUse(Clause Clause, ValueList<string> CitedBy);

/// <summary>How much of a policy's text its rule set carries.</summary>
public sealed record ClauseCoverage
{
    private ClauseCoverage(ValueList<ClauseUse> uses) => Uses = uses;

    /// <summary>Every clause, in the order of the rule set, with what cites it.</summary>
    public ValueList<ClauseUse> Uses { get; }

    /// <summary>How many clauses are cited.</summary>
    public int Cited => Uses.Count(use => use.CitedBy.Count > 0);

    /// <summary>How many clauses are not cited and say why nothing follows from them.</summary>
    public int Covered => Uses.Count(use => use.CitedBy.Count == 0 && use.Clause.Covers is not null);

    /// <summary>The ids of the clauses that are neither. Empty for a policy from a rule file without errors.</summary>
    public ValueList<string> Missing => Uses.Where(use => use.CitedBy.Count == 0 && use.Clause.Covers is null).Select(use => use.Clause.Id).ToValueList();

    /// <summary>The coverage of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static ClauseCoverage Of(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var uses = new Dictionary<string, List<string>>();
        void Cite(IEnumerable<string> clauses, string by)
        {
            foreach (var clause in clauses.Distinct())
            {
                uses.TryAdd(clause, []);
                uses[clause].Add(by);
            }
        }

        Cite(policy.Document.Clauses, "document");
        Cite(policy.InForce.Clauses, "inForce");
        Cite(CitedIn(policy.Scope), "scope");
        foreach (var related in policy.Related)
        {
            Cite(related.Clauses, $"related {related.Title}");
        }

        CiteAll(policy.Roles, "role", _ => []);
        CiteAll(policy.Facts, "fact", _ => []);
        CiteAll(policy.Behaviours, "behaviour", item => [.. CitedIn(item.When), .. CitedIn(item.Unless)]);
        CiteAll(policy.Steps, "step", item => [.. CitedIn(item.When), .. CitedIn(item.After)]);
        CiteAll(policy.Responses, "response", CitedIn);
        Cite([.. policy.Ladder.Clauses, .. CitedIn(policy.Ladder.When), .. CitedIn(policy.Ladder.After)], "ladder");
        CiteAll(policy.Timescales, "timescale", _ => []);
        CiteAll(policy.Considerations, "consideration", _ => []);
        CiteAll(policy.Safeguards, "safeguard", item => CitedIn(item.Unless));
        return new ClauseCoverage(policy.Clauses.Select(clause => new ClauseUse(clause, uses.GetValueOrDefault(clause.Id, []).ToValueList())).ToValueList());

        void CiteAll<T>(Definitions<T> definitions, string noun, Func<T, IEnumerable<string>> inside)
            where T : Definition
        {
            foreach (var definition in definitions)
            {
                Cite([.. definition.Clauses, .. inside(definition)], $"{noun} {definition.Id}");
            }
        }
    }

    private static IEnumerable<string> CitedIn(Response response) =>
    [
        .. CitedIn(response.When), .. CitedIn(response.After), .. response.DecidedBy?.Clauses ?? [],
        .. response.Approvals.SelectMany(approval => approval.Clauses.Concat(CitedIn(approval.After))),
        .. response.Notice?.Clauses ?? [], .. response.Bar?.Clauses ?? [], .. response.Bar?.Review?.Clauses ?? [],
        .. response.Bar?.Representations?.Clauses ?? [],
        .. response.Bar?.Contact?.Clauses ?? [], .. response.Bar?.Appeal?.Clauses ?? [],
    ];

    private static IEnumerable<string> CitedIn(Condition? condition) => condition switch
    {
        null => [],
        CitedCondition cited => cited.Clauses.Concat(CitedIn(cited.When)),
        _ => condition.Parts.SelectMany(CitedIn),
    };
}
