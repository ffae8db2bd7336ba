using System.Numerics;
using ConductPolicy.Cases;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>Whether a safeguard of a policy holds in every state that an incident can be in.</summary>
/// <param name="Safeguard">The safeguard.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Counterexample">For <c>never … unless</c>, a smallest case in which the response is permitted all the same; null where it holds.</param>
/// <param name="Violations">For <c>never … unless</c>, in how many states it fails; 0 where it holds.</param>
/// <param name="MissingParts">For <c>always … has</c>, the parts that the response does not have.</param>
public sealed record SafeguardProof(Safeguard Safeguard, bool Holds, ConductCase? Counterexample, BigInteger Violations, ValueList<string> MissingParts);
