namespace ConductPolicy.Decisions;

/// <summary>What a part of an answer rests on.</summary>
public enum Basis
{
    /// <summary>The words of the policy.</summary>
    Stated,

    /// <summary>The words as somebody understood them: the rule set says how.</summary>
    Reading,

    /// <summary>A choice of the trust, because the policy is silent.</summary>
    Setting,
}
