using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>Something in the record of a case that is not as the trust's own policy asks.</summary>
public sealed record AuditFinding
{
    /// <summary>A stable kebab-case code, one of <see cref="FindingCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The id of the event it is about; null where something is missing that has none.</summary>
    public required string? Event { get; init; }

    /// <summary>The id of the incident; null where it belongs to none in particular.</summary>
    public required string? Incident { get; init; }

    /// <summary>The day of the event, or the day by which something was to be done.</summary>
    public required LocalDate On { get; init; }

    /// <summary>How binding the most binding of the clauses is.</summary>
    public required ClauseForce Force { get; init; }

    /// <summary>Whether it rests on the words of the clauses, a reading of them, or a setting. What is stated weighs more than any reading or setting.</summary>
    public required Basis Basis { get; init; }

    /// <summary>The clauses; empty for a consideration of the trust's own.</summary>
    public required ValueList<string> Clauses { get; init; }

    /// <summary>What was done, in a sentence.</summary>
    public required string Did { get; init; }

    /// <summary>What the policy asked, in a sentence.</summary>
    public required string Asked { get; init; }

    /// <summary>How many working days late it was; null where it is not a matter of days.</summary>
    public int? LateBy { get; init; }
}
