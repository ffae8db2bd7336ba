using System.Numerics;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;

namespace ConductPolicy.Analysis;

/// <summary>A response that has another status under one version of a policy than under another, in some states.</summary>
/// <param name="Response">The response's id.</param>
/// <param name="Before">Its status under the earlier version.</param>
/// <param name="After">Its status under the later one.</param>
/// <param name="States">In how many of the states that the two can tell apart between them.</param>
/// <param name="Example">A smallest case that shows it, in the ids of the later version.</param>
public sealed record StatusChange(string Response, ResponseStatus Before, ResponseStatus After, BigInteger States, ConductCase Example)
{
    /// <summary>Whether the later version permits, or all but permits, what the earlier one ruled out or left open.</summary>
    public bool IsMorePermissive => After >= ResponseStatus.AwaitingApproval && After > Before;
}
