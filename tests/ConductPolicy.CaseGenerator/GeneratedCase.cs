using ConductPolicy.Cases;

namespace ConductPolicy.CaseGenerator;

/// <summary>A case lived from end to end, and what an audit on its own day has to find in it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Fault">What was done wrong.</param>
/// <param name="Expected">All that is to be found.</param>
public sealed record GeneratedCase(ConductCase Case, Fault Fault, ValueList<ExpectedFinding> Expected);

/// <summary>A finding that a fault has to give.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Event">The event it is about; null for none.</param>
/// <param name="Clause">A clause that it names; null where it names none.</param>
public sealed record ExpectedFinding(string Code, string? Event, string? Clause);
