namespace ConductPolicy.Conditions;

/// <summary>What came of a step or response.</summary>
public enum Outcome
{
    /// <summary>It settled the matter.</summary>
    Resolved,

    /// <summary>It did not settle the matter.</summary>
    Unresolved,

    /// <summary>The person would not take part. Counts as unresolved.</summary>
    Declined,

    /// <summary>The person could not be reached. Counts as unresolved.</summary>
    Unreachable,
}
