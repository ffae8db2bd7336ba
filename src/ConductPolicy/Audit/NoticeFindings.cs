using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

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

        var act = -1;
        var told = default(List<NoticeGiven>);
        foreach (var entry in history.Entries)
        {
            var item = replay.Timeline.Entries[entry].Event;
            if (item is NoticeGiven { IsIntention: false } notice && notice.For == response.Id)
            {
                (told ??= []).Add(notice);
            }
            else if (IncidentReplay.IsAct(item) && replay.Timeline.ResponseOf(replay.TakingOf(entry)).Id == response.Id)
            {
                told = act < 0 ? told : JudgeUntil(replay, act, item.On, asked, told);
                act = entry;
            }
        }

        Judge(replay, act, asked, told);
    }

    // A notice is of the act before it; one of the day of the next act, or with no act before it, of that one. Gives those of the next.
    private static List<NoticeGiven>? JudgeUntil(IncidentReplay replay, int act, LocalDate next, Notice asked, List<NoticeGiven>? told)
    {
        Judge(replay, act, asked, told?.FindAll(given => given.On != next));
        return told?.FindAll(given => given.On == next);
    }

    private static void Judge(IncidentReplay replay, int act, Notice asked, List<NoticeGiven>? notices)
    {
        if (act < 0 || !replay.IsJudged(act) || replay.AsOf <= replay.Timeline.DateOf(act))
        {
            return;
        }

        var cited = Citations.Of(asked.Clauses, asked.Reading);
        if (notices is not { Count: > 0 })
        {
            replay.Found(FindingCode.NoticeMissing, act, cited, $"{replay.Done(act)}, and no notice of it is on record.", $"The person is told of it{(asked.Form == NoticeForm.Written ? " in writing" : "")}{Stating(asked.States)}.");
            return;
        }

        if (asked.Form == NoticeForm.Written && !notices.Exists(static notice => notice.Form == NoticeForm.Written))
        {
            replay.Found(FindingCode.NoticeNotWritten, act, cited, $"{replay.Done(act)}, and no written notice of it is on record.", "The person is told of it in writing.");
        }

        if (LeftOut(asked.States, notices) is { } left)
        {
            replay.Found(FindingCode.NoticeIncomplete, act, cited, $"{replay.Done(act)}, and by the record the notice of it does not state {Listed(left)}.", $"The notice states {Listed(asked.States)}.");
        }
    }

    // What no notice states; null where each is stated.
    private static List<string>? LeftOut(ValueList<string> states, List<NoticeGiven> notices)
    {
        var left = default(List<string>);
        foreach (var state in states)
        {
            if (!IsStated(state, notices))
            {
                (left ??= []).Add(state);
            }
        }

        return left;
    }

    private static bool IsStated(string state, List<NoticeGiven> notices)
    {
        foreach (var notice in notices)
        {
            if (notice.States.Contains(state))
            {
                return true;
            }
        }

        return false;
    }

    private static string Stating(ValueList<string> states) => states.Count == 0 ? "" : $", stating {Listed(states)}";

    private static string Listed(IReadOnlyList<string> states)
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
