namespace ConductPolicy.Decisions;

/// <summary>The four gates of a response, in order.</summary>
public enum Gate
{
    /// <summary>The policy speaks of the person, some behaviour stands, and the response's condition holds.</summary>
    Applicable,

    /// <summary>What comes first was done.</summary>
    InSequence,

    /// <summary>The rung is within reach for the seriousness.</summary>
    Proportionate,

    /// <summary>Those who have to be consulted, review or approve are on record.</summary>
    Approved,
}
