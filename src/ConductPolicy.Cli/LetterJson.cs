using System.Text.Json;
using ConductPolicy.Decisions;
using ConductPolicy.Letters;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>The draft of a letter as JSON. Keys are added, never renamed.</summary>
internal static class LetterJson
{
    public static string Of(LetterDraft draft) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        writer.WriteBoolean("drafted", true);
        writer.WriteStartObject("policy");
        writer.WriteString("id", draft.Policy.Id);
        writer.WriteString("version", draft.Policy.Version);
        writer.WriteString("hash", draft.Policy.Hash);
        writer.WriteEndObject();
        writer.WriteString("case", draft.Case);
        writer.WriteString("incident", draft.Incident);
        writer.WriteString("asOf", draft.AsOf.ToDateOnly().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("response", draft.Response.Id);
        writer.WriteString("kind", draft.Kind switch { LetterKind.Intention => "intention", LetterKind.Extension => "extension", _ => "act" });
        writer.WriteString("event", draft.Event);
        JsonText.WriteTexts(writer, "states", draft.States);
        JsonText.WriteTexts(writer, "furtherAction", draft.FurtherAction);
        JsonText.WriteTexts(writer, "blanks", draft.Blanks);
        writer.WriteStartArray("notes");
        foreach (var note in draft.Notes)
        {
            writer.WriteStartObject();
            writer.WriteString("text", note.Text);
            JsonText.WriteTexts(writer, "clauses", note.Clauses);
            writer.WriteString("basis", note.Basis switch { Basis.Stated => "stated", Basis.Reading => "reading", Basis.Setting => "setting", _ => null });
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("toRecord");
        foreach (var line in draft.ToRecord)
        {
            using var parsed = JsonDocument.Parse(line);
            parsed.RootElement.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteString("markdown", draft.Markdown);
        writer.WriteString("text", draft.PlainText);
        writer.WriteEndObject();
    });

    /// <summary>Why a letter was refused.</summary>
    public static string Of(ValueList<Problem> missing) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        writer.WriteBoolean("drafted", false);
        writer.WriteStartArray("missing");
        foreach (var problem in missing)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", problem.Message);
            writer.WriteString("help", problem.Help);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
