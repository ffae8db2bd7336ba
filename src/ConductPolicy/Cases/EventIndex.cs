using System.Globalization;

namespace ConductPolicy.Cases;

/// <summary>Finds the events of a case by their ids. An event without one is called by its position: <c>e1</c>, <c>e2</c> …</summary>
internal readonly struct EventIndex
{
    // Below this many events a search costs less than a table.
    private const int Few = 32;

    private readonly ValueList<CaseEvent> _events;
    private readonly Dictionary<string, int>? _named;

    public EventIndex(ValueList<CaseEvent> events)
    {
        _events = events;
        if (events.Count <= Few)
        {
            return;
        }

        _named = [];
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Id is { } id)
            {
                _named.TryAdd(id, i);
            }
        }
    }

    /// <summary>An event's own id, or the one that its position gives it.</summary>
    public static string IdOf(CaseEvent item, int position) => item.Id ?? $"e{(position + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The ids of all events, in their order.</summary>
    public IEnumerable<string> Ids => _events.Select(IdOf);

    /// <summary>The position of an event; -1 where there is none of that id.</summary>
    public int Find(string id) => FindNamed(id) is var named and >= 0 ? named : FindUnnamed(id);

    /// <summary>The position of the first event that has an id of its own that is this one, or -1.</summary>
    public int FindNamed(string id)
    {
        if (_named is not null)
        {
            return _named.GetValueOrDefault(id, -1);
        }

        for (var i = 0; i < _events.Count; i++)
        {
            if (_events[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The position of the event without an id that is called this by its position, or -1.</summary>
    public int FindUnnamed(string id) =>
        id is ['e', >= '1' and <= '9', ..] && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= _events.Count && _events[number - 1].Id is null
            ? number - 1
            : -1;
}
