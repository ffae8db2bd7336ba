namespace ConductPolicy.Policies;

/// <summary>The settings that the dates of bars go by, all of them lengths of time.</summary>
/// <remarks>
/// A setting <c>bar-…</c> holds for every bar of the rule set; one that begins with a response's id instead, such as
/// <c>bar-provisional-default-length</c>, holds for that response before it.
/// </remarks>
public static class BarSettings
{
    /// <summary>How long a bar is where nobody says: <c>bar-default-length</c>.</summary>
    public const string DefaultLength = "default-length";

    /// <summary>How long a bar may be at most, its extensions included: <c>bar-maximum-length</c>. Without it there is no limit.</summary>
    public const string MaximumLength = "maximum-length";

    /// <summary>How long after a bar begins the person may put their side: <c>bar-representations-period</c>. Without it there is no such date.</summary>
    public const string RepresentationsPeriod = "representations-period";

    /// <summary>How long after that a provisional bar is confirmed or lifted: <c>bar-decision-period</c>. Without it, that is by its end.</summary>
    public const string DecisionPeriod = "decision-period";

    /// <summary>How often a bar is looked at before its final review: <c>bar-interim-review-every</c>. Without it, it is not.</summary>
    public const string InterimReviewEvery = "interim-review-every";

    private const string OfEveryBar = "bar";

    /// <summary>The names, as they stand after <c>bar-</c> or the response's id.</summary>
    public static ValueList<string> Names { get; } = [DefaultLength, MaximumLength, RepresentationsPeriod, DecisionPeriod, InterimReviewEvery];

    /// <summary>The setting that holds for a response: its own, else that of every bar, else null.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="response">The response's id.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static Setting? Find(Policy policy, string response, string name)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Settings.TryGet($"{response}-{name}", out var own) ? own
            : policy.Settings.TryGet($"{OfEveryBar}-{name}", out var shared) ? shared
            : null;
    }

    /// <summary>Whether an id is that of such a setting, in a rule set with these bars.</summary>
    internal static bool IsOne(string id, HashSet<string> bars) => bars.Count > 0 && Names.Any(name =>
        id.EndsWith($"-{name}", StringComparison.Ordinal) && id[..^(name.Length + 1)] is var owner && (owner == OfEveryBar || bars.Contains(owner)));
}
