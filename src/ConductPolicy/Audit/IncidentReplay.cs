using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>One incident of a case while its record is replayed: how it stands, and what was found until now.</summary>
/// <param name="timeline">The case.</param>
/// <param name="incident">The position of the incident.</param>
/// <param name="asOf">The day of the audit.</param>
/// <param name="engine">Decides by the policy.</param>
/// <param name="findings">Where to put what is found.</param>
internal sealed class IncidentReplay(CaseTimeline timeline, int incident, LocalDate asOf, DecisionEngine engine, FindingList findings)
{
    private readonly ResponseHistory?[] _histories = new ResponseHistory?[engine.Policy.Responses.Count];
    private readonly ulong[] _words = new ulong[engine.Compiled.WordCount];
    private HashSet<int>? _leftOut;

    public Policy Policy => engine.Policy;

    public CompiledPolicy Compiled => engine.Compiled;

    public DecisionBuilder Builder => engine.Builder;

    public ConditionWording Wording => engine.Builder.Wording;

    public CaseTimeline Timeline => timeline;

    public int Incident => incident;

    public LocalDate AsOf => asOf;

    public IncidentRecord Record { get; } = new(timeline, incident, engine.Compiled.Counts);

    /// <summary>What happened about each response, by its position; null where nothing did, or nothing is asked of it.</summary>
    public ReadOnlySpan<ResponseHistory?> Histories => _histories;

    /// <summary>Remembers an event of the incident that is about a response, or about one that continues it.</summary>
    public void Remember(int entry)
    {
        var response = timeline.PositionOf(timeline.Entries[entry] is { Subject: < 0, About: >= 0 and var about } ? about : entry);
        if (response < 0)
        {
            return;
        }

        Remember(entry, response);
        if (Compiled.Responses[response].First is >= 0 and var first)
        {
            Remember(entry, first);
        }
    }

    /// <summary>How the incident stands, until it is asked for again.</summary>
    public IncidentBits BitsNow() => Compiled.BitsOf(Record, _words);

    /// <summary>Leaves an act out: the policy did not speak of the person then.</summary>
    public void LeaveOut(int act) => (_leftOut ??= []).Add(act);

    public bool IsJudged(int act) => _leftOut is null || !_leftOut.Contains(act);

    public void Found(string code, int entry, Citations cited, string did, string asked, int? lateBy = null) =>
        findings.Add(code, entry, incident, null, cited, did, asked, lateBy);

    public void Missed(string code, int entry, LocalDate on, Citations cited, string did, string asked, int? lateBy = null) =>
        findings.Add(code, entry, incident, on, cited, did, asked, lateBy);

    public void CouldNotJudge(string what) => findings.NotJudged.Add(what);

    /// <summary>An act in words: <c>“Ban from the school site” of Friday 20 November 2026 (e4)</c>.</summary>
    public string Name(int act) => timeline.Entries[act].Event is BarExtended extended
        ? $"The extension of {Label(act)} of {DateText.Long(extended.On)} ({timeline.EventId(act)})"
        : $"{Label(act)} of {DateText.Long(timeline.DateOf(act))} ({timeline.EventId(act)})";

    /// <summary>An act as what was done: <c>“Ban from the school site” was taken on Friday 20 November 2026 (e4)</c>.</summary>
    public string Done(int act) => timeline.Entries[act].Event is BarExtended extended
        ? $"{Label(act)} was extended on {DateText.Long(extended.On)} ({timeline.EventId(act)})"
        : $"{Label(act)} was taken on {DateText.Long(timeline.DateOf(act))} ({timeline.EventId(act)})";

    /// <summary>The label of the response that an act took or extended, in quotation marks.</summary>
    public string Label(int act) => $"“{timeline.ResponseOf(TakingOf(act)).Label}”";

    /// <summary>The event by which that was taken which an act took or extended.</summary>
    public int TakingOf(int act) => timeline.Entries[act].Event is BarExtended ? timeline.Entries[act].About : act;

    /// <summary>Whether an event takes a response or extends a bar.</summary>
    public static bool IsAct(CaseEvent item) => item is ResponseTaken or BarExtended;

    private void Remember(int entry, int response)
    {
        if (Compiled.Responses[response].IsFollowed)
        {
            (_histories[response] ??= new ResponseHistory(response)).Entries.Add(entry);
        }
    }
}

/// <summary>What happened about one response for one incident, or about one that continues it.</summary>
internal sealed class ResponseHistory(int response)
{
    /// <summary>The position of the response.</summary>
    public int Response => response;

    /// <summary>The events, in their order.</summary>
    public List<int> Entries { get; } = [];

    /// <summary>The approvals that did not count at an act, in the order of the acts; null for none.</summary>
    public List<WantingApproval>? Wanting { get; set; }
}

/// <summary>An approval that did not count at an act.</summary>
/// <param name="Act">The act.</param>
/// <param name="After">The event after which approvals count for it.</param>
/// <param name="Approval">The position of the approval among those that the response asks for.</param>
internal readonly record struct WantingApproval(int Act, int After, int Approval);
