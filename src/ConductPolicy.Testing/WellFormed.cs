using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Testing;

/// <summary>Policies as a rule file may hold them, from ones that lack what some of their parts refer to.</summary>
internal static class WellFormed
{
    /// <summary>The policy without whatever refers to what it does not define, so that a rule file may hold it.</summary>
    public static Policy Of(Policy policy)
    {
        var mended = policy with
        {
            Roles = new(policy.Roles.Select(role => role with { MayActFor = Known(role.MayActFor, policy.Roles) }).ToValueList()),
            Behaviours = new(policy.Behaviours.Select(behaviour => behaviour with { Seriousness = LevelIn(policy, behaviour.Seriousness) }).ToValueList()),
            Responses = new(OnRungs(policy.Responses.Select(response => Mended(response, policy)))),
            Timescales = new(policy.Timescales.Select(timescale => timescale with { WorkingDays = Mended(timescale.WorkingDays, policy) }).ToValueList()),
            Considerations = new(policy.Considerations.Select(consideration => consideration with { Before = Known(consideration.Before, policy.Responses) }).ToValueList()),
        };
        mended = mended with { Safeguards = new(policy.Safeguards.Where(safeguard => IsKept(safeguard, mended)).ToValueList()) };
        mended = ConditionPlace.Changed(mended, condition => Mended(condition, mended));
        return WithItsClauses(mended with
        {
            Scope = mended.Scope with { When = Mended(mended.Scope.When, mended) ?? On(mended.Facts[0]) },
            Responses = new(mended.Responses.Select(response => response with { ReplacesLadderAfter = response.ReplacesLadderAfter && response.After is not null }).ToValueList()),
        });
    }

    private static Condition On(Fact fact) => fact.Type switch
    {
        FactType.Flag => new FlagCondition(fact.Id),
        FactType.Choice => new ChoiceCondition(fact.Id, [fact.Values[0]]),
        _ => new CountCondition(fact.Id, new Quantity<int>(1, null)),
    };

    private static Response Mended(Response response, Policy policy) => response with
    {
        Continues = response.Continues is { } first && policy.Responses.Contains(first) ? first : null,
        DecidedBy = response.DecidedBy is { } decider && policy.Roles.Contains(decider.Role) ? decider : null,
        Approvals = response.Approvals.Where(approval => policy.Roles.Contains(approval.Role)).ToValueList(),
        Bar = response.Bar is { Contact: { } contact } bar && Known(contact.Through, policy.Roles) is var through
            ? bar with { Contact = through.Count == 0 ? null : contact with { Through = through } }
            : response.Bar,
    };

    /// <summary>Puts a response on a rung above all others where it stands on that of another that it does not carry on.</summary>
    private static ValueList<Response> OnRungs(IEnumerable<Response> responses)
    {
        var placed = new List<Response>();
        foreach (var response in responses)
        {
            var isTwice = response.Rung is not null && placed.Exists(other => other.Rung == response.Rung && other.Continues != response.Id && response.Continues != other.Id);
            placed.Add(isTwice ? response with { Rung = placed.Max(other => other.Rung) + 1 } : response);
        }

        return placed.ToValueList();
    }

    private static bool IsKept(Safeguard safeguard, Policy policy) => policy.Responses.TryGet(safeguard.Response, out var response)
        && !safeguard.Has.Except(ResponsePartNames.Of(response)).Any();

    private static Condition? Mended(Condition condition, Policy policy) => condition switch
    {
        NotCondition not => Mended(not.Inner, policy) switch { null => null, NotCondition inner => inner.Inner, var inner => new NotCondition(inner) },
        CitedCondition cited => Mended(cited.When, policy) is { } inner ? cited with { When = inner } : null,
        AllCondition all => Together(all.Conditions, policy, parts => new AllCondition(parts)),
        AnyCondition any => Together(any.Conditions, policy, parts => new AnyCondition(parts)),
        FlagCondition flag => policy.Facts.Contains(flag.Fact) ? flag : null,
        ChoiceCondition choice => policy.Facts.Contains(choice.Fact) ? choice : null,
        CountCondition count => policy.Facts.Contains(count.Fact) ? count with { AtLeast = Mended(count.AtLeast, policy) } : null,
        BehaviourCondition behaviour => policy.Behaviours.Any(one => one.Id == behaviour.BehaviourOrTag || one.Tags.Contains(behaviour.BehaviourOrTag)) ? behaviour : null,
        SeriousnessCondition seriousness => new SeriousnessCondition(LevelIn(policy, seriousness.Level)),
        TakenCondition taken => Mended(taken, policy),
        RepresentationsCondition representations => policy.Responses.Contains(representations.Response) ? representations : null,
        NotifiedCondition notified => policy.Responses.Contains(notified.Response) ? notified : null,
        InForceCondition inForce => policy.Responses.Contains(inForce.Response) ? inForce : null,
        RecordedCondition recorded => policy.Roles.Contains(recorded.Role) ? recorded with { After = recorded.After is { } after ? Mended(after, policy) : null } : null,
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "no condition of the language"),
    };

    private static Condition? Together(ValueList<Condition> parts, Policy policy, Func<ValueList<Condition>, Condition> join)
    {
        var mended = parts.Select(part => Mended(part, policy)).OfType<Condition>().ToValueList();
        return mended.Count switch { 0 => null, 1 => mended[0], _ => join(mended) };
    }

    private static TakenCondition? Mended(TakenCondition taken, Policy policy)
    {
        var ids = taken.Kind is { } kind
            ? policy.Responses.Where(response => response.Kind == kind).Select(response => response.Id).ToValueList()
            : taken.Ids.Where(id => policy.Steps.Contains(id) || policy.Responses.Contains(id)).ToValueList();
        return ids.Count == 0 ? null : taken with
        {
            Ids = ids,
            AtLeast = Mended(taken.AtLeast, policy),
            Within = taken.Within is { } within ? Mended(within, policy) : null,
        };
    }

    private static Quantity<T> Mended<T>(Quantity<T> quantity, Policy policy) =>
        quantity.Setting is { } setting && !policy.Settings.Contains(setting) ? quantity with { Setting = null } : quantity;

    private static string LevelIn(Policy policy, string level) => policy.SeriousnessLevels.Contains(level) ? level : policy.SeriousnessLevels[0];

    private static ValueList<string> Known<T>(ValueList<string> ids, Definitions<T> definitions)
        where T : Definition => ids.Where(definitions.Contains).ToValueList();

    /// <summary>A clause that nothing cites stays where it is covered and its kind lets it be; none is both.</summary>
    private static Policy WithItsClauses(Policy policy)
    {
        var cited = ClauseCoverage.Of(policy).Uses.Where(use => use.CitedBy.Count > 0).Select(use => use.Clause.Id).ToHashSet();
        var kept = policy.Clauses.Where(clause => cited.Contains(clause.Id) || (clause is { Covers: not null, Kind: ClauseKind.Value or ClauseKind.Scope or ClauseKind.Power or ClauseKind.Document })).ToList();
        return policy with
        {
            Clauses = new(kept.Select(clause => clause with
            {
                Covers = cited.Contains(clause.Id) ? null : clause.Covers,
                Qualifies = clause.Qualifies is { } other && kept.Exists(one => one.Id == other) ? other : null,
            }).ToValueList()),
        };
    }
}
