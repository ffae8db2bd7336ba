namespace ConductPolicy.Decisions;

/// <summary>Whether a behaviour that an incident names is a breach of the policy.</summary>
public enum Verdict
{
    /// <summary>It was found not to have happened.</summary>
    NotEstablished,

    /// <summary>What happened is not what the policy speaks of.</summary>
    NotABreach,

    /// <summary>An exception holds.</summary>
    Excused,

    /// <summary>An unanswered fact decides. It may stand.</summary>
    Undetermined,

    /// <summary>It is a breach, alleged or established. It stands.</summary>
    Breach,
}
