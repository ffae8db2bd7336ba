using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>What a letter is about, as the record has it.</summary>
internal sealed record LetterSubject
{
    public required ConductCase Case { get; init; }

    public required Decision Decision { get; init; }

    public required ResponseDecision Item { get; init; }

    public required LetterKind Kind { get; init; }

    /// <summary>The taking that it tells of, or whose extension it tells of; null where it is not on record yet.</summary>
    public Taking? Taking { get; init; }

    /// <summary>The id of the event that it tells of; null where that is not on record yet.</summary>
    public string? Event { get; init; }

    /// <summary>The dates of the bar; null for what is no bar, or only intended.</summary>
    public BarSchedule? Schedule { get; init; }

    /// <summary>Until when the person may put their side; null where nothing gives a day, or the day is past.</summary>
    public HearingDay? Hearing { get; init; }

    public Policy Policy => Decision.Policy;

    public Response Response => Item.Response;

    public LocalDate Date => Decision.AsOf;

    public Incident Incident => Decision.Incident;

    /// <summary>What the policy says that the letter must state.</summary>
    public ValueList<string> Required => Kind == LetterKind.Intention ? ["reasons", "representations"] : Response.Notice?.States ?? [];

    /// <summary>The response that whatever follows is recorded for: the one that continues this one, where there is one.</summary>
    public static Response HeardFor(Policy policy, Response response) => policy.Responses.FirstOrDefault(other => other.Continues == response.Id) ?? response;

    /// <summary>The events up to the day that belong to the incident, with their ids.</summary>
    public static IEnumerable<(T Event, string Id)> Recorded<T>(ConductCase whole, Incident incident, LocalDate asOf)
        where T : CaseEvent
    {
        var events = whole.Events;
        return Enumerable.Range(0, events.Count).OrderBy(i => events[i].On)
            .Where(i => events[i].On <= asOf && events[i] is T && (events[i].Incident is null ? whole.Incidents.Count == 1 || events[i] is EventAboutEvent : events[i].Incident == incident.Id))
            .Select(i => ((T)events[i], EventIndex.IdOf(events[i], i)));
    }

    public IEnumerable<(T Event, string Id)> Recorded<T>()
        where T : CaseEvent => Recorded<T>(Case, Incident, Date);

    /// <summary>Why a response is not permitted; none where it is.</summary>
    public static List<Reason> ReasonsAgainst(ResponseDecision item)
    {
        string[] codes = item.Status switch
        {
            ResponseStatus.Permitted => [],
            ResponseStatus.AwaitingApproval => ["approval-missing"],
            ResponseStatus.TooEarly => ["comes-first", "above-ceiling"],
            ResponseStatus.Unknown => [.. item.Reasons.Select(reason => reason.Code).Where(code => code.EndsWith("unknown", StringComparison.Ordinal))],
            _ => [.. item.Reasons.Select(reason => reason.Code)],
        };
        var reasons = item.Reasons.Where(reason => codes.Contains(reason.Code)).ToList();
        return item.Status != ResponseStatus.Permitted && reasons.Count == 0 ? [.. item.Reasons] : reasons;
    }

    /// <summary>Whether a role may give what is asked of another.</summary>
    public static bool ActsFor(Policy policy, string role, string wanted) => role == wanted || policy.Roles[role].MayActFor.Contains(wanted);

    /// <summary>Whether a condition speaks of the notified intention to take a response.</summary>
    public static bool SpeaksOfIntention(Condition? condition, string response) =>
        condition is not null && (condition is NotifiedCondition notified && notified.Response == response || condition.Parts.Any(part => SpeaksOfIntention(part, response)));
}

/// <summary>The last day on which the person may put their side.</summary>
/// <param name="Until">The day, included.</param>
/// <param name="IsOnRecord">Whether the record has the invitation.</param>
/// <param name="Cited">What it rests on.</param>
internal sealed record HearingDay(LocalDate Until, bool IsOnRecord, Citations Cited);
