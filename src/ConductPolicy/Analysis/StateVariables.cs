using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>What a variable of a state says.</summary>
internal enum StateVariableKind
{
    /// <summary>A fact is known.</summary>
    Known,

    /// <summary>A fact has an answer, by its atom.</summary>
    Answer,

    /// <summary>The incident names a behaviour.</summary>
    Named,

    /// <summary>A behaviour was found to have happened.</summary>
    Established,

    /// <summary>A behaviour was found not to have happened.</summary>
    Refuted,

    /// <summary>Somebody gave the incident a level of seriousness.</summary>
    LevelGiven,

    /// <summary>Something is on record, by its atom.</summary>
    Recorded,
}

/// <summary>A variable of a state.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Subject">Of what: the position of the fact, behaviour or level; or the atom.</param>
internal readonly record struct StateVariable(StateVariableKind Kind, int Subject);

/// <summary>The yes-or-no variables that make up the state of an incident as a policy can tell states apart, in the order in which diagrams ask them.</summary>
/// <remarks>A behaviour stands next to the facts that its definition and exception ask for: that keeps the diagrams small. So does it that a fact's variables stand together.</remarks>
internal sealed class StateVariables
{
    private readonly List<StateVariable> _all = [];
    private readonly Dictionary<StateVariable, int> _numbers = [];

    public StateVariables(CompiledPolicy compiled)
    {
        var policy = compiled.Policy;
        var factOf = compiled.Atoms.FactsByAtom();
        foreach (var behaviour in compiled.Behaviours)
        {
            foreach (var atom in (int[])[.. behaviour.When?.Atoms ?? [], .. behaviour.Unless?.Atoms ?? []])
            {
                AddFact(compiled, factOf[atom]);
            }

            var position = policy.Behaviours.IndexOf(behaviour.Behaviour.Id);
            Add(StateVariableKind.Named, position);
            Add(StateVariableKind.Refuted, position);
            Add(StateVariableKind.Established, position);
        }

        for (var level = 0; level < policy.SeriousnessLevels.Count; level++)
        {
            Add(StateVariableKind.LevelGiven, level);
        }

        for (var fact = 0; fact < policy.Facts.Count; fact++)
        {
            AddFact(compiled, fact);
        }

        foreach (var atom in RecordedAtomsOf(compiled))
        {
            Add(StateVariableKind.Recorded, atom);
        }
    }

    public IReadOnlyList<StateVariable> All => _all;

    public int NumberOf(StateVariableKind kind, int subject) => _numbers[new StateVariable(kind, subject)];

    public bool Has(StateVariableKind kind, int subject) => _numbers.ContainsKey(new StateVariable(kind, subject));

    /// <summary>The values of all variables in an incident.</summary>
    public bool[] ValuesOf(PreparedIncident prepared)
    {
        var words = new ulong[prepared.Compiled.WordCount];
        var state = prepared.StateOn(words);
        var atoms = prepared.Compiled.Atoms;
        var values = new bool[_all.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var subject = _all[i].Subject;
            values[i] = _all[i].Kind switch
            {
                StateVariableKind.Known => state.Bits[atoms.OfFlag(subject)] != Truth.Unknown,
                StateVariableKind.Named => state.Named.Contains(subject),
                StateVariableKind.Established => state.Bits.Holds(atoms.OfEstablished(subject)),
                StateVariableKind.Refuted => state.Bits.Holds(atoms.OfRefuted(subject)),
                StateVariableKind.LevelGiven => state.Seriousness.IsGiven && state.Seriousness.From == subject,
                _ => state.Bits.Holds(subject),
            };
        }

        return values;
    }

    /// <summary>The atoms of a fact's answers, the highest threshold of a count first.</summary>
    public static IEnumerable<int> AnswersOf(CompiledPolicy compiled, int fact)
    {
        var first = compiled.Atoms.OfFlag(fact);
        return compiled.Policy.Facts[fact].Type == FactType.Flag ? [first] : Enumerable.Range(first, compiled.Atoms.AnswersTo(fact).Length);
    }

    // What bears on one another stands together: where it stood apart, a diagram would double with every pair.
    private static IEnumerable<int> RecordedAtomsOf(CompiledPolicy compiled)
    {
        foreach (var subjects in RecordGroup.SubjectsByGroup(compiled))
        {
            foreach (var response in compiled.Responses.Where(response => subjects.Contains(RecordGroup.NumberOf(compiled, response.Position))))
            {
                foreach (var atom in AtomsOf(compiled, response))
                {
                    yield return atom;
                }
            }

            foreach (var recorded in compiled.Atoms.Recorded.Where(atom => subjects.Contains(RecordGroup.SubjectsOf(compiled, atom)[0])))
            {
                yield return recorded.Atom;
            }
        }
    }

    // What a response would carry on can be lifted only where there is such, and only rungs raise the ceiling.
    private static IEnumerable<int> AtomsOf(CompiledPolicy compiled, CompiledResponse response)
    {
        if (response.First >= 0)
        {
            yield return compiled.Atoms.OfLifted(response.Position);
        }

        if (response.Rung > 0)
        {
            yield return compiled.Atoms.OfUnresolved(response.Position);
        }

        foreach (var approval in response.Watched)
        {
            yield return approval.Atom;
        }
    }

    private void AddFact(CompiledPolicy compiled, int fact)
    {
        if (_numbers.ContainsKey(new StateVariable(StateVariableKind.Known, fact)))
        {
            return;
        }

        Add(StateVariableKind.Known, fact);
        foreach (var answer in AnswersOf(compiled, fact))
        {
            Add(StateVariableKind.Answer, answer);
        }
    }

    private void Add(StateVariableKind kind, int subject)
    {
        var variable = new StateVariable(kind, subject);
        _numbers.Add(variable, _all.Count);
        _all.Add(variable);
    }
}
