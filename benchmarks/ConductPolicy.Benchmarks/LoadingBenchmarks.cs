using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Benchmarks;

/// <summary>Loading a rule set with all its checks, beside the floor: the runtime's reader over the same bytes.</summary>
[MemoryDiagnoser]
public class LoadingBenchmarks
{
    private byte[] _rules = [];

    [ParamsSource(nameof(Ids))]
    public string Id { get; set; } = "";

    public static IEnumerable<string> Ids => ShippedPolicies.Ids;

    [GlobalSetup]
    public void Read() => _rules = ShippedPolicies.Read(Id);

    [Benchmark(Baseline = true)]
    public int JsonDocumentParse()
    {
        using var document = JsonDocument.Parse(_rules, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.GetPropertyCount();
    }

    [Benchmark]
    public Policy Load() => PolicyFile.Parse(_rules);
}
