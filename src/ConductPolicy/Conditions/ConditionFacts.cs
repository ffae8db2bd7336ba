namespace ConductPolicy.Conditions;

/// <summary>What a condition is made of, and the facts that it asks for.</summary>
internal static class ConditionFacts
{
    /// <summary>A condition and all that is inside it.</summary>
    public static IEnumerable<Condition> WithParts(this Condition condition) => condition.Parts.SelectMany(WithParts).Prepend(condition);

    /// <summary>The fact that a condition itself asks for, what is inside it apart; null for none.</summary>
    public static string? Fact(this Condition condition) => condition switch
    {
        FlagCondition flag => flag.Fact,
        ChoiceCondition choice => choice.Fact,
        CountCondition count => count.Fact,
        _ => null,
    };

    /// <summary>The facts that a condition asks for, each once.</summary>
    public static IEnumerable<string> Facts(this Condition condition) => condition.WithParts().Select(Fact).OfType<string>().Distinct();
}
