using System.Numerics;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>Every state that an incident can be in, as far as a policy can tell states apart, and what the policy makes of each.</summary>
internal sealed class StateSpace
{
    private readonly List<RecordGroup> _groups;

    /// <param name="policy">The policy.</param>
    /// <param name="maximumNodes">How large the diagrams may grow, all together.</param>
    /// <param name="maximumStates">In how many states a group of the record may be.</param>
    /// <exception cref="DiagramLimitException">There are more, or the diagrams would grow larger.</exception>
    public StateSpace(Policy policy, int maximumNodes = DiagramTable.DefaultMaximumNodes, int maximumStates = RecordGroup.MaximumStates)
    {
        Compiled = new CompiledPolicy(policy, hasSafeguards: true);
        Diagrams = new PolicyDiagrams(Compiled, maximumNodes);
        _groups = [.. RecordGroup.SubjectsByGroup(Compiled).Select(subjects => new RecordGroup(Compiled, subjects, maximumStates)).Where(group => group.Atoms.Count > 0)];
        Possible = Table.And(Diagrams.Possible, Table.All(_groups.Select(ValuationsOf)));
    }

    public CompiledPolicy Compiled { get; }

    public PolicyDiagrams Diagrams { get; }

    public DiagramTable Table => Diagrams.Table;

    public IReadOnlyList<RecordGroup> Groups => _groups;

    /// <summary>The states that can be.</summary>
    public Diagram Possible { get; }

    /// <summary>How many of the states that can be are of a kind.</summary>
    public BigInteger Count(Diagram states) => Table.Count(Table.And(states, Possible));

    /// <summary>A smallest case of a kind: with the fewest answers, behaviours, findings and things on record; null where none can be.</summary>
    public ConductCase? SmallestCase(Diagram states)
    {
        var costs = new int[Diagrams.Variables.All.Count];
        Array.Fill(costs, 1);
        return Table.Cheapest(Table.And(states, Possible), costs) is { } values ? WitnessCase.Of(Compiled, Diagrams.Variables, values, _groups) : null;
    }

    private Diagram ValuationsOf(RecordGroup group)
    {
        var variables = group.Atoms.Select((atom, place) => (Number: Diagrams.Variables.NumberOf(StateVariableKind.Recorded, atom), Place: place)).OrderBy(pair => pair.Number).ToList();
        var rows = group.Valuations.Keys.ToList();
        return Below(0, rows);

        Diagram Below(int depth, List<string> left)
        {
            if (left.Count == 0)
            {
                return Diagram.False;
            }

            if (depth == variables.Count)
            {
                return Diagram.True;
            }

            var (number, place) = variables[depth];
            return Table.Choose(
                Table.Variable(number),
                Below(depth + 1, left.FindAll(row => row[place] == '1')),
                Below(depth + 1, left.FindAll(row => row[place] == '0')));
        }
    }
}
