using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>What a policy makes of every state of an incident at once: each gate and status as a diagram over <see cref="StateVariables"/>.</summary>
/// <remarks>It says for all states what <see cref="IncidentState"/> and <see cref="ResponseGates"/> say for one; the laws hold the two together.</remarks>
internal sealed class PolicyDiagrams
{
    private readonly CompiledPolicy _compiled;
    private readonly int[] _factOfAtom;

    // The table's number of each variable of the policy.
    private readonly int[] _numbers;
    private readonly CompiledCondition? _replaced;
    private readonly Ternary _replacement;
    private readonly Ternary[] _standing;
    private readonly Diagram[] _fromAtLeast;
    private readonly Diagram[] _toAtLeast;
    private readonly Diagram[] _raiseAtLeast;
    private readonly Dictionary<(int Response, ResponseStatus Status), Diagram> _statuses = [];

    /// <param name="compiled">The policy, with every condition that will be asked for compiled.</param>
    /// <param name="maximumNodes">How large the diagrams may grow, all together.</param>
    /// <exception cref="DiagramLimitException">They would grow larger.</exception>
    public PolicyDiagrams(CompiledPolicy compiled, int maximumNodes = DiagramTable.DefaultMaximumNodes)
        : this(compiled, new StateVariables(compiled), maximumNodes)
    {
    }

    /// <param name="compiled">The policy.</param>
    /// <param name="table">The table of a wider space of states.</param>
    /// <param name="variables">The policy's own variables.</param>
    /// <param name="numbers">The number that each of them has in the table.</param>
    public PolicyDiagrams(CompiledPolicy compiled, DiagramTable table, StateVariables variables, int[] numbers)
    {
        _compiled = compiled;
        _factOfAtom = compiled.Atoms.FactsByAtom();
        _numbers = numbers;
        Variables = variables;
        Table = table;
        Scope = Of(compiled.Scope);
        _standing = [.. compiled.Behaviours.Select(StandingOf)];
        Stands = AllOf([.. _standing.Select(one => one.Not())]).Not();
        _fromAtLeast = [.. Levels.Select(FromAtLeast)];
        _toAtLeast = [.. Levels.Select(ToAtLeast)];
        _raiseAtLeast = RaisesAtLeast();
        LadderWhen = Of(compiled.LadderWhen);
        LadderAfter = Of(compiled.LadderAfter);
        Possible = PossibleStates();
    }

    private PolicyDiagrams(CompiledPolicy compiled, StateVariables variables, int maximumNodes)
        : this(compiled, new DiagramTable(variables.All.Count, maximumNodes), variables, [.. Enumerable.Range(0, variables.All.Count)])
    {
    }

    private PolicyDiagrams(PolicyDiagrams other, CompiledCondition replaced, Ternary replacement)
    {
        (_compiled, _factOfAtom, _numbers, Variables, Table) = (other._compiled, other._factOfAtom, other._numbers, other.Variables, other.Table);
        (_standing, _fromAtLeast, _toAtLeast, _raiseAtLeast) = (other._standing, other._fromAtLeast, other._toAtLeast, other._raiseAtLeast);
        (Scope, Stands, Possible) = (other.Scope, other.Stands, other.Possible);
        (_replaced, _replacement) = (replaced, replacement);
        LadderWhen = Of(_compiled.LadderWhen);
        LadderAfter = Of(_compiled.LadderAfter);
    }

    public DiagramTable Table { get; }

    public StateVariables Variables { get; }

    /// <summary>The states that can be, as far as facts, behaviours and levels go.</summary>
    public Diagram Possible { get; }

    public Ternary Scope { get; }

    /// <summary>Whether some behaviour stands.</summary>
    public Ternary Stands { get; }

    public Ternary LadderWhen { get; }

    public Ternary LadderAfter { get; }

    private IEnumerable<int> Levels => Enumerable.Range(0, _compiled.Ceiling.Length);

    /// <summary>The same policy, on the same table, with a part of a condition taken for something else. The scope and what stands are as they were.</summary>
    public PolicyDiagrams With(CompiledCondition part, Ternary replacement) => new(this, part, replacement);

    /// <summary>Whether a behaviour stands, by its position.</summary>
    public Ternary Standing(int behaviour) => _standing[behaviour];

    /// <summary>A condition, by Kleene's strong three-valued logic; one that is left out always holds.</summary>
    public Ternary Of(CompiledCondition? condition) => condition switch
    {
        null => Ternary.Always,
        _ when condition == _replaced => _replacement,
        { Atom: >= 0 } atom => OfAtom(atom.Atom),
        { Source: NotCondition } not => Of(not.Parts[0]).Not(),
        { Source: AllCondition or CitedCondition } all => AllOf(Each(all)),
        _ => AllOf(Each(condition).ConvertAll(part => part.Not())).Not(),
    };

    private Ternary AllOf(IReadOnlyCollection<Ternary> parts) => new(Table.All(parts.Select(part => part.True)), Table.Any(parts.Select(part => part.False)));

    /// <summary>The states in which a response has a status.</summary>
    public Diagram StatusOf(CompiledResponse response, ResponseStatus status)
    {
        if (!_statuses.TryGetValue((response.Position, status), out var states))
        {
            states = MakeStatus(response, status);
            _statuses.Add((response.Position, status), states);
        }

        return states;
    }

    private Diagram MakeStatus(CompiledResponse response, ResponseStatus status)
    {
        var applicable = IsApplicable(response);
        if (status == ResponseStatus.NotApplicable)
        {
            return applicable.False;
        }

        var open = Table.Not(applicable.False);
        var inSequence = IsInSequence(response);
        var early = Table.And(open, inSequence.False);
        var outOfReach = IsOutOfReach(response);
        if (status == ResponseStatus.TooEarly)
        {
            return Table.AndNot(early, outOfReach);
        }

        var proportionate = IsProportionate(response);
        if (status == ResponseStatus.Disproportionate)
        {
            return Table.Or(Table.And(early, outOfReach), Table.And(Table.AndNot(open, inSequence.False), proportionate.False));
        }

        var gates = applicable.And(inSequence, Table).And(proportionate, Table);
        var approved = Table.All(response.Approvals.Select(Recorded));
        return status switch
        {
            ResponseStatus.Unknown => gates.Unknown(Table),
            ResponseStatus.AwaitingApproval => Table.AndNot(gates.True, approved),
            _ => Table.And(gates.True, approved),
        };
    }

    public Ternary IsApplicable(CompiledResponse response)
    {
        var applicable = Scope.And(Stands, Table).And(Of(response.When), Table);
        if (response.Rung == 0)
        {
            return applicable;
        }

        applicable = applicable.And(LadderWhen, Table);
        return response.First < 0 ? applicable : applicable.And(Known(Recorded(_compiled.Atoms.OfLifted(response.Position))).Not(), Table);
    }

    public Ternary IsInSequence(CompiledResponse response)
    {
        if (response.Rung == 0)
        {
            return Ternary.Always;
        }

        var own = Of(response.After);
        var after = response.ReplacesLadderAfter ? own : LadderAfter.And(own, Table);

        // What it continues is on record or not, never unknown; where it is not, the gate is closed whatever else is known.
        return response.Continues is null ? after : after.And(Of(response.Continues), Table);
    }

    public Ternary IsProportionate(CompiledResponse response)
    {
        if (response.Rung == 0)
        {
            return Ternary.Always;
        }

        // Where no behaviour may stand there is no ceiling, and what carries on another response passes.
        var passes = Table.Or(Table.Not(_toAtLeast[0]), IsCarriedOn(response));
        return new Ternary(
            Table.Or(passes, WithinCeiling(response.Rung, _fromAtLeast)),
            Table.Not(Table.Or(passes, WithinCeiling(response.Rung, _toAtLeast))));
    }

    private Diagram IsOutOfReach(CompiledResponse response)
    {
        if (response.Rung == 0)
        {
            return Diagram.False;
        }

        // Ceilings never fall as seriousness rises.
        var lowest = Levels.Cast<int?>().FirstOrDefault(level => response.Rung <= _compiled.Ceiling[level!.Value] + _compiled.HighestRaise);
        var within = lowest is { } first ? _toAtLeast[first] : Diagram.False;
        return Table.AndNot(Table.AndNot(_toAtLeast[0], within), IsCarriedOn(response));
    }

    private Diagram IsCarriedOn(CompiledResponse response) => response.InForceFirst is null ? Diagram.False : Of(response.InForceFirst).True;

    // The rung is at most the ceiling of the level, raised: for each raise the least level that will do.
    private Diagram WithinCeiling(int rung, Diagram[] levelAtLeast) => Table.Any(
        from raise in Enumerable.Range(0, _raiseAtLeast.Length)
        from level in Levels
        where rung <= _compiled.Ceiling[level] + raise
        select Table.And(_raiseAtLeast[raise], levelAtLeast[level]));

    private List<Ternary> Each(CompiledCondition condition)
    {
        var parts = new List<Ternary>(condition.Parts.Length);
        foreach (var part in condition.Parts)
        {
            parts.Add(Of(part));
        }

        return parts;
    }

    private Ternary OfAtom(int atom)
    {
        var atoms = _compiled.Atoms;
        if (atom < atoms.Facts)
        {
            var answer = Variable(StateVariableKind.Answer, atom);
            var known = Variable(StateVariableKind.Known, _factOfAtom[atom]);
            return new Ternary(answer, Table.AndNot(known, answer));
        }

        return atoms.IsOfBehaviours(atom) ? OfBehaviours(atom) : Known(Recorded(atom));
    }

    private Ternary OfBehaviours(int atom)
    {
        var atoms = _compiled.Atoms;
        foreach (var level in Levels)
        {
            if (atom == atoms.OfLevel(level))
            {
                return new Ternary(_fromAtLeast[level], Table.Not(_toAtLeast[level]));
            }
        }

        for (var behaviour = 0; behaviour < _standing.Length; behaviour++)
        {
            var established = Known(Variable(StateVariableKind.Established, behaviour));
            if (atom == atoms.OfStanding(behaviour, null))
            {
                return _standing[behaviour];
            }

            if (atom == atoms.OfStanding(behaviour, Finding.Established))
            {
                return _standing[behaviour].And(established, Table);
            }

            if (atom == atoms.OfStanding(behaviour, Finding.Alleged))
            {
                return _standing[behaviour].And(established.Not(), Table);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(atom), atom, "not an atom that a condition asks");
    }

    /// <summary>Whether a behaviour stands, put together anew, by its position.</summary>
    public Ternary StandingOf(CompiledBehaviour behaviour, int position)
    {
        var alleged = Known(Table.AndNot(Variable(StateVariableKind.Named, position), Variable(StateVariableKind.Refuted, position)));
        return alleged.And(Of(behaviour.When), Table).And(behaviour.Unless is null ? Ternary.Always : Of(behaviour.Unless).Not(), Table);
    }

    // The level given; else the highest that certainly stands, or the least of the undetermined where none does.
    private Diagram FromAtLeast(int level)
    {
        var certain = Table.Any(OfLevelAtLeast(level).Select(behaviour => _standing[behaviour].True));
        var lower = Enumerable.Range(0, _standing.Length).Except(OfLevelAtLeast(level));
        var undetermined = Table.And(
            Table.Not(Table.Or(Stands.True, Stands.False)),
            Table.All(lower.Select(behaviour => _standing[behaviour].False)));
        return Table.Choose(IsLevelGiven, GivenAtLeast(level), Table.Or(certain, undetermined));
    }

    // The level given; else the highest that may stand.
    private Diagram ToAtLeast(int level) => Table.Choose(
        IsLevelGiven, GivenAtLeast(level), Table.Any(OfLevelAtLeast(level).Select(behaviour => Table.Not(_standing[behaviour].False))));

    private IEnumerable<int> OfLevelAtLeast(int level) => Enumerable.Range(0, _standing.Length).Where(behaviour => _compiled.Behaviours[behaviour].Level >= level);

    private Diagram IsLevelGiven => GivenAtLeast(0);

    private Diagram GivenAtLeast(int level) => Table.Any(Levels.Skip(level).Select(at => Variable(StateVariableKind.LevelGiven, at)));

    /// <summary>For each raise of the ceiling that can be, the states in which it is at least that.</summary>
    private Diagram[] RaisesAtLeast()
    {
        var ladder = _compiled.Policy.Ladder;
        var counts = AtLeast([.. _compiled.Responses.Where(response => response.Rung > 0).Select(response => Recorded(_compiled.Atoms.OfUnresolved(response.Position)))]);
        return [.. Enumerable.Range(0, _compiled.HighestRaise + 1).Select(raise => raise == 0
            ? Diagram.True
            : counts.ElementAtOrDefault((raise + ladder.RaisePerUnresolved - 1) / ladder.RaisePerUnresolved))];
    }

    /// <summary>For each number, the states in which at least so many of these hold.</summary>
    private Diagram[] AtLeast(List<Diagram> items)
    {
        var counts = new Diagram[items.Count + 1];
        counts[0] = Diagram.True;
        foreach (var item in Table.FromTheLast(items))
        {
            for (var count = items.Count; count > 0; count--)
            {
                counts[count] = Table.Choose(item, counts[count - 1], counts[count]);
            }
        }

        return counts;
    }

    private Diagram PossibleStates()
    {
        var parts = new List<Diagram> { Table.Not(AtLeast([.. Levels.Select(level => Variable(StateVariableKind.LevelGiven, level))]).ElementAtOrDefault(2)) };
        for (var behaviour = 0; behaviour < _standing.Length; behaviour++)
        {
            var (named, refuted, established) = (Variable(StateVariableKind.Named, behaviour), Variable(StateVariableKind.Refuted, behaviour), Variable(StateVariableKind.Established, behaviour));
            parts.Add(Table.Not(Table.Or(Table.And(refuted, established), Table.AndNot(Table.Or(refuted, established), named))));
        }

        parts.AddRange(Enumerable.Range(0, _compiled.Policy.Facts.Count).Select(PossibleAnswersTo));
        return Table.All(parts);
    }

    private Diagram PossibleAnswersTo(int fact)
    {
        var known = Variable(StateVariableKind.Known, fact);
        var answers = StateVariables.AnswersOf(_compiled, fact).Select(atom => Variable(StateVariableKind.Answer, atom)).ToList();
        var ofKnown = _compiled.Policy.Facts[fact].Type switch
        {
            FactType.Flag => Diagram.True,

            // One answer and no other.
            FactType.Choice => Table.AndNot(Table.Any(answers), AtLeast(answers).ElementAtOrDefault(2)),

            // The thresholds, the highest first and 0 last: whoever reaches one reaches those below it.
            _ => Table.And(answers[^1], Table.All(answers.Zip(answers.Skip(1), (high, low) => Table.Or(Table.Not(high), low)))),
        };
        return Table.Choose(known, ofKnown, Table.Not(Table.Any(answers)));
    }

    /// <summary>The values that the variables of a fact have with an answer, or with none.</summary>
    public IReadOnlyList<(int Variable, bool Value)> ValuesOf(int fact, FactValue answer)
    {
        var bits = new TruthBits(new ulong[_compiled.WordCount]);
        _compiled.Atoms.Set(bits, fact, answer);
        var values = new List<(int, bool)> { (_numbers[Variables.NumberOf(StateVariableKind.Known, fact)], answer.IsKnown) };
        foreach (var atom in StateVariables.AnswersOf(_compiled, fact))
        {
            values.Add((_numbers[Variables.NumberOf(StateVariableKind.Answer, atom)], answer.IsKnown && bits.Holds(atom)));
        }

        return values;
    }

    private Ternary Known(Diagram holds) => new(holds, Table.Not(holds));

    private Diagram Recorded(int atom) => Variable(StateVariableKind.Recorded, atom);

    private Diagram Variable(StateVariableKind kind, int subject) => Table.Variable(_numbers[Variables.NumberOf(kind, subject)]);
}
