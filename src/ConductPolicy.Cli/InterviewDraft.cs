using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>What a person has said so far: first what the incident is, then the answers of the interview about it.</summary>
internal sealed record InterviewDraft
{
    public LocalDate? On { get; init; }

    public LocalDate? AsOf { get; init; }

    public ValueList<AllegedBehaviour>? Behaviours { get; init; }

    public bool IsSeriousnessSettled { get; init; }

    public string? Seriousness { get; init; }

    /// <summary>The interview, once it is known what it is about.</summary>
    public Interview? Interview { get; init; }
}
