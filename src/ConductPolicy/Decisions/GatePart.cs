using ConductPolicy.Conditions;

namespace ConductPolicy.Decisions;

/// <summary>What a gate says of one thing that it asks for, and on what that rests.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Truth">Whether it holds.</param>
/// <param name="Reason">What it says.</param>
/// <param name="Note">The readings and settings behind it, in words; or null.</param>
/// <param name="Condition">The condition behind it, where there is one.</param>
/// <param name="Missing">
/// Where it does not hold, what would have to be done first; where it waits for answers, those. Empty where nothing would help, and where
/// what it waits for is the behaviours' to say.
/// </param>
internal sealed record GatePart(Gate Gate, Truth Truth, Reason Reason, string? Note, CompiledCondition? Condition, ValueList<Missing> Missing);
