using System.Numerics;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>What of a section of a rule set is otherwise in one version than in another.</summary>
/// <param name="Section">The section, such as <c>responses</c>.</param>
/// <param name="Added">The ids that only the later version has.</param>
/// <param name="Removed">The ids that only the earlier one has.</param>
/// <param name="Changed">The ids that both have and say otherwise of.</param>
public sealed record SectionChange(string Section, ValueList<string> Added, ValueList<string> Removed, ValueList<string> Changed);

/// <summary>How two versions of a policy differ: in what they answer, exactly and for every state, and in what they say.</summary>
public sealed record PolicyDifference
{
    private PolicyDifference()
    {
    }

    /// <summary>The earlier version.</summary>
    public required Policy Before { get; init; }

    /// <summary>The later version.</summary>
    public required Policy After { get; init; }

    /// <summary>How many states the two can tell apart between them, with what both define.</summary>
    public required BigInteger States { get; init; }

    /// <summary>The responses whose status changes, in the order of the later version; empty where every answer is the same.</summary>
    public required ValueList<StatusChange> Changes { get; init; }

    /// <summary>What is otherwise in the rule sets themselves, section by section.</summary>
    public required ValueList<SectionChange> Sections { get; init; }

    /// <summary>The difference of two versions of a policy.</summary>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later one.</param>
    /// <exception cref="ConductPolicyException">
    /// They have not the same scale of seriousness, or a fact is of another type in one than in the other (<c>not-comparable</c>); or the
    /// exact answer needs more room than is given to it (<c>too-complex</c>).
    /// </exception>
    public static PolicyDifference Of(Policy before, Policy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        CheckComparable(before, after);
        try
        {
            return Of(before, after, new JointSpace(before, after));
        }
        catch (DiagramLimitException limit)
        {
            throw limit.ToProblem();
        }
    }

    /// <summary>The difference of two trusts' policies, of which somebody says which parts answer to one another.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other. Changes and examples are in its ids; a part of the first that would clash with one of them has <c>-of-</c> and its policy's id behind its own.</param>
    /// <param name="mapping">Which parts answer to one another. Nothing else is compared, and <see cref="Sections"/> lists what has no counterpart.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="Of(Policy, Policy)"/>.</exception>
    public static PolicyDifference Of(Policy before, Policy after, IdMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(mapping);
        return Of(PolicyRenaming.Rename(before, after, mapping), after) with
        {
            Before = before,
            Sections = IdMapping.Sections.Select(section => new SectionChange(
                section,
                IdMapping.IdsOf(after, section).Where(id => !mapping.Ids.Any(pair => pair.Section == section && pair.After == id)).ToValueList(),
                IdMapping.IdsOf(before, section).Where(id => !mapping.Ids.Any(pair => pair.Section == section && pair.Before == id)).ToValueList(),
                [])).Where(section => section.Added.Count + section.Removed.Count > 0).ToValueList(),
        };
    }

    private static PolicyDifference Of(Policy before, Policy after, JointSpace space) => new()
    {
        Before = before,
        After = after,
        States = space.Table.Count(space.Comparable),
        Changes = after.Responses.Where(response => before.Responses.Contains(response.Id)).SelectMany(response => ChangesOf(space, response.Id)).ToValueList(),
        Sections = SectionsOf(before, after).Where(section => section.Added.Count + section.Removed.Count + section.Changed.Count > 0).ToValueList(),
    };

    private static void CheckComparable(Policy before, Policy after)
    {
        if (!before.SeriousnessLevels.Equals(after.SeriousnessLevels))
        {
            throw Failure("The two versions have different scales of seriousness, so their answers cannot be compared.");
        }

        if (before.Facts.FirstOrDefault(fact => after.Facts.TryGet(fact.Id, out var other) && other.Type != fact.Type) is { } fact)
        {
            throw Failure($"The fact `{fact.Id}` is of another type in one version than in the other, so their answers cannot be compared.");
        }
    }

    private static ConductPolicyException Failure(string message) =>
        new([new Problem(ProblemCode.NotComparable, "", 0, 0, "", message, "Compare versions that ask the same kind of questions.", ProblemSeverity.Error)]);

    private static IEnumerable<StatusChange> ChangesOf(JointSpace space, string response)
    {
        foreach (var before in Enum.GetValues<ResponseStatus>())
        {
            var was = space.Table.And(space.Before.StatusOf(response, before), space.Comparable);
            foreach (var after in Enum.GetValues<ResponseStatus>())
            {
                var states = after == before ? Diagram.False : space.Table.And(was, space.After.StatusOf(response, after));
                if (states != Diagram.False)
                {
                    yield return new StatusChange(response, before, after, space.Table.Count(states), space.Space.SmallestCase(states)!);
                }
            }
        }
    }

    /// <summary>What is otherwise in two rule sets, section by section, those that are alike included.</summary>
    internal static IEnumerable<SectionChange> SectionsOf(Policy before, Policy after)
    {
        yield return Section("clauses", before.Clauses, after.Clauses);
        yield return Section("roles", before.Roles, after.Roles);
        yield return Section("facts", before.Facts, after.Facts);
        yield return Section("behaviours", before.Behaviours, after.Behaviours);
        yield return Section("steps", before.Steps, after.Steps);
        yield return Section("responses", before.Responses, after.Responses);
        yield return Section("timescales", before.Timescales, after.Timescales);
        yield return Section("settings", before.Settings, after.Settings);
        yield return Section("considerations", before.Considerations, after.Considerations);
        yield return Section("safeguards", before.Safeguards, after.Safeguards);
        yield return new SectionChange("scope", [], [], before.Scope == after.Scope ? [] : ["scope"]);
        yield return new SectionChange("ladder", [], [], before.Ladder == after.Ladder ? [] : ["ladder"]);
    }

    private static SectionChange Section<T>(string name, Definitions<T> before, Definitions<T> after)
        where T : Definition => new(
            name,
            after.Ids.Where(id => !before.Contains(id)).ToValueList(),
            before.Ids.Where(id => !after.Contains(id)).ToValueList(),
            after.Where(item => before.TryGet(item.Id, out var was) && !Equals(was, item)).Select(item => item.Id).ToValueList());
}
