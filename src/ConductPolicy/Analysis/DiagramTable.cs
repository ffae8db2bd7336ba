using System.Numerics;
using System.Runtime.InteropServices;

namespace ConductPolicy.Analysis;

/// <summary>Reduced ordered binary decision diagrams: functions of yes-or-no variables, of which equal ones are one and the same node.</summary>
/// <remarks>
/// A node asks one variable and leads to one node for no and one for yes; variables are asked in the order of their numbers, no node
/// leads to the same node both ways, and no two nodes are alike. So a function that always holds is the node True, whatever way it was
/// put together (Bryant 1986). Not for several threads.
/// </remarks>
internal sealed class DiagramTable
{
    public const int MaximumVariables = 4_096;
    public const int DefaultMaximumNodes = 2_000_000;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<Node, int> _unique = [];
    private readonly Dictionary<(int If, int Then, int Else), int> _chosen = [];
    private readonly int _maximumNodes;

    /// <summary>A table for functions of so many variables.</summary>
    /// <exception cref="DiagramLimitException">There are more than <see cref="MaximumVariables"/> of them.</exception>
    public DiagramTable(int variables, int maximumNodes = DefaultMaximumNodes)
    {
        if (variables > MaximumVariables)
        {
            throw new DiagramLimitException("variables", MaximumVariables);
        }

        Variables = variables;
        _maximumNodes = maximumNodes;

        // The two constants stand below all variables.
        _nodes.Add(new Node(variables, 0, 0));
        _nodes.Add(new Node(variables, 1, 1));
    }

    private readonly record struct Node(int Variable, int Low, int High);

    public int Variables { get; }

    /// <summary>How many nodes were made, the two constants included.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>The function that holds where a variable does.</summary>
    public Diagram Variable(int variable) => new(Make(variable, 0, 1));

    public Diagram Not(Diagram a) => Choose(a, Diagram.False, Diagram.True);

    public Diagram And(Diagram a, Diagram b) => a.Node < b.Node ? Choose(a, b, Diagram.False) : Choose(b, a, Diagram.False);

    public Diagram Or(Diagram a, Diagram b) => a.Node < b.Node ? Choose(a, Diagram.True, b) : Choose(b, Diagram.True, a);

    public Diagram AndNot(Diagram a, Diagram b) => Choose(b, Diagram.False, a);

    public Diagram Differs(Diagram a, Diagram b) => Choose(a, Not(b), b);

    public Diagram All(IEnumerable<Diagram> parts) => FromTheLast(parts).Aggregate(Diagram.True, And);

    public Diagram Any(IEnumerable<Diagram> parts) => FromTheLast(parts).Aggregate(Diagram.False, Or);

    /// <summary>Functions in the order in which they are best put together: each goes on top of those below it, and none of them is made anew.</summary>
    public IEnumerable<Diagram> FromTheLast(IEnumerable<Diagram> parts) => parts.OrderByDescending(part => _nodes[part.Node].Variable);

    /// <summary>The function that is the second where the first holds, and the third where it does not.</summary>
    /// <exception cref="DiagramLimitException">The table would grow beyond its limit.</exception>
    public Diagram Choose(Diagram condition, Diagram then, Diagram otherwise) => new(Choose(condition.Node, then.Node, otherwise.Node));

    /// <summary>A function with one of its variables settled.</summary>
    public Diagram With(Diagram function, int variable, bool value)
    {
        var done = new Dictionary<int, int>();
        return new(Walk(function.Node));

        int Walk(int number)
        {
            var node = _nodes[number];
            if (node.Variable > variable || number <= 1)
            {
                return number;
            }

            if (node.Variable == variable)
            {
                return value ? node.High : node.Low;
            }

            if (!done.TryGetValue(number, out var made))
            {
                made = Make(node.Variable, Walk(node.Low), Walk(node.High));
                done.Add(number, made);
            }

            return made;
        }
    }

    /// <summary>A function with several of its variables settled.</summary>
    /// <param name="function">The function.</param>
    /// <param name="values">The value of each variable that is settled; null for those that are not.</param>
    public Diagram With(Diagram function, bool?[] values)
    {
        var done = new Dictionary<int, int>();
        return new(Walk(function.Node));

        int Walk(int number)
        {
            if (number <= 1)
            {
                return number;
            }

            if (!done.TryGetValue(number, out var made))
            {
                var node = _nodes[number];
                made = values[node.Variable] switch
                {
                    true => Walk(node.High),
                    false => Walk(node.Low),
                    null => Make(node.Variable, Walk(node.Low), Walk(node.High)),
                };
                done.Add(number, made);
            }

            return made;
        }
    }

    /// <summary>Whether some value of one variable would make the function hold.</summary>
    public Diagram Exists(Diagram function, int variable) => Or(With(function, variable, false), With(function, variable, true));

    /// <summary>Whether two functions hold of the same values somewhere. Makes no nodes.</summary>
    public bool Meet(Diagram a, Diagram b) => Meet(a, b, Diagram.True);

    /// <summary>Whether three functions hold of the same values somewhere. Makes no nodes.</summary>
    public bool Meet(Diagram a, Diagram b, Diagram c)
    {
        var apart = new HashSet<(int, int, int)>();
        return Walk(a.Node, b.Node, c.Node);

        bool Walk(int x, int y, int z)
        {
            if (x == 0 || y == 0 || z == 0)
            {
                return false;
            }

            var variable = Math.Min(_nodes[x].Variable, Math.Min(_nodes[y].Variable, _nodes[z].Variable));
            if (variable == Variables)
            {
                return true;
            }

            if (apart.Contains((x, y, z)))
            {
                return false;
            }

            if (Walk(Low(x, variable), Low(y, variable), Low(z, variable)) || Walk(High(x, variable), High(y, variable), High(z, variable)))
            {
                return true;
            }

            apart.Add((x, y, z));
            return false;
        }
    }

    /// <summary>Whether two functions differ somewhere where a third holds. Makes no nodes.</summary>
    public bool DifferWithin(Diagram a, Diagram b, Diagram within)
    {
        var same = new HashSet<(int, int, int)>();
        return Walk(a.Node, b.Node, within.Node);

        bool Walk(int x, int y, int z)
        {
            if (x == y || z == 0)
            {
                return false;
            }

            var variable = Math.Min(_nodes[x].Variable, Math.Min(_nodes[y].Variable, _nodes[z].Variable));
            if (variable == Variables)
            {
                return true;
            }

            if (same.Contains((x, y, z)))
            {
                return false;
            }

            if (Walk(Low(x, variable), Low(y, variable), Low(z, variable)) || Walk(High(x, variable), High(y, variable), High(z, variable)))
            {
                return true;
            }

            same.Add((x, y, z));
            return false;
        }
    }

    /// <summary>The variable that a function asks first, and what is left of it where that is no and where it is yes; the variable is <see cref="Variables"/> for a constant.</summary>
    public (int Variable, Diagram Low, Diagram High) Parts(Diagram function) =>
        (_nodes[function.Node].Variable, new Diagram(_nodes[function.Node].Low), new Diagram(_nodes[function.Node].High));

    /// <summary>Whether the function holds of these values of all variables.</summary>
    public bool Evaluate(Diagram function, ReadOnlySpan<bool> values)
    {
        var number = function.Node;
        while (number > 1)
        {
            var node = _nodes[number];
            number = values[node.Variable] ? node.High : node.Low;
        }

        return number == 1;
    }

    /// <summary>Of how many values of all variables the function holds.</summary>
    public BigInteger Count(Diagram function)
    {
        var counts = new Dictionary<int, BigInteger> { [0] = BigInteger.Zero, [1] = BigInteger.One };
        return Below(function.Node) << _nodes[function.Node].Variable;

        // Counted over the variables from the node's own on.
        BigInteger Below(int number)
        {
            if (counts.TryGetValue(number, out var known))
            {
                return known;
            }

            var node = _nodes[number];
            var count = Side(node.Low) + Side(node.High);
            counts.Add(number, count);
            return count;

            BigInteger Side(int to) => Below(to) << (_nodes[to].Variable - node.Variable - 1);
        }
    }

    /// <summary>How many nodes functions have, the constants they lead to included, what they share counted once.</summary>
    public int SizeOf(params IEnumerable<Diagram> functions)
    {
        var seen = new HashSet<int>();
        foreach (var function in functions)
        {
            Visit(function.Node, seen);
        }

        return seen.Count;
    }

    /// <summary>The variables on which a function depends, in their order.</summary>
    public IReadOnlyList<int> SupportOf(Diagram function)
    {
        var seen = new HashSet<int>();
        Visit(function.Node, seen);
        return [.. seen.Where(number => number > 1).Select(number => _nodes[number].Variable).Distinct().Order()];
    }

    /// <summary>Of the values of which the function holds, those that cost the least; of several, those with the first variable they differ in being no.</summary>
    /// <param name="function">The function.</param>
    /// <param name="costs">What a yes costs for each variable, 0 or more; a no costs nothing.</param>
    /// <returns>The values of all variables; null where the function holds of none.</returns>
    public bool[]? Cheapest(Diagram function, ReadOnlySpan<int> costs)
    {
        if (function == Diagram.False)
        {
            return null;
        }

        // Nodes stand after those they lead to, so one pass in their order has the cost of each.
        var least = new long[function.Node + 1];
        least[0] = long.MaxValue;
        for (var number = 2; number <= function.Node; number++)
        {
            var node = _nodes[number];
            var high = least[node.High] == long.MaxValue ? long.MaxValue : least[node.High] + costs[node.Variable];
            least[number] = Math.Min(least[node.Low], high);
        }

        var values = new bool[Variables];
        for (var number = function.Node; number > 1;)
        {
            var node = _nodes[number];
            values[node.Variable] = least[node.Low] != least[number];
            number = values[node.Variable] ? node.High : node.Low;
        }

        return values;
    }

    private void Visit(int number, HashSet<int> seen)
    {
        if (seen.Add(number) && number > 1)
        {
            Visit(_nodes[number].Low, seen);
            Visit(_nodes[number].High, seen);
        }
    }

    private int Choose(int condition, int then, int otherwise)
    {
        if (condition <= 1)
        {
            return condition == 1 ? then : otherwise;
        }

        if (then == otherwise)
        {
            return then;
        }

        if (then == 1 && otherwise == 0)
        {
            return condition;
        }

        var key = (condition, then, otherwise);
        if (_chosen.TryGetValue(key, out var known))
        {
            return known;
        }

        var variable = Math.Min(_nodes[condition].Variable, Math.Min(_nodes[then].Variable, _nodes[otherwise].Variable));
        var made = Make(
            variable,
            Choose(Low(condition, variable), Low(then, variable), Low(otherwise, variable)),
            Choose(High(condition, variable), High(then, variable), High(otherwise, variable)));
        _chosen.Add(key, made);
        return made;
    }

    private int Low(int number, int variable) => _nodes[number].Variable == variable ? _nodes[number].Low : number;

    private int High(int number, int variable) => _nodes[number].Variable == variable ? _nodes[number].High : number;

    private int Make(int variable, int low, int high)
    {
        if (low == high)
        {
            return low;
        }

        var node = new Node(variable, low, high);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_unique, node, out var exists);
        if (exists)
        {
            return number;
        }

        if (_nodes.Count >= _maximumNodes)
        {
            _unique.Remove(node);
            throw new DiagramLimitException("nodes", _maximumNodes);
        }

        number = _nodes.Count;
        _nodes.Add(node);
        return number;
    }
}
