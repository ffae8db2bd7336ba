using ConductPolicy.Cases;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>The tree of reasons of a decision, put together when it is asked for.</summary>
internal sealed class DecisionExplanation(DecisionEngine engine, ConductCase conductCase, int incident, LocalDate asOf)
{
    public Explanation Of(Decision decision) => engine.Explain(decision, conductCase, incident, asOf);

    /// <summary>It says nothing that its decision does not: decisions that are equal in all else are equal.</summary>
    public override bool Equals(object? obj) => obj is DecisionExplanation;

    public override int GetHashCode() => 0;
}
