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
    private static readonly JsonEncodedText s_case = JsonEncodedText.Encode("case");
    private static readonly JsonEncodedText s_policy = JsonEncodedText.Encode("policy");
    private static readonly JsonEncodedText s_id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText s_version = JsonEncodedText.Encode("version");
    private static readonly JsonEncodedText s_hash = JsonEncodedText.Encode("hash");
    private static readonly JsonEncodedText s_asOf = JsonEncodedText.Encode("asOf");
    private static readonly JsonEncodedText s_lateBy = JsonEncodedText.Encode("lateBy");

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
        writer.WriteString(s_case, conductCase);
        writer.WriteStartObject(s_policy);
        writer.WriteString(s_id, policy.Id);
        writer.WriteString(s_version, policy.Version);
        writer.WriteString(s_hash, policy.Hash);
        writer.WriteEndObject();
        writer.WriteString(s_asOf, DateText.Iso(asOf));
    }

    public static void WriteLateBy(Utf8JsonWriter writer, int? workingDays)
    {
        if (workingDays is { } days)
        {
            writer.WriteNumber(s_lateBy, days);
        }
        else
        {
            writer.WriteNull(s_lateBy);
        }
    }

    public static void WriteTexts(Utf8JsonWriter writer, JsonEncodedText key, ValueList<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
