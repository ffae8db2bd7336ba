using System.Text.Json;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Audit;

/// <summary>Writes the reports of audits as JSON. Keys are added to it over time, never renamed or removed.</summary>
public static class AuditJson
{
    // Keys that are encoded once: a line of many has some dozen.
    private static readonly JsonEncodedText s_findings = JsonEncodedText.Encode("findings");
    private static readonly JsonEncodedText s_notJudged = JsonEncodedText.Encode("notJudged");
    private static readonly JsonEncodedText s_outOfScope = JsonEncodedText.Encode("outOfScope");
    private static readonly JsonEncodedText s_actsOutOfScope = JsonEncodedText.Encode("actsOutOfScope");
    private static readonly JsonEncodedText s_code = JsonEncodedText.Encode("code");
    private static readonly JsonEncodedText s_event = JsonEncodedText.Encode("event");
    private static readonly JsonEncodedText s_incident = JsonEncodedText.Encode("incident");
    private static readonly JsonEncodedText s_on = JsonEncodedText.Encode("on");
    private static readonly JsonEncodedText s_force = JsonEncodedText.Encode("force");
    private static readonly JsonEncodedText s_basis = JsonEncodedText.Encode("basis");
    private static readonly JsonEncodedText s_clauses = JsonEncodedText.Encode("clauses");
    private static readonly JsonEncodedText s_did = JsonEncodedText.Encode("did");
    private static readonly JsonEncodedText s_asked = JsonEncodedText.Encode("asked");

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
        writer.WriteStartArray(s_findings);
        foreach (var finding in report.Findings)
        {
            WriteFinding(finding, writer);
        }

        writer.WriteEndArray();
        RecordJson.WriteTexts(writer, s_notJudged, report.NotJudged);
        if (report.OutOfScope.Count > 0)
        {
            RecordJson.WriteTexts(writer, s_outOfScope, report.OutOfScope);
        }

        if (report.ActsOutOfScope.Count > 0)
        {
            RecordJson.WriteTexts(writer, s_actsOutOfScope, report.ActsOutOfScope);
        }

        writer.WriteEndObject();
    }

    private static void WriteFinding(AuditFinding finding, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(s_code, finding.Code);
        writer.WriteString(s_event, finding.Event);
        writer.WriteString(s_incident, finding.Incident);
        writer.WriteString(s_on, DateText.Iso(finding.On));
        writer.WriteString(s_force, Words.ClauseForces.WordOf(finding.Force));
        writer.WriteString(s_basis, DecisionWords.Bases.WordOf(finding.Basis));
        RecordJson.WriteTexts(writer, s_clauses, finding.Clauses);
        writer.WriteString(s_did, finding.Did);
        writer.WriteString(s_asked, finding.Asked);
        RecordJson.WriteLateBy(writer, finding.LateBy);

        writer.WriteEndObject();
    }
}
