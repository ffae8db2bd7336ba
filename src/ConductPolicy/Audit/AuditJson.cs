using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Audit;

/// <summary>Writes the reports of audits as JSON. Keys are added to it over time, never renamed or removed.</summary>
public static class AuditJson
{
    /// <summary>A report as indented JSON.</summary>
    /// <param name="report">The report.</param>
    public static string ToJson(this AuditReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            report.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a report as a JSON object.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteTo(this AuditReport report, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("case", report.Case);
        writer.WriteStartObject("policy");
        writer.WriteString("id", report.Policy.Id);
        writer.WriteString("version", report.Policy.Version);
        writer.WriteString("hash", report.Policy.Hash);
        writer.WriteEndObject();
        writer.WriteString("asOf", DateText.Iso(report.AsOf));
        writer.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            WriteFinding(finding, writer);
        }

        writer.WriteEndArray();
        WriteTexts(writer, "notJudged", report.NotJudged);
        writer.WriteEndObject();
    }

    private static void WriteFinding(AuditFinding finding, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("code", finding.Code);
        writer.WriteString("event", finding.Event);
        writer.WriteString("incident", finding.Incident);
        writer.WriteString("on", DateText.Iso(finding.On));
        writer.WriteString("force", Words.ClauseForces.WordOf(finding.Force));
        writer.WriteString("basis", DecisionWords.Bases.WordOf(finding.Basis));
        WriteTexts(writer, "clauses", finding.Clauses);
        writer.WriteString("did", finding.Did);
        writer.WriteString("asked", finding.Asked);
        if (finding.LateBy is { } days)
        {
            writer.WriteNumber("lateBy", days);
        }
        else
        {
            writer.WriteNull("lateBy");
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string key, ValueList<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
