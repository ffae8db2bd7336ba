using ConductPolicy.Conditions;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Something that happened on one day.</summary>
public sealed record Incident
{
    /// <summary>Its id in the case, such as <c>i1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The day it happened.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The behaviours it names. One that names none is no breach.</summary>
    public ValueList<AllegedBehaviour> Behaviours { get; init; } = [];

    /// <summary>How serious somebody says it is, in place of what the behaviours are by themselves; or null.</summary>
    public string? Seriousness { get; init; }

    /// <summary>What was known on that day.</summary>
    public ValueList<FactAnswer> Facts { get; init; } = [];
}

/// <summary>A behaviour that an incident names.</summary>
/// <param name="Id">The behaviour's id in the policy.</param>
/// <param name="Finding">How far it has been looked into when the case is written down; events may change it.</param>
public sealed record AllegedBehaviour(string Id, Finding Finding = Finding.Alleged);
