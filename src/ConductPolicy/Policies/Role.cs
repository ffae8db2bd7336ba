namespace ConductPolicy.Policies;

/// <summary>Somebody who decides, is consulted or acts: an office, never a person.</summary>
public sealed record Role : Definition
{
    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The roles that this one may act for. Not transitive.</summary>
    public ValueList<string> MayActFor { get; init; } = [];

    /// <summary>Why the trust has set this role or its delegation, where the policy's text does not; else null.</summary>
    public string? Why { get; init; }
}
