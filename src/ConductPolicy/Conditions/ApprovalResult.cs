namespace ConductPolicy.Conditions;

/// <summary>What came of an approval that was sought.</summary>
public enum ApprovalResult
{
    /// <summary>The decision was confirmed.</summary>
    Confirmed,

    /// <summary>It was agreed to.</summary>
    Agreed,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>The decision was lifted.</summary>
    Lifted,
}
