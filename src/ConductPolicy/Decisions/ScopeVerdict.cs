namespace ConductPolicy.Decisions;

/// <summary>Whether the policy speaks of the person.</summary>
public enum ScopeVerdict
{
    /// <summary>It does not. It forbids nothing then, and asks nothing.</summary>
    Out,

    /// <summary>An unanswered fact decides.</summary>
    Unknown,

    /// <summary>It does.</summary>
    In,
}
