namespace ConductPolicy.Policies;

/// <summary>Something that a rule set defines under an id of its own.</summary>
public abstract record Definition
{
    /// <summary>How many letters an id may have.</summary>
    internal const int MaximumIdLength = 100;

    private protected Definition()
    {
    }

    /// <summary>The id, kebab-case and stable: others script against it.</summary>
    public required string Id { get; init; }

    /// <summary>The ids of the clauses it rests on.</summary>
    public ValueList<string> Clauses { get; init; } = [];

    /// <summary>How somebody understood those clauses, where their words do not say it; else null.</summary>
    public string? Reading { get; init; }
}
