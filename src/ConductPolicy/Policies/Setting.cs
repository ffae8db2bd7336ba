using ConductPolicy.Calendars;

namespace ConductPolicy.Policies;

/// <summary>A number or length that the trust chose because the policy is silent.</summary>
public sealed record Setting : Definition
{
    /// <summary>Why the trust chose it.</summary>
    public required string Why { get; init; }

    /// <summary>The number, where it is a count; else null.</summary>
    public int? Count { get; init; }

    /// <summary>The length, where it is one; else null.</summary>
    public Length? Length { get; init; }
}
