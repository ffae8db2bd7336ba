using BenchmarkDotNet.Attributes;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Benchmarks;

/// <summary>Deciding one case of QET's: its statuses from prepared facts, beside the floor of rules written by hand, and the full decision.</summary>
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
            new StepTaken { On = s_day.PlusDays(1), Step = "speak-to-parent", Outcome = Outcome.Unresolved },
            new ApprovalRecorded { On = s_day.PlusDays(2), Act = ApprovalAct.Consult, Role = "ceo", For = "ban" },
        ],
    };

    private readonly DecisionEngine _thrive = new(ShippedPolicies.Load("thrive"));

    private readonly ConductCase _thriveCase = new()
    {
        Id = "2026-018",
        AsOf = s_day.PlusDays(2),
        Facts = [new FactAnswer("person", "parental-responsibility")],
        Incidents = [new Incident { Id = "i1", On = s_day, Behaviours = [new AllegedBehaviour("intimidation")] }],
        Events = [new StepTaken { On = s_day.PlusDays(1), Step = "conversation", Outcome = Outcome.Unresolved }],
    };

    private readonly ResponseStatus[] _statuses = new ResponseStatus[9];
    private readonly HandWrittenQet.Incident _byHand = new()
    {
        IsParent = Truth.True,
        OnSite = Truth.Unknown,
        MeetingUnderWay = Truth.Unknown,
        ByMessage = Truth.True,
        Criminal = Truth.Unknown,
        SafeguardingRisk = Truth.Unknown,
        PossibleLibel = Truth.Unknown,
        EveryonePermittedRecording = Truth.Unknown,
        SeniorLeadersAgree = Truth.Unknown,
        AlcoholPermitted = Truth.Unknown,
        ManyComplaints = Truth.Unknown,
        ComplaintsUnreasonable = Truth.Unknown,
        Named = 1u << 5,
        LevelGiven = -1,
        Gathered = true,
        Spoken = true,
        ChiefExecutiveConsulted = true,
    };

    private PreparedIncident? _prepared;

    /// <summary>Both have to say the same before either is measured.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _prepared = _engine.Prepare(_case);
        HandWrittenQet.Statuses(_byHand, _statuses);
        var byHand = (ResponseStatus[])_statuses.Clone();
        _prepared.Statuses(_statuses);
        if (!byHand.AsSpan().SequenceEqual(_statuses))
        {
            throw new InvalidOperationException("The statuses written by hand are others than the evaluator's.");
        }
    }

    [Benchmark(Baseline = true)]
    public void StatusesByHand() => HandWrittenQet.Statuses(_byHand, _statuses);

    [Benchmark]
    public void Statuses() => _prepared!.Statuses(_statuses);

    [Benchmark]
    public Decision Decide() => _engine.Decide(_case);

    [Benchmark]
    public Decision DecideThrive() => _thrive.Decide(_thriveCase);

    /// <summary>Nothing is compiled or put in words yet.</summary>
    [Benchmark]
    public Decision CompileAndDecide() => new DecisionEngine(_engine.Policy).Decide(_case);

    [Benchmark]
    public string DecideAndWriteJson() => _engine.Decide(_case).ToJson();
}
