using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Finds by when the messages of a record are to be answered, by the policy's timescales that begin with a message.</summary>
/// <remarks>The calendar is made when the first message comes: most cases have none.</remarks>
internal sealed class MessageDeadlines(Policy policy, Lazy<PolicyCalendars?> calendars)
{
    private readonly Timescale[] _timescales = [.. policy.Timescales.Where(timescale => timescale.IsFromMessage)];
    private readonly Lazy<ResponseDeadlines?> _deadlines = new(() => calendars.Value is { } known ? new ResponseDeadlines(known) : null);

    /// <summary>The deadlines; null where no bank holidays of the division are known.</summary>
    public ResponseDeadlines? Deadlines => _deadlines.Value;

    public ReadOnlySpan<Timescale> Timescales => _timescales;

    public ValueList<MessageOnRecord> Of(IncidentRecord record, ref List<CaseWarning>? warnings)
    {
        if (_timescales.Length == 0 || record.Timeline.MessagesOf(record.IncidentIndex) is not { } messages)
        {
            return [];
        }

        var onRecord = new List<MessageOnRecord>();
        foreach (var message in messages)
        {
            foreach (var timescale in _timescales)
            {
                try
                {
                    if (_deadlines.Value is { } deadlines)
                    {
                        onRecord.Add(Of(message, record.Timeline, record.AsOf, deadlines, timescale));
                        continue;
                    }

                    AddWarning($"no bank holidays of {policy.Division} come with the library; give the engine those of a feed.", ref warnings);
                }
                catch (BeyondCalendarException beyond)
                {
                    AddWarning(beyond.Message, ref warnings);
                }
            }

            void AddWarning(string why, ref List<CaseWarning>? list) => (list ??= []).Add(new CaseWarning(
                "no-deadline", record.Timeline.EventId(message.Message), $"By when the message of {DateText.Long(record.Timeline.DateOf(message.Message))} ({record.Timeline.EventId(message.Message)}) is to be answered cannot be said: {char.ToLowerInvariant(why[0])}{why[1..]}"));
        }

        return onRecord.ToValueList();
    }

    private static MessageOnRecord Of(MessageTrail message, CaseTimeline timeline, LocalDate asOf, ResponseDeadlines deadlines, Timescale timescale)
    {
        var received = timeline.Entries[message.Message].Event;
        var deadline = received.At is { } at ? deadlines.Of(timescale, received.On.At(at)) : deadlines.Of(timescale, received.On);
        var answer = message.Answer;
        var holdingUntil = message.Replies.TakeWhile(reply => reply != answer).LastOrDefault()?.HoldingUntil;
        var answeredOn = answer?.On;
        var due = message.DueAfterHolding(deadline.Due);
        var on = answeredOn ?? asOf;
        return new MessageOnRecord
        {
            Event = timeline.EventId(message.Message),
            IsOfIncident = timeline.Entries[message.Message].Incident >= 0,
            Deadline = deadline,
            Due = due,
            HoldingUntil = holdingUntil,
            AnsweredOn = answeredOn,
            LateBy = deadlines.Calendars.WorkingDaysLate(due, on),
            LateByHolding = holdingUntil is { } until ? deadlines.Calendars.WorkingDaysLate(until, on) : null,
        };
    }
}
