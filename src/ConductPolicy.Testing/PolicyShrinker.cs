using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Testing;

/// <summary>Smaller policies: with a part left out, and everything that refers to it, or with a condition in the place of a larger one.</summary>
internal static class PolicyShrinker
{
    public static IEnumerable<Policy> Shrink(Policy policy)
    {
        foreach (var smaller in Smaller(policy).Select(WellFormed.Of).Where(smaller => smaller != policy))
        {
            yield return smaller;
        }
    }

    private static IEnumerable<Policy> Smaller(Policy policy) =>
    [
        .. WithoutSections(policy),
        .. WithoutOneOf(policy.Responses, 1).Select(kept => policy with { Responses = kept }),
        .. WithoutOneOf(policy.Behaviours, 1).Select(kept => policy with { Behaviours = kept }),
        .. WithoutOneOf(policy.Steps, 0).Select(kept => policy with { Steps = kept }),
        .. WithoutOneOf(policy.Facts, 1).Select(kept => policy with { Facts = kept }),
        .. WithoutOneOf(policy.Roles, 0).Select(kept => policy with { Roles = kept }),
        .. WithoutALevel(policy),
        .. policy.Responses.SelectMany(Smaller).Select(response => policy with { Responses = With(policy.Responses, response) }),
        .. policy.Behaviours.SelectMany(Smaller).Select(behaviour => policy with { Behaviours = With(policy.Behaviours, behaviour) }),
        .. policy.Facts.SelectMany(Smaller).Select(fact => policy with { Facts = With(policy.Facts, fact) }),
        .. ConditionPlace.Of(policy).SelectMany(place => place.Get(policy) is { } condition ? Smaller(condition).Select(smaller => place.Put(policy, smaller)) : []),
    ];

    private static IEnumerable<Policy> WithoutSections(Policy policy) =>
    [
        policy with { Related = [], Timescales = None<Timescale>(), Considerations = None<Consideration>(), Safeguards = None<Safeguard>() },
        policy with { Document = new PolicyDocument(null, null, null, null, null, null, []), InForce = new InForce(policy.InForce.From, null, [], null) },
        policy with { Settings = None<Setting>() },
        policy with { Roles = None<Role>() },
        policy with { Steps = None<Step>() },
        policy with { Ladder = policy.Ladder with { When = null, After = null, Reading = null } },
        policy with { Ladder = policy.Ladder with { RaisePerUnresolved = 0, RaiseAtMost = 0 } },
        InOneClause(policy),
    ];

    private static Definitions<T> None<T>()
        where T : Definition => new([]);

    private static IEnumerable<Definitions<T>> WithoutOneOf<T>(Definitions<T> definitions, int least)
        where T : Definition =>
        definitions.Count <= least ? [] : definitions.Select(gone => new Definitions<T>(definitions.Where(kept => kept.Id != gone.Id).ToValueList()));

    private static IEnumerable<Policy> WithoutALevel(Policy policy) => policy.SeriousnessLevels.Count == 1 ? [] : policy.SeriousnessLevels.Select((gone, i) => policy with
    {
        SeriousnessLevels = policy.SeriousnessLevels.Where(level => level != gone).ToValueList(),
        Ladder = policy.Ladder with { Ceiling = policy.Ladder.Ceiling.Where((_, j) => j != i).ToValueList() },
    });

    /// <summary>Every definition cites the first clause of the policy, as it stands.</summary>
    private static Policy InOneClause(Policy policy)
    {
        ValueList<string> one = [policy.Clauses[0].Id];
        return policy with
        {
            Scope = policy.Scope with { Clauses = one, Reading = null },
            Ladder = policy.Ladder with { Clauses = one, Reading = null },
            Roles = new(policy.Roles.Select(item => item with { Clauses = [], Reading = null }).ToValueList()),
            Facts = new(policy.Facts.Select(item => item with { Clauses = [], Reading = null }).ToValueList()),
            Behaviours = new(policy.Behaviours.Select(item => item with { Clauses = one, Reading = null, SeriousnessReading = null }).ToValueList()),
            Steps = new(policy.Steps.Select(item => item with { Clauses = one, Reading = null }).ToValueList()),
            Responses = new(policy.Responses.Select(item => item with
            {
                Clauses = one,
                Reading = null,
                Approvals = item.Approvals.Select(approval => approval with { Clauses = one, Reading = null }).ToValueList(),
            }).ToValueList()),
        };
    }

    private static IEnumerable<Response> Smaller(Response response) =>
    [
        response with { Notice = null, DecidedBy = null, Kind = null, Reading = null },
        response with { Bar = null },
        response with { Approvals = [] },
        .. response.Approvals.Select(gone => response with { Approvals = response.Approvals.Where(kept => !ReferenceEquals(kept, gone)).ToValueList() }),
        response with { IsDuty = false },
        response with { Continues = null },
        response with { ReplacesLadderAfter = false },
    ];

    private static IEnumerable<Behaviour> Smaller(Behaviour behaviour) => [behaviour with { Tags = [], Reading = null, SeriousnessReading = null }];

    private static IEnumerable<Fact> Smaller(Fact fact) =>
    [
        fact with { IsMomentary = false, Reading = null, Clauses = [] },
        fact with { IsOfCase = false },
    ];

    /// <summary>None at all, its parts, and itself with one part made smaller.</summary>
    private static IEnumerable<Condition?> Smaller(Condition condition) => [null, .. condition.Parts, .. SmallerInside(condition)];

    private static IEnumerable<Condition> SmallerInside(Condition condition) => condition switch
    {
        NotCondition not => Smaller(not.Inner).OfType<Condition>().Where(inner => inner is not NotCondition).Select(inner => new NotCondition(inner)),
        CitedCondition cited => Smaller(cited.When).OfType<Condition>().Select(inner => cited with { When = inner }),
        AllCondition all => SmallerParts(all.Conditions).Select(parts => new AllCondition(parts)),
        AnyCondition any => SmallerParts(any.Conditions).Select(parts => new AnyCondition(parts)),
        TakenCondition taken =>
        [
            taken with { Within = null, Outcome = null, OfCase = false, AtLeast = new Quantity<int>(1, null) },
            taken with { Within = null },
            taken with { Outcome = null },
            taken with { OfCase = false },
            .. taken.Kind is null && taken.Ids.Count > 1 ? taken.Ids.Select(id => taken with { Ids = [id] }) : [],
        ],
        BehaviourCondition behaviour => [behaviour with { Finding = null }],
        RecordedCondition { After: { } after } recorded => Smaller(after).Select(smaller => recorded with { After = smaller }),
        _ => [],
    };

    private static IEnumerable<ValueList<Condition>> SmallerParts(ValueList<Condition> parts) =>
    [
        .. parts.Count > 2 ? parts.Select((_, gone) => parts.Where((_, i) => i != gone).ToValueList()) : [],
        .. parts.SelectMany((part, at) => Smaller(part).OfType<Condition>().Select(smaller => parts.Select((kept, i) => i == at ? smaller : kept).ToValueList())),
    ];

    private static Definitions<T> With<T>(Definitions<T> definitions, T changed)
        where T : Definition => new(definitions.Select(definition => definition.Id == changed.Id ? changed : definition).ToValueList());
}
