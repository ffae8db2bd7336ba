using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>The approvals of a whole case, and until when each waits for an act that it would serve.</summary>
internal sealed class CaseApprovals
{
    private readonly CaseTimeline _timeline;
    private readonly ConditionWording _wording;

    // By what was done: the approvals in their order; null until they are asked for, as of most cases they are not.
    private Dictionary<ApprovalAct, List<Waiting>>? _byAct;

    // Those dated before their incident, in their order; null until they are asked for.
    private List<(ApprovalRecorded Recorded, string Id)>? _tooOld;

    public CaseApprovals(CaseTimeline timeline, ConditionWording wording)
    {
        _timeline = timeline;
        _wording = wording;
    }

    /// <summary>An approval, and the entries between which it serves no act.</summary>
    /// <param name="Recorded">The event.</param>
    /// <param name="Position">Its position in the case.</param>
    /// <param name="Incident">The incident it is for; -1 for none.</param>
    /// <param name="Response">The response it is for; -1 for none.</param>
    /// <param name="Until">The act that it served, or the lifting that took it back; beyond every entry for none.</param>
    private sealed record Waiting(ApprovalRecorded Recorded, int Position, int Incident, int Response, int Until)
    {
        public LocalDate On => Recorded.On;
    }

    /// <summary>An approval in words: <c>the consultation of the CEO of Friday 20 November 2026 (e4)</c>.</summary>
    public static string NameOf(ApprovalRecorded recorded, string id, ConditionWording wording) =>
        $"the {ApprovalActText.NounOf(recorded.Act)} by the {wording.RoleLabel(recorded.Role)} of {DateText.Long(recorded.On)} ({id})";

    /// <summary>The newest approval of the right kind and role before an act that is for another response or incident, or for none, and has served no act yet; in words with what it is for, or null.</summary>
    public string? Unused(Approval asked, int act, int incident, int response)
    {
        _byAct ??= ByAct();
        if (!_byAct.TryGetValue(asked.Act, out var all))
        {
            return null;
        }

        var (on, position) = (_timeline.DateOf(act), _timeline.Entries[act].Position);
        for (var i = all.Count - 1; i >= 0; i--)
        {
            var waiting = all[i];
            if ((waiting.On, waiting.Position).CompareTo((on, position)) < 0 && waiting.Until > act && !(waiting.Incident == incident && waiting.Response == response)
                && IncidentRecord.ActsFor(_timeline.Policy, waiting.Recorded.Role, asked.Role))
            {
                return $"{NameOf(waiting.Recorded, EventIndex.IdOf(waiting.Recorded, waiting.Position), _wording)} is on record for {WhatFor(waiting, incident, response)}";
            }
        }

        return null;
    }

    private string WhatFor(Waiting waiting, int incident, int response)
    {
        if (waiting.Response < 0)
        {
            return "no response";
        }

        var other = waiting.Response == response ? "" : _wording.Label(_timeline.Policy.Responses[waiting.Response].Id);
        return waiting.Incident == incident ? other : waiting.Incident < 0 ? $"{(other.Length == 0 ? "" : $"{other} and ")}no incident"
            : $"{(other.Length == 0 ? "" : $"{other} and ")}another incident, {_timeline.Case.Incidents[waiting.Incident].Id}";
    }

    /// <summary>The newest approval of the right kind and role that is for a response of an incident and dated before that incident; in words, or null.</summary>
    public string? BeforeIncident(Approval asked, Incident incident, string response)
    {
        _tooOld ??= TooOld();
        var newest = _tooOld.FindLast(old =>
            old.Recorded.Act == asked.Act && old.Recorded.For == response && (old.Recorded.Incident is null || old.Recorded.Incident == incident.Id)
            && IncidentRecord.ActsFor(_timeline.Policy, old.Recorded.Role, asked.Role));
        return newest.Recorded is null ? null : NameOf(newest.Recorded, newest.Id, _wording);
    }

    private List<(ApprovalRecorded Recorded, string Id)> TooOld()
    {
        var old = new List<(ApprovalRecorded, string)>();
        if (_timeline.Warnings.Count > 0)
        {
            var index = new EventIndex(_timeline.Case.Events);
            foreach (var warning in _timeline.Warnings)
            {
                if (warning.Code == CaseTimeline.BeforeIncident && _timeline.Case.Events[index.Find(warning.Event)] is ApprovalRecorded recorded)
                {
                    old.Add((recorded, warning.Event));
                }
            }
        }

        return old;
    }

    private Dictionary<ApprovalAct, List<Waiting>> ByAct()
    {
        var byAct = new Dictionary<ApprovalAct, List<Waiting>>();
        AddThoseForAResponse(byAct);
        AddThoseForNone(byAct);
        foreach (var waiting in byAct.Values)
        {
            waiting.Sort((a, b) => (a.On, a.Position).CompareTo((b.On, b.Position)));
        }

        return byAct;
    }

    // From the end, so that what comes next about each response is known.
    private void AddThoseForAResponse(Dictionary<ApprovalAct, List<Waiting>> byAct)
    {
        var next = new Dictionary<(int Incident, int Response), int>();
        for (var i = _timeline.Entries.Length - 1; i >= 0; i--)
        {
            ref readonly var entry = ref _timeline.Entries[i];
            var about = (entry.Incident, Response: _timeline.PositionOf(entry.About >= 0 ? entry.About : i));
            if (about.Response < 0)
            {
                continue;
            }

            if (entry.Event is ApprovalRecorded recorded)
            {
                Add(byAct, new Waiting(recorded, entry.Position, about.Incident, about.Response, next.GetValueOrDefault(about, int.MaxValue)));
            }

            if (IncidentReplay.IsAct(entry.Event))
            {
                next[about] = i;
            }
            else if (entry.Event is ApprovalRecorded { Result: ApprovalResult.Lifted } or ResponseEnded { IsLifted: true })
            {
                Lift(about.Incident, about.Response, i, isReview: entry.Event is ApprovalRecorded);
            }
        }

        // Nothing recorded before a lifting serves the response or those that continue it; a lifting review lifts what it continues too.
        void Lift(int incident, int lifted, int entry, bool isReview)
        {
            var responses = _timeline.Policy.Responses;
            for (var i = 0; i < responses.Count; i++)
            {
                if (i == lifted || responses[i].Continues == responses[lifted].Id || (isReview && responses[lifted].Continues == responses[i].Id))
                {
                    next[(incident, i)] = entry;
                }
            }
        }
    }

    private void AddThoseForNone(Dictionary<ApprovalAct, List<Waiting>> byAct)
    {
        for (var i = 0; i < _timeline.Case.Events.Count; i++)
        {
            if (_timeline.Case.Events[i] is ApprovalRecorded { For: null } recorded)
            {
                Add(byAct, new Waiting(recorded, i, -1, -1, int.MaxValue));
            }
        }
    }

    private static void Add(Dictionary<ApprovalAct, List<Waiting>> byAct, Waiting waiting)
    {
        if (!byAct.TryGetValue(waiting.Recorded.Act, out var all))
        {
            byAct[waiting.Recorded.Act] = all = [];
        }

        all.Add(waiting);
    }
}
