namespace ConductPolicy.Policies;

/// <summary>What sort of answer a fact has.</summary>
public enum FactType
{
    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A whole number, 0 or more.</summary>
    Count,

    /// <summary>One of a list of values.</summary>
    Choice,
}

/// <summary>Something that somebody can answer about an incident or a person. Until it is answered it is unknown.</summary>
public sealed record Fact : Definition
{
    /// <summary>For a flag, a statement that is true where the answer is yes; for others, what is counted or chosen.</summary>
    public required string Label { get; init; }

    /// <summary>What sort of answer it has.</summary>
    public required FactType Type { get; init; }

    /// <summary>The values of a choice; empty for others.</summary>
    public ValueList<string> Values { get; init; } = [];

    /// <summary>The question to put to a person.</summary>
    public required string Ask { get; init; }

    /// <summary>Whether an answer holds for its own date only.</summary>
    public bool IsMomentary { get; init; }

    /// <summary>Whether it holds for all incidents of a case, from whichever it was learnt.</summary>
    public bool IsOfCase { get; init; }
}
