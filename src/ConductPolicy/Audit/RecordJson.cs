using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Audit;

/// <summary>What the JSON of everything that is said of a case's record has in common.</summary>
internal static class RecordJson
{
    public static string Write(Action<Utf8JsonWriter> write, bool isIndented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = isIndented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Of which case, by which policy, on which day.</summary>
    public static void WriteHead(Utf8JsonWriter writer, string conductCase, Policy policy, LocalDate asOf)
    {
        writer.WriteString("case", conductCase);
        writer.WriteStartObject("policy");
        writer.WriteString("id", policy.Id);
        writer.WriteString("version", policy.Version);
        writer.WriteString("hash", policy.Hash);
        writer.WriteEndObject();
        writer.WriteString("asOf", DateText.Iso(asOf));
    }

    public static void WriteLateBy(Utf8JsonWriter writer, int? workingDays)
    {
        if (workingDays is { } days)
        {
            writer.WriteNumber("lateBy", days);
        }
        else
        {
            writer.WriteNull("lateBy");
        }
    }

    public static void WriteTexts(Utf8JsonWriter writer, string key, ValueList<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
