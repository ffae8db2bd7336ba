namespace ConductPolicy.Conditions;

/// <summary>How far a behaviour that an incident names has been looked into.</summary>
public enum Finding
{
    /// <summary>It is said to have happened; nobody has found either way.</summary>
    Alleged,

    /// <summary>It was found to have happened.</summary>
    Established,

    /// <summary>It was found not to have happened.</summary>
    NotEstablished,
}
