using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using RulesEngine.Models;

namespace ConductPolicy.RulesEngine.Benchmarks;

/// <summary>The time from the text of the rules to the first answer, each in a process of its own, as a program that starts has it.</summary>
internal static class FirstDecision
{
    private const int Runs = 15;

    /// <summary>Prints the report as Markdown: the least and the median of each.</summary>
    public static void Report()
    {
        Console.WriteLine("| Policy | library, from the rule file | RulesEngine, from the exported workflows |");
        Console.WriteLine("|---|---:|---:|");
        foreach (var policy in ShippedPolicies.Ids)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {policy} | {Measured("library", policy)} | {Measured("engine", policy)} |"));
        }
    }

    /// <summary>Prints how many milliseconds it took here.</summary>
    /// <param name="what"><c>library</c> or <c>engine</c>.</param>
    /// <param name="policy">The policy.</param>
    public static void Measure(string what, string policy)
    {
        var given = BenchmarkCase.Of(policy).Case;
        if (what == "library")
        {
            var rules = ShippedPolicies.Read(policy);
            Print(Timed(() => new DecisionEngine(PolicyFile.Parse(rules)).Decide(given)));
            return;
        }

        var export = new RulesEngineExport(ShippedPolicies.Load(policy));
        var (workflows, input) = (export.ToJson(), export.InputOf(given).ToDictionary());
        Print(Timed(() =>
        {
            var engine = new global::RulesEngine.RulesEngine(JsonSerializer.Deserialize<Workflow[]>(workflows)!, new ReSettings { AutoExecuteActions = false });
            var results = engine.ExecuteAllRulesAsync(policy, new RuleParameter(RulesEngineInput.Parameter, input)).AsTask().GetAwaiter().GetResult();
            if (results.Exists(result => !string.IsNullOrEmpty(result.ExceptionMessage)))
            {
                throw new InvalidOperationException("RulesEngine reports an exception.");
            }
        }));
    }

    private static void Print(double milliseconds) => Console.Write(milliseconds.ToString(CultureInfo.InvariantCulture));

    private static string Measured(string what, string policy)
    {
        var runs = Enumerable.Range(0, Runs).Select(_ =>
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "first", what, policy]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return double.Parse(printed, CultureInfo.InvariantCulture);
        }).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{runs[0]:F0} ms, {runs[Runs / 2]:F0} ms");
    }

    // Where the program runs by `dotnet`, its assembly has to be named.
    private static string[] Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(FirstDecision).Assembly.Location] : [];

    private static double Timed(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }
}
