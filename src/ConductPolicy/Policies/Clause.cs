namespace ConductPolicy.Policies;

/// <summary>What a clause of a policy is.</summary>
public enum ClauseKind
{
    /// <summary>A value or aim.</summary>
    Value,

    /// <summary>Whom or what the policy speaks of.</summary>
    Scope,

    /// <summary>What a word means.</summary>
    Definition,

    /// <summary>Something that is asked of people.</summary>
    Expectation,

    /// <summary>A period of time.</summary>
    Timescale,

    /// <summary>A conduct that is a breach.</summary>
    Behaviour,

    /// <summary>What makes a conduct no breach after all.</summary>
    Exception,

    /// <summary>What the school does first.</summary>
    Step,

    /// <summary>When something may be done.</summary>
    Condition,

    /// <summary>What the school may do.</summary>
    Response,

    /// <summary>Whom somebody has to consult or have agree.</summary>
    Approval,

    /// <summary>What the policy promises never to skip.</summary>
    Safeguard,

    /// <summary>Who decides. Never a condition.</summary>
    Competence,

    /// <summary>What somebody may do if they like. Never a condition.</summary>
    Power,

    /// <summary>What the school promises of itself.</summary>
    Commitment,

    /// <summary>Another document.</summary>
    Related,

    /// <summary>About the document itself.</summary>
    Document,
}

/// <summary>How binding the words of a clause are, most binding first.</summary>
public enum ClauseForce
{
    /// <summary>The text says <c>must</c>.</summary>
    Must,

    /// <summary>The text says <c>will</c>.</summary>
    Will,

    /// <summary>The text says <c>would</c>.</summary>
    Would,

    /// <summary>The text says <c>should</c>.</summary>
    Should,

    /// <summary>The text says that a conduct is not tolerated.</summary>
    NotTolerated,

    /// <summary>The text asks for it.</summary>
    Request,

    /// <summary>The text says <c>may</c>.</summary>
    May,
}

/// <summary>A clause of the policy, restated.</summary>
public sealed record Clause : Definition
{
    /// <summary>What the clause says, in the rule set's own words.</summary>
    public required string Text { get; init; }

    /// <summary>What the clause is.</summary>
    public required ClauseKind Kind { get; init; }

    /// <summary>The force of its own words, or null where it has none.</summary>
    public ClauseForce? Force { get; init; }

    /// <summary>The clause that this one qualifies, whose force it shares where it has none of its own; else null.</summary>
    public string? Qualifies { get; init; }

    /// <summary>Why nothing follows from it, where nothing cites it; else null.</summary>
    public string? Covers { get; init; }
}
