using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Library;

/// <summary>Two versions of a policy made one: what is a breach, and how serious, by the version of the incident's day; all else by that of the act's day.</summary>
/// <remarks>
/// The behaviours are the earlier version's, with their definitions, exceptions and tags. One that only the later version has stays
/// known, so that its rules and the case may name it, and is no breach. The policy speaks of a person where both versions do.
/// A clause or setting that the two word otherwise goes by its id and version where the earlier one rests on it.
/// </remarks>
internal sealed class CombinedPolicy
{
    private readonly Policy _substance;
    private readonly Policy _procedure;

    private CombinedPolicy(Policy substance, Policy procedure)
    {
        _substance = substance;
        _procedure = procedure;
    }

    /// <summary>The policy for incidents under one version and acts under another.</summary>
    /// <exception cref="ConductPolicyException">The versions have different scales of seriousness, or ask a fact in different ways.</exception>
    public static Policy Of(Policy substance, Policy procedure) => new CombinedPolicy(substance, procedure).Build();

    private Policy Build()
    {
        Check();
        return _procedure with
        {
            Substance = new SubstanceVersion(_substance.Version, _substance.Hash, _substance.InForce),
            Scope = Scope(),
            Facts = new([.. _procedure.Facts.Select(Joined), .. _substance.Facts.Where(fact => !_procedure.Facts.Contains(fact.Id))]),
            Behaviours = new([.. _substance.Behaviours.Select(Earlier), .. _procedure.Behaviours.Where(behaviour => !_substance.Behaviours.Contains(behaviour.Id)).Select(NotYet)]),
            Clauses = Both(policy => policy.Clauses, clause => clause with { Id = ClauseName(clause.Id), Qualifies = clause.Qualifies is { } other ? ClauseName(other) : null }),
            Settings = Both(policy => policy.Settings, setting => setting with { Id = SettingName(setting.Id), Clauses = ClauseNames(setting.Clauses) }),
        };
    }

    private void Check()
    {
        if (!_substance.SeriousnessLevels.Equals(_procedure.SeriousnessLevels))
        {
            throw NotComparable("have different scales of seriousness");
        }

        foreach (var fact in _substance.Facts)
        {
            if (_procedure.Facts.TryGet(fact.Id, out var now) && (now.Type, now.IsMomentary, now.IsOfCase) != (fact.Type, fact.IsMomentary, fact.IsOfCase))
            {
                throw NotComparable($"ask the fact `{fact.Id}` in different ways");
            }
        }
    }

    private ConductPolicyException NotComparable(string why) => new([new Problem(
        ProblemCode.NotComparable, "", 0, 0, "",
        $"Version {_substance.Version} of `{_procedure.Id}`, in force on the day of the incident, and version {_procedure.Version}, in force on the day of the act, {why}, so no case can be decided by both.",
        "A person has to read how the one is to be understood by the other; keep the scale, and give a fact that is asked otherwise an id of its own.", ProblemSeverity.Error)]);

    private CitedCondition Scope() => Qualified(_substance.Scope) is var then && then.Equals(_procedure.Scope)
        ? _procedure.Scope
        : new(new AllCondition([then, _procedure.Scope]), [.. then.Clauses.Union(_procedure.Scope.Clauses)],
            $"Version {_substance.Version} has to speak of the person for the conduct, and version {_procedure.Version} for what is done about it.");

    // A value that only the earlier version knows may stand in the case.
    private Fact Joined(Fact fact) => _substance.Facts.TryGet(fact.Id, out var then) && !then.Values.Equals(fact.Values)
        ? fact with { Values = [.. fact.Values.Union(then.Values)] }
        : fact;

    private Behaviour Earlier(Behaviour behaviour) => behaviour with
    {
        Clauses = ClauseNames(behaviour.Clauses),
        When = behaviour.When is { } when ? Qualified(when) : null,
        Unless = behaviour.Unless is { } unless ? Qualified(unless) : null,
    };

    private Behaviour NotYet(Behaviour behaviour) => behaviour with
    {
        When = new AnyCondition([]),
        Unless = null,
        Reading = $"Version {_substance.Version}, in force on the day of the incident, does not speak of this conduct; version {_procedure.Version} is the first that does.",
    };

    // What both have alike is kept once; the earlier version's own comes after the later's.
    private Definitions<T> Both<T>(Func<Policy, Definitions<T>> section, Func<T, T> named)
        where T : Definition
    {
        var later = section(_procedure);
        return new([.. later, .. section(_substance).Where(item => !later.TryGet(item.Id, out var same) || !same.Equals(item)).Select(named)]);
    }

    private string ClauseName(string id) => Name(id, policy => policy.Clauses);

    private ValueList<string> ClauseNames(ValueList<string> ids) => [.. ids.Select(ClauseName)];

    private string SettingName(string id) => Name(id, policy => policy.Settings);

    private string Name<T>(string id, Func<Policy, Definitions<T>> section)
        where T : Definition =>
        section(_procedure).TryGet(id, out var later) && !later.Equals(section(_substance)[id]) ? $"{id} (version {_substance.Version})" : id;

    // Scopes, definitions and exceptions speak of facts alone.
    private Condition Qualified(Condition condition) => condition switch
    {
        CitedCondition cited => Qualified(cited),
        NotCondition not => new NotCondition(Qualified(not.Inner)),
        AllCondition all => new AllCondition([.. all.Conditions.Select(Qualified)]),
        AnyCondition any => new AnyCondition([.. any.Conditions.Select(Qualified)]),
        CountCondition { AtLeast.Setting: { } setting } count => count with { AtLeast = count.AtLeast with { Setting = SettingName(setting) } },
        _ => condition,
    };

    private CitedCondition Qualified(CitedCondition cited) => cited with { When = Qualified(cited.When), Clauses = ClauseNames(cited.Clauses) };
}
