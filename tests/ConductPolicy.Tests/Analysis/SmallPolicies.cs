using ConductPolicy.Analysis;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using ConductPolicy.Testing;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Policies of every part that the language has, each small enough that all of its states can be decided one by one.</summary>
internal static class SmallPolicies
{
    private const int MostStates = 800;
    private const int MostRecords = 300;

    // Left out one after another until what is left is small enough.
    private static readonly Func<Policy, Policy>[] s_reductions =
    [
        policy => ConditionPlace.Changed(policy, WithoutWindows),
        policy => policy with { SeriousnessLevels = [policy.SeriousnessLevels[0]], Ladder = policy.Ladder with { Ceiling = [policy.Ladder.Ceiling[0]] } },
        policy => policy with { Behaviours = First(policy.Behaviours, 1) },
        policy => policy with { Facts = First(policy.Facts, 1) },
        policy => policy with { Steps = First(policy.Steps, 0) },
        policy => policy with { Responses = First(policy.Responses, 1) },
        policy => policy with { Responses = new(policy.Responses.Select(response => response with { Approvals = [] }).ToValueList()) },
        policy => ConditionPlace.Changed(policy, condition => condition is FlagCondition or ChoiceCondition or CountCondition ? condition : null),
    ];

    /// <summary>Small policies, drawn.</summary>
    public static Gen<Policy> Drawn { get; } =
        from policy in PolicyArbitrary.Drawn.Generator.Resize(20)
        from facts in Gen.Choose(1, 2)
        from behaviours in Gen.Choose(1, 2)
        from steps in Gen.Choose(0, 1)
        from responses in Gen.Choose(1, 2)
        from levels in Gen.Choose(1, 2)
        select Reduced(WellFormed.Of(policy with
        {
            Facts = First(policy.Facts, facts),
            Behaviours = First(policy.Behaviours, behaviours),
            Steps = First(policy.Steps, steps),
            Responses = First(policy.Responses, responses),
            Roles = First(policy.Roles, 2),
            SeriousnessLevels = policy.SeriousnessLevels.Take(levels).ToValueList(),
            Ladder = policy.Ladder with { Ceiling = policy.Ladder.Ceiling.Take(levels).ToValueList() },
        }));

    /// <summary>Small policies; where a law fails they are made smaller.</summary>
    public static Arbitrary<Policy> Arbitrary { get; } = Arb.From(Drawn, policy => PolicyShrinker.Shrink(policy).Where(smaller => SpaceOf(smaller) is not null));

    /// <summary>The states of a policy; null where there are more than are decided one by one.</summary>
    public static StateSpace? SpaceOf(Policy policy)
    {
        try
        {
            var space = new StateSpace(policy, maximumStates: MostRecords);
            return space.Count(Diagram.True) <= MostStates ? space : null;
        }
        catch (DiagramLimitException)
        {
            return null;
        }
    }

    private static Policy Reduced(Policy policy)
    {
        foreach (var reduce in s_reductions)
        {
            if (SpaceOf(policy) is not null)
            {
                break;
            }

            policy = WellFormed.Of(reduce(policy));
        }

        return policy;
    }

    private static Definitions<T> First<T>(Definitions<T> definitions, int count)
        where T : Definition => new(definitions.Take(count).ToValueList());

    private static Condition WithoutWindows(Condition condition) => condition switch
    {
        TakenCondition taken => taken with { Within = null, OfCase = false, AtLeast = new Quantity<int>(1, null) },
        NotCondition not => new NotCondition(WithoutWindows(not.Inner)),
        CitedCondition cited => cited with { When = WithoutWindows(cited.When) },
        AllCondition all => new AllCondition(all.Conditions.Select(WithoutWindows).ToValueList()),
        AnyCondition any => new AnyCondition(any.Conditions.Select(WithoutWindows).ToValueList()),
        RecordedCondition { After: { } after } recorded => recorded with { After = WithoutWindows(after) },
        _ => condition,
    };
}
