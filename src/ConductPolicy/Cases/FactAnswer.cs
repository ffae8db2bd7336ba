namespace ConductPolicy.Cases;

/// <summary>An answer to a fact.</summary>
/// <param name="Fact">The fact's id.</param>
/// <param name="Value">The answer; unknown where an earlier answer is taken back.</param>
public sealed record FactAnswer(string Fact, FactValue Value);
