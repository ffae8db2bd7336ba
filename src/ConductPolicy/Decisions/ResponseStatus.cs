namespace ConductPolicy.Decisions;

/// <summary>Whether a response may be taken on the day of the decision.</summary>
public enum ResponseStatus
{
    /// <summary>Out of scope (this policy does not speak of it, and forbids nothing), no breach, resolved, or its condition does not hold.</summary>
    NotApplicable,

    /// <summary>Something has to come first.</summary>
    TooEarly,

    /// <summary>Too far up the ladder for this.</summary>
    Disproportionate,

    /// <summary>An unanswered fact decides.</summary>
    Unknown,

    /// <summary>All else is open; somebody has to be consulted, review or approve first.</summary>
    AwaitingApproval,

    /// <summary>It may be done now.</summary>
    Permitted,
}
