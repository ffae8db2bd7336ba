using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>A reason and the reasons behind it.</summary>
/// <param name="Text">What is said, in words.</param>
/// <param name="Truth">Whether it holds; null where it is not a matter of yes or no.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Basis">Whether it rests on their words, a reading of them, or a setting.</param>
/// <param name="Note">The reading or setting in words; or null.</param>
/// <param name="Parts">The reasons behind it.</param>
public sealed record Explanation(string Text, Truth? Truth, ValueList<string> Clauses, Basis Basis, string? Note, ValueList<Explanation> Parts);
