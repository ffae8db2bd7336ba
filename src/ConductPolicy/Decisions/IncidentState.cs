using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>A behaviour that an incident names, and what was made of it.</summary>
internal sealed record JudgedBehaviour(Behaviour Behaviour, Finding Finding, Verdict Verdict);

/// <summary>Levels of seriousness by their position in the policy; -1 where no behaviour may stand.</summary>
internal readonly record struct LevelRange(int From, int To, bool IsGiven, bool IsLowered, int OwnFrom, int OwnTo);

/// <summary>What a policy makes of an incident's record: verdicts, seriousness, and whether each condition holds.</summary>
internal sealed class IncidentState
{
    private readonly FactValue[] _facts;

    public IncidentState(Policy policy, IncidentRecord record, FactValue[] facts)
    {
        Policy = policy;
        Record = record;
        _facts = facts;
        Scope = Evaluate(policy.Scope);
        Behaviours = Judge(record.Incident.Behaviours);
        Stands = Truth.False;
        foreach (var behaviour in Behaviours)
        {
            Stands = Stands.Or(StandsAs(behaviour.Verdict));
        }

        Seriousness = FindSeriousness();
    }

    public Policy Policy { get; }

    public IncidentRecord Record { get; }

    public Truth Scope { get; }

    public JudgedBehaviour[] Behaviours { get; }

    /// <summary>Whether some behaviour stands.</summary>
    public Truth Stands { get; }

    /// <summary>The levels by their position, -1 where no behaviour may stand.</summary>
    public LevelRange Seriousness { get; }

    /// <summary>The answer to a fact.</summary>
    public FactValue Answer(string fact) => _facts[Policy.Facts.IndexOf(fact)];

    /// <summary>The same record with one fact answered otherwise.</summary>
    public IncidentState With(int fact, FactValue value)
    {
        var facts = (FactValue[])_facts.Clone();
        facts[fact] = value;
        return new IncidentState(Policy, Record, facts);
    }

    public Truth Evaluate(Condition? condition) => condition switch
    {
        null => Truth.True,
        FlagCondition flag => Answer(flag.Fact).Flag?.ToTruth() ?? Truth.Unknown,
        ChoiceCondition choice => Answer(choice.Fact).Choice is { } value ? choice.Values.Contains(value).ToTruth() : Truth.Unknown,
        CountCondition count => Answer(count.Fact).Count is { } value ? (value >= count.AtLeast.Value).ToTruth() : Truth.Unknown,
        NotCondition not => Evaluate(not.Inner).Not(),
        AllCondition all => EvaluateAll(all.Conditions),
        AnyCondition any => EvaluateAny(any.Conditions),
        CitedCondition cited => Evaluate(cited.When),
        BehaviourCondition behaviour => EvaluateBehaviour(behaviour),
        SeriousnessCondition seriousness => EvaluateSeriousness(seriousness),
        TakenCondition taken => Record.Holds(taken).ToTruth(),
        RepresentationsCondition representations => Record.Holds(representations).ToTruth(),
        NotifiedCondition notified => Record.IsNotified(notified.Response).ToTruth(),
        InForceCondition inForce => (Record.InForce(inForce.Response) >= 0).ToTruth(),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition of a gate"),
    };

    public static Truth StandsAs(Verdict verdict) => verdict switch
    {
        Verdict.Breach => Truth.True,
        Verdict.Undetermined => Truth.Unknown,
        _ => Truth.False,
    };

    private Truth EvaluateAll(ValueList<Condition> conditions)
    {
        var truth = Truth.True;
        foreach (var condition in conditions)
        {
            truth = truth.And(Evaluate(condition));
        }

        return truth;
    }

    private Truth EvaluateAny(ValueList<Condition> conditions)
    {
        var truth = Truth.False;
        foreach (var condition in conditions)
        {
            truth = truth.Or(Evaluate(condition));
        }

        return truth;
    }

    private Truth EvaluateBehaviour(BehaviourCondition condition)
    {
        var truth = Truth.False;
        foreach (var (behaviour, finding, verdict) in Behaviours)
        {
            if (behaviour.Id != condition.BehaviourOrTag && !behaviour.Tags.Contains(condition.BehaviourOrTag))
            {
                continue;
            }

            if (condition.Finding is null || condition.Finding == finding)
            {
                truth = truth.Or(StandsAs(verdict));
            }
        }

        return truth;
    }

    private Truth EvaluateSeriousness(SeriousnessCondition condition)
    {
        var wanted = LevelOf(condition.Level);
        return Seriousness.From >= wanted ? Truth.True
            : Seriousness.To < wanted ? Truth.False
            : Truth.Unknown;
    }

    private JudgedBehaviour[] Judge(ValueList<AllegedBehaviour> alleged)
    {
        var judged = new JudgedBehaviour[alleged.Count];
        for (var i = 0; i < judged.Length; i++)
        {
            var behaviour = Policy.Behaviours[alleged[i].Id];
            var finding = Record.FindingOf(alleged[i]);
            judged[i] = new JudgedBehaviour(behaviour, finding, VerdictOf(behaviour, finding));
        }

        return judged;
    }

    private Verdict VerdictOf(Behaviour behaviour, Finding finding)
    {
        if (finding == Finding.NotEstablished)
        {
            return Verdict.NotEstablished;
        }

        var definition = Evaluate(behaviour.When);
        if (definition == Truth.False)
        {
            return Verdict.NotABreach;
        }

        var exception = behaviour.Unless is null ? Truth.False : Evaluate(behaviour.Unless);
        return exception == Truth.True ? Verdict.Excused
            : definition == Truth.Unknown || exception == Truth.Unknown ? Verdict.Undetermined
            : Verdict.Breach;
    }

    private LevelRange FindSeriousness()
    {
        int certain = -1, leastPossible = int.MaxValue, highest = -1;
        foreach (var (behaviour, _, verdict) in Behaviours)
        {
            var level = LevelOf(behaviour.Seriousness);
            if (verdict == Verdict.Breach)
            {
                certain = Math.Max(certain, level);
            }
            else if (verdict == Verdict.Undetermined)
            {
                leastPossible = Math.Min(leastPossible, level);
            }
            else
            {
                continue;
            }

            highest = Math.Max(highest, level);
        }

        var from = certain >= 0 ? certain : highest >= 0 ? leastPossible : -1;
        return Record.SeriousnessGiven() is { } given
            ? new LevelRange(LevelOf(given), LevelOf(given), IsGiven: true, IsLowered: LevelOf(given) < from, from, highest)
            : new LevelRange(from, highest, IsGiven: false, IsLowered: false, from, highest);
    }

    private int LevelOf(string level)
    {
        var levels = Policy.SeriousnessLevels;
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i] == level)
            {
                return i;
            }
        }

        return -1;
    }
}
