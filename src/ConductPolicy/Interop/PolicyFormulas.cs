using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Interop;

/// <summary>A formula that others may name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">What it stands for.</param>
internal sealed record NamedFormula(string Name, Formula Formula);

/// <summary>Each gate of a policy as a pair of formulas over an <see cref="IncidentVocabulary"/>.</summary>
/// <remarks>It says in formulas what <see cref="IncidentState"/> and <see cref="ResponseGates"/> say of one incident; the laws hold the two together.</remarks>
internal sealed class PolicyFormulas
{
    private readonly CompiledPolicy _compiled;
    private readonly IncidentVocabulary _incident;
    private readonly List<NamedFormula> _shared = [];
    private readonly Dictionary<string, FormulaPair> _sharedPairs = [];

    public PolicyFormulas(CompiledPolicy compiled, IncidentVocabulary incident)
    {
        _compiled = compiled;
        _incident = incident;
    }

    /// <summary>What several rules ask, each after those that it names itself.</summary>
    public IReadOnlyList<NamedFormula> Shared => _shared;

    public FormulaPair Scope => Share("scope", () => Of(_compiled.Scope));

    /// <summary>Whether some behaviour stands.</summary>
    public FormulaPair Stands => Share("breach", () => FormulaPair.Any([.. Levels.Select(BreachOf)]));

    private FormulaPair LadderWhen => Share("ladder_when", () => Of(_compiled.LadderWhen));

    private FormulaPair LadderAfter => Share("ladder_after", () => Of(_compiled.LadderAfter));

    private IEnumerable<int> Levels => Enumerable.Range(0, _compiled.Ceiling.Length);

    /// <summary>A condition, by Kleene's strong three-valued logic; one that is left out always holds.</summary>
    public FormulaPair Of(CompiledCondition? condition) => condition switch
    {
        null => FormulaPair.Always,
        { Atom: >= 0 } atom => OfAtom(atom.Atom),
        { Source: NotCondition } not => Of(not.Parts[0]).Not(),
        { Source: AllCondition or CitedCondition } all => FormulaPair.All(Each(all)),
        _ => FormulaPair.Any(Each(condition)),
    };

    /// <summary>That the incident names a behaviour, and it was not found not to have happened.</summary>
    public Formula IsAlleged(int behaviour) => Formula.All(_incident.IsNamed(behaviour), _incident.IsRefuted(behaviour).Not());

    /// <summary>That no exception of a behaviour applies.</summary>
    public FormulaPair NoException(CompiledBehaviour behaviour) => behaviour.Unless is null ? FormulaPair.Always : Of(behaviour.Unless).Not();

    public FormulaPair Applicable(CompiledResponse response, FormulaPair when) => response.Rung == 0
        ? FormulaPair.All(Scope, Stands, when)
        : FormulaPair.All(Scope, Stands, when, LadderWhen, response.First < 0 ? FormulaPair.Always : FormulaPair.Known(_incident.IsLifted(response.Position).Not()));

    public FormulaPair InSequence(CompiledResponse response, FormulaPair after) =>
        FormulaPair.All(response.ReplacesLadderAfter ? FormulaPair.Always : LadderAfter, after, Of(response.Continues));

    public FormulaPair Proportionate(CompiledResponse response)
    {
        // Where no behaviour may stand there is no ceiling, and what carries on another response passes.
        var passes = Formula.Any(AtLeast(0).Possible.Not(), IsCarriedOn(response));
        return new FormulaPair(
            Formula.Any(passes, WithinCeiling(response.Rung, level => AtLeast(level).Certain)),
            Formula.Any(passes, WithinCeiling(response.Rung, level => AtLeast(level).Possible)));
    }

    /// <summary>That the rung lies above the ceiling however serious the incident turns out and however far the ceiling is raised.</summary>
    public Formula OutOfReach(CompiledResponse response) => Formula.All(
        AtLeast(0).Possible,
        IsCarriedOn(response).Not(),
        LowestFor(response.Rung, _compiled.HighestRaise) is { } level ? AtLeast(level).Possible.Not() : Formula.True);

    public Formula Approved(CompiledResponse response) => Formula.All(response.Approvals.Select((_, approval) => _incident.IsApproved(response.Position, approval)));

    private FormulaPair OfAtom(int atom)
    {
        var atoms = _compiled.Atoms;
        if (atom < atoms.Facts)
        {
            return _incident.Answer(atom);
        }

        return atoms.IsOfBehaviours(atom) ? OfBehaviours(atom) : FormulaPair.Known(_incident.IsRecorded(atom));
    }

    private FormulaPair OfBehaviours(int atom)
    {
        var atoms = _compiled.Atoms;
        foreach (var level in Levels)
        {
            if (atom == atoms.OfLevel(level))
            {
                return AtLeast(level);
            }
        }

        for (var behaviour = 0; behaviour < _compiled.Behaviours.Length; behaviour++)
        {
            if (atom == atoms.OfStanding(behaviour, null))
            {
                return Standing(behaviour);
            }

            if (atom == atoms.OfStanding(behaviour, Finding.Established))
            {
                return FormulaPair.All(Standing(behaviour), FormulaPair.Known(_incident.IsEstablished(behaviour)));
            }

            if (atom == atoms.OfStanding(behaviour, Finding.Alleged))
            {
                return FormulaPair.All(Standing(behaviour), FormulaPair.Known(_incident.IsEstablished(behaviour).Not()));
            }
        }

        throw new ArgumentOutOfRangeException(nameof(atom), atom, "not an atom that a condition asks");
    }

    private FormulaPair Standing(int behaviour) => FormulaPair.All(
        FormulaPair.Known(IsAlleged(behaviour)), Of(_compiled.Behaviours[behaviour].When), NoException(_compiled.Behaviours[behaviour]));

    // Whether a behaviour of just this level stands.
    private FormulaPair BreachOf(int level) => Share($"breach_of_{LevelWord(level)}", () => FormulaPair.Any(
        [.. Enumerable.Range(0, _compiled.Behaviours.Length).Where(behaviour => _compiled.Behaviours[behaviour].Level == level).Select(Standing)]));

    // The level given; else, from the highest that certainly stands, or the least of the undetermined where none does, to the highest that may.
    private FormulaPair AtLeast(int level) => Share($"at_least_{LevelWord(level)}", () =>
    {
        var (given, isGiven) = (GivenAtLeast(level), GivenAtLeast(0));
        if (level == 0)
        {
            return FormulaPair.Known(Formula.Any(isGiven, Stands.Possible));
        }

        var certain = Formula.Any(Levels.Skip(level).Select(at => BreachOf(at).Certain));
        var possible = Formula.Any(Levels.Skip(level).Select(at => BreachOf(at).Possible));
        var noneLower = Formula.All(Levels.Take(level).Select(at => BreachOf(at).Possible.Not()));
        var from = Formula.Any(certain, Formula.All(possible, Stands.Certain.Not(), noneLower));
        return new FormulaPair(Formula.Any(given, Formula.All(isGiven.Not(), from)), Formula.Any(given, Formula.All(isGiven.Not(), possible)));
    });

    private Formula GivenAtLeast(int level) => Formula.Any(Levels.Skip(level).Select(_incident.IsGiven));

    private Formula IsCarriedOn(CompiledResponse response) => response.InForceFirst is null ? Formula.False : Of(response.InForceFirst).Certain;

    // For each raise of the ceiling the least level that will do. Ceilings never fall as seriousness rises.
    private Formula WithinCeiling(int rung, Func<int, Formula> atLeast) => Formula.Any(
        Enumerable.Range(0, _compiled.HighestRaise + 1).Where(raise => LowestFor(rung, raise) is not null)
            .Select(raise => Formula.All(_incident.IsRaisedBy(raise), atLeast(LowestFor(rung, raise)!.Value))));

    private int? LowestFor(int rung, int raise)
    {
        foreach (var level in Levels)
        {
            if (rung <= _compiled.Ceiling[level] + raise)
            {
                return level;
            }
        }

        return null;
    }

    private List<FormulaPair> Each(CompiledCondition condition)
    {
        var parts = new List<FormulaPair>(condition.Parts.Length);
        foreach (var part in condition.Parts)
        {
            parts.Add(Of(part));
        }

        return parts;
    }

    private string LevelWord(int level) => IncidentVocabulary.Word(_compiled.Policy.SeriousnessLevels[level], level);

    private FormulaPair Share(string name, Func<FormulaPair> make)
    {
        if (_sharedPairs.TryGetValue(name, out var known))
        {
            return known;
        }

        var pair = make();
        var shared = pair.IsDefinite ? FormulaPair.Known(Share(name, pair.Certain)) : new FormulaPair(Share($"{name}_certain", pair.Certain), Share($"{name}_possible", pair.Possible));
        _sharedPairs.Add(name, shared);
        return shared;
    }

    private Formula Share(string name, Formula formula)
    {
        if (formula.IsPlain)
        {
            return formula;
        }

        _shared.Add(new NamedFormula(name, formula));
        return Formula.Of(name);
    }
}
