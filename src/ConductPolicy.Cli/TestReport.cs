using ConductPolicy.PolicyTests;

namespace ConductPolicy.Cli;

/// <summary>Lays out what became of policy tests, for people.</summary>
internal static class TestReport
{
    public static Report Of(IReadOnlyList<TestRun> runs, bool listsCoverage, TestsWritten? written)
    {
        var report = new Report();
        foreach (var run in runs)
        {
            Add(report, run, listsCoverage);
        }

        if (written is not null)
        {
            Add(report, written);
        }

        return report;
    }

    private static void Add(Report report, TestRun run, bool listsCoverage)
    {
        var policy = run.Engine.Policy;
        report.Title($"{run.File}: {policy.Trust}, version {policy.Version}");
        report.Text($"{run.Results.Count - run.Failed} of {run.Results.Count} tests passed, {run.Failed} failed.");
        if (run.Failed > 0)
        {
            report.Section("Otherwise than expected");
        }

        foreach (var result in run.Results.Where(result => !result.IsPassed))
        {
            report.Item($"{result.Test.Id}: {result.Test.Why}");
            foreach (var problem in result.Problems)
            {
                report.Detail($"could not be decided: {problem.Message}");
            }

            var width = result.Differences.Select(item => item.Part.Length).DefaultIfEmpty(0).Max();
            var second = result.Differences.Select(item => item.Expected.Length).DefaultIfEmpty(0).Max();
            foreach (var difference in result.Differences)
            {
                report.Row($"{difference.Part.PadRight(width)}  expected {difference.Expected.PadRight(second)}  is {difference.Actual}");
            }
        }

        var unconfirmed = run.Unconfirmed.Select(test => test.Id).ToList();
        if (unconfirmed.Count > 0)
        {
            report.Section("Not confirmed by a person");
            report.Text($"{Tests(unconfirmed.Count)}: {string.Join(", ", unconfirmed)}.");
            report.Small("They do not count below. Whoever agrees with an answer deletes `\"confirmed\": false`.");
        }

        AddCoverage(report, run.Coverage, listsCoverage);
    }

    private static string Tests(int count) => count == 1 ? "1 test" : $"{count} tests";

    private static void Add(Report report, TestsWritten written)
    {
        var generated = written.Generated;
        report.Title($"Missing tests of {generated.Policy.Id}");
        report.Text(generated.Tests.Count == 0
            ? "None: the tests exercise all that a case can. Nothing was written."
            : $"{Tests(generated.Tests.Count)} written to {written.File}, with what the rules answer. They count once a person has confirmed them.");
        if (generated.Impossible.Count == 0)
        {
            return;
        }

        report.Section("What no case can exercise");
        foreach (var (part, holds) in generated.Impossible)
        {
            report.Item($"{part.Place}: {part.Text}", $"[{string.Join(", ", part.Clauses)}]");
            report.Detail(holds ? "never holds where it is asked" : "never fails where it is asked");
        }
    }

    private static void AddCoverage(Report report, TestCoverage coverage, bool listsCoverage)
    {
        report.Section("Exercised in both directions");
        var missing = coverage.ClausesNotCovered;
        report.Text($"{coverage.Clauses.Count - missing.Count} of the {coverage.Clauses.Count} clauses that decide something.");
        foreach (var kind in Enum.GetValues<TestedKind>())
        {
            var parts = coverage.Parts.Where(part => part.Kind == kind).ToList();
            report.Text($"{parts.Count(part => part.IsCovered)} of the {parts.Count} {NounOf(kind)}.");
        }

        if (!listsCoverage)
        {
            report.Small("`--coverage` lists what is not.");
            return;
        }

        if (missing.Count > 0)
        {
            report.Section("Clauses that are not");
            report.Text(string.Join(", ", missing));
        }

        report.Section("Parts that are not");
        foreach (var part in coverage.Parts.Where(part => !part.IsCovered))
        {
            report.Item($"{part.Place}: {part.Text}", $"[{string.Join(", ", part.Clauses)}]");
            report.Detail(part switch
            {
                { HasHeld: true } => "holds in some test, fails in none",
                { HasFailed: true } => "fails in some test, holds in none",
                _ => "no test comes to ask",
            });
        }
    }

    private static string NounOf(TestedKind kind) => kind switch
    {
        TestedKind.Condition => "conditions and parts of conditions",
        TestedKind.Behaviour => "behaviours",
        TestedKind.Step => "required steps",
        TestedKind.Gate => "gates",
        _ => "approvals",
    };
}
