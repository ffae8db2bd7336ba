using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>A period in which something is expected.</summary>
public sealed record Timescale : Definition
{
    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The period, in working days.</summary>
    public required Quantity<int> WorkingDays { get; init; }
}
