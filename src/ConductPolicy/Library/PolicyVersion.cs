using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Library;

/// <summary>One version of a policy in a library.</summary>
/// <param name="Policy">The version itself.</param>
/// <param name="File">The name of its rule file.</param>
/// <param name="From">The first day on which it is in force; null for a draft that is not used.</param>
/// <param name="To">The last day, included: the one that the file states, else the one before the next version begins; null where neither is known yet.</param>
public sealed record PolicyVersion(Policy Policy, string File, LocalDate? From, LocalDate? To)
{
    /// <summary>Whether the version is in force on a day.</summary>
    /// <param name="date">The day.</param>
    public bool Covers(LocalDate date) => From <= date && (To is not { } last || date <= last);
}
