using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary><c>analyze</c>: what a rule set can and cannot do, proved for every state of an incident.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        var policy = CommandLine.PolicyOption();
        var guidance = new Option<string?>("--guidance")
        {
            Description = "Lay the policy beside guidance on bars too: a file, or without one the national guidance that ships with the tool.",
            HelpName = "file",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = CommandLine.FormatOption("text", "json");
        var command = new Command("analyze", "Prove each safeguard for every case that can be, or show a smallest case in which it fails; and list what can never take effect.") { policy, guidance, format };
        command.SetAction(parsed => CommandLine.Run(() =>
        {
            var rules = CommandLine.LoadRules(parsed.GetValue(policy)!);
            var coverage = parsed.GetResult(guidance) is null ? null
                : GuidanceCoverage.Of(rules.Policy!, parsed.GetValue(guidance) is { } file ? GuidanceFile.Load(file) : GuidanceFile.Shipped());
            var analysis = PolicyAnalysis.Of(rules.Policy!);
            var refinement = rules.Policy!.Base is null ? null : PolicyRefinement.Of(rules.Policy);
            if (parsed.GetValue(format) == "json")
            {
                StandardOutput.Write($"{JsonOf(rules, analysis, refinement, coverage)}\n");
            }
            else
            {
                ReportPrinter.Print(ReportOf(rules, analysis, refinement, coverage));
            }

            return analysis.HoldsAll && refinement?.Holds != false ? ExitCode.Fine : ExitCode.FallsShort;
        }));
        return command;
    }

    private static string JsonOf(CheckedPolicy rules, PolicyAnalysis analysis, PolicyRefinement? refinement, GuidanceCoverage? coverage) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        writer.WriteString("policy", analysis.Policy.Id);
        writer.WriteString("version", analysis.Policy.Version);
        writer.WriteString("hash", analysis.Policy.Hash);
        writer.WriteString("states", analysis.States.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("safeguards");
        foreach (var proof in analysis.Safeguards)
        {
            writer.WriteStartObject();
            writer.WriteString("id", proof.Safeguard.Id);
            writer.WriteBoolean("holds", proof.Holds);
            WritePlace(writer, rules.ProblemAt(["safeguards", proof.Safeguard.Id], "", "", null, ProblemSeverity.Warning));
            JsonText.WriteTexts(writer, "clauses", proof.Safeguard.Clauses);
            JsonText.WriteTexts(writer, "missing", proof.MissingParts);
            writer.WriteString("violations", proof.Violations.ToString(CultureInfo.InvariantCulture));
            WriteCase(writer, "counterexample", proof.Counterexample);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("dead");
        foreach (var warning in analysis.Warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("code", warning.Code);
            writer.WriteString("place", warning.Place);
            WritePlace(writer, ProofProblems.Dead(rules, warning));
            writer.WriteString("text", warning.Text);
            JsonText.WriteTexts(writer, "clauses", warning.Clauses);
            WriteCase(writer, "example", warning.Example);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("diagrams");
        foreach (var size in analysis.Sizes)
        {
            writer.WriteStartObject();
            writer.WriteString("response", size.Response);
            writer.WriteNumber("nodes", size.Nodes);
            WriteNumbers(writer, "gates", size.Gates);
            WriteNumbers(writer, "statuses", size.Statuses);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("records");
        foreach (var size in analysis.Records)
        {
            writer.WriteStartObject();
            JsonText.WriteTexts(writer, "of", size.StepsAndResponses);
            writer.WriteNumber("states", size.States);
            writer.WriteNumber("ways", size.Ways);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("variables", analysis.Variables);
        writer.WriteNumber("nodes", analysis.Nodes);
        RefinementReport.WriteJson(writer, refinement);
        GuidanceReport.WriteJson(writer, coverage);
        writer.WriteEndObject();
    });

    private static void WriteNumbers(Utf8JsonWriter writer, string key, ValueList<int> numbers)
    {
        writer.WriteStartArray(key);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter writer, Problem at)
    {
        writer.WriteNumber("line", at.Line);
        writer.WriteNumber("column", at.Column);
        writer.WriteString("pointer", at.Pointer);
    }

    /// <summary>Writes an example under a key, as the case that it is; null where there is none.</summary>
    internal static void WriteCase(Utf8JsonWriter writer, string key, ConductCase? example)
    {
        writer.WritePropertyName(key);
        if (example is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteRawValue(CaseFile.Write(example));
    }

    private static Report ReportOf(CheckedPolicy rules, PolicyAnalysis analysis, PolicyRefinement? refinement, GuidanceCoverage? coverage)
    {
        var policy = analysis.Policy;
        var held = analysis.Safeguards.Count(proof => proof.Holds);
        var report = new Report();
        report.Title($"{policy.Trust}: {policy.Title}, version {policy.Version}");
        report.Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{held} of {analysis.Safeguards.Count} safeguards hold, each in every one of the {analysis.States:N0} states that the policy can tell apart."));
        if (refinement is not null)
        {
            RefinementReport.AddTo(report, refinement);
        }

        if (held < analysis.Safeguards.Count)
        {
            report.Section("Refuted");
        }

        foreach (var proof in analysis.Safeguards.Where(proof => !proof.Holds))
        {
            AddRefuted(report, proof);
        }

        report.Section("Proved");
        foreach (var proof in analysis.Safeguards.Where(proof => proof.Holds))
        {
            report.Item($"{proof.Safeguard.Id}: {proof.Safeguard.Label ?? proof.Safeguard.Response}", Cited(proof.Safeguard.Clauses));
        }

        if (analysis.Warnings.Count > 0)
        {
            report.Section("To look at");
            report.Small("None of this is an error; it may be meant.");
        }

        foreach (var warning in analysis.Warnings)
        {
            report.Item(warning.Text, Cited(warning.Clauses));
            var dead = ProofProblems.Dead(rules, warning);
            report.Detail(string.Create(CultureInfo.InvariantCulture, $"{warning.Code}, {warning.Place}, {dead.File}:{dead.Line}:{dead.Column}"));
            AddCase(report, warning.Example);
        }

        if (coverage is not null)
        {
            GuidanceReport.AddTo(report, coverage);
        }

        report.Section("Size of the proofs");
        foreach (var size in analysis.Sizes)
        {
            report.Row(string.Create(CultureInfo.InvariantCulture, $"{size.Response.PadRight(analysis.Sizes.Max(item => item.Response.Length))} {size.Nodes,8:N0} nodes"));
        }

        return report;
    }

    private static void AddRefuted(Report report, SafeguardProof proof)
    {
        report.Item($"{proof.Safeguard.Id}: {proof.Safeguard.Label ?? proof.Safeguard.Response}", Cited(proof.Safeguard.Clauses));
        if (proof.MissingParts.Count > 0)
        {
            report.Detail($"“{proof.Safeguard.Response}” does not have {string.Join(", ", proof.MissingParts)}.");
            return;
        }

        report.Detail(string.Create(CultureInfo.InvariantCulture, $"It fails in {proof.Violations:N0} states. In this case, one of the smallest, “{proof.Safeguard.Response}” is permitted all the same (save it and `decide` it):"));
        AddCase(report, proof.Counterexample);
    }

    internal static void AddCase(Report report, ConductCase? example)
    {
        foreach (var line in example is null ? [] : CaseFile.Write(example).TrimEnd().Split('\n'))
        {
            report.Row(line);
        }
    }

    private static string Cited(ValueList<string> clauses) => clauses.Count == 0 ? "" : $"[{string.Join(", ", clauses)}]";
}
