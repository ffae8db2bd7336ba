using ConductPolicy.Conditions;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>The attempts of all incidents up to one that a condition sees, counted on as the record is folded.</summary>
/// <param name="condition">The condition, which is of the case.</param>
/// <param name="subjects">The numbers of the steps and responses that it names.</param>
internal sealed class CaseAttempts(TakenCondition condition, int[] subjects)
{
    private readonly Outcome?[] _latest = new Outcome?[subjects.Length];
    private int _attempts;
    private int _next;

    public TakenCondition Condition => condition;

    /// <summary>How many it has seen.</summary>
    public int Count => _attempts;

    /// <summary>The latest outcome that it has seen of the first of its subjects, or null.</summary>
    public Outcome? LatestOutcomeOfFirst => _latest[0];

    /// <summary>Whether it holds by what stands in the first so many entries of a timeline.</summary>
    public bool Holds(CaseTimeline timeline, int incident, int count)
    {
        SeeUpTo(timeline, incident, count);
        return _attempts >= condition.AtLeast.Value
            && (condition.Outcome is not { } wanted || Array.Exists(_latest, outcome => outcome is { } known && IncidentRecord.Covers(wanted, known)));
    }

    /// <summary>Sees what stands in the first so many entries of a timeline.</summary>
    public void SeeUpTo(CaseTimeline timeline, int incident, int count)
    {
        var since = condition.Within?.Value.Before(timeline.Case.Incidents[incident].On);
        for (; _next < count; _next++)
        {
            See(timeline, incident, since);
        }
    }

    private void See(CaseTimeline timeline, int incident, LocalDate? since)
    {
        ref readonly var entry = ref timeline.Entries[_next];
        var known = entry.Event as OutcomeKnown;
        ref readonly var attempt = ref known is null ? ref entry : ref timeline.Entries[entry.About];
        if (!attempt.IsAttempt || attempt.Event.On < since || !IsUpTo(timeline.Case, incident, attempt.Incident))
        {
            return;
        }

        var outcome = known is null ? IncidentRecord.OwnOutcome(attempt.Event) : known.Outcome;
        for (var i = 0; i < subjects.Length; i++)
        {
            if (subjects[i] == attempt.Subject)
            {
                _attempts += known is null ? 1 : 0;
                _latest[i] = outcome ?? _latest[i];
            }
        }
    }

    private static bool IsUpTo(ConductCase recorded, int incident, int other)
    {
        var (on, mine) = (recorded.Incidents[other].On, recorded.Incidents[incident].On);
        return on < mine || (on == mine && other <= incident);
    }
}
