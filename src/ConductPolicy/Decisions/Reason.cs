namespace ConductPolicy.Decisions;

/// <summary>A reason of a decision.</summary>
/// <param name="Code">A stable kebab-case code.</param>
/// <param name="Text">The reason, in a sentence.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Basis">Whether it rests on their words, a reading of them, or a setting.</param>
public sealed record Reason(string Code, string Text, ValueList<string> Clauses, Basis Basis);
