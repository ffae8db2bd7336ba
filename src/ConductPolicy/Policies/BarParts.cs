using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>What a part of a rule set rests on.</summary>
/// <param name="Clauses">The clauses; none where it is the trust's own choice.</param>
/// <param name="Reading">How they were understood, or null.</param>
internal sealed record PartBasis(ValueList<string> Clauses, string? Reading);

/// <summary>The parts of a bar that guidance may ask for: those of any response, and how a bar is come to.</summary>
internal static class BarParts
{
    private const string Consideration = "consideration:";
    private static readonly string[] s_own = ["bar.representations", "after.representations", "after.notified", "carriedOn"];

    public static readonly string[] Examples = [.. ResponseParts.Examples, .. s_own, $"{Consideration}child-journey"];

    /// <summary>Whether words name a part.</summary>
    public static bool Exists(string part) => s_own.Contains(part) || part.StartsWith(Consideration, StringComparison.Ordinal) || ResponseParts.Has(s_none, part) is not null;

    private static readonly Response s_none = new() { Id = "none", Label = "None" };

    /// <summary>What a part of a bar rests on; null where the bar does not have it.</summary>
    public static PartBasis? Find(Policy policy, Response bar, string part) => part switch
    {
        "bar.representations" => bar.Bar?.Representations is { } heard ? new PartBasis(heard.Clauses, heard.Reading) : null,
        "after.representations" => Asked(bar, condition => condition is RepresentationsCondition),
        "after.notified" => Asked(bar, condition => condition is NotifiedCondition),
        "carriedOn" => policy.Responses.FirstOrDefault(other => other.Continues == bar.Id) is { } other ? new PartBasis(other.Clauses, other.Reading) : null,
        _ when part.StartsWith(Consideration, StringComparison.Ordinal) => policy.Considerations.TryGet(part[Consideration.Length..], out var thought)
            && (thought.Before.Count == 0 || thought.Before.Contains(bar.Id)) ? new PartBasis(thought.Clauses, thought.Reading) : null,
        _ => ResponseParts.Has(bar, part) == true ? BasisOf(bar, part) : null,
    };

    private static PartBasis BasisOf(Response bar, string part) => part.Split('.', ':') switch
    {
        ["notice", ..] => new(bar.Notice!.Clauses, bar.Notice.Reading),
        ["bar", "review"] => new(bar.Bar!.Review!.Clauses, bar.Bar.Review.Reading),
        ["bar", "contact"] => new(bar.Bar!.Contact!.Clauses, bar.Bar.Contact.Reading),
        ["bar", "appeal"] => new(bar.Bar!.Appeal!.Clauses, bar.Bar.Appeal.Reading),
        ["bar", ..] => new(bar.Bar!.Clauses, bar.Bar.Reading),
        ["decidedBy", ..] => new(bar.DecidedBy!.Clauses, bar.DecidedBy.Reading),
        ["approval", var act, var role] => bar.Approvals.First(approval => approval.Role == role && approval.Act.ToString().Equals(act, StringComparison.OrdinalIgnoreCase)) is var approval
            ? new(approval.Clauses, approval.Reading) : new([], null),
        _ => new(bar.Clauses, bar.Reading),
    };

    // Asked for in every case: not only as one of several ways.
    private static PartBasis? Asked(Response bar, Func<Condition, bool> isWanted) => new[] { bar.After }.Concat(bar.Approvals.Select(approval => approval.After)).OfType<Condition>()
        .Select(condition => Asked(condition, isWanted, new PartBasis(bar.Clauses, bar.Reading))).FirstOrDefault(found => found is not null);

    private static PartBasis? Asked(Condition condition, Func<Condition, bool> isWanted, PartBasis basis) => condition switch
    {
        _ when isWanted(condition) => basis,
        CitedCondition cited => Asked(cited.When, isWanted, new PartBasis(cited.Clauses, cited.Reading)),
        AllCondition all => all.Conditions.Select(part => Asked(part, isWanted, basis)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
