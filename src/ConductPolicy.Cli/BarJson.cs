using System.Globalization;
using System.Text.Json;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>The dates of a bar as JSON. Keys are added, never renamed.</summary>
internal static class BarJson
{
    public static string Of(BarSchedule schedule) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        WriteMembers(schedule, writer);
        writer.WriteEndObject();
    });

    public static void WriteMembers(BarSchedule schedule, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("policy");
        writer.WriteString("id", schedule.Policy.Id);
        writer.WriteString("version", schedule.Policy.Version);
        writer.WriteString("hash", schedule.Policy.Hash);
        writer.WriteEndObject();
        writer.WriteString("response", schedule.Response.Id);
        writer.WriteString("starts", Iso(schedule.Starts));
        writer.WriteString("ends", Iso(schedule.Ends));
        writer.WriteString("length", schedule.Length?.ToString());
        writer.WriteString("extendedFrom", schedule.ExtendedFrom is { } before ? Iso(before) : null);
        writer.WriteBoolean("provisional", schedule.IsProvisional);
        writer.WriteStartArray("dates");
        foreach (var date in schedule.Dates)
        {
            WriteDate(schedule, date, writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("approvals");
        foreach (var approval in schedule.Approvals)
        {
            writer.WriteStartObject();
            writer.WriteString("act", approval.Act.ToString().ToLowerInvariant());
            writer.WriteString("role", approval.Role);
            JsonText.WriteTexts(writer, "clauses", approval.Clauses);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("settings");
        foreach (var setting in schedule.Settings)
        {
            writer.WriteStartObject();
            writer.WriteString("id", setting.Id);
            writer.WriteString("value", setting.Value);
            writer.WriteString("why", setting.Why);
            writer.WriteString("basis", "setting");
            writer.WriteBoolean("default", setting.IsDefault);
            writer.WriteBoolean("decides", setting.Decides);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("projected", schedule.IsProjected);
    }

    private static void WriteDate(BarSchedule schedule, BarDate date, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("what", date.What);
        writer.WriteString("on", Iso(date.On));
        writer.WriteBoolean("moved", date.MovedFrom is not null);
        if (date.MovedFrom is { } from)
        {
            writer.WriteStartObject("movedFrom");
            writer.WriteString("on", Iso(from.Date));
            writer.WriteString("why", from.Why);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("movedFrom");
        }

        JsonText.WriteTexts(writer, "by", date.By);
        JsonText.WriteTexts(writer, "clauses", date.Clauses);
        writer.WriteString("basis", date.Basis switch { Basis.Reading => "reading", Basis.Setting => "setting", _ => "stated" });
        writer.WriteString("note", date.Note);
        writer.WriteBoolean("projected", date.IsProjected);
        writer.WriteString("text", schedule.Describe(date));
        writer.WriteEndObject();
    }

    private static string Iso(LocalDate date) => date.ToDateOnly().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
