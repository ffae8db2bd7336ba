namespace ConductPolicy.Loading;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int MaximumNames = 2_000;

    /// <summary>The names nearest to a word, nearest first, then by name; none where nothing is near.</summary>
    /// <remarks>
    /// Near is at most a third of the word's letters changed, added, left out or swapped with a neighbour (at least one), or one the beginning of the other.
    /// Words of more than 100 letters have none, and no more than 2,000 names are looked at, so that no file takes long to refuse.
    /// </remarks>
    public static IReadOnlyList<string> Find(string word, IEnumerable<string> names, int most = 3)
    {
        if (word.Length > IdShape.MaximumLength)
        {
            return [];
        }

        var bound = Math.Max(1, word.Length / 3);
        var near = new List<(int Distance, string Name)>();
        foreach (var name in names.Distinct(StringComparer.Ordinal).Take(MaximumNames))
        {
            var distance = Math.Abs(name.Length - word.Length) <= bound ? Distance(word, name) : int.MaxValue;
            var isBeginning = word.Length >= 3
                && (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (name.Length >= 3 && word.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
            if (distance <= bound || isBeginning)
            {
                near.Add((Math.Min(distance, bound + 1), name));
            }
        }

        near.Sort();
        return near.Take(most).Select(item => item.Name).ToList();
    }

    /// <summary>A help line that offers the nearest names, else lists all where they are few.</summary>
    public static string Help(string word, IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        var near = Find(word, all);
        if (near.Count == 0 && all.Count <= 24)
        {
            all.Sort(StringComparer.Ordinal);
        }

        return near.Count switch
        {
            > 0 => $"Did you mean {OneOf(near)}?",
            _ when all.Count == 0 => "The file defines none yet.",
            _ when all.Count <= 24 => $"Choose from {OneOf(all)}.",
            _ => $"There are {all.Count} to choose from, from `{all.Min(StringComparer.Ordinal)}` to `{all.Max(StringComparer.Ordinal)}`.",
        };
    }

    public static string OneOf(IReadOnlyList<string> names) => names.Count == 1
        ? $"`{names[0]}`"
        : $"{string.Join(", ", names.Take(names.Count - 1).Select(name => $"`{name}`"))} or `{names[^1]}`";

    private static int Distance(string a, string b)
    {
        // Optimal string alignment, on three rows.
        int[] twoBack = new int[b.Length + 1], oneBack = new int[b.Length + 1], row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            oneBack[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, oneBack[j] + 1), oneBack[j - 1] + cost);
                if (i > 1 && j > 1 && char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 2])
                    && char.ToLowerInvariant(a[i - 2]) == char.ToLowerInvariant(b[j - 1]))
                {
                    row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
                }
            }

            (twoBack, oneBack, row) = (oneBack, row, twoBack);
        }

        return oneBack[b.Length];
    }
}
