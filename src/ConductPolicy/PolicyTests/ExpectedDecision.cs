using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.PolicyTests;

/// <summary>What a test expects of a decision. What is null or left out is not looked at.</summary>
public sealed record ExpectedDecision
{
    /// <summary>The scope's verdict.</summary>
    public ScopeVerdict? Scope { get; init; }

    /// <summary>The verdict of each behaviour that is looked at.</summary>
    public ValueList<ExpectedVerdict> Behaviours { get; init; } = [];

    /// <summary>The status of each response that is looked at.</summary>
    public ValueList<ExpectedStatus> Statuses { get; init; } = [];

    /// <summary>The ids of the least step open, all of them.</summary>
    public ValueList<string>? Next { get; init; }

    /// <summary>The ids of the steps and duties required now, all of them, in any order.</summary>
    public ValueList<string>? Required { get; init; }

    /// <summary>The ids of the facts to ask for, all of them, in any order.</summary>
    public ValueList<string>? Ask { get; init; }

    /// <summary>The days of the deadlines, all of them, in any order.</summary>
    public ValueList<LocalDate>? Deadlines { get; init; }

    /// <summary>Clauses that the decision has to rely on, among others.</summary>
    public ValueList<string> Clauses { get; init; } = [];
}

/// <summary>The verdict expected of a behaviour.</summary>
/// <param name="Behaviour">The behaviour's id.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record ExpectedVerdict(string Behaviour, Verdict Verdict);

/// <summary>The status expected of a response.</summary>
/// <param name="Response">The response's id.</param>
/// <param name="Status">The status.</param>
public sealed record ExpectedStatus(string Response, ResponseStatus Status);
