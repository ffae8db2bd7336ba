using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>How high one may go for how serious an incident, and what comes before any rung.</summary>
/// <remarks>Rungs limit how high one may go. They do not require the lower ones first.</remarks>
public sealed record Ladder
{
    /// <summary>When the ladder is open at all; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>What has to come before any rung; null for nothing.</summary>
    public Condition? After { get; init; }

    /// <summary>The highest rung for each level of seriousness, in the order of the levels. Never falls.</summary>
    public required ValueList<int> Ceiling { get; init; }

    /// <summary>By how much each different response of the ladder that did not resolve the matter raises the ceiling.</summary>
    public required int RaisePerUnresolved { get; init; }

    /// <summary>The most by which the ceiling is raised.</summary>
    public required int RaiseAtMost { get; init; }

    /// <summary>The clauses the ceilings rest on.</summary>
    public required ValueList<string> Clauses { get; init; }

    /// <summary>How those clauses were understood, or null.</summary>
    public string? Reading { get; init; }
}
