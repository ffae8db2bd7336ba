using System.Text.Json;
using ConductPolicy.Analysis;

namespace ConductPolicy.Cli;

/// <summary>What guidance asks of a bar, beside what a policy gives, as it is printed.</summary>
internal static class GuidanceReport
{
    public static void AddTo(Report report, GuidanceCoverage coverage)
    {
        report.Section($"Beside the guidance: {coverage.Guidance.Title}");
        report.Small($"{coverage.Guidance.Standing} What the policy lacks of it is no fault by itself; what the law asks is not judged here.");
        if (coverage.Answers.Count == 0)
        {
            report.Text("The policy has no bars, so nothing is asked of it.");
        }

        foreach (var answer in coverage.Answers)
        {
            report.Item($"{Verdict(answer)}: {answer.Ask.Label}.");
            foreach (var part in answer.Given)
            {
                report.Detail(part.Clauses.Count == 0 ? $"{part.Response}, {part.Part}: the trust's own choice, of which the text says nothing"
                    : $"{part.Response}, {part.Part} [{string.Join(", ", part.Clauses)}]{(part.Reading is null ? "" : $": with a reading: {part.Reading}")}");
            }

            if (answer.LackedBy.Count > 0)
            {
                report.Detail($"lacked by {string.Join(", ", answer.LackedBy)}");
            }
        }
    }

    public static void WriteJson(Utf8JsonWriter writer, GuidanceCoverage? coverage)
    {
        if (coverage is null)
        {
            writer.WriteNull("guidance");
            return;
        }

        writer.WriteStartObject("guidance");
        writer.WriteString("id", coverage.Guidance.Id);
        writer.WriteString("title", coverage.Guidance.Title);
        writer.WriteString("standing", coverage.Guidance.Standing);
        writer.WriteStartArray("asks");
        foreach (var answer in coverage.Answers)
        {
            writer.WriteStartObject();
            writer.WriteString("id", answer.Ask.Id);
            writer.WriteString("label", answer.Ask.Label);
            writer.WriteBoolean("given", answer.IsGiven);
            writer.WriteBoolean("stated", answer.IsStated);
            writer.WriteStartArray("by");
            foreach (var part in answer.Given)
            {
                writer.WriteStartObject();
                writer.WriteString("response", part.Response);
                writer.WriteString("part", part.Part);
                JsonText.WriteTexts(writer, "clauses", part.Clauses);
                writer.WriteString("reading", part.Reading);
                writer.WriteString("basis", part.Clauses.Count == 0 ? "setting" : part.Reading is null ? "stated" : "reading");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            JsonText.WriteTexts(writer, "lackedBy", answer.LackedBy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Verdict(GuidanceAnswer answer) =>
        answer.IsStated ? "given" : answer.IsGiven ? "given, with a reading or a choice" : answer.Given.Count > 0 ? "given in part" : "lacking";
}
