namespace ConductPolicy.Policies;

/// <summary>Something to think of before a response. It gates nothing.</summary>
public sealed record Consideration : Definition
{
    /// <summary>The question.</summary>
    public required string Ask { get; init; }

    /// <summary>The responses it belongs before; empty for all.</summary>
    public ValueList<string> Before { get; init; } = [];

    /// <summary>Why the trust asks it, where the policy's text does not; else null.</summary>
    public string? Why { get; init; }
}
