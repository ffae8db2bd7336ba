using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>Looks for the smallest sets of changes to a case that permit a response, or that rule it out.</summary>
/// <remarks>
/// Each day on which the record would stand otherwise for time alone is a question of its own: the day itself, the day after a bar or a
/// period for representations that runs, and the day after such a period that could begin now.
/// </remarks>
internal sealed class WhatIfSearch
{
    // A period for representations that nobody has set is a week; nothing rests on it.
    private static readonly Period s_week = Period.FromWeeks(1);

    // More than this are not put in order by what their acts would break.
    private const int MaximumBuilt = 1_000;

    private readonly DecisionEngine _engine;
    private readonly PolicyDiagrams _diagrams;
    private readonly IReadOnlyList<RecordGroup> _groups;
    private readonly string _incident;
    private readonly LocalDate _asOf;
    private readonly int _response;
    private readonly int _maximumSets;
    private readonly List<(LocalDate On, LocalDate? InvitedUntil)> _days;

    public WhatIfSearch(DecisionEngine engine, IncidentRecord record, int response, int maximumSets)
    {
        _engine = engine;
        _incident = record.Incident.Id;
        _asOf = record.AsOf;
        _response = response;
        _maximumSets = maximumSets;
        Case = WithoutLater(record.Timeline.Case, _asOf);
        _diagrams = new PolicyDiagrams(engine.Compiled);
        _groups = [.. RecordGroup.SubjectsByGroup(engine.Compiled).Select(subjects => new RecordGroup(engine.Compiled, subjects, isExplored: false)).Where(group => group.Atoms.Count > 0)];
        _days = DaysOf(record);
    }

    /// <summary>The case as it stands, with nothing in it that is dated later.</summary>
    public ConductCase Case { get; }

    private CompiledPolicy Compiled => _engine.Compiled;

    /// <summary>A set that was found.</summary>
    private readonly record struct Found(OpenCase Day, Way Way, int Count);

    /// <summary>The status of the response in a case.</summary>
    public ResponseStatus StatusOf(ConductCase given) => StatusOf(given, _response);

    public ChangeSets Find(bool isPermitting)
    {
        if (IsWanted(StatusOf(Case), isPermitting))
        {
            return new ChangeSets(IsAlready: true, [], MayBeMore: false);
        }

        var goal = GoalOf(isPermitting);
        var today = Open(_days[0], goal);
        var days = today.AsksForDays ? [today, .. _days.Skip(1).Select(day => Open(day, goal))] : new List<OpenCase> { today };
        var found = new List<Found>();
        var mayBeMore = false;
        try
        {
            for (var most = 1; most <= WhatIf.MaximumChanges && found.Count <= _maximumSets; most++)
            {
                found = Among(days, most);
            }

            mayBeMore = found.Count > _maximumSets || Among(days, int.MaxValue).Count > found.Count || days.Exists(day => day.IsCut);
        }
        catch (DiagramLimitException)
        {
            mayBeMore = true;
        }

        var built = found.Take(MaximumBuilt).Select(set => Build(set, isPermitting)).ToList();
        return new ChangeSets(
            IsAlready: false,
            built.OfType<ChangeSet>().OrderBy(set => set.Changes.Count).ThenBy(set => !set.IsByTheRules).Take(_maximumSets).ToValueList(),
            mayBeMore || built.Contains(null));
    }

    private static bool IsWanted(ResponseStatus status, bool isPermitting) => isPermitting ? status == ResponseStatus.Permitted : status < ResponseStatus.Unknown;

    private Diagram GoalOf(bool isPermitting) => _diagrams.Table.Any(
        Enum.GetValues<ResponseStatus>().Where(status => IsWanted(status, isPermitting)).Select(status => _diagrams.StatusOf(Compiled.Responses[_response], status)));

    private OpenCase Open((LocalDate On, LocalDate? InvitedUntil) day, Diagram goal) =>
        new(Compiled, _diagrams, _engine.RecordOf(Case, _incident, day.On), _groups, goal, day.InvitedUntil);

    // That days pass is a change too, so what an earlier day gives needs less than a later one.
    private List<Found> Among(List<OpenCase> days, int most)
    {
        var found = new List<Found>();
        foreach (var day in days)
        {
            var waits = day.On > _asOf ? 1 : 0;
            found.AddRange(day.Sets(most - waits).Where(way => !found.Exists(other => other.Day != day && IsPartOf(other, day, way))).Select(way => new Found(day, way, way.Count + waits)).ToList());
        }

        return [.. found.OrderBy(set => set.Count)];
    }

    private static bool IsPartOf(Found one, OpenCase day, Way other)
    {
        var left = other.Sorted.Select(move => day.Moves[move]).ToList();
        foreach (var move in one.Way.Sorted.Select(move => one.Day.Moves[move]))
        {
            var at = left.FindIndex(wider => Equals(wider, move)
                || (wider is AnswerMove own && move is AnswerMove given && own.Fact == given.Fact && own.Answers.All(given.Answers.Contains)));
            if (at < 0)
            {
                return false;
            }

            left.RemoveAt(at);
        }

        return true;
    }

    private ChangeSet? Build(in Found set, bool isPermitting)
    {
        if ((Build(set, isPermitting, isSoon: true) ?? Build(set, isPermitting, isSoon: false)) is { } built)
        {
            return built;
        }

        // While days pass more may happen by itself than was asked for here; without them nothing does.
        return set.Day.On > _asOf ? null : throw new InvalidOperationException("Deciding the case does not confirm what the diagrams say of it.");
    }

    // What comes before an invitation comes on the day of it, and where it can all else but answers too; what comes after it once the time for it is over.
    private ChangeSet? Build(in Found set, bool isPermitting, bool isSoon)
    {
        var day = set.Day;
        var changed = new ChangedCase(_engine, Case, _incident);
        var parts = set.Way.InOrder.GroupBy(day.ChoiceOf).Select(part => part.Select(move => day.Moves[move]).ToList()).ToList();
        if (day.InvitedUntil is { } until)
        {
            var early = parts.ConvertAll(part => part.FindLastIndex(IsInvitation) is var last && last < 0 && isSoon && part[0] is RecordMove ? part.Count : 1 + last);
            changed.AddAll([.. parts.Zip(early, (part, count) => part[..count])], _asOf, until);
            parts = [.. parts.Zip(early, (part, count) => part[count..])];
        }

        if (day.On > _asOf)
        {
            changed.Wait(day.On);
        }

        changed.AddAll(parts, day.On, null);
        return IsWanted(StatusOf(changed.Case), isPermitting)
            ? new ChangeSet(changed.ChangesAt(new ChangedGates(_engine, _response, RecordOf(Case), RecordOf(changed.Case))), changed.Case)
            : null;
    }

    private IncidentRecord RecordOf(ConductCase given) => _engine.RecordOf(given, _incident, null);

    private static bool IsInvitation(Move move) => move is RecordMove { Event.Kind: RecordEventKind.RepresentationsInvited };

    private ResponseStatus StatusOf(ConductCase given, int response)
    {
        var statuses = new ResponseStatus[Compiled.Responses.Length];
        _engine.Prepare(given, _incident).Statuses(statuses);
        return statuses[response];
    }

    private List<(LocalDate On, LocalDate? InvitedUntil)> DaysOf(IncidentRecord record)
    {
        var days = new SortedSet<LocalDate>();
        for (var response = 0; response < Compiled.Responses.Length; response++)
        {
            if (record.InvitedUntil(response) is { } until && until >= _asOf)
            {
                days.Add(until.PlusDays(1));
            }

            if (record.InForce(response) is var taken and >= 0 && record.EndOf(taken) is { } end)
            {
                days.Add(end.PlusDays(1));
            }
        }

        var settings = _engine.Policy.Settings;
        var last = settings.TryGet("bar-representations-period", out var period) && period.Length is { IsPlain: true } length ? length.LastDay(_asOf) : _asOf + s_week;
        return
        [
            (_asOf, null),
            .. days.Where(_engine.Policy.InForce.Covers).Select(day => (day, (LocalDate?)null)),
            .. _engine.Policy.InForce.Covers(last.PlusDays(1)) ? [(last.PlusDays(1), (LocalDate?)last)] : ((LocalDate, LocalDate?)[])[],
        ];
    }

    // Events keep the names that their positions gave them.
    private static ConductCase WithoutLater(ConductCase given, LocalDate asOf) => given with
    {
        AsOf = asOf,
        Events = given.Events.All(item => item.On <= asOf)
            ? given.Events
            : given.Events.Select((item, position) => item with { Id = EventIndex.IdOf(item, position) }).Where(item => item.On <= asOf).ToValueList(),
    };
}
