using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>What there is to know of an incident before it is judged.</summary>
/// <param name="Words">Its <see cref="TruthBits"/>.</param>
/// <param name="Named">The behaviours that it names, in its order, by their positions in the policy.</param>
/// <param name="LevelGiven">The position of the level of seriousness that somebody gave it; -1 for none.</param>
internal readonly record struct IncidentBits(ulong[] Words, int[] Named, int LevelGiven);

/// <summary>Levels of seriousness by their position in the policy; -1 where no behaviour may stand.</summary>
internal readonly record struct LevelRange(int From, int To, bool IsGiven, bool IsLowered, int OwnFrom, int OwnTo);

/// <summary>What a policy makes of the bits of an incident: the scope, what stands, how serious it is, and by how much the ceiling is raised.</summary>
internal readonly ref struct IncidentState
{
    private readonly TruthBits _bits;

    /// <param name="policy">The policy.</param>
    /// <param name="incident">The incident.</param>
    public IncidentState(CompiledPolicy policy, scoped in IncidentBits incident)
        : this(policy, incident, incident.Words)
    {
    }

    /// <param name="policy">The policy.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="words">Its bits, or a copy of them; what follows from them is written among them.</param>
    public IncidentState(CompiledPolicy policy, scoped in IncidentBits incident, Span<ulong> words)
    {
        Policy = policy;
        Named = incident.Named;
        _bits = new TruthBits(words);
        Scope = policy.Scope.Evaluate(_bits);
        int certain = -1, leastPossible = int.MaxValue, highest = -1;
        foreach (var i in Named)
        {
            var stands = StandsAs(VerdictOf(i));
            SetStanding(i, stands);
            if (stands == Truth.False)
            {
                continue;
            }

            Stands = Stands.Or(stands);
            var level = policy.Behaviours[i].Level;
            certain = stands == Truth.True ? Math.Max(certain, level) : certain;
            leastPossible = stands == Truth.Unknown ? Math.Min(leastPossible, level) : leastPossible;
            highest = Math.Max(highest, level);
        }

        var least = certain >= 0 ? certain : highest >= 0 ? leastPossible : -1;
        Seriousness = incident.LevelGiven >= 0
            ? new LevelRange(incident.LevelGiven, incident.LevelGiven, IsGiven: true, IsLowered: incident.LevelGiven < least, least, highest)
            : new LevelRange(least, highest, IsGiven: false, IsLowered: false, least, highest);
        SetLevels();
        LadderWhen = Evaluate(policy.LadderWhen);
        LadderAfter = Evaluate(policy.LadderAfter);
        Raise = RaiseOf();
    }

    public CompiledPolicy Policy { get; }

    /// <summary>The behaviours that the incident names, in its order, by their positions in the policy.</summary>
    public ReadOnlySpan<int> Named { get; }

    public Truth Scope { get; }

    /// <summary>Whether some behaviour stands.</summary>
    public Truth Stands { get; }

    /// <summary>Whether the policy speaks of the person, and some behaviour stands.</summary>
    public Truth IsOpen => Scope.And(Stands);

    public LevelRange Seriousness { get; }

    public Truth LadderWhen { get; }

    public Truth LadderAfter { get; }

    /// <summary>By how much the ceiling is raised, in rungs.</summary>
    public int Raise { get; }

    public TruthBits Bits => _bits;

    public Truth Evaluate(CompiledCondition? condition) => condition is null ? Truth.True : condition.Evaluate(_bits);

    public Finding FindingOf(int behaviour) =>
        _bits.Holds(Policy.Atoms.OfRefuted(behaviour)) ? Finding.NotEstablished
        : _bits.Holds(Policy.Atoms.OfEstablished(behaviour)) ? Finding.Established
        : Finding.Alleged;

    public Verdict VerdictOf(int behaviour)
    {
        if (_bits.Holds(Policy.Atoms.OfRefuted(behaviour)))
        {
            return Verdict.NotEstablished;
        }

        var compiled = Policy.Behaviours[behaviour];
        var definition = Evaluate(compiled.When);
        if (definition == Truth.False)
        {
            return Verdict.NotABreach;
        }

        var exception = compiled.Unless is null ? Truth.False : Evaluate(compiled.Unless);
        return exception == Truth.True ? Verdict.Excused
            : definition == Truth.Unknown || exception == Truth.Unknown ? Verdict.Undetermined
            : Verdict.Breach;
    }

    public static Truth StandsAs(Verdict verdict) => verdict switch
    {
        Verdict.Breach => Truth.True,
        Verdict.Undetermined => Truth.Unknown,
        _ => Truth.False,
    };

    private void SetStanding(int behaviour, Truth stands)
    {
        var atoms = Policy.Atoms;
        var isEstablished = _bits.Holds(atoms.OfEstablished(behaviour));
        _bits.Set(atoms.OfStanding(behaviour, null), stands);
        _bits.Set(atoms.OfStanding(behaviour, Finding.Established), isEstablished ? stands : Truth.False);
        _bits.Set(atoms.OfStanding(behaviour, Finding.Alleged), isEstablished ? Truth.False : stands);
    }

    private void SetLevels()
    {
        var first = Policy.Atoms.OfLevel(0);
        for (var level = 0; level < Policy.Ceiling.Length; level++)
        {
            _bits.Set(first + level, Seriousness.From >= level ? Truth.True : Seriousness.To < level ? Truth.False : Truth.Unknown);
        }
    }

    private int RaiseOf()
    {
        long unresolved = _bits.CountTrue(Policy.Atoms.OfUnresolved(0), Policy.Responses.Length);
        if (unresolved == 0)
        {
            return 0;
        }

        var ladder = Policy.Policy.Ladder;
        return (int)Math.Min(ladder.RaiseAtMost, unresolved * ladder.RaisePerUnresolved);
    }
}
