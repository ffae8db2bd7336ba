using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>Judges whether the messages of a case were answered in time.</summary>
internal static class MessageFindings
{
    /// <summary>Judges every message of a case.</summary>
    /// <param name="timeline">The case.</param>
    /// <param name="asOf">The day of the audit.</param>
    /// <param name="builder">Has the timescales and the calendar.</param>
    /// <param name="inScope">By incident: whether the policy may speak of the person; one is enough for a message of none in particular.</param>
    /// <param name="findings">Where to put what is found.</param>
    public static void Judge(CaseTimeline timeline, LocalDate asOf, DecisionBuilder builder, bool[] inScope, FindingList findings)
    {
        if (builder.MessageTimescales.IsEmpty || timeline.MessagesOf(-1) is not { } messages)
        {
            return;
        }

        foreach (var message in messages)
        {
            var incident = timeline.Entries[message.Message].Incident;
            if (incident < 0 ? !inScope.Contains(true) : !inScope[incident])
            {
                continue;
            }

            foreach (var timescale in builder.MessageTimescales)
            {
                Judge(timeline, asOf, builder.Deadlines, timescale, message, findings);
            }
        }
    }

    private static void Judge(CaseTimeline timeline, LocalDate asOf, ResponseDeadlines? deadlines, Timescale timescale, MessageTrail message, FindingList findings)
    {
        var entry = timeline.Entries[message.Message];
        if (DueOn(entry.Event, deadlines, timescale, out var why) is not { } first)
        {
            findings.NotJudged.Add($"{Name()}: by when it was to be answered cannot be said. {why}");
            return;
        }

        var due = message.DueAfterHolding(first);
        var answer = message.Answer;
        var late = answer ?? (message.Replies.Count > 0 && message.Replies[0].On > first ? message.Replies[0] : null);
        if (late is not null && late.On > due)
        {
            Add(
                FindingCode.AnswerLate, $"{Name()} had its {(late == answer ? "answer" : "first reply, a holding one,")} on {DateText.Long(late.On)}.",
                deadlines!.Calendars.WorkingDaysLate(due, late.On));
        }

        if (answer is null && asOf > due)
        {
            Add(FindingCode.AnswerMissing, $"{Name()} had no answer by {DateText.Long(asOf)}.");
        }

        string Name() => $"The message of {DateText.Long(entry.Event.On)} ({timeline.EventId(message.Message)})";

        void Add(string code, string did, int? lateBy = null) => findings.Add(
            code, message.Message, entry.Incident, due, new Citations(timescale.Clauses, ResponseDeadlines.BasisOf(timescale), null), did,
            $"{timescale.Label}: by {DateText.Long(due)}{(due == first ? "" : $", the day that a holding reply named; at first by {DateText.Long(first)}")}.", lateBy);
    }

    private static LocalDate? DueOn(CaseEvent message, ResponseDeadlines? deadlines, Timescale timescale, out string why)
    {
        why = "No bank holidays of the division are known.";
        try
        {
            return deadlines?.DueOn(timescale, message);
        }
        catch (BeyondCalendarException beyond)
        {
            why = beyond.Message;
            return null;
        }
    }
}
