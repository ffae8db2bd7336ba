using BenchmarkDotNet.Attributes;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Benchmarks;

/// <summary>A full decision with its reasons. The floor, hand-written rules of the same meaning, comes with the compiled evaluator.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private static readonly LocalDate s_day = new(2026, 11, 18);
    private readonly DecisionEngine _engine = new(ShippedPolicies.Load("qet"));

    private readonly ConductCase _case = new()
    {
        Id = "2026-017",
        AsOf = s_day.PlusDays(2),
        Facts = [new FactAnswer("person", "parental-responsibility")],
        Incidents = [new Incident { Id = "i1", On = s_day, Behaviours = [new AllegedBehaviour("abusive-message")], Facts = [new FactAnswer("channel", "email")] }],
        Events =
        [
            new StepTaken { On = s_day, Step = "gather-information" },
            new StepTaken { On = s_day.PlusDays(1), Step = "speak-to-parent", Outcome = Conditions.Outcome.Unresolved },
            new ApprovalRecorded { On = s_day.PlusDays(2), Act = Conditions.ApprovalAct.Consult, Role = "ceo", For = "ban" },
        ],
    };

    [Benchmark]
    public Decision Decide() => _engine.Decide(_case);

    [Benchmark]
    public string DecideAndWriteJson() => _engine.Decide(_case).ToJson();
}
