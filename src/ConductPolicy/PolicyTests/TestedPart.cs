namespace ConductPolicy.PolicyTests;

/// <summary>What a part of a policy is that tests may exercise.</summary>
public enum TestedKind
{
    /// <summary>A condition, or a part of one.</summary>
    Condition,

    /// <summary>A behaviour: it is a breach, or it is none.</summary>
    Behaviour,

    /// <summary>A step: it is required, or it is not.</summary>
    Step,

    /// <summary>A gate of a response: open, or closed.</summary>
    Gate,

    /// <summary>An approval: on record, or not.</summary>
    Approval,
}

/// <summary>A part of a policy that decides something, and whether the tests exercise it in both directions.</summary>
/// <remarks>It counts only where the decision comes to ask: a gate behind a closed one, or a definition of a behaviour that no incident names, is not exercised.</remarks>
public sealed record TestedPart
{
    /// <summary>What it is.</summary>
    public required TestedKind Kind { get; init; }

    /// <summary>Where it stands in the rule set, such as <c>response ban: after: any 1</c>.</summary>
    public required string Place { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string Text { get; init; }

    /// <summary>The clauses that it rests on.</summary>
    public required ValueList<string> Clauses { get; init; }

    /// <summary>Whether it holds in some case.</summary>
    public required bool HasHeld { get; init; }

    /// <summary>Whether it fails in some case. Unknown is neither.</summary>
    public required bool HasFailed { get; init; }

    /// <summary>Whether the tests exercise it in both directions.</summary>
    public bool IsCovered => HasHeld && HasFailed;
}
