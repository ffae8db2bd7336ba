using ConductPolicy.Cases;

namespace ConductPolicy.PolicyTests;

/// <summary>A case with the answer that the people behind a policy expect of its rule set.</summary>
public sealed record PolicyTest
{
    /// <summary>Its id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>Why that is the answer, in a sentence or two.</summary>
    public required string Why { get; init; }

    /// <summary>The case, with the day on which to decide.</summary>
    public required ConductCase Case { get; init; }

    /// <summary>The incident to decide; null for the latest.</summary>
    public string? Incident { get; init; }

    /// <summary>Whether a person stands behind what is expected. What was generated from the rules says only what they answer, so it exercises nothing until somebody has confirmed it.</summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>What is expected.</summary>
    public required ExpectedDecision Expected { get; init; }
}
