using ConductPolicy.Policies;

namespace ConductPolicy;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int MostChanges = 8;

    /// <summary>The names nearest to a word, nearest first, then by name; none where nothing is near.</summary>
    /// <remarks>
    /// Near is at most a third of the word's letters changed, added, left out or swapped with a neighbour (at least one, at most
    /// <see cref="MostChanges"/>), or one the beginning of the other. Nothing is near a word that is too long for an id.
    /// </remarks>
    public static IReadOnlyList<string> Find(string word, IEnumerable<string> names, int most = 3)
    {
        if (word.Length > Definition.MaximumIdLength)
        {
            return [];
        }

        var bound = Math.Clamp(word.Length / 3, 1, MostChanges);
        var near = new List<(int Distance, string Name)>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var distance = Math.Abs(name.Length - word.Length) <= bound ? Distance(word, name, bound) : int.MaxValue;
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
        var all = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return Help(all, Find(word, all));
    }

    /// <summary>A help line that offers the names found near, else lists all where they are few.</summary>
    /// <param name="all">All names, in order.</param>
    /// <param name="near">The nearest of them.</param>
    public static string Help(IReadOnlyList<string> all, IReadOnlyList<string> near) =>
        near.Count switch
        {
            > 0 => $"Did you mean {OneOf(near)}?",
            _ when all.Count == 0 => "The file defines none yet.",
            _ when all.Count <= 24 => $"Choose from {OneOf(all)}.",
            _ => $"There are {all.Count} to choose from, from `{all[0]}` to `{all[^1]}`.",
        };

    /// <summary>The exception for an id that was asked for and is not there.</summary>
    /// <param name="noun">What it is an id of, such as <c>response</c>.</param>
    /// <param name="id">The id asked for.</param>
    /// <param name="ids">Those that are there.</param>
    public static KeyNotFoundException Unknown(string noun, string id, IEnumerable<string> ids) => new($"There is no {noun} `{id}`. {Help(id, ids)}");

    public static string OneOf(IReadOnlyList<string> names) => names.Count == 1
        ? $"`{names[0]}`"
        : $"{string.Join(", ", names.Take(names.Count - 1).Select(name => $"`{name}`"))} or `{names[^1]}`";

    // Optimal string alignment, on three rows. Only what lies within the bound of the diagonal can come to no more than the bound, so
    // the rest is not worked out; a distance over the bound is given as the bound and one more.
    private static int Distance(string a, string b, int bound)
    {
        Span<int> twoBack = stackalloc int[b.Length + 1], oneBack = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            oneBack[j] = Math.Min(j, bound + 1);
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row.Fill(bound + 1);
            row[0] = Math.Min(i, bound + 1);
            var least = row[0];
            for (var j = Math.Max(1, i - bound); j <= Math.Min(b.Length, i + bound); j++)
            {
                var cost = AreSame(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, oneBack[j] + 1), oneBack[j - 1] + cost);
                if (i > 1 && j > 1 && AreSame(a[i - 1], b[j - 2]) && AreSame(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > bound)
            {
                return bound + 1;
            }

            var free = twoBack;
            twoBack = oneBack;
            oneBack = row;
            row = free;
        }

        return Math.Min(oneBack[b.Length], bound + 1);
    }

    private static bool AreSame(char a, char b) => a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
