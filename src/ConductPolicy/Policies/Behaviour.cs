using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>A conduct that the policy speaks of.</summary>
public sealed record Behaviour : Definition
{
    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>How serious it is by itself: one of <see cref="Policy.SeriousnessLevels"/>.</summary>
    public required string Seriousness { get; init; }

    /// <summary>Why it is placed there, where the policy has no scale; else null.</summary>
    public string? SeriousnessReading { get; init; }

    /// <summary>The tags that conditions may name it by.</summary>
    public ValueList<string> Tags { get; init; } = [];

    /// <summary>Its definition: without it the conduct is not a breach. Null where the label says it all. Speaks of facts alone.</summary>
    public Condition? When { get; init; }

    /// <summary>Its exception: with it the conduct is excused. Null where there is none. Speaks of facts alone.</summary>
    public Condition? Unless { get; init; }
}
