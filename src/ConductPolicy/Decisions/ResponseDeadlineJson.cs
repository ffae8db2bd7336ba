using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConductPolicy.Decisions;

/// <summary>Writes deadlines as JSON, format 1. Keys are added to it over time, never renamed or removed.</summary>
public static class ResponseDeadlineJson
{
    /// <summary>A deadline as a JSON object on one line, as one of many lines.</summary>
    /// <param name="deadline">The deadline.</param>
    public static string ToJson(this ResponseDeadline deadline)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            deadline.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a deadline as a JSON object.</summary>
    /// <param name="deadline">The deadline.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteTo(this ResponseDeadline deadline, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(deadline);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteMembers(deadline, writer);
        writer.WriteEndObject();
    }

    internal static void WriteMembers(ResponseDeadline deadline, Utf8JsonWriter writer)
    {
        var count = deadline.Count;
        writer.WriteString("timescale", deadline.Timescale.Id);
        writer.WriteString("received", DateText.Iso(count.Received));
        writer.WriteString("at", count.At is { } at ? DateText.Iso(at) : null);
        writer.WriteString("countedFrom", DateText.Iso(count.CountedFrom));
        writer.WriteString("due", DateText.Iso(count.Due));
        writer.WriteNumber("workingDays", count.WorkingDays);
        WriteTexts(writer, "clauses", deadline.Clauses);
        writer.WriteString("basis", DecisionWords.Bases.WordOf(deadline.Basis));
        writer.WriteString("reading", deadline.Reading);
        WriteTexts(writer, "counted", count.Counted.Select(DateText.Iso));
        writer.WriteStartArray("skipped");
        foreach (var day in count.Skipped)
        {
            writer.WriteStartObject();
            writer.WriteString("on", DateText.Iso(day.Date));
            writer.WriteString("why", day.Why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("projected", count.IsProjected);
        writer.WriteStartArray("settings");
        foreach (var setting in deadline.Settings)
        {
            writer.WriteStartObject();
            writer.WriteString("id", setting.Id);
            writer.WriteString("value", setting.Value);
            writer.WriteString("why", setting.Why);
            writer.WriteString("basis", DecisionWords.Bases.WordOf(Basis.Setting));
            writer.WriteBoolean("default", setting.IsDefault);
            writer.WriteBoolean("decides", setting.Decides);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "notes", deadline.Notes);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string key, IEnumerable<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
