namespace ConductPolicy.Conditions;

/// <summary>Yes, no, or not known: what a condition comes to.</summary>
/// <remarks>
/// Kleene's strong three-valued logic. The order is false, unknown, true, so that <c>all</c> is the least of its
/// parts and <c>any</c> the greatest. Nothing unknown is ever taken for false.
/// </remarks>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>An unanswered fact decides.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    True,
}

/// <summary>The connectives of Kleene's strong three-valued logic.</summary>
internal static class TruthExtensions
{
    public static Truth ToTruth(this bool value) => value ? Truth.True : Truth.False;

    public static Truth Not(this Truth value) => Truth.True - (int)value;

    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;
}
