namespace ConductPolicy.Analysis;

/// <summary>What another value of a setting comes to.</summary>
public enum SettingEffect
{
    /// <summary>It asks for more, or for as much.</summary>
    Stricter,

    /// <summary>It asks for less.</summary>
    Looser,

    /// <summary>Neither can be said of the two values: they are counted in other units, or are words.</summary>
    NotComparable,

    /// <summary>It stands in conditions alone, and the proof over all states has it in.</summary>
    InConditions,
}

/// <summary>A setting that has another value in an overlay than in its base.</summary>
/// <param name="Setting">Its id in the overlay.</param>
/// <param name="Before">The value by which the base goes.</param>
/// <param name="After">The value by which the overlay goes.</param>
/// <param name="Effect">What that comes to.</param>
public sealed record SettingChange(string Setting, string Before, string After, SettingEffect Effect);
