using System.Text.Json;
using ConductPolicy.Decisions;

namespace ConductPolicy.Audit;

/// <summary>Writes lists of what is due as JSON. Keys are added to it over time, never renamed or removed.</summary>
public static class DueListJson
{
    private static readonly JsonEncodedText s_notSaid = JsonEncodedText.Encode("notSaid");
    private static readonly JsonEncodedText s_clauses = JsonEncodedText.Encode("clauses");

    /// <summary>A list as a JSON object.</summary>
    /// <param name="list">The list.</param>
    /// <param name="isIndented">Whether it is laid out for reading; else it is one line.</param>
    public static string ToJson(this DueList list, bool isIndented = true) => RecordJson.Write(list.WriteTo, isIndented);

    /// <summary>Writes a list as a JSON object.</summary>
    /// <param name="list">The list.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteTo(this DueList list, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        RecordJson.WriteHead(writer, list.Case, list.Policy, list.AsOf);
        writer.WriteStartArray("due");
        foreach (var item in list.Items)
        {
            WriteItem(item, writer);
        }

        writer.WriteEndArray();
        RecordJson.WriteTexts(writer, s_notSaid, list.NotSaid);
        writer.WriteEndObject();
    }

    private static void WriteItem(DueItem item, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", DueWords.Kinds.WordOf(item.Kind));
        writer.WriteString("what", item.What);
        writer.WriteString("on", item.On is { } on ? DateText.Iso(on) : null);
        writer.WriteBoolean("overdue", item.IsOverdue);
        RecordJson.WriteLateBy(writer, item.LateBy);

        writer.WriteString("event", item.Event);
        writer.WriteString("incident", item.Incident);
        RecordJson.WriteTexts(writer, s_clauses, item.Clauses);
        writer.WriteString("basis", DecisionWords.Bases.WordOf(item.Basis));
        writer.WriteString("note", item.Note);
        writer.WriteString("doneOn", item.DoneOn is { } done ? DateText.Iso(done) : null);
        writer.WriteEndObject();
    }
}
