using System.Text.Json;
using ConductPolicy.PolicyTests;

namespace ConductPolicy.Cli;

/// <summary>What became of policy tests, for programs.</summary>
internal static class TestJson
{
    public static string Of(IReadOnlyList<TestRun> runs, TestsWritten? written) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        writer.WriteStartArray("files");
        foreach (var run in runs)
        {
            Write(writer, run);
        }

        writer.WriteEndArray();
        if (written is not null)
        {
            Write(writer, written);
        }

        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, TestsWritten written)
    {
        writer.WriteStartObject("generated");
        writer.WriteString("file", written.Generated.Tests.Count > 0 ? written.File : null);
        writer.WriteString("policy", written.Generated.Policy.Id);
        JsonText.WriteTexts(writer, "tests", written.Generated.Tests.Select(item => item.Test.Id));
        writer.WriteStartArray("impossible");
        foreach (var (part, holds) in written.Generated.Impossible)
        {
            writer.WriteStartObject();
            writer.WriteString("place", part.Place);
            writer.WriteString("text", part.Text);
            JsonText.WriteTexts(writer, "clauses", part.Clauses);
            writer.WriteBoolean("holds", holds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TestRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("file", run.File);
        writer.WriteString("policy", run.Engine.Policy.Id);
        writer.WriteNumber("passed", run.Results.Count - run.Failed);
        writer.WriteNumber("failed", run.Failed);
        writer.WriteNumber("unconfirmed", run.Unconfirmed.Count());
        writer.WriteStartArray("tests");
        foreach (var result in run.Results)
        {
            Write(writer, result);
        }

        writer.WriteEndArray();
        Write(writer, run.Coverage);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PolicyTestResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("id", result.Test.Id);
        writer.WriteBoolean("passed", result.IsPassed);
        writer.WriteBoolean("confirmed", result.Test.IsConfirmed);
        JsonText.WriteTexts(writer, "problems", result.Problems.Select(problem => problem.Message));
        writer.WriteStartArray("differences");
        foreach (var difference in result.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("part", difference.Part);
            writer.WriteString("expected", difference.Expected);
            writer.WriteString("actual", difference.Actual);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, TestCoverage coverage)
    {
        writer.WriteStartObject("coverage");
        writer.WriteNumber("clauses", coverage.Clauses.Count);
        JsonText.WriteTexts(writer, "clausesNotCovered", coverage.ClausesNotCovered);
        writer.WriteNumber("parts", coverage.Parts.Count);
        writer.WriteStartArray("partsNotCovered");
        foreach (var part in coverage.Parts.Where(part => !part.IsCovered))
        {
            writer.WriteStartObject();
            writer.WriteString("place", part.Place);
            writer.WriteString("text", part.Text);
            JsonText.WriteTexts(writer, "clauses", part.Clauses);
            writer.WriteBoolean("held", part.HasHeld);
            writer.WriteBoolean("failed", part.HasFailed);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
