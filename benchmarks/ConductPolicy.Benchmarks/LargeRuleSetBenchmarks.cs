using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Benchmarks;

/// <summary>Loading of large rule sets, beside the same floor: both grow with the size of the file.</summary>
[MemoryDiagnoser]
public class LargeRuleSetBenchmarks
{
    private byte[] _rules = [];

    [Params(1_000_000, 2_500_000, 5_000_000, 10_000_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Make() => _rules = Encoding.UTF8.GetBytes(LargeRuleSet.Of(Bytes));

    [Benchmark(Baseline = true)]
    public int JsonDocumentParse()
    {
        using var document = JsonDocument.Parse(_rules, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.GetPropertyCount();
    }

    [Benchmark]
    public Policy Load() => PolicyFile.Parse(_rules);

    [Benchmark]
    public byte[] Format() => JsonLayout.Format(_rules);
}
