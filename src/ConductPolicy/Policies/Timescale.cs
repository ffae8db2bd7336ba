using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>A period in which something is expected.</summary>
public sealed record Timescale : Definition
{
    /// <summary>The id of the period within which a general communication is answered.</summary>
    public const string GeneralCommunication = "general-communication";

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The period, in working days.</summary>
    public required Quantity<int> WorkingDays { get; init; }

    /// <summary>Whether it begins with the receipt of a message; that called <see cref="GeneralCommunication"/> always does.</summary>
    public bool IsFromMessage { get; init; }
}
