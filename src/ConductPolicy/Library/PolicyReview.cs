using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Library;

/// <summary>What a policy's document says of its next review, and whether that is overdue.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Stated">When, as the document writes it, such as <c>summer 2027</c>.</param>
/// <param name="From">The first day of that time; null where its words are not understood.</param>
/// <param name="To">The last day of that time, included; null where its words are not understood.</param>
/// <param name="Reading">How the words are understood, where they name no days; else null.</param>
/// <param name="IsOverdue">Whether the last day has passed. What is not understood is never overdue: it has a <paramref name="Reading"/> that says so.</param>
public sealed record PolicyReview(Policy Policy, string Stated, LocalDate? From, LocalDate? To, string? Reading, bool IsOverdue)
{
    /// <summary>The next review of a policy, as of a day; null where its document names none.</summary>
    /// <remarks>
    /// Understood are a day (<c>2027-07-14</c> or <c>14 July 2027</c>), a month (<c>July 2027</c>), a year, a season and a term of one. A
    /// season is read as its three months (spring from March, summer from June, autumn from September, winter from December on); the
    /// autumn term as September to December, the spring term as January to April, the summer term as April to August.
    /// </remarks>
    /// <param name="policy">The policy.</param>
    /// <param name="asOf">The day.</param>
    public static PolicyReview? Of(Policy policy, LocalDate asOf)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Document.NextReview is not { } stated)
        {
            return null;
        }

        return StatedTime.Of(stated) is not { } time
            ? new(policy, stated, null, null, $"“{stated}” is no day, month, season, term or year that can be understood, so whether the review is overdue has to be seen by a person.", IsOverdue: false)
            : new(policy, stated, time.From, time.To, time.Reading, IsOverdue: time.To < asOf);
    }
}
