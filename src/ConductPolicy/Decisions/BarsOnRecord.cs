using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Finds the dates of the bars of a record, and what came of them.</summary>
/// <remarks>
/// A bar without a last day has none, and a warning of the record says so. One that was lifted, resolved, carried on or begun anew on
/// or before its last day calls for nothing more. The calendar is made when the first bar comes: most cases have none.
/// </remarks>
internal sealed class BarsOnRecord(CompiledPolicy compiled, Lazy<PolicyCalendars?> calendars)
{
    /// <summary>The dates of one bar; null where they cannot be said, for which there is a warning, or where it has no last day.</summary>
    /// <param name="record">The record.</param>
    /// <param name="taken">The event by which it began.</param>
    /// <param name="warnings">Where a warning goes.</param>
    public BarOnRecord? Of(IncidentRecord record, int taken, ref List<CaseWarning>? warnings)
    {
        if (record.EndOf(taken) is not { } ends)
        {
            return null;
        }

        var trail = new ResponseTrail(record, taken);
        var response = trail.Response;
        try
        {
            if (calendars.Value is { } known)
            {
                var heard = trail.Representations;
                var request = new BarRequest { Response = response.Id, Starts = record.Timeline.DateOf(taken), Ends = ends, RepresentationsUntil = heard.InvitedUntil, IsOnRecord = true };
                var schedule = BarSchedule.Of(request, known);
                return new BarOnRecord(record.Timeline.EventId(taken), schedule, DatesOf(record, trail, schedule, heard), heard is not (null, null));
            }

            AddWarning($"No bank holidays of {compiled.Policy.Division} come with the library; give the engine those of a feed.", ref warnings);
        }
        catch (ConductPolicyException refusal)
        {
            AddWarning(refusal.Problems[0].Message, ref warnings);
        }

        return null;

        void AddWarning(string why, ref List<CaseWarning>? list) => (list ??= []).Add(new CaseWarning(
            "no-deadline", record.Timeline.EventId(taken),
            $"The dates of “{response.Label}” of {DateText.Long(record.Timeline.DateOf(taken))} ({record.Timeline.EventId(taken)}) cannot be said. {why}"));
    }

    private static ValueList<BarDateOnRecord> DatesOf(IncidentRecord record, ResponseTrail trail, BarSchedule schedule, (LocalDate? InvitedUntil, LocalDate? ReceivedOn) heard)
    {
        var over = trail.OverOn is { } day && day <= schedule.Ends ? day : (LocalDate?)null;
        var ended = over ?? trail.EndedOn ?? (record.AsOf > schedule.Ends ? schedule.Ends : null);
        var dates = new List<BarDateOnRecord>();
        var before = schedule.Starts;
        foreach (var date in schedule.Dates)
        {
            var doneOn = date.Kind switch
            {
                BarDateKind.RepresentationsUntil => heard.ReceivedOn ?? (heard.InvitedUntil is not null && record.AsOf > date.On ? date.On : null),
                BarDateKind.InterimReview => ReviewAfter(record, trail, trail.Taken, before),
                BarDateKind.Decision => DecisionAfter(record, trail),
                BarDateKind.Review => ReviewAfter(record, trail, trail.LastAct, before),
                _ => ended,
            };
            before = date.Kind == BarDateKind.InterimReview ? date.On : before;

            // Nobody reviews on the way what has run out, nor asks for their side who is barred no more.
            var isPast = over is not null || (ended is not null && date.Kind is (BarDateKind.InterimReview or BarDateKind.RepresentationsUntil));
            if (date.Kind != BarDateKind.Begins && (doneOn is not null || !isPast))
            {
                dates.Add(new BarDateOnRecord(date, doneOn));
            }
        }

        return dates.ToValueList();
    }

    // In a row of reviews each day is served by the first review after the day before it.
    private static LocalDate? ReviewAfter(IncidentRecord record, ResponseTrail trail, int since, LocalDate before)
    {
        var review = trail.NextReview(since);
        while (review >= 0 && before > record.Timeline.DateOf(trail.Taken) && record.Timeline.DateOf(review) <= before)
        {
            review = trail.NextReview(review);
        }

        return review < 0 ? null : record.Timeline.DateOf(review);
    }

    // A review before its own condition held decided nothing; that it lifted the bar counts always.
    private static LocalDate? DecisionAfter(IncidentRecord record, ResponseTrail trail)
    {
        var review = trail.NextReview(trail.LastAct);
        while (review >= 0 && record.TooEarly?.Any(early => early.Entry == review) == true)
        {
            review = trail.NextReview(review);
        }

        return review < 0 ? null : record.Timeline.DateOf(review);
    }
}
