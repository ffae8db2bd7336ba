using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>What an audit found in the record of one case.</summary>
public sealed record AuditReport
{
    /// <summary>The policy that the record was held against.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The case's reference.</summary>
    public required string Case { get; init; }

    /// <summary>The day of the audit. Events after it were not seen.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The findings, gravest first: those on the words of a clause before readings before settings; then by force, date, event and code.</summary>
    public required ValueList<AuditFinding> Findings { get; init; }

    /// <summary>What could not be judged, and why, in sentences.</summary>
    public required ValueList<string> NotJudged { get; init; }

    /// <summary>The ids of the incidents in which the policy does not speak of the person, by what was known on the day of the audit: nothing of them was judged.</summary>
    public ValueList<string> OutOfScope { get; init; } = [];

    /// <summary>The ids of the acts in other incidents at which the policy did not speak of the person, by what was known then: they were not judged.</summary>
    public ValueList<string> ActsOutOfScope { get; init; } = [];

    /// <summary>Whether the policy speaks of the person in no incident that could be judged, so that nothing was held against it.</summary>
    public bool IsOutOfScope { get; init; }
}
