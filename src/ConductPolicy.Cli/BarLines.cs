using System.Text.Json;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>Many bars, a line of JSON each: one answer a line, in their order, and a bad line stops no other.</summary>
internal static class BarLines
{
    private static readonly string[] s_keys = ["response", "starts", "length", "ends", "review", "extendedTo"];

    public static int Answer(PolicyCalendars calendars, bool isProjected)
    {
        using var input = LineInput.Open("-");
        return LineByLine.Answer(input, (line, number, answers) => answers.WriteJson((number, ScheduleOf(LineBatch.TextOf(line), calendars, isProjected)), Write)).Exit;
    }

    private static void Write((int Number, BarSchedule Schedule) answer, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", answer.Number);
        BarJson.WriteMembers(answer.Schedule, writer);
        writer.WriteEndObject();
    }

    private static BarSchedule ScheduleOf(string line, PolicyCalendars calendars, bool isProjected)
    {
        var values = ValuesOf(line);
        var request = new BarRequest
        {
            Response = values.GetValueOrDefault("response") ?? throw Missing("response"),
            Starts = DayOf("starts") ?? throw Missing("starts"),
            Length = BarCommand.ParseLength(values.GetValueOrDefault("length"), "length"),
            Ends = DayOf("ends"),
            Review = DayOf("review"),
        };
        return BarCommand.ScheduleOf(request, DayOf("extendedTo"), calendars, isProjected);

        LocalDate? DayOf(string key) => DecideCommand.ParseDay(values.GetValueOrDefault(key), key);
    }

    // A key that is null is as good as left out.
    private static Dictionary<string, string?> ValuesOf(string line)
    {
        var values = new Dictionary<string, string?>();
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Failure(ProblemCode.WrongType, "The line is no object.", "Write for example `{\"response\": \"ban\", \"starts\": \"2026-11-23\"}`.");
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!s_keys.Contains(member.Name))
                {
                    throw Failure(ProblemCode.UnknownKey, $"`{member.Name}` is not known.", $"Choose from {string.Join(", ", s_keys)}.");
                }

                if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                {
                    throw Failure(ProblemCode.WrongType, $"`{member.Name}` is no text.", "Put it in quotes.");
                }

                if (!values.TryAdd(member.Name, member.Value.GetString()))
                {
                    throw Failure(ProblemCode.DuplicateKey, $"`{member.Name}` stands twice.", "Keep one of the two.");
                }
            }
        }
        catch (JsonException error)
        {
            throw Failure(ProblemCode.Syntax, "The line is no JSON.", "Write one object on each line.", (int)Math.Min(int.MaxValue - 1, error.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            throw Failure(ProblemCode.NotText, "The line holds half of a character.", "Write the whole character, or leave it out.");
        }

        return values;
    }

    private static ConductPolicyException Missing(string key) => Failure(ProblemCode.MissingKey, $"`{key}` is missing.", "Each line needs `response` and `starts`.");

    private static ConductPolicyException Failure(string code, string message, string help, int column = 1) =>
        new([new Problem(code, StandardInput.Name, 0, column, "", message, help, ProblemSeverity.Error)]);
}
