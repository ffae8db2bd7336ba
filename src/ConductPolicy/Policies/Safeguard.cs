using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>A condition that the policy promises never to skip, declared so that it can be proved of the rule set.</summary>
public sealed record Safeguard : Definition
{
    /// <summary>What it promises, in a sentence; or null.</summary>
    public string? Label { get; init; }

    /// <summary>The response it protects, by id.</summary>
    public required string Response { get; init; }

    /// <summary>
    /// For <c>never … unless</c>: the response is permitted only in states in which this holds; null where there is no exception.
    /// Meaningless where <see cref="Has"/> has parts.
    /// </summary>
    public Condition? Unless { get; init; }

    /// <summary>For <c>always … has</c>: the parts that the response has to have, such as <c>notice.states:length</c>; else empty.</summary>
    public ValueList<string> Has { get; init; } = [];
}
