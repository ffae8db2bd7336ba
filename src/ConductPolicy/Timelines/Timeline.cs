using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Timelines;

/// <summary>Draws the record of a case as a picture of its own: what happened above a time axis, bars and what is due below it.</summary>
/// <remarks>
/// The picture is SVG with no script, style sheet or font of its own; it is as wide as A4 landscape, reads in black on white, and says
/// nothing by colour alone. The same case, policy and day always give the same bytes.
/// </remarks>
public static class Timeline
{
    /// <summary>The most incidents, events, findings and due items that one picture shows together; no person could read more.</summary>
    public const int MostEntries = 500;

    /// <summary>Draws a case.</summary>
    /// <param name="engine">The engine of the policy by which the case is recorded.</param>
    /// <param name="conductCase">The case.</param>
    /// <param name="due">What the record calls for.</param>
    /// <param name="findings">What an audit found; they are numbered in this order.</param>
    /// <param name="asOf">The day of the picture; null for the one that the case names. Events after it are not shown.</param>
    /// <returns>The picture, as a document of SVG.</returns>
    /// <exception cref="ConductPolicyException">The case cannot be decided on that day, or has more than <see cref="MostEntries"/> things to show.</exception>
    public static string Draw(DecisionEngine engine, ConductCase conductCase, IReadOnlyList<DueItem> due, IReadOnlyList<AuditFinding> findings, LocalDate? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(conductCase);
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(findings);
        var count = conductCase.Incidents.Count + conductCase.Events.Count + due.Count + findings.Count;
        if (count > MostEntries)
        {
            throw new ConductPolicyException([new Problem(
                ProblemCode.TooMany, "", 0, 0, "/events", FormattableString.Invariant($"The case has {count} incidents, events, findings and due items together; a picture of more than {MostEntries} cannot be read, so none is drawn."),
                "Draw a case of fewer events, or read it with `decide` and `audit`.", ProblemSeverity.Error)]);
        }

        // Deciding checks that the case fits the policy, and that the day is one to decide on.
        var first = conductCase.Incidents.MinBy(incident => incident.On);
        var day = engine.Decide(conductCase, first?.Id, asOf).AsOf;
        return new TimelineDrawing(engine.Policy, conductCase, day, due, findings, BarsOf(engine.Policy, conductCase, day)).Write();
    }

    private static List<TimelineBar> BarsOf(Policy policy, ConductCase recorded, LocalDate day)
    {
        var events = recorded.Events.Select((item, i) => (Event: item, Id: EventIndex.IdOf(item, i))).Where(item => item.Event.On <= day).OrderBy(item => item.Event.On).ToList();
        var bars = new List<TimelineBar>();
        foreach (var (taken, id) in events.Select(item => (item.Event as ResponseTaken, item.Id)))
        {
            if (taken is null || policy.Responses[taken.Response] is not { Bar: not null } response)
            {
                continue;
            }

            var ends = taken.Ends is { } given ? new List<LocalDate> { given } : [];
            ends.AddRange(events.Select(item => item.Event).OfType<BarExtended>().Where(extended => extended.Of == id).Select(extended => extended.Ends));
            var over = events.Select(item => item.Event).FirstOrDefault(item => item is ResponseEnded ended && ended.Of == id);
            var lift = events.Select(item => item.Event).FirstOrDefault(item => item.On >= taken.On && IsLift(item, policy, response) && item.Incident == taken.Incident);
            var isLifted = lift is not null && (over is null || lift.On <= over.On);
            var bar = new TimelineBar(
                id, response, taken.On, ends.ToValueList(), isLifted ? lift!.On : over?.On, isLifted || over is ResponseEnded { IsLifted: true }, "");
            bars.Add(bar with { Text = TimelineWording.Of(bar) });
        }

        return bars;
    }

    // A lifting review ends the bar, and the one that it continues.
    private static bool IsLift(CaseEvent item, Policy policy, Response response) =>
        item is ApprovalRecorded { Act: ApprovalAct.Review, Result: ApprovalResult.Lifted, For: { } lifted }
        && (lifted == response.Id || policy.Responses[lifted].Continues == response.Id || response.Continues == lifted);
}
