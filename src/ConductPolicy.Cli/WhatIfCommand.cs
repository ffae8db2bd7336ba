using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;

namespace ConductPolicy.Cli;

/// <summary><c>what-if</c>: what would make a response permitted in a case, and what would rule it out.</summary>
internal static class WhatIfCommand
{
    private static readonly Dictionary<ChangeKind, string> s_kinds = new()
    {
        [ChangeKind.Answer] = "answer",
        [ChangeKind.Finding] = "finding",
        [ChangeKind.Step] = "step",
        [ChangeKind.Response] = "response",
        [ChangeKind.Outcome] = "outcome",
        [ChangeKind.Approval] = "approval",
        [ChangeKind.Intention] = "intention",
        [ChangeKind.Representations] = "representations",
        [ChangeKind.Invitation] = "invitation",
        [ChangeKind.End] = "end",
        [ChangeKind.Lifting] = "lifting",
        [ChangeKind.LiftingReview] = "lifting-review",
        [ChangeKind.Wait] = "wait",
    };

    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var input = new Option<string>("--case") { Description = "A case file, or - for standard input.", HelpName = "file", Required = true };
        var response = new Option<string>("--response") { Description = "The response.", HelpName = "id", Required = true };
        var incident = new Option<string?>("--incident") { Description = "The incident to decide; the latest by default.", HelpName = "id" };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the decision; the case's own asOf by default.", HelpName = "yyyy-mm-dd" };
        var sets = new Option<int>("--sets") { Description = "How many sets of changes to give at most.", HelpName = "count", DefaultValueFactory = _ => WhatIf.UsualSets };
        sets.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1_000))
            {
                result.AddError("`--sets` is a number from 1 to 1000.");
            }
        });
        var format = CommandLine.FormatOption("text", "json", "markdown");
        var command = new Command("what-if", "Say what would make a response permitted in a case, and what would rule it out: the smallest sets of what can still come.")
        {
            policy, input, response, incident, asOf, sets, format,
        };
        command.SetAction(parsed => CommandLine.Run(parsed, () =>
        {
            var rules = CommandLine.LoadPolicy(parsed.GetValue(policy)!);
            var whatIf = WhatIf.Of(
                new DecisionEngine(rules), DecideCommand.ReadCase(parsed.GetValue(input)!, rules), parsed.GetValue(response)!, parsed.GetValue(incident),
                DecideCommand.ParseDay(parsed.GetValue(asOf), "--as-of"), parsed.GetValue(sets));
            switch (parsed.GetValue(format))
            {
                case "json":
                    StandardOutput.Write($"{JsonOf(whatIf)}\n");
                    break;
                case "markdown":
                    StandardOutput.Write(MarkdownReport.Of(WhatIfReport.Of(whatIf)));
                    break;
                default:
                    ReportPrinter.Print(WhatIfReport.Of(whatIf));
                    break;
            }

            return whatIf.Permitting.IsImpossible ? ExitCode.FallsShort : ExitCode.Fine;
        }));
        return command;
    }

    private static string JsonOf(WhatIf whatIf) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        writer.WriteStartObject("policy");
        writer.WriteString("id", whatIf.Policy.Id);
        writer.WriteString("version", whatIf.Policy.Version);
        writer.WriteString("hash", whatIf.Policy.Hash);
        writer.WriteEndObject();
        writer.WriteString("case", whatIf.Case.Id);
        writer.WriteString("incident", whatIf.Incident);
        writer.WriteString("asOf", whatIf.AsOf.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteString("response", whatIf.Response.Id);
        writer.WriteString("status", StatusWord.Of(whatIf.Status));
        WriteSets(writer, "permit", whatIf.Permitting);
        WriteSets(writer, "ruleOut", whatIf.RulingOut);
        writer.WriteEndObject();
    });

    private static void WriteSets(Utf8JsonWriter writer, string key, ChangeSets sets)
    {
        writer.WriteStartObject(key);
        writer.WriteBoolean("already", sets.IsAlready);
        writer.WriteBoolean("impossible", sets.IsImpossible);
        writer.WriteBoolean("mayBeMore", sets.MayBeMore);
        writer.WriteStartArray("sets");
        foreach (var set in sets.Sets)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("byTheRules", set.IsByTheRules);
            writer.WriteStartArray("changes");
            foreach (var change in set.Changes)
            {
                WriteChange(writer, change);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("case");
            writer.WriteRawValue(CaseFile.Write(set.Case));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("change", s_kinds[change.Kind]);
        if (change.Subject.Length > 0)
        {
            writer.WriteString("of", change.Subject);
        }

        if (change.Answers.Count > 0)
        {
            writer.WriteStartArray("answers");
            foreach (var answer in change.Answers)
            {
                WriteAnswer(writer, answer);
            }

            writer.WriteEndArray();
        }

        WriteWord(writer, "finding", change.Finding?.ToString());
        WriteWord(writer, "outcome", change.Outcome?.ToString());
        WriteWord(writer, "act", change.Act?.ToString());
        WriteWord(writer, "role", change.Role);
        WriteWord(writer, "on", change.On?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        WriteWord(writer, "status", change.Status is { } status ? StatusWord.Of(status) : null);
        writer.WriteString("text", change.Text);
        JsonText.WriteTexts(writer, "clauses", change.Clauses);
        writer.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter writer, FactValue answer)
    {
        if (answer.Flag is { } flag)
        {
            writer.WriteBooleanValue(flag);
        }
        else if (answer.Count is { } count)
        {
            writer.WriteNumberValue(count);
        }
        else
        {
            writer.WriteStringValue(answer.Choice);
        }
    }

    private static void WriteWord(Utf8JsonWriter writer, string key, string? word)
    {
        if (word is not null)
        {
            writer.WriteString(key, key == "finding" && word == "NotEstablished" ? "not-established" : word.ToLowerInvariant());
        }
    }
}
