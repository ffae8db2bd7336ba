using System.Diagnostics;
using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Benchmarks;

/// <summary>How long proofs take and how large their diagrams are, for the policies that ship and for ones many times as large.</summary>
internal static class ProofSizes
{
    private const int Runs = 5;

    /// <summary>Prints the tables as Markdown.</summary>
    /// <param name="times">How many times as large the large ones are.</param>
    public static void Report(IReadOnlyList<int> times)
    {
        Console.WriteLine($".NET {Environment.Version}, {Environment.ProcessorCount} cores.\n");
        Console.WriteLine("| policy | facts | behaviours | responses | safeguards | variables | nodes made | states | first | warm |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var analyses = new List<PolicyAnalysis>();
        foreach (var id in ShippedPolicies.Ids)
        {
            analyses.Add(Row(id, ShippedPolicies.Load(id), Runs)!);
        }

        foreach (var (id, many) in ShippedPolicies.Ids.SelectMany(id => times.Select(many => (id, many))))
        {
            Row($"{id}, {many} times over", PolicyFile.Parse(ManifoldRuleSet.Of(PolicyFile.Write(ShippedPolicies.Load(id)), many)), 1);
        }

        foreach (var analysis in analyses)
        {
            WriteDiagrams(analysis);
        }
    }

    private static PolicyAnalysis? Row(string name, Policy policy, int runs)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var analysis = PolicyAnalysis.Of(policy);
            var first = clock.Elapsed;
            var warm = Enumerable.Range(0, runs).Min(_ => Timed(policy));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {policy.Facts.Count} | {policy.Behaviours.Count} | {policy.Responses.Count} | {policy.Safeguards.Count} | {analysis.Variables} | {analysis.Nodes:N0} | {(double)analysis.States:0.0e0} | {first.TotalMilliseconds:N0} ms | {warm:N0} ms |"));
            return analysis;
        }
        catch (ConductPolicyException refused)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {policy.Facts.Count} | {policy.Behaviours.Count} | {policy.Responses.Count} | {policy.Safeguards.Count} | `{refused.Problems[0].Code}`: {refused.Problems[0].Message} |  |  | {clock.Elapsed.TotalMilliseconds:N0} ms |  |"));
            return null;
        }
    }

    private static double Timed(Policy policy)
    {
        var clock = Stopwatch.StartNew();
        PolicyAnalysis.Of(policy);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static void WriteDiagrams(PolicyAnalysis analysis)
    {
        Console.WriteLine($"\n| {analysis.Policy.Id}: response | gate 1 | gate 2 | gate 3 | not-applicable | too-early | disproportionate | unknown | awaiting-approval | permitted | all statuses |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in analysis.Sizes)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size.Response} | {string.Join(" | ", size.Gates)} | {string.Join(" | ", size.Statuses)} | {size.Nodes} |"));
        }

        Console.WriteLine($"\n| {analysis.Policy.Id}: part of the record | states | ways to stand |");
        Console.WriteLine("|---|---:|---:|");
        foreach (var size in analysis.Records)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {string.Join(", ", size.StepsAndResponses)} | {size.States:N0} | {size.Ways} |"));
        }
    }
}
