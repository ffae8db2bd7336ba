namespace ConductPolicy.Conditions;

/// <summary>A number or length that stands in a rule, either written there or taken from one of the trust's settings.</summary>
/// <typeparam name="T">What is counted.</typeparam>
/// <param name="Value">The number or length itself.</param>
/// <param name="Setting">The id of the setting it was taken from, or null where the rule itself states it.</param>
public sealed record Quantity<T>(T Value, string? Setting);
