using System.Text.Json;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Audit;

/// <summary>Writes the reports of audits as JSON. Keys are added to it over time, never renamed or removed.</summary>
public static class AuditJson
{
    /// <summary>A report as indented JSON.</summary>
    /// <param name="report">The report.</param>
    public static string ToJson(this AuditReport report) => RecordJson.Write(report.WriteTo, isIndented: true);

    /// <summary>Writes a report as a JSON object.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to.</param>
    public static void WriteTo(this AuditReport report, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        RecordJson.WriteHead(writer, report.Case, report.Policy, report.AsOf);
        writer.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            WriteFinding(finding, writer);
        }

        writer.WriteEndArray();
        RecordJson.WriteTexts(writer, "notJudged", report.NotJudged);
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
        RecordJson.WriteTexts(writer, "clauses", finding.Clauses);
        writer.WriteString("did", finding.Did);
        writer.WriteString("asked", finding.Asked);
        RecordJson.WriteLateBy(writer, finding.LateBy);

        writer.WriteEndObject();
    }
}
