using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges whether the person was told of each act, and of all that the policy asks for.</summary>
internal static class NoticeFindings
{
    public static void Judge(IncidentReplay replay, ResponseHistory history, Response response)
    {
        if (response.Notice is not { } asked)
        {
            return;
        }

        // What was told between two acts is told of both.
        var act = -1;
        var (before, since) = (new List<NoticeGiven>(), new List<NoticeGiven>());
        foreach (var entry in history.Entries)
        {
            var item = replay.Timeline.Entries[entry].Event;
            if (item is NoticeGiven { IsIntention: false } notice && notice.For == response.Id)
            {
                since.Add(notice);
            }
            else if (IncidentReplay.IsAct(item) && replay.Timeline.ResponseOf(replay.TakingOf(entry)).Id == response.Id)
            {
                Judge(replay, act, asked, [.. before, .. since]);
                (act, before, since) = (entry, since, []);
            }
        }

        Judge(replay, act, asked, [.. before, .. since]);
    }

    private static void Judge(IncidentReplay replay, int act, Notice asked, List<NoticeGiven> notices)
    {
        if (act < 0 || !replay.IsJudged(act) || replay.AsOf <= replay.Timeline.DateOf(act))
        {
            return;
        }

        var cited = Citations.Of(asked.Clauses, asked.Reading);
        if (notices.Count == 0)
        {
            replay.Found(FindingCode.NoticeMissing, act, cited, $"{replay.Done(act)}, and no notice of it is on record.", $"The person is told of it{(asked.Form == NoticeForm.Written ? " in writing" : "")}{Stating(asked.States)}.");
            return;
        }

        if (asked.Form == NoticeForm.Written && !notices.Exists(notice => notice.Form == NoticeForm.Written))
        {
            replay.Found(FindingCode.NoticeNotWritten, act, cited, $"{replay.Done(act)}, and no written notice of it is on record.", "The person is told of it in writing.");
        }

        var left = asked.States.Where(state => !notices.Exists(notice => notice.States.Contains(state))).ToValueList();
        if (left.Count > 0)
        {
            replay.Found(FindingCode.NoticeIncomplete, act, cited, $"{replay.Done(act)}, and by the record the notice of it does not state {Listed(left)}.", $"The notice states {Listed(asked.States)}.");
        }
    }

    private static string Stating(ValueList<string> states) => states.Count == 0 ? "" : $", stating {Listed(states)}";

    private static string Listed(ValueList<string> states)
    {
        var texts = states.Select(TextOf).ToList();
        return texts.Count == 1 ? texts[0] : $"{string.Join(", ", texts.Take(texts.Count - 1))} and {texts[^1]}";
    }

    private static string TextOf(string state) => state switch
    {
        "reasons" => "the reasons",
        "length" => "how long it lasts",
        "review-date" => "when it is reviewed",
        "representations" => "how the person can put their side",
        "contact-route" => "how to contact the school meanwhile",
        "appeal" => "the right to appeal",
        _ => "what further action follows if it goes on",
    };
}
