using System.Text;
using ConductPolicy.Analysis;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Analysis;

/// <summary>Every state of a small policy, one by one, each as a case that is decided: what the exact answers are held against.</summary>
internal sealed class EnumeratedStates
{
    private readonly StateSpace _space;
    private readonly CompiledPolicy _compiled;

    public EnumeratedStates(StateSpace space)
    {
        _space = space;
        _compiled = space.Compiled;
        All = [.. Enumerate().Select(Decide)];
    }

    /// <summary>A state, and what the engine makes of a case in it.</summary>
    /// <param name="Values">The values of the variables.</param>
    /// <param name="Answers">Everything that a decision says of it: scope, what stands, what is required, statuses.</param>
    /// <param name="Statuses">The status of each response.</param>
    /// <param name="Standing">Whether each behaviour stands.</param>
    /// <param name="Holds">Whether each safeguard's exception holds.</param>
    /// <param name="Case">A case that is in it.</param>
    public sealed record State(bool[] Values, string Answers, ResponseStatus[] Statuses, Truth[] Standing, bool[] Holds, ConductCase Case);

    public IReadOnlyList<State> All { get; }

    /// <summary>The state of a case.</summary>
    public bool[] ValuesOf(ConductCase given) => _space.Diagrams.Variables.ValuesOf(Prepare(_compiled, given));

    /// <summary>Everything that a policy says of a case.</summary>
    public static string AnswersOf(CompiledPolicy compiled, ConductCase given)
    {
        var prepared = Prepare(compiled, given);
        var state = prepared.StateOn(new ulong[compiled.WordCount]);
        var answers = new StringBuilder();
        answers.Append((char)state.Scope);
        for (var i = 0; i < compiled.Behaviours.Length; i++)
        {
            answers.Append((char)StandingOf(state, i));
        }

        foreach (var step in compiled.Steps)
        {
            answers.Append((char)state.Evaluate(step.When).And(state.Evaluate(step.After)));
        }

        var statuses = new ResponseStatus[compiled.Responses.Length];
        prepared.Statuses(statuses);
        foreach (var status in statuses)
        {
            answers.Append((char)status);
        }

        return answers.ToString();
    }

    private static PreparedIncident Prepare(CompiledPolicy compiled, ConductCase given)
    {
        var incident = given.Incidents.Count - 1;
        return new PreparedIncident(compiled, compiled.BitsOf(compiled.RecordOf(given, incident, given.AsOf!.Value)));
    }

    private static Truth StandingOf(in IncidentState state, int behaviour) => state.Named.Contains(behaviour) ? IncidentState.StandsAs(state.VerdictOf(behaviour)) : Truth.False;

    private State Decide(bool[] values)
    {
        var given = WitnessCase.Of(_compiled, _space.Diagrams.Variables, values, _space.Groups);
        var prepared = Prepare(_compiled, given);
        var state = prepared.StateOn(new ulong[_compiled.WordCount]);
        Assert.True(values.AsSpan().SequenceEqual(_space.Diagrams.Variables.ValuesOf(prepared)), "a case made for a state should be in it");
        var statuses = new ResponseStatus[_compiled.Responses.Length];
        prepared.Statuses(statuses);
        var standing = new Truth[_compiled.Behaviours.Length];
        for (var i = 0; i < standing.Length; i++)
        {
            standing[i] = StandingOf(state, i);
        }

        var holds = new bool[_compiled.Safeguards.Length];
        for (var i = 0; i < holds.Length; i++)
        {
            holds[i] = _compiled.Safeguards[i].Unless is { } unless && state.Evaluate(unless) == Truth.True;
        }

        return new State(values, AnswersOf(_compiled, given), statuses, standing, holds, given);
    }

    private IEnumerable<bool[]> Enumerate()
    {
        IEnumerable<bool[]> states = [new bool[_space.Diagrams.Variables.All.Count]];
        for (var fact = 0; fact < _compiled.Policy.Facts.Count; fact++)
        {
            states = Each(states, AnswersTo(fact));
        }

        for (var behaviour = 0; behaviour < _compiled.Behaviours.Length; behaviour++)
        {
            var (named, established, refuted) = (
                Number(StateVariableKind.Named, behaviour), Number(StateVariableKind.Established, behaviour), Number(StateVariableKind.Refuted, behaviour));
            states = Each(states, [[], [named], [named, established], [named, refuted]]);
        }

        states = Each(states, [[], .. Enumerable.Range(0, _compiled.Ceiling.Length).Select(level => (int[])[Number(StateVariableKind.LevelGiven, level)])]);
        foreach (var group in _space.Groups)
        {
            states = Each(states, [.. group.Valuations.Keys.Select(valuation =>
                (int[])[.. group.Atoms.Where((_, place) => valuation[place] == '1').Select(atom => Number(StateVariableKind.Recorded, atom))])]);
        }

        return states;
    }

    private int[][] AnswersTo(int fact)
    {
        var known = Number(StateVariableKind.Known, fact);
        var atoms = StateVariables.AnswersOf(_compiled, fact).Select(atom => Number(StateVariableKind.Answer, atom)).ToList();
        return _compiled.Policy.Facts[fact].Type switch
        {
            FactType.Flag => [[], [known], [known, atoms[0]]],
            FactType.Choice => [[], .. atoms.Select(atom => (int[])[known, atom])],

            // The thresholds stand highest first: a number reaches one and all after it.
            _ => [[], .. atoms.Select((_, place) => (int[])[known, .. atoms.Skip(place)])],
        };
    }

    private static List<bool[]> Each(IEnumerable<bool[]> states, IReadOnlyList<int[]> choices) =>
    [
        .. from state in states
           from choice in choices
           select Array.ConvertAll(Enumerable.Range(0, state.Length).ToArray(), number => state[number] || choice.Contains(number)),
    ];

    private int Number(StateVariableKind kind, int subject) => _space.Diagrams.Variables.NumberOf(kind, subject);
}
