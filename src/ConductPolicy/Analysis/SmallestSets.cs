namespace ConductPolicy.Analysis;

/// <summary>Finds every smallest set of moves that brings a function about, each of some choices settled in one of its ways.</summary>
/// <remarks>The choices share neither variables nor moves, so the smallest sets of several are put together from those of each.</remarks>
internal sealed class SmallestSets(DiagramTable table, IReadOnlyList<OpenChoice> choices, int most)
{
    /// <summary>Beyond this many for one part of the question the answer is refused.</summary>
    public const int MaximumSets = 20_000;

    private readonly Dictionary<(int Choice, int Node, int Left), List<Way>> _known = [];

    /// <summary>The sets of so many moves or fewer, no one of which is part of another, the smallest first.</summary>
    /// <exception cref="DiagramLimitException">There are too many.</exception>
    public List<Way> Of(Diagram goal) => From(0, goal, most);

    private List<Way> From(int choice, Diagram goal, int left)
    {
        if (goal.IsConstant)
        {
            return goal == Diagram.True ? [Way.None] : [];
        }

        if (choice == choices.Count)
        {
            throw new InvalidOperationException("Something that the function asks for is settled by no choice.");
        }

        var key = (choice, goal.Node, left);
        if (!_known.TryGetValue(key, out var ways))
        {
            ways = table.SupportOf(goal).Any(choices[choice].Variables.Contains) ? Settled(choice, goal, left) : From(choice + 1, goal, left);
            _known.Add(key, ways);
        }

        return ways;
    }

    private List<Way> Settled(int choice, Diagram goal, int left)
    {
        var all = new List<Way>();
        foreach (var option in choices[choice].Options(most))
        {
            var rest = default(Diagram?);
            foreach (var way in option.Ways.Where(way => way.Count <= left))
            {
                rest ??= With(goal, option);
                foreach (var more in From(choice + 1, rest.Value, left - way.Count))
                {
                    all.Add(way.And(more));
                }

                if (all.Count > MaximumSets)
                {
                    throw new DiagramLimitException("sets of changes", MaximumSets);
                }
            }
        }

        return Smallest(all);
    }

    /// <summary>Those of which no other is a part, in their order.</summary>
    public static List<Way> Smallest(List<Way> all)
    {
        var kept = new List<Way>();
        foreach (var way in all.Order(Comparer<Way>.Create(Way.InOrderOfSize)))
        {
            if (!kept.Exists(other => other.IsPartOf(way)))
            {
                kept.Add(way);
            }
        }

        return kept;
    }

    private Diagram With(Diagram goal, OpenOption option)
    {
        var values = new bool?[table.Variables];
        foreach (var (variable, value) in option.Values)
        {
            values[variable] = value;
        }

        return table.With(goal, values);
    }
}
