using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Timelines;

/// <summary>Something that stands on the timeline.</summary>
/// <param name="On">The day.</param>
/// <param name="Head">What it is called by, such as its event's id; empty where it has no name.</param>
/// <param name="Text">What it is, in a few words.</param>
/// <param name="Findings">The numbers of the findings about it.</param>
/// <param name="IsIncident">Whether it is an incident.</param>
/// <param name="IsPressing">Whether its day has passed and it is not done.</param>
internal sealed record TimelineLabel(LocalDate On, string Head, string Text, ValueList<int> Findings, bool IsIncident = false, bool IsPressing = false);

/// <summary>The time of a bar, as it is drawn.</summary>
/// <param name="Id">The event that began it.</param>
/// <param name="Response">The response.</param>
/// <param name="From">The first day.</param>
/// <param name="Ends">Each last day that it has had, the first one first, later ones by extension; empty where none is on record.</param>
/// <param name="EndedOn">The day on which it was lifted, or recorded as over; null for neither.</param>
/// <param name="IsLifted">Whether it was lifted.</param>
/// <param name="Text">The same in words.</param>
internal sealed record TimelineBar(string Id, Response Response, LocalDate From, ValueList<LocalDate> Ends, LocalDate? EndedOn, bool IsLifted, string Text)
{
    /// <summary>The day to which it is drawn as in force; null where it has no end.</summary>
    public LocalDate? Until => EndedOn is { } ended && (Ends.Count == 0 || ended < Ends[^1]) ? ended : Ends.Count > 0 ? Ends[^1] : null;
}
