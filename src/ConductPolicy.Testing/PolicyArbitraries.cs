using System.Diagnostics.CodeAnalysis;
using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Testing;

/// <summary>
/// What a property of one policy asks for, found by type: as <c>Arbitrary</c> of FsCheck.Xunit's <c>[Property]</c>, or with
/// <c>Config.WithArbitrary</c>.
/// </summary>
/// <typeparam name="TSource">Names the policy.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "An attribute names the type of one policy, and FsCheck looks for its static members.")]
public static class PolicyArbitraries<TSource>
    where TSource : IPolicySource
{
    private static readonly Policy s_policy = TSource.Policy;

    /// <summary>The policy itself, always.</summary>
    public static Arbitrary<Policy> Policy { get; } = Arb.From(Gen.Constant(s_policy));

    /// <summary>The engine that decides by it, always.</summary>
    public static Arbitrary<DecisionEngine> Engine { get; } = Arb.From(Gen.Constant(new DecisionEngine(s_policy)));

    /// <summary>Its cases, each of whose incidents can be decided: see <see cref="CaseArbitrary.DecidableFor"/>.</summary>
    public static Arbitrary<ConductCase> Cases { get; } = CaseArbitrary.DecidableFor(s_policy);

    /// <summary>Answers to its facts: see <see cref="FactArbitrary.For(Policies.Policy)"/>.</summary>
    public static Arbitrary<ValueList<FactAnswer>> Facts { get; } = FactArbitrary.For(s_policy);

    /// <summary>Its rule file with something changed in it: see <see cref="RuleTextArbitrary.For(Policies.Policy)"/>.</summary>
    public static Arbitrary<MutatedRules> RuleTexts { get; } = RuleTextArbitrary.For(s_policy);
}

/// <summary>What a property of no policy in particular asks for, found by type like <see cref="PolicyArbitraries{TSource}"/>.</summary>
public static class AnyPolicyArbitraries
{
    /// <summary>Whole policies: see <see cref="PolicyArbitrary"/>.</summary>
    public static Arbitrary<Policy> Policies => PolicyArbitrary.Policies;

    /// <summary>Whole policies, each with a case: see <see cref="PolicyAndCase"/>.</summary>
    public static Arbitrary<PolicyAndCase> PoliciesAndCases => PolicyAndCase.Generated;

    /// <summary>Rule files with something changed in them: see <see cref="RuleTextArbitrary"/>.</summary>
    public static Arbitrary<MutatedRules> RuleTexts => RuleTextArbitrary.Generated;

    /// <summary>What makes a day count: see <see cref="CalendarArbitrary"/>.</summary>
    public static Arbitrary<WorkingDayRules> CalendarRules => CalendarArbitrary.Rules;

    /// <summary>Calendars: see <see cref="CalendarArbitrary"/>.</summary>
    public static Arbitrary<WorkingDayCalendar> Calendars => CalendarArbitrary.Calendars;
}
