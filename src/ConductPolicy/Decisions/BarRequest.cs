using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>A bar whose dates are asked for.</summary>
/// <remarks>It has a length or a last day, not both; with neither, the length is that of the trust's setting (<see cref="Policies.BarSettings.DefaultLength"/>).</remarks>
public sealed record BarRequest
{
    /// <summary>The response's id, such as <c>ban</c>.</summary>
    public required string Response { get; init; }

    /// <summary>The first day of the bar.</summary>
    public required LocalDate Starts { get; init; }

    /// <summary>How long it is, or null.</summary>
    public Length? Length { get; init; }

    /// <summary>Its last day, included, or null.</summary>
    public LocalDate? Ends { get; init; }

    /// <summary>The day until which the person was asked for their side, included, where the school has said one; null for that of the trust's setting.</summary>
    /// <remarks>It counts where the policy gives the right to be heard while the bar runs, and is not moved: it is what the person was told.</remarks>
    public LocalDate? RepresentationsUntil { get; init; }

    /// <summary>The day that the school has chosen for the review, or for the decision on a provisional bar; null for the latest that the policy and its settings allow.</summary>
    public LocalDate? Review { get; init; }

    /// <summary>Whether the bar is on record: nobody can choose its days any more, so what leaves no day for what has to be done is told within the bar and not refused.</summary>
    internal bool IsOnRecord { get; init; }
}
