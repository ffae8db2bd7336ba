namespace ConductPolicy.Policies;

/// <summary>That a part of one policy answers to a part of another.</summary>
/// <param name="Section">The section of the rule sets: <c>facts</c>, <c>roles</c>, <c>behaviours</c>, <c>steps</c> or <c>responses</c>.</param>
/// <param name="Before">The id in the one policy.</param>
/// <param name="After">The id in the other.</param>
public sealed record MappedId(string Section, string Before, string After);

/// <summary>Which parts of two trusts' policies answer to one another, as somebody has read them. Immutable.</summary>
/// <param name="Ids">The pairs.</param>
public sealed record IdMapping(ValueList<MappedId> Ids)
{
    /// <summary>The sections whose ids are mapped.</summary>
    public static ValueList<string> Sections { get; } = ["facts", "roles", "behaviours", "steps", "responses"];

    /// <summary>The ids of a section of a policy, in its order.</summary>
    internal static IEnumerable<string> IdsOf(Policy policy, string section) => section switch
    {
        "facts" => policy.Facts.Ids,
        "roles" => policy.Roles.Ids,
        "behaviours" => policy.Behaviours.Ids,
        "steps" => policy.Steps.Ids,
        _ => policy.Responses.Ids,
    };
}
