using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Testing;

/// <summary>What a condition in some place of a rule set may speak of.</summary>
internal enum Speaks
{
    OfFactsAlone,
    OfEventsAlone,
    OfAnything,
    OfApprovalsToo,
}

/// <summary>A place of a policy in which a condition may stand.</summary>
/// <param name="Speaks">What the condition may speak of.</param>
/// <param name="Get">The condition there, or null.</param>
/// <param name="Put">The policy with another condition there; with null none, or for the scope the one that it has.</param>
internal sealed record ConditionPlace(Speaks Speaks, Func<Policy, Condition?> Get, Func<Policy, Condition?, Policy> Put)
{
    public static IEnumerable<ConditionPlace> Of(Policy policy) =>
    [
        new(Speaks.OfFactsAlone, it => it.Scope.When, (it, condition) => it with { Scope = it.Scope with { When = condition ?? it.Scope.When } }),
        new(Speaks.OfAnything, it => it.Ladder.When, (it, condition) => it with { Ladder = it.Ladder with { When = condition } }),
        new(Speaks.OfAnything, it => it.Ladder.After, (it, condition) => it with { Ladder = it.Ladder with { After = condition } }),
        .. policy.Behaviours.Ids.SelectMany(OfBehaviour),
        .. policy.Steps.Ids.SelectMany(OfStep),
        .. policy.Responses.SelectMany(OfResponse),
        .. policy.Safeguards.Where(safeguard => safeguard.Has.Count == 0).Select(safeguard => OfSafeguard(safeguard.Id)),
    ];

    /// <summary>A policy with each of its conditions changed.</summary>
    public static Policy Changed(Policy policy, Func<Condition, Condition?> change) =>
        Of(policy).Aggregate(policy, (it, place) => place.Get(it) is { } condition ? place.Put(it, change(condition)) : it);

    /// <summary>Every condition of a policy, and every part of each.</summary>
    public static IEnumerable<Condition> All(Policy policy) => Of(policy).Select(place => place.Get(policy)).OfType<Condition>().SelectMany(WithParts);

    public static IEnumerable<Condition> WithParts(Condition condition) => condition.Parts.SelectMany(WithParts).Prepend(condition);

    private static IEnumerable<ConditionPlace> OfBehaviour(string id) =>
    [
        new(Speaks.OfFactsAlone, it => it.Behaviours[id].When, (it, condition) => it with { Behaviours = With(it.Behaviours, it.Behaviours[id] with { When = condition }) }),
        new(Speaks.OfFactsAlone, it => it.Behaviours[id].Unless, (it, condition) => it with { Behaviours = With(it.Behaviours, it.Behaviours[id] with { Unless = condition }) }),
    ];

    private static IEnumerable<ConditionPlace> OfStep(string id) =>
    [
        new(Speaks.OfAnything, it => it.Steps[id].When, (it, condition) => it with { Steps = With(it.Steps, it.Steps[id] with { When = condition }) }),
        new(Speaks.OfAnything, it => it.Steps[id].After, (it, condition) => it with { Steps = With(it.Steps, it.Steps[id] with { After = condition }) }),
    ];

    private static IEnumerable<ConditionPlace> OfResponse(Response response)
    {
        var id = response.Id;
        yield return new(Speaks.OfAnything, it => it.Responses[id].When, (it, condition) => it with { Responses = With(it.Responses, it.Responses[id] with { When = condition }) });
        if (!response.IsImmediate)
        {
            yield return new(Speaks.OfAnything, it => it.Responses[id].After, (it, condition) => it with
            {
                Responses = With(it.Responses, it.Responses[id] with { After = condition, ReplacesLadderAfter = condition is not null && it.Responses[id].ReplacesLadderAfter }),
            });
        }

        for (var i = 0; i < response.Approvals.Count; i++)
        {
            yield return OfApproval(id, i);
        }
    }

    private static ConditionPlace OfApproval(string response, int index) => new(
        Speaks.OfEventsAlone,
        it => it.Responses[response].Approvals[index].After,
        (it, condition) => it with
        {
            Responses = With(it.Responses, it.Responses[response] with
            {
                Approvals = it.Responses[response].Approvals.Select((approval, i) => i == index ? approval with { After = condition } : approval).ToValueList(),
            }),
        });

    private static ConditionPlace OfSafeguard(string id) => new(
        Speaks.OfApprovalsToo,
        it => it.Safeguards[id].Unless,
        (it, condition) => it with { Safeguards = With(it.Safeguards, it.Safeguards[id] with { Unless = condition }) });

    private static Definitions<T> With<T>(Definitions<T> definitions, T changed)
        where T : Definition => new(definitions.Select(definition => definition.Id == changed.Id ? changed : definition).ToValueList());
}
