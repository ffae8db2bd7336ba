using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ConductPolicy.Policies;

/// <summary>The definitions of one section of a rule set, in the order of the file and by id.</summary>
/// <typeparam name="T">What is defined.</typeparam>
public sealed class Definitions<T> : IReadOnlyList<T>, IEquatable<Definitions<T>>
    where T : Definition
{
    private readonly ValueList<T> _items;
    private readonly IdPositions _positions;

    /// <summary>Definitions made in code, as for a test: unlike those of a rule file, nothing checks what they refer to. <see cref="Loading.PolicyFile"/> does, once the policy is written and loaded.</summary>
    /// <param name="items">The definitions.</param>
    /// <exception cref="ArgumentException">Two of them have the same id.</exception>
    public Definitions(ValueList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
        _positions = new IdPositions([.. Ids]);
    }

    /// <summary>How many there are.</summary>
    public int Count => _items.Count;

    /// <summary>The definition at a position, counted from 0, in the order of the file.</summary>
    /// <param name="index">The position.</param>
    public T this[int index] => _items[index];

    /// <summary>The definition of an id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="KeyNotFoundException">There is no such id; the message names the nearest that there are.</exception>
    public T this[string id] => _items[PositionOf(id)];

    /// <summary>The ids, in the order of the file.</summary>
    public IEnumerable<string> Ids => _items.Select(item => item.Id);

    /// <summary>Whether there is a definition of an id.</summary>
    /// <param name="id">The id.</param>
    public bool Contains(string id) => IndexOf(id) >= 0;

    /// <summary>The definition of an id, where there is one.</summary>
    /// <param name="id">The id.</param>
    /// <param name="definition">The definition, or null.</param>
    public bool TryGet(string id, [NotNullWhen(true)] out T? definition)
    {
        definition = IndexOf(id) is var position and >= 0 ? _items[position] : null;
        return definition is not null;
    }

    /// <summary>The position of an id in the order of the file, or -1.</summary>
    /// <param name="id">The id.</param>
    public int IndexOf(string id) => _positions.Find(id);

    /// <summary>The position of an id in the order of the file.</summary>
    /// <exception cref="KeyNotFoundException">There is no such id; the message names the nearest that there are.</exception>
    internal int PositionOf(string id) => IndexOf(id) is var position and >= 0 ? position : throw NearestName.Unknown(typeof(T).Name.ToLowerInvariant(), id, Ids);

    /// <summary>The definitions, in the order of the file; a loop over them allocates nothing.</summary>
    public ValueList<T>.Enumerator GetEnumerator() => _items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_items).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Definitions<T>? other) => other is not null && _items.Equals(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Definitions<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.GetHashCode();
}
