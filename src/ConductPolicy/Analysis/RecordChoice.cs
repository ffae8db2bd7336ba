using ConductPolicy.Cases;

namespace ConductPolicy.Analysis;

/// <summary>What can still come on to a part of a record, from where it stands: every smallest way to each way in which it can stand then.</summary>
internal sealed class RecordChoice : OpenChoice
{
    // Beyond this many the longer ways are not looked for.
    private const int MaximumNodes = 6_000;

    private readonly RecordGroup _group;
    private readonly IReadOnlyList<(int Number, RecordEvent Event)> _moves;
    private readonly int[] _places;
    private readonly int[] _variables;
    private readonly Dictionary<string, List<Way>> _seen = [];
    private readonly Dictionary<string, OpenOption> _options = [];
    private readonly List<OpenOption> _inOrder = [];
    private List<Node> _newest = [];
    private int _length;
    private int _nodes;

    /// <param name="group">The part of the record.</param>
    /// <param name="record">The record as it stands.</param>
    /// <param name="moves">What may come, each with its number.</param>
    /// <param name="variables">The variables of the group's atoms, in their order; -1 for those that are not asked for.</param>
    public RecordChoice(RecordGroup group, IncidentRecord record, IReadOnlyList<(int Number, RecordEvent Event)> moves, IReadOnlyList<int> variables)
    {
        _group = group;
        _moves = moves;
        _places = [.. Enumerable.Range(0, variables.Count).Where(place => variables[place] >= 0)];
        _variables = [.. _places.Select(place => variables[place])];
        var awaited = Array.ConvertAll(group.Subjects.ToArray(), subject => record.LastAttemptOf(subject) is var last and >= 0 && record.OutcomeOf(last) is null);
        Add(new Node(group.StateOf(record), awaited, Way.None));
    }

    /// <summary>A way that the record can stand.</summary>
    /// <param name="State">Its state.</param>
    /// <param name="Awaited">For each step and response whether the outcome of the newest attempt is not known.</param>
    /// <param name="Way">How it came there.</param>
    private sealed record Node(byte[] State, bool[] Awaited, Way Way);

    public override IReadOnlyList<int> Variables => _variables;

    public override bool IsCut => _nodes >= MaximumNodes;

    public override IReadOnlyList<OpenOption> Options(int most)
    {
        while (_length < most && _newest.Count > 0 && !IsCut)
        {
            Extend();
        }

        return _inOrder;
    }

    private void Extend()
    {
        var last = _newest;
        _newest = [];
        _length++;
        foreach (var node in last)
        {
            foreach (var (number, item) in _moves)
            {
                if (!IsCut && After(node, item) is { } next)
                {
                    Add(next with { Way = node.Way.Then(number) });
                }
            }
        }
    }

    private Node? After(Node node, in RecordEvent item)
    {
        var subject = SubjectPlace(item.Subject);
        if (item.Kind == RecordEventKind.OutcomeOfLast && !node.Awaited[subject])
        {
            return null;
        }

        var state = _group.After(node.State, item);
        if (state is not null && item.Kind == RecordEventKind.RepresentationsInvited)
        {
            state = _group.After(state, item with { Kind = RecordEventKind.RepresentationsOver });
        }

        if (state is null || item.Kind is not (RecordEventKind.OutcomeOfLast or RecordEventKind.Attempt))
        {
            return state is null ? null : node with { State = state };
        }

        var awaited = (bool[])node.Awaited.Clone();
        awaited[subject] = item.Kind == RecordEventKind.Attempt;
        return new Node(state, awaited, node.Way);
    }

    private int SubjectPlace(int subject)
    {
        for (var i = 0; i < _group.Subjects.Count; i++)
        {
            if (_group.Subjects[i] == subject)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(subject), subject, "not of this group");
    }

    // Where a part of the way led to the same state, the rest of it is of no use.
    private void Add(Node node)
    {
        var key = string.Concat(node.State.Select(part => (char)part)) + string.Concat(node.Awaited.Select(isAwaited => isAwaited ? '1' : '0'));
        if (!AddTo(_seen, key, node.Way))
        {
            return;
        }

        _nodes++;
        _newest.Add(node);
        var all = _group.ValuationOf(node.State);
        var valuation = string.Concat(_places.Select(place => all[place]));
        if (!_options.TryGetValue(valuation, out var option))
        {
            option = new OpenOption([.. _variables.Zip(valuation, (variable, value) => (variable, value == '1'))], new List<Way>());
            _options.Add(valuation, option);
            _inOrder.Add(option);
        }

        if (!option.Ways.Any(way => way.IsPartOf(node.Way)))
        {
            ((List<Way>)option.Ways).Add(node.Way);
        }
    }

    private static bool AddTo(Dictionary<string, List<Way>> known, string key, Way way)
    {
        if (!known.TryGetValue(key, out var ways))
        {
            known.Add(key, ways = []);
        }

        if (ways.Exists(other => other.IsPartOf(way)))
        {
            return false;
        }

        ways.Add(way);
        return true;
    }
}
