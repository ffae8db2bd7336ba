using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Finds by when the messages of a record are to be answered, by the policy's timescales that begin with a message.</summary>
/// <remarks>The calendar is made when the first message comes: most cases have none.</remarks>
internal sealed class MessageDeadlines(Policy policy, Lazy<PolicyCalendars?> calendars)
{
    private readonly Timescale[] _timescales = [.. policy.Timescales.Where(timescale => timescale.IsFromMessage)];
    private readonly Lazy<ResponseDeadlines?> _deadlines = new(() => calendars.Value is { } known ? new ResponseDeadlines(known) : null);

    public ValueList<MessageOnRecord> Of(IncidentRecord record, ref List<CaseWarning>? warnings)
    {
        if (_timescales.Length == 0 || record.NextMessage(-1) is var first && first < 0)
        {
            return [];
        }

        var onRecord = new List<MessageOnRecord>();
        for (var message = first; message >= 0; message = record.NextMessage(message))
        {
            foreach (var timescale in _timescales)
            {
                try
                {
                    if (_deadlines.Value is { } deadlines)
                    {
                        onRecord.Add(Of(message, record, deadlines, timescale));
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
                "no-deadline", record.EventId(message), $"By when the message of {DateText.Long(record.DateOf(message))} ({record.EventId(message)}) is to be answered cannot be said: {char.ToLowerInvariant(why[0])}{why[1..]}"));
        }

        return onRecord.ToValueList();
    }

    private static MessageOnRecord Of(int message, IncidentRecord record, ResponseDeadlines deadlines, Timescale timescale)
    {
        var received = record.DateOf(message);
        var deadline = record.TimeOf(message) is { } at ? deadlines.Of(timescale, received.At(at)) : deadlines.Of(timescale, received);
        var (holdingUntil, answeredOn) = record.AnswersTo(message);
        var on = answeredOn ?? record.AsOf;
        return new MessageOnRecord
        {
            Event = record.EventId(message),
            Deadline = deadline,
            HoldingUntil = holdingUntil,
            AnsweredOn = answeredOn,
            LateBy = deadlines.Calendars.WorkingDaysLate(deadline.Due, on),
            LateByHolding = holdingUntil is { } until ? deadlines.Calendars.WorkingDaysLate(until, on) : null,
        };
    }
}
