using System.Globalization;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Adds to the record of a case what was learnt on a day.</summary>
internal static class LearntFacts
{
    /// <summary>The case with an event at the end of its list, by which these answers were learnt for an incident.</summary>
    public static ConductCase WithLearnt(this ConductCase known, string incident, LocalDate on, ValueList<FactAnswer> answers) => known with
    {
        Events =
        [
            .. known.Events,
            new FactsLearnt { Id = FreeId(known), On = on, Incident = known.Incidents.Count > 1 ? incident : null, Facts = answers },
        ],
    };

    // An event without an id is called by its position; where another has that for its id, it needs one of its own.
    private static string? FreeId(ConductCase known)
    {
        var ids = known.Events.Select(item => item.Id).ToHashSet();
        var position = known.Events.Count + 1;
        return ids.Contains(Numbered("e", position))
            ? Enumerable.Range(position, ids.Count + 1).Select(number => Numbered("learnt-", number)).First(id => !ids.Contains(id))
            : null;
    }

    private static string Numbered(string lead, int number) => lead + number.ToString(CultureInfo.InvariantCulture);
}
