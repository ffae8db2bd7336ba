using System.Globalization;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Analysis;

/// <summary>The conditions of a small policy, and parts of them, without which every state has the same answers: found by leaving each out and deciding every state again.</summary>
internal sealed class IdleConditions
{
    private readonly EnumeratedStates _all;
    private readonly Condition _never;
    private readonly List<string> _places = [];

    private IdleConditions(Policy policy, EnumeratedStates all)
    {
        _all = all;

        // Nobody does anything so often.
        _never = new TakenCondition([policy.Responses[0].Id], null, null, new Quantity<int>(10_000, null), null, OfCase: false);
    }

    /// <summary>Where they stand.</summary>
    public static IReadOnlyList<string> Of(Policy policy, EnumeratedStates all)
    {
        var idle = new IdleConditions(policy, all);
        idle.Check("scope", policy.Scope, other => policy with { Scope = new CitedCondition(other, [], null) });
        foreach (var behaviour in policy.Behaviours)
        {
            idle.Check($"behaviour {behaviour.Id}: when", behaviour.When, other => With(policy, behaviour with { When = other }));
            idle.Check($"behaviour {behaviour.Id}: unless", behaviour.Unless, other => With(policy, behaviour with { Unless = other }), isExcuse: true);
        }

        foreach (var step in policy.Steps)
        {
            idle.Check($"step {step.Id}: when", step.When, other => With(policy, step with { When = other }));
            idle.Check($"step {step.Id}: after", step.After, other => With(policy, step with { After = other }));
        }

        idle.Check("ladder: when", policy.Ladder.When, other => policy with { Ladder = policy.Ladder with { When = other } });
        idle.Check("ladder: after", policy.Ladder.After, other => policy with { Ladder = policy.Ladder with { After = other } });
        foreach (var response in policy.Responses)
        {
            idle.Check($"response {response.Id}: when", response.When, other => With(policy, response with { When = other }));
            idle.Check($"response {response.Id}: after", response.IsImmediate ? null : response.After, other => With(policy, response with { After = other }));
        }

        return idle._places;
    }

    private void Check(string place, Condition? condition, Func<Condition, Policy> with, bool isExcuse = false)
    {
        if (condition is not null && !IsIdle(place, with, isExcuse))
        {
            CheckParts(place, condition, with);
        }
    }

    private void CheckParts(string place, Condition condition, Func<Condition, Policy> with)
    {
        switch (condition)
        {
            case CitedCondition cited:
                CheckParts(place, cited.When, other => with(cited with { When = other }));
                break;
            case NotCondition not:
                CheckParts($"{place}: not", not.Inner, other => with(new NotCondition(other)));
                break;
            case AllCondition all:
                CheckEach(all.Conditions, "all", parts => with(new AllCondition(parts)));
                break;
            case AnyCondition any:
                CheckEach(any.Conditions, "any", parts => with(new AnyCondition(parts)));
                break;
        }

        void CheckEach(ValueList<Condition> parts, string connective, Func<ValueList<Condition>, Policy> withAll)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                var at = i;
                Check(
                    string.Create(CultureInfo.InvariantCulture, $"{place}: {connective} {i + 1}"), parts[i],
                    other => withAll(parts.Select((part, position) => position == at ? other : part).ToValueList()), isExcuse: connective == "any");
            }
        }
    }

    // Left out, a part of `any` holds nowhere, and any other condition everywhere; an exception excuses nothing.
    private bool IsIdle(string place, Func<Condition, Policy> with, bool isExcuse)
    {
        var compiled = new CompiledPolicy(with(isExcuse ? _never : new NotCondition(_never)));
        if (!_all.All.All(state => EnumeratedStates.AnswersOf(compiled, state.Case) == state.Answers))
        {
            return false;
        }

        _places.Add(place);
        return true;
    }

    private static Policy With(Policy policy, Behaviour changed) => policy with { Behaviours = Replaced(policy.Behaviours, changed) };

    private static Policy With(Policy policy, Step changed) => policy with { Steps = Replaced(policy.Steps, changed) };

    private static Policy With(Policy policy, Response changed) => policy with { Responses = Replaced(policy.Responses, changed) };

    private static Definitions<T> Replaced<T>(Definitions<T> definitions, T changed)
        where T : Definition => new(definitions.Select(definition => definition.Id == changed.Id ? changed : definition).ToValueList());
}
