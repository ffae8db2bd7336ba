using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>What the school does before it responds, such as speaking to the parent.</summary>
public sealed record Step : Definition
{
    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>Whether the policy asks for it, rather than offering it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>When it is called for; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>What comes before it; null for nothing.</summary>
    public Condition? After { get; init; }
}
