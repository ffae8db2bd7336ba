using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>Something without which a response is not permitted. The kinds below are all there are.</summary>
public abstract record Missing
{
    private protected Missing()
    {
    }

    /// <summary>The clauses that ask for it.</summary>
    public ValueList<string> Clauses { get; init; } = [];
}

/// <summary>Somebody has to be consulted, review or approve.</summary>
/// <param name="Act">What has to be done.</param>
/// <param name="Role">By whom.</param>
public sealed record MissingApproval(ApprovalAct Act, string Role) : Missing;

/// <summary>A step or response has to be taken, or to have come out in some way.</summary>
/// <param name="Ids">The steps and responses of which one will do.</param>
/// <param name="Outcome">The outcome it has to have; null for any attempt.</param>
/// <param name="AtLeast">How often it has to have been attempted.</param>
/// <param name="AwaitsOutcome">Whether it is on record and only its outcome is not.</param>
public sealed record MissingAct(ValueList<string> Ids, Outcome? Outcome, int AtLeast, bool AwaitsOutcome) : Missing;

/// <summary>A fact has to be answered, or to be otherwise than it is.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Question">The question to put.</param>
public sealed record MissingFact(string Fact, string Question) : Missing;

/// <summary>Any one of these.</summary>
/// <param name="Alternatives">What there is to choose from.</param>
public sealed record MissingOneOf(ValueList<Missing> Alternatives) : Missing;

/// <summary>All of these; stands only inside <see cref="MissingOneOf"/>.</summary>
/// <param name="Parts">What is needed together.</param>
public sealed record MissingAllOf(ValueList<Missing> Parts) : Missing;

/// <summary>Some other condition does not hold.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Text">The condition in words.</param>
public sealed record MissingCondition(Condition Condition, string Text) : Missing;
