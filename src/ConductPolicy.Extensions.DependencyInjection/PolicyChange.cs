using ConductPolicy.Library;

namespace ConductPolicy.Extensions.DependencyInjection;

/// <summary>New rule files went live. Immutable.</summary>
/// <param name="before">What decided until then, or null.</param>
/// <param name="after">What decides from now on.</param>
public sealed class PolicyChange(PolicyLibrary? before, PolicyLibrary after) : EventArgs
{
    /// <summary>What decided until then; null where nothing did. Decisions under way are still made by it.</summary>
    public PolicyLibrary? Before { get; } = before;

    /// <summary>What decides from now on.</summary>
    public PolicyLibrary After { get; } = after;
}
