using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Model;

/// <summary>Conditions, and what they speak of besides the record: the incident's behaviours and its seriousness.</summary>
/// <param name="policy">The policy.</param>
/// <param name="record">The incident's record.</param>
/// <param name="isRecorded">What a safeguard asks of the approvals of its response; null where no safeguard is asked.</param>
internal sealed class NaiveConditions(Policy policy, NaiveRecord record, Func<RecordedCondition, bool>? isRecorded = null)
{
    // Conditions: Kleene's strong three-valued logic, with false < unknown < true.

    /// <summary>What a condition comes to. No condition holds always.</summary>
    public Truth Holds(Condition? condition) => condition switch
    {
        null => Truth.True,
        CitedCondition cited => Holds(cited.When),
        NotCondition not => Not(Holds(not.Inner)),
        AllCondition all => All(all.Conditions.Select(Holds)),
        AnyCondition any => Any(any.Conditions.Select(Holds)),
        FlagCondition flag => Known(record.Answer(flag.Fact), answer => answer.Flag == true),
        ChoiceCondition choice => Known(record.Answer(choice.Fact), answer => choice.Values.Contains(answer.Choice!)),
        CountCondition count => Known(record.Answer(count.Fact), answer => answer.Count >= count.AtLeast.Value),
        BehaviourCondition behaviour => Any(Named(behaviour).Select(Stands)),
        SeriousnessCondition seriousness => IsAtLeast(seriousness.Level),
        TakenCondition taken => Is(IsTaken(taken)),
        RepresentationsCondition representations => Is(AreRepresentations(representations.State, representations.Response)),
        NotifiedCondition notified => Is(record.IsNotified(notified.Response)),
        InForceCondition inForce => Is(record.InForce(inForce.Response) is not null),
        RecordedCondition recorded when isRecorded is not null => Is(isRecorded(recorded)),
        _ => throw new NotSupportedException($"A condition of this kind stands in safeguards only: {condition}"),
    };

    public static Truth Is(bool value) => value ? Truth.True : Truth.False;

    public static Truth All(params IEnumerable<Truth> parts) => parts.Append(Truth.True).Min();

    public static Truth Any(params IEnumerable<Truth> parts) => parts.Append(Truth.False).Max();

    private static Truth Not(Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Unknown,
    };

    /// <summary>Nothing unknown is ever taken for no.</summary>
    private static Truth Known(FactValue answer, Func<FactValue, bool> holds) => answer.IsKnown ? Is(holds(answer)) : Truth.Unknown;

    /// <summary>The unanswered facts in the undetermined parts of a condition, where it is undetermined itself.</summary>
    public IEnumerable<string> Unanswered(Condition? condition) => Holds(condition) != Truth.Unknown ? [] : condition switch
    {
        FlagCondition flag => [flag.Fact],
        ChoiceCondition choice => [choice.Fact],
        CountCondition count => [count.Fact],
        BehaviourCondition behaviour => Named(behaviour).SelectMany(UnansweredOf),
        SeriousnessCondition => UnansweredOfBehaviours(),
        _ => condition!.Parts.SelectMany(Unanswered),
    };

    // Steps and responses.

    /// <summary>
    /// Enough attempts, and, with an outcome, a step or response among them whose latest known one matches. A list's attempts
    /// are counted together.
    /// </summary>
    private bool IsTaken(TakenCondition taken)
    {
        var attemptsOfEach = IdsOf(taken).Select(id => AttemptsSeenBy(taken, id)).ToList();
        return attemptsOfEach.Sum(attempts => attempts.Count) >= taken.AtLeast.Value
            && (taken.Outcome is not { } outcome || attemptsOfEach.Any(attempts => Covers(outcome, record.LatestOutcome(attempts))));
    }

    private IEnumerable<string> IdsOf(TakenCondition taken) => taken.Kind is not { } kind
        ? taken.Ids.Distinct()
        : taken.Ids.Union(policy.Responses.Where(response => response.Kind == kind).Select(response => response.Id));

    /// <summary><c>within</c> counts from that long before the incident's date to <c>asOf</c>, both ends included.</summary>
    private List<NaiveEvent> AttemptsSeenBy(TakenCondition taken, string id)
    {
        var attempts = taken.OfCase ? record.AttemptsOfCase(id) : record.Attempts(id);
        var from = taken.Within?.Value.Before(record.Incident.On);
        return attempts.Where(attempt => from is null || attempt.What.On >= from).ToList();
    }

    /// <summary><c>unresolved</c> covers declined and unreachable.</summary>
    public static bool Covers(Outcome asked, Outcome? known) =>
        known == asked || (asked == Outcome.Unresolved && known is Outcome.Declined or Outcome.Unreachable);

    private bool AreRepresentations(RepresentationsState state, string response) => state switch
    {
        RepresentationsState.Received => record.AreRepresentationsReceived(response),
        RepresentationsState.PeriodOver => record.IsPeriodForRepresentationsOver(response),
        _ => record.AreRepresentationsReceived(response) || record.IsPeriodForRepresentationsOver(response),
    };

    // Behaviours.

    /// <summary>The latest finding made for the incident, else the incident's own.</summary>
    public Finding FindingOf(AllegedBehaviour alleged) =>
        (record.Events<FindingMade>(made => made.Behaviour == alleged.Id).LastOrDefault()?.What as FindingMade)?.Finding ?? alleged.Finding;

    public Verdict VerdictOf(AllegedBehaviour alleged)
    {
        var behaviour = policy.Behaviours[alleged.Id];
        var definition = Holds(behaviour.When);
        var exception = behaviour.Unless is null ? Truth.False : Holds(behaviour.Unless);
        return FindingOf(alleged) == Finding.NotEstablished ? Verdict.NotEstablished
            : definition == Truth.False ? Verdict.NotABreach
            : exception == Truth.True ? Verdict.Excused
            : definition == Truth.Unknown || exception == Truth.Unknown ? Verdict.Undetermined
            : Verdict.Breach;
    }

    /// <summary>Whether some behaviour stands.</summary>
    public Truth SomeBehaviourStands() => Any(record.Incident.Behaviours.Select(Stands));

    /// <summary>The unanswered facts of the undetermined behaviours.</summary>
    public IEnumerable<string> UnansweredOfBehaviours() => record.Incident.Behaviours.SelectMany(UnansweredOf);

    /// <summary>A behaviour stands if it is a breach, and may stand if undetermined.</summary>
    private Truth Stands(AllegedBehaviour alleged) => VerdictOf(alleged) switch
    {
        Verdict.Breach => Truth.True,
        Verdict.Undetermined => Truth.Unknown,
        _ => Truth.False,
    };

    private IEnumerable<string> UnansweredOf(AllegedBehaviour alleged) => VerdictOf(alleged) != Verdict.Undetermined
        ? []
        : Unanswered(policy.Behaviours[alleged.Id].When).Concat(Unanswered(policy.Behaviours[alleged.Id].Unless));

    private IEnumerable<AllegedBehaviour> Named(BehaviourCondition condition) => record.Incident.Behaviours
        .Where(alleged => alleged.Id == condition.BehaviourOrTag || policy.Behaviours[alleged.Id].Tags.Contains(condition.BehaviourOrTag))
        .Where(alleged => condition.Finding is null || condition.Finding == FindingOf(alleged));

    // Seriousness.

    /// <summary>The highest of the standing behaviours' own; a value given overrides it, and is flagged where it is lower.</summary>
    public (string? From, string? To, bool IsGiven, bool IsLowered) Seriousness()
    {
        var (from, to) = SeriousnessOfBehaviours();
        return GivenSeriousness() is { } given
            ? (given, given, true, from is not null && RankOf(given) < RankOf(from))
            : (from, to, false, false);
    }

    /// <summary>
    /// From the highest that certainly stands, or the least of the undetermined where none does, to the highest that may.
    /// </summary>
    private (string? From, string? To) SeriousnessOfBehaviours()
    {
        var standing = LevelsWhere(Truth.True);
        var undetermined = LevelsWhere(Truth.Unknown);
        return (standing.LastOrDefault() ?? undetermined.FirstOrDefault(), standing.Concat(undetermined).OrderBy(RankOf).LastOrDefault());
    }

    /// <summary>The levels of the behaviours that stand or may stand, mildest first.</summary>
    private List<string> LevelsWhere(Truth stands) => record.Incident.Behaviours.Where(alleged => Stands(alleged) == stands)
        .Select(alleged => policy.Behaviours[alleged.Id].Seriousness).OrderBy(RankOf).ToList();

    /// <summary>A value given by an event, the newest; else the one given for the incident.</summary>
    private string? GivenSeriousness() =>
        (record.Events<SeriousnessGiven>(_ => true).LastOrDefault()?.What as SeriousnessGiven)?.Level ?? record.Incident.Seriousness;

    private Truth IsAtLeast(string level) => Seriousness() switch
    {
        (null, _, _, _) => Truth.False,
        var (from, _, _, _) when RankOf(from!) >= RankOf(level) => Truth.True,
        var (_, to, _, _) when RankOf(to!) < RankOf(level) => Truth.False,
        _ => Truth.Unknown,
    };

    public int RankOf(string level) => policy.SeriousnessLevels.ToList().IndexOf(level);
}
