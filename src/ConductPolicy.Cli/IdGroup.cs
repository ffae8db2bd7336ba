using System.Globalization;
using System.Text.Json;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>The ids of one kind, as they are shown to a person and written for a program.</summary>
/// <param name="Kind">The kind, called as in a rule file.</param>
/// <param name="Heading">What stands above them.</param>
/// <param name="AddTo">Adds them to a report.</param>
/// <param name="WriteTo">Writes them, an object each.</param>
internal sealed record IdGroup(string Kind, string Heading, Action<Report> AddTo, Action<Utf8JsonWriter> WriteTo)
{
    /// <summary>The kinds that there are, in their order.</summary>
    public static readonly string[] Kinds =
        ["behaviours", "seriousness", "facts", "steps", "responses", "roles", "considerations", "timescales", "settings", "safeguards"];

    /// <summary>The ids of a policy, every kind once, in the order of <see cref="Kinds"/>.</summary>
    public static IEnumerable<IdGroup> Of(Policy policy) =>
    [
        Of("behaviours", "Behaviours", policy.Behaviours, Show, Write),
        new("seriousness", "Seriousness, the mildest first", report => Show(report, policy.SeriousnessLevels), writer => Write(writer, policy.SeriousnessLevels)),
        Of("facts", "Facts", policy.Facts, Show, Write),
        Of("steps", "Steps", policy.Steps, Show, Write),
        Of("responses", "Responses", policy.Responses, Show, Write),
        Of("roles", "Roles", policy.Roles, Show, Write),
        Of("considerations", "Considerations", policy.Considerations, Show, Write),
        Of("timescales", "Timescales", policy.Timescales, Show, Write),
        Of("settings", "Settings", policy.Settings, Show, Write),
        Of("safeguards", "Safeguards", policy.Safeguards, Show, Write),
    ];

    private static IdGroup Of<T>(string kind, string heading, Definitions<T> definitions, Action<Report, T> show, Action<Utf8JsonWriter, T> write)
        where T : Definition => new(
        kind,
        heading,
        report =>
        {
            foreach (var definition in definitions)
            {
                show(report, definition);
            }

            if (definitions.Count == 0)
            {
                report.Text("None.");
            }
        },
        writer =>
        {
            foreach (var definition in definitions)
            {
                writer.WriteStartObject();
                writer.WriteString("id", definition.Id);
                write(writer, definition);
                writer.WriteEndObject();
            }
        });

    private static void Show(Report report, Behaviour behaviour)
    {
        report.Item($"{behaviour.Id} ({behaviour.Seriousness}): {behaviour.Label}");
        ShowList(report, "Tags", behaviour.Tags);
    }

    private static void Write(Utf8JsonWriter writer, Behaviour behaviour)
    {
        writer.WriteString("label", behaviour.Label);
        writer.WriteString("seriousness", behaviour.Seriousness);
        JsonText.WriteTexts(writer, "tags", behaviour.Tags);
    }

    private static void Show(Report report, ValueList<string> levels)
    {
        foreach (var level in levels)
        {
            report.Item(level);
        }
    }

    private static void Write(Utf8JsonWriter writer, ValueList<string> levels)
    {
        foreach (var level in levels)
        {
            writer.WriteStartObject();
            writer.WriteString("id", level);
            writer.WriteEndObject();
        }
    }

    private static void Show(Report report, Fact fact)
    {
        report.Item($"{fact.Id} ({AnswerOf(fact)}): {fact.Label}");
        report.Detail($"Asked: {fact.Ask}");
        ShowList(report, "One of", fact.Values);
        if (fact.IsOfCase)
        {
            report.Detail("Holds for the whole case.");
        }

        if (fact.IsMomentary)
        {
            report.Detail("Holds on the day of the answer alone.");
        }
    }

    private static void Write(Utf8JsonWriter writer, Fact fact)
    {
        writer.WriteString("label", fact.Label);
        writer.WriteString("type", TypeOf(fact));
        JsonText.WriteTexts(writer, "values", fact.Values);
        writer.WriteString("ask", fact.Ask);
        writer.WriteString("of", fact.IsOfCase ? "case" : "incident");
        writer.WriteBoolean("momentary", fact.IsMomentary);
    }

    private static string AnswerOf(Fact fact) => fact.Type switch
    {
        FactType.Flag => "yes or no",
        FactType.Count => "a whole number",
        _ => "a choice",
    };

    private static string TypeOf(Fact fact) => fact.Type switch
    {
        FactType.Flag => "flag",
        FactType.Count => "count",
        _ => "choice",
    };

    private static void Show(Report report, Step step) => report.Item($"{step.Id}{(step.IsRequired ? " (required)" : "")}: {step.Label}");

    private static void Write(Utf8JsonWriter writer, Step step)
    {
        writer.WriteString("label", step.Label);
        writer.WriteBoolean("required", step.IsRequired);
    }

    private static void Show(Report report, Response response)
    {
        report.Item($"{response.Id} ({(response.Rung is { } rung ? $"rung {rung}" : "immediate")}): {response.Label}");
        if (response.Kind is { } kind)
        {
            report.Detail($"Kind: {kind}.");
        }
    }

    private static void Write(Utf8JsonWriter writer, Response response)
    {
        writer.WriteString("label", response.Label);
        writer.WriteString("kind", response.Kind);
        WriteNumber(writer, "rung", response.Rung);
        writer.WriteBoolean("immediate", response.IsImmediate);
    }

    private static void Show(Report report, Role role)
    {
        report.Item($"{role.Id}: {role.Label}");
        ShowList(report, "May act for", role.MayActFor);
    }

    private static void Write(Utf8JsonWriter writer, Role role)
    {
        writer.WriteString("label", role.Label);
        JsonText.WriteTexts(writer, "mayActFor", role.MayActFor);
    }

    private static void Show(Report report, Consideration consideration)
    {
        report.Item($"{consideration.Id}: {consideration.Ask}");
        ShowList(report, "Before", consideration.Before);
    }

    private static void Write(Utf8JsonWriter writer, Consideration consideration)
    {
        writer.WriteString("ask", consideration.Ask);
        JsonText.WriteTexts(writer, "before", consideration.Before);
    }

    private static void Show(Report report, Timescale timescale) => report.Item($"{timescale.Id} ({timescale.WorkingDays.Value} working days): {timescale.Label}");

    private static void Write(Utf8JsonWriter writer, Timescale timescale)
    {
        writer.WriteString("label", timescale.Label);
        writer.WriteNumber("workingDays", timescale.WorkingDays.Value);
    }

    private static void Show(Report report, Setting setting) => report.Item($"{setting.Id} ({ValueOf(setting)}): {setting.Why}");

    private static void Write(Utf8JsonWriter writer, Setting setting)
    {
        if (setting.Count is { } count)
        {
            writer.WriteNumber("value", count);
        }
        else if (setting.Flag is { } flag)
        {
            writer.WriteBoolean("value", flag);
        }
        else
        {
            writer.WriteString("value", ValueOf(setting));
        }

        writer.WriteString("why", setting.Why);
    }

    private static string ValueOf(Setting setting) => setting switch
    {
        { Flag: { } flag } => flag ? "yes" : "no",
        { Time: { } time } => time.ToTimeOnly().ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture),
        _ => setting.Length?.ToString() ?? setting.Word ?? setting.Count!.Value.ToString(CultureInfo.InvariantCulture),
    };

    private static void Show(Report report, Safeguard safeguard) =>
        report.Item($"{safeguard.Id} ({safeguard.Response}){(safeguard.Label is { } label ? $": {label}" : "")}");

    private static void Write(Utf8JsonWriter writer, Safeguard safeguard)
    {
        writer.WriteString("label", safeguard.Label);
        writer.WriteString("response", safeguard.Response);
    }

    private static void ShowList(Report report, string what, ValueList<string> ids)
    {
        if (ids.Count > 0)
        {
            report.Detail($"{what}: {string.Join(", ", ids)}.");
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string key, int? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(key, known);
        }
        else
        {
            writer.WriteNull(key);
        }
    }
}
