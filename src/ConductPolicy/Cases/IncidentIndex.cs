namespace ConductPolicy.Cases;

/// <summary>Finds the incidents of a case by their ids.</summary>
internal readonly struct IncidentIndex
{
    // Below this many a search costs less than a table.
    private const int Few = 16;

    private readonly ValueList<Incident> _incidents;
    private readonly Dictionary<string, int>? _byId;

    public IncidentIndex(ValueList<Incident> incidents)
    {
        _incidents = incidents;
        if (incidents.Count <= Few)
        {
            return;
        }

        _byId = new Dictionary<string, int>(incidents.Count);
        for (var i = 0; i < incidents.Count; i++)
        {
            _byId.TryAdd(incidents[i].Id, i);
        }
    }

    /// <summary>The position of the first incident of that id, or -1.</summary>
    public int Find(string id)
    {
        if (_byId is not null)
        {
            return _byId.GetValueOrDefault(id, -1);
        }

        for (var i = 0; i < _incidents.Count; i++)
        {
            if (_incidents[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}
