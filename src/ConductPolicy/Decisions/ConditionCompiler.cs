using System.Diagnostics.CodeAnalysis;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Makes the conditions of a policy ready to be evaluated.</summary>
/// <param name="policy">The policy.</param>
/// <param name="atoms">The numbers of what its conditions ask.</param>
/// <param name="approvals">The atoms of the approvals of which a condition of a safeguard asks for one; null for the conditions of gates.</param>
internal sealed class ConditionCompiler(Policy policy, AtomTable atoms, Func<RecordedCondition, IEnumerable<int>>? approvals = null)
{
    [return: NotNullIfNotNull(nameof(condition))]
    public CompiledCondition? Compile(Condition? condition) => condition switch
    {
        null => null,
        FlagCondition flag => new(flag, atoms.OfFlag(policy.Facts.IndexOf(flag.Fact))),
        ChoiceCondition choice => OfChoice(choice),
        CountCondition count => new(count, atoms.OfCount(policy.Facts.IndexOf(count.Fact), count.AtLeast.Value)),
        NotCondition not => new(not, Connective.Not, Compile(not.Inner)),
        AllCondition all => new(all, Connective.All, CompileEach(all.Conditions)),
        AnyCondition any => new(any, Connective.Any, CompileEach(any.Conditions)),
        CitedCondition cited => new(cited, Connective.All, Compile(cited.When)),
        BehaviourCondition behaviour => OfBehaviour(behaviour),
        RecordedCondition recorded => OfApprovals(recorded),
        SeriousnessCondition seriousness => new(seriousness, atoms.OfLevel(LevelOf(policy, seriousness.Level))),
        _ => OfRecorded(condition),
    };

    /// <summary>A level by its position; -1 for none.</summary>
    public static int LevelOf(Policy policy, string? level)
    {
        for (var i = 0; i < policy.SeriousnessLevels.Count; i++)
        {
            if (policy.SeriousnessLevels[i] == level)
            {
                return i;
            }
        }

        return -1;
    }

    private CompiledCondition[] CompileEach(ValueList<Condition> conditions)
    {
        var compiled = new CompiledCondition[conditions.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            compiled[i] = Compile(conditions[i]);
        }

        return compiled;
    }

    private CompiledCondition OfChoice(ChoiceCondition choice)
    {
        var fact = policy.Facts.IndexOf(choice.Fact);
        return new(choice, Connective.Any, [.. choice.Values.Select(value => new CompiledCondition(choice with { Values = [value] }, atoms.OfChoice(fact, value)))]);
    }

    // A behaviour found not to have happened never stands.
    private CompiledCondition OfBehaviour(BehaviourCondition condition)
    {
        var parts = new List<CompiledCondition>();
        for (var i = 0; i < policy.Behaviours.Count && condition.Finding != Finding.NotEstablished; i++)
        {
            var behaviour = policy.Behaviours[i];
            if (behaviour.Id == condition.BehaviourOrTag || behaviour.Tags.Contains(condition.BehaviourOrTag))
            {
                parts.Add(new CompiledCondition(condition with { BehaviourOrTag = behaviour.Id }, atoms.OfStanding(i, condition.Finding)));
            }
        }

        // By their ids, so that what is said of them does not depend on the order of the rules.
        parts.Sort((a, b) => string.CompareOrdinal(((BehaviourCondition)a.Source).BehaviourOrTag, ((BehaviourCondition)b.Source).BehaviourOrTag));
        return new(condition, Connective.Any, [.. parts]);
    }

    private CompiledCondition OfApprovals(RecordedCondition condition) =>
        new(condition, Connective.Any, [.. approvals!(condition).Select(atom => new CompiledCondition(condition, atom))]);

    private CompiledCondition OfRecorded(Condition condition)
    {
        var recorded = atoms.OfRecorded(condition);
        return new(condition, recorded.Atom, recorded.Awaited);
    }
}
