using BenchmarkDotNet.Attributes;
using ConductPolicy.Decisions;
using ConductPolicy.Interop;
using ConductPolicy.Loading;
using RulesEngine.Models;

namespace ConductPolicy.RulesEngine.Benchmarks;

/// <summary>Deciding one case by RulesEngine, beside the library, by both policies.</summary>
[MemoryDiagnoser]
[MinColumn]
public class RulesEngineBenchmarks
{
    private BenchmarkCase _case = null!;
    private DecisionEngine _library = null!;
    private PreparedIncident _prepared = null!;
    private RulesEngineAdapter _adapter = null!;
    private RulesEngineExport _export = null!;
    private global::RulesEngine.RulesEngine _engine = null!;
    private RuleParameter _input = null!;
    private ResponseStatus[] _statuses = [];

    [ParamsSource(nameof(Policies))]
    public string Policy { get; set; } = "";

    public static IEnumerable<string> Policies => ShippedPolicies.Ids;

    /// <summary>Both have to say the same before either is measured.</summary>
    [GlobalSetup]
    public async Task PrepareAsync()
    {
        _case = BenchmarkCase.Of(Policy);
        _library = new DecisionEngine(ShippedPolicies.Load(Policy));
        _prepared = _library.Prepare(_case.Case);
        _statuses = new ResponseStatus[_library.Policy.Responses.Count];
        _adapter = new RulesEngineAdapter(_library.Policy);
        _export = new RulesEngineExport(_library.Policy);
        _engine = new global::RulesEngine.RulesEngine(System.Text.Json.JsonSerializer.Deserialize<Workflow[]>(_export.ToJson())!, new ReSettings { AutoExecuteActions = false });
        _input = new RuleParameter(RulesEngineInput.Parameter, _export.InputOf(_case.Case).ToDictionary());
        var byRulesEngine = (await _adapter.DecideAsync(_case.Case).ConfigureAwait(false)).Responses.Select(item => item.Status);
        if (!byRulesEngine.SequenceEqual(_library.Decide(_case.Case).Responses.Select(item => item.Status)))
        {
            throw new InvalidOperationException("The statuses by RulesEngine are others than the library's.");
        }
    }

    /// <summary>The statuses alone, of an incident that is prepared.</summary>
    [Benchmark(Baseline = true)]
    public void LibraryStatuses() => _prepared.Statuses(_statuses);

    /// <summary>Preparing it too, from the record of the case.</summary>
    [Benchmark]
    public void LibraryPrepareAndStatuses() => _library.Prepare(_case.Case).Statuses(_statuses);

    /// <summary>The whole decision, with every reason in words.</summary>
    [Benchmark]
    public Decision LibraryDecide() => _library.Decide(_case.Case);

    /// <summary>RulesEngine alone, on an input made once.</summary>
    [Benchmark]
    public async Task<int> RulesEngineExecute() => (await _engine.ExecuteAllRulesAsync(Policy, _input).ConfigureAwait(false)).Count;

    /// <summary>The same with the input made from the case and the answers read.</summary>
    [Benchmark]
    public Task<RulesEngineDecision> AdapterDecide() => _adapter.DecideAsync(_case.Case);
}
