using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Something in a case's record that does not count, or that somebody should look at, and why.</summary>
/// <param name="Code">A stable kebab-case code.</param>
/// <param name="Event">The event's id; empty where it is about no event.</param>
/// <param name="Text">What it is, in a sentence or two.</param>
public sealed record CaseWarning(string Code, string Event, string Text);

/// <summary>An event that counts.</summary>
/// <param name="Event">The event.</param>
/// <param name="Position">Its position in the case.</param>
/// <param name="Incident">The position of the incident it belongs to; -1 where it belongs to none in particular.</param>
/// <param name="About">The position in the timeline of the event it is about; -1 for none.</param>
/// <param name="Subject">The step or response it takes, or the response it is for, by its number; -1 for none.</param>
internal readonly record struct TimelineEntry(CaseEvent Event, int Position, int Incident, int About, int Subject)
{
    public bool IsAttempt => Event is StepTaken or ResponseTaken;
}

/// <summary>A message and the replies to it, in their order.</summary>
/// <param name="Message">The position in the timeline of the event by which it came.</param>
internal sealed record MessageTrail(int Message)
{
    public List<MessageAnswered> Replies { get; } = [];

    /// <summary>The first reply that was no holding one; null where there is none.</summary>
    public MessageAnswered? Answer => Replies.Find(reply => reply.HoldingUntil is null);

    /// <summary>By when it is to be answered, from the day by which it was at first: a holding reply in time moves that to the day it names, also more than once.</summary>
    public LocalDate DueAfterHolding(LocalDate due)
    {
        foreach (var reply in Replies)
        {
            if (reply.HoldingUntil is not { } until)
            {
                break;
            }

            due = reply.On <= due ? until : due;
        }

        return due;
    }
}

/// <summary>The events of a case until a day that count, by date and then by their place in the list.</summary>
/// <remarks>
/// What is not on record did not happen. Steps and responses go by their number: first the policy's steps, then its responses
/// (<see cref="SubjectOf(Policy, string)"/>).
/// </remarks>
internal sealed class CaseTimeline
{
    /// <summary>The code of what is dated before its incident.</summary>
    public const string BeforeIncident = "before-incident";

    private readonly TimelineEntry[] _entries;
    private readonly IncidentIndex _incidents;

    // The number of the first response.
    private readonly int _steps;

    public CaseTimeline(ConductCase recorded, Policy policy, LocalDate until)
    {
        Case = recorded;
        Policy = policy;
        _incidents = new IncidentIndex(recorded.Incidents);
        _steps = SubjectOf(policy, 0);
        var warnings = default(List<CaseWarning>);
        _entries = Sorted(until, ref warnings);
        Warnings = warnings?.ToValueList() ?? [];
        IncidentsByDate = recorded.Incidents.Count == 1 ? null : [.. Enumerable.Range(0, recorded.Incidents.Count).OrderBy(i => recorded.Incidents[i].On)];
    }

    public ConductCase Case { get; }

    public Policy Policy { get; }

    /// <summary>What does not count, and why.</summary>
    public ValueList<CaseWarning> Warnings { get; }

    public ReadOnlySpan<TimelineEntry> Entries => _entries;

    /// <summary>The positions of the incidents, by date and then as they stand; null where there is one only.</summary>
    public int[]? IncidentsByDate { get; }

    /// <summary>A step's or response's number among the policy's steps and responses.</summary>
    public static int SubjectOf(Policy policy, string stepOrResponse) =>
        policy.Steps.IndexOf(stepOrResponse) is var step and >= 0 ? step : SubjectOf(policy, policy.Responses.IndexOf(stepOrResponse));

    /// <summary>The number of a response by its position, among the policy's steps and responses.</summary>
    public static int SubjectOf(Policy policy, int response) => policy.Steps.Count + response;

    public string EventId(int entry) => EventIndex.IdOf(_entries[entry].Event, _entries[entry].Position);

    public LocalDate DateOf(int entry) => _entries[entry].Event.On;

    /// <summary>The response that an entry took, or that it is for.</summary>
    public Response ResponseOf(int entry) => Policy.Responses[PositionOf(entry)];

    /// <summary>The position of that response in the policy; below 0 where an entry has none.</summary>
    public int PositionOf(int entry) => _entries[entry].Subject - _steps;

    /// <summary>For each incident the entries that bear on it, in their order: its own, and those by which facts were learnt or the person was in touch.</summary>
    public int[][] EntriesByIncident()
    {
        if (Case.Incidents.Count == 1)
        {
            var all = new int[_entries.Length];
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = i;
            }

            return [all];
        }

        var own = new List<int>?[Case.Incidents.Count];
        for (var i = 0; i < _entries.Length; i++)
        {
            var isShared = _entries[i].Event is FactsLearnt or ContactMade;
            var (first, last) = isShared ? (0, own.Length - 1) : (_entries[i].Incident, _entries[i].Incident);
            for (var incident = Math.Max(first, 0); incident <= last; incident++)
            {
                (own[incident] ??= []).Add(i);
            }
        }

        return Array.ConvertAll(own, entries => entries?.ToArray() ?? []);
    }

    /// <summary>The messages of an incident, or of none in particular, with the replies to them; null where there is none.</summary>
    /// <param name="incident">The incident; -1 for the messages of all.</param>
    public List<MessageTrail>? MessagesOf(int incident)
    {
        var messages = default(List<MessageTrail>);
        var byEntry = default(MessageTrail?[]);
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Event is MessageReceived && (incident < 0 || _entries[i].Incident < 0 || _entries[i].Incident == incident))
            {
                var trail = new MessageTrail(i);
                (messages ??= []).Add(trail);
                byEntry ??= new MessageTrail[_entries.Length];
                byEntry[i] = trail;
            }
            else if (_entries[i].Event is MessageAnswered reply && byEntry?[_entries[i].About] is { } answered)
            {
                answered.Replies.Add(reply);
            }
        }

        return messages;
    }

    private TimelineEntry[] Sorted(LocalDate until, ref List<CaseWarning>? warnings)
    {
        var events = Case.Events;
        var index = new EventIndex(events);
        var order = OrderOf(events);
        var seen = events.Count;
        while (seen > 0 && events[order is null ? seen - 1 : order[seen - 1]].On > until)
        {
            seen--;
        }

        var entries = new TimelineEntry[seen];
        var positions = default(int[]);
        var count = 0;
        for (var next = 0; next < seen; next++)
        {
            var position = order is null ? next : order[next];
            var item = events[position];
            var about = -1;
            if (item is EventAboutEvent { Of: var of })
            {
                about = (positions ??= RecordedSoFar(entries, count))[index.Find(of)];
                if (about < 0)
                {
                    var id = EventIndex.IdOf(item, position);
                    (warnings ??= []).Add(new CaseWarning(
                        "about-what-does-not-count", id, $"Event {id} is about {of}, which does not count or stands after it, so it does not count either."));
                    continue;
                }
            }

            var incident = about >= 0 && item.Incident is null ? entries[about].Incident : IncidentOf(item);
            if (WhyNotCounted(item, position, incident) is { } warning)
            {
                (warnings ??= []).Add(warning);
                continue;
            }

            if (positions is not null)
            {
                positions[position] = count;
            }

            entries[count++] = new TimelineEntry(item, position, incident, about, SubjectOf(item));
        }

        return count == entries.Length ? entries : entries[..count];
    }

    // Where each event of the case stands in the timeline, -1 for those that do not.
    private int[] RecordedSoFar(TimelineEntry[] entries, int count)
    {
        var positions = new int[Case.Events.Count];
        Array.Fill(positions, -1);
        for (var i = 0; i < count; i++)
        {
            positions[entries[i].Position] = i;
        }

        return positions;
    }

    private int SubjectOf(CaseEvent item) => item switch
    {
        StepTaken step => Policy.Steps.IndexOf(step.Step),
        ResponseTaken taken => SubjectOf(Policy, Policy.Responses.IndexOf(taken.Response)),
        ApprovalRecorded { For: { } response } => SubjectOf(Policy, Policy.Responses.IndexOf(response)),
        NoticeGiven notice => SubjectOf(Policy, Policy.Responses.IndexOf(notice.For)),
        RepresentationsNoted noted => SubjectOf(Policy, Policy.Responses.IndexOf(noted.For)),
        _ => -1,
    };

    // The positions of the events, by date and then as they stand; null where the list is in that order already, as most are.
    internal static int[]? OrderOf(ValueList<CaseEvent> events)
    {
        var isSorted = true;
        for (var i = 1; i < events.Count; i++)
        {
            // To find two dates the same takes less than to find which is the earlier.
            isSorted &= events[i - 1].On == events[i].On || events[i - 1].On < events[i].On;
        }

        return isSorted ? null : [.. Enumerable.Range(0, events.Count).OrderBy(i => events[i].On)];
    }

    private CaseWarning? WhyNotCounted(CaseEvent item, int position, int incident)
    {
        if (item is ApprovalRecorded { For: null } approval)
        {
            var id = EventIndex.IdOf(item, position);
            return new CaseWarning("approval-for-nothing", id, $"The {ApprovalActText.NounOf(approval.Act)} of {DateText.Long(item.On)} ({id}) does not say for which response it is, so it counts for nothing.");
        }

        if (incident >= 0 && item is not FactsLearnt && item.On < Case.Incidents[incident].On)
        {
            var id = EventIndex.IdOf(item, position);
            return new CaseWarning(
                BeforeIncident, id,
                $"What is on record for {DateText.Long(item.On)} ({id}) lies before its incident of {DateText.Long(Case.Incidents[incident].On)}, so it does not count.");
        }

        return null;
    }

    // -1 where it belongs to no incident in particular.
    private int IncidentOf(CaseEvent item) => item.Incident is { } id && _incidents.Find(id) is var found and >= 0 ? found
        : Case.Incidents.Count == 1 ? 0
        : -1;
}
