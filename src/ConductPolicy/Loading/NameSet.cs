namespace ConductPolicy.Loading;

/// <summary>Names of one kind that may be referred to.</summary>
internal sealed class NameSet
{
    private readonly HashSet<string> _names = [];
    private string[]? _sorted;

    public void Add(string name)
    {
        _names.Add(name);
        _sorted = null;
    }

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>The names in order. They are sorted when they are first asked for, which most files never do.</summary>
    public IReadOnlyList<string> Sorted => _sorted ??= [.. _names.Order(StringComparer.Ordinal)];
}
