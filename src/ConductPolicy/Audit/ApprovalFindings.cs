using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges the consultations, reviews and approvals that an act asks for and that do not count at it.</summary>
internal static class ApprovalFindings
{
    /// <summary>Remembers what does not count at an act, to be judged once what came after is known too.</summary>
    public static void Note(IncidentReplay replay, int act, CompiledResponse response)
    {
        for (var i = 0; i < response.Approvals.Length; i++)
        {
            if (!replay.Record.IsApproved(response.Position, i))
            {
                (replay.Histories[response.Position]!.Wanting ??= []).Add(new WantingApproval(act, replay.Record.ApprovalsCountAfter(response.Position), i));
            }
        }
    }

    /// <summary>Judges what was wanting at the acts of a response.</summary>
    /// <param name="replay">The incident.</param>
    /// <param name="history">What happened about the response.</param>
    /// <param name="elsewhere">The approvals of the whole case.</param>
    public static void Judge(IncidentReplay replay, ResponseHistory history, CaseApprovals elsewhere)
    {
        if (history.Wanting is not { } all)
        {
            return;
        }

        var next = 0;
        var spent = new SpentApproval[replay.Policy.Responses[history.Response].Approvals.Count];
        Array.Fill(spent, new SpentApproval(-1, -1));
        foreach (var sameAct in all.GroupBy(wanting => (wanting.Act, wanting.After)))
        {
            // What is before the window serves no later act either, so each event is looked at once.
            for (; next < history.Entries.Count && history.Entries[next] <= sameAct.Key.After; next++)
            {
                Spend(replay, history.Response, history.Entries[next], spent);
            }

            var window = WindowOf(replay, history, next, sameAct.Key.Act);
            foreach (var wanting in sameAct)
            {
                Judge(replay, history.Response, wanting, window, spent[wanting.Approval], elsewhere);
            }
        }
    }

    /// <summary>The newest record of an approval that counts no more, and the act that it served; -1 for none.</summary>
    private readonly record struct SpentApproval(int Entry, int Act);

    private static void Spend(IncidentReplay replay, int response, int entry, SpentApproval[] spent)
    {
        var isAct = IncidentReplay.IsAct(replay.Timeline.Entries[entry].Event) && replay.Timeline.PositionOf(replay.TakingOf(entry)) == response;
        for (var i = 0; i < spent.Length; i++)
        {
            if (isAct && spent[i].Act < 0)
            {
                spent[i] = spent[i] with { Act = entry };
            }
            else if (replay.Timeline.PositionOf(entry) == response && IsOf(replay, entry, replay.Policy.Responses[response].Approvals[i]))
            {
                spent[i] = new SpentApproval(entry, -1);
            }
        }
    }

    // The approvals of a response from where they count for an act until its next act.
    private static List<int> WindowOf(IncidentReplay replay, ResponseHistory history, int first, int act)
    {
        var window = new List<int>();
        for (var i = first; i < history.Entries.Count; i++)
        {
            var entry = history.Entries[i];
            ref readonly var item = ref replay.Timeline.Entries[entry];
            if (entry > act && IncidentReplay.IsAct(item.Event) && replay.Timeline.PositionOf(replay.TakingOf(entry)) == history.Response)
            {
                break;
            }

            if (item.Event is ApprovalRecorded && replay.Timeline.PositionOf(entry) == history.Response)
            {
                window.Add(entry);
            }
        }

        return window;
    }

    private static void Judge(IncidentReplay replay, int response, WantingApproval wanting, List<int> window, SpentApproval spent, CaseApprovals elsewhere)
    {
        var asked = replay.Policy.Responses[response].Approvals[wanting.Approval];
        var cited = Citations.Of(asked.Clauses, asked.Reading);
        var before = window.FindAll(entry => entry < wanting.Act);
        string code, why;
        if (before.FindLast(entry => IsOf(replay, entry, asked), out var newest))
        {
            var recorded = RecordedAt(replay, newest);
            if (IsGranted(recorded))
            {
                code = FindingCode.ApprovalTooEarly;
                why = $"{NameOf(replay, newest)} was held before what has to come before it";
                cited = asked.After is { } after ? cited.With(Citations.Of(after, replay.Policy, asked.Clauses, asked.Reading)) : cited;
            }
            else
            {
                code = FindingCode.ApprovalRefused;
                why = $"{NameOf(replay, newest)} came out as “{Words.ApprovalResults.WordOf(recorded.Result!.Value)}”";
            }
        }
        else if (window.FindLast(entry => entry > wanting.Act && IsOf(replay, entry, asked) && IsGranted(RecordedAt(replay, entry)), out var later))
        {
            code = FindingCode.ApprovalAfterAct;
            why = $"{NameOf(replay, later)} came only after it";
        }
        else if (before.FindLast(entry => RecordedAt(replay, entry).Act == asked.Act && !ServesAnother(replay, response, entry), out var byOther))
        {
            code = FindingCode.ApprovalByWrongRole;
            why = $"{NameOf(replay, byOther)} is not that of the {replay.Wording.RoleLabel(asked.Role)}";
        }
        else if (elsewhere.Unused(asked, wanting.Act, replay.Incident, response) is { } other)
        {
            code = FindingCode.ApprovalForOther;
            why = other;
        }
        else
        {
            code = FindingCode.ApprovalMissing;
            why = spent.Entry >= 0 ? WhySpent(replay, spent, wanting)
                : elsewhere.BeforeIncident(asked, replay.Record.Incident, replay.Policy.Responses[response].Id) is { } early ? $"{early} lies before the incident, so it does not count"
                : $"no {ApprovalActText.NounOf(asked.Act)} of the {replay.Wording.RoleLabel(asked.Role)} is on record before it";
        }

        replay.Found(code, wanting.Act, cited, $"{replay.Done(wanting.Act)}, and {why}.", AskedFor(replay, asked));
    }

    private static string WhySpent(IncidentReplay replay, SpentApproval spent, WantingApproval wanting)
    {
        var (name, at) = (NameOf(replay, spent.Entry), spent.Act < 0 ? wanting.After : spent.Act);
        var when = $"of {DateText.Long(replay.Timeline.DateOf(at))} ({replay.Timeline.EventId(at)})";
        return spent.Act < 0
            ? $"{name} was for what the lifting {when} ended, so it does not count, and there is none after that"
            : $"{name} served the {(replay.Timeline.Entries[at].Event is BarExtended ? "extension" : "taking")} {when}, so it does not count again, and there is none after that";
    }

    private static bool FindLast(this List<int> entries, Predicate<int> which, out int found)
    {
        var index = entries.FindLastIndex(which);
        found = index < 0 ? -1 : entries[index];
        return index >= 0;
    }

    private static ApprovalRecorded RecordedAt(IncidentReplay replay, int entry) => (ApprovalRecorded)replay.Timeline.Entries[entry].Event;

    private static string AskedFor(IncidentReplay replay, Approval asked) =>
        $"First {replay.Wording.ToDo(asked.Act, asked.Role)}.{(asked.After is { } after ? $" It counts only once {replay.Wording.Of(after)}." : "")}";

    private static bool IsOf(IncidentReplay replay, int entry, Approval asked) =>
        replay.Timeline.Entries[entry].Event is ApprovalRecorded recorded && recorded.Act == asked.Act && IncidentRecord.ActsFor(replay.Policy, recorded.Role, asked.Role);

    // Of two roles that are to be consulted the one was not consulted in the place of the other.
    private static bool ServesAnother(IncidentReplay replay, int response, int entry)
    {
        foreach (var asked in replay.Policy.Responses[response].Approvals)
        {
            if (IsOf(replay, entry, asked))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGranted(ApprovalRecorded recorded) =>
        recorded.Act == ApprovalAct.Consult || recorded.Result is ApprovalResult.Confirmed or ApprovalResult.Agreed;

    private static string NameOf(IncidentReplay replay, int entry) =>
        CaseApprovals.NameOf(RecordedAt(replay, entry), replay.Timeline.EventId(entry), replay.Wording);
}
