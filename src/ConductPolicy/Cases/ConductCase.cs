using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>The record of a case: incidents with one person, and what was done about them. Immutable.</summary>
/// <remarks>It needs no name of anybody: references are opaque.</remarks>
public sealed record ConductCase
{
    /// <summary>The case's reference.</summary>
    public required string Id { get; init; }

    /// <summary>The day on which to decide, where the record says one; or null.</summary>
    public LocalDate? AsOf { get; init; }

    /// <summary>What is known for the whole case, such as who the person is.</summary>
    public ValueList<FactAnswer> Facts { get; init; } = [];

    /// <summary>The incidents, at least one.</summary>
    public required ValueList<Incident> Incidents { get; init; }

    /// <summary>What was learnt and done. Events of one day stand in the order of the list.</summary>
    public ValueList<CaseEvent> Events { get; init; } = [];
}
