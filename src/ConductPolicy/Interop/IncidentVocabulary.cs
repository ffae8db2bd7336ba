using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Interop;

/// <summary>What exported rules ask of an incident, each by a name: yes-or-no values that the engine's own fold of the record gives.</summary>
/// <remarks>
/// A name is put together from fixed words, numbers, and ids of the rule set that are ids indeed (lower-case words joined by hyphens,
/// which become underscores); whatever else a text may be, its position stands for it. Two ids in a name are parted by two underscores,
/// which no id has, so no two things have one name.
/// </remarks>
internal sealed class IncidentVocabulary(CompiledPolicy compiled)
{
    private readonly Policy _policy = compiled.Policy;
    private readonly int[] _factOfAtom = compiled.Atoms.FactsByAtom();
    private readonly Dictionary<string, Reading> _readings = [];
    private readonly List<string> _names = [];

    private delegate bool Reading(in IncidentState state, IncidentRecord record);

    /// <summary>The names that were asked for, in the order in which they first were.</summary>
    public ValueList<string> Names => _names.ToValueList();

    /// <summary>An id as part of a name; its position where it is none.</summary>
    public static string Word(string id, int position)
    {
        var isId = id.Length is > 0 and <= IdShape.MaximumLength && id[0] != '-' && id[^1] != '-' && !id.Contains("--", StringComparison.Ordinal)
            && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
        return isId ? id.Replace('-', '_') : FormattableString.Invariant($"_{position}");
    }

    /// <summary>The values of all names in an incident.</summary>
    public bool[] ValuesOf(IncidentRecord record)
    {
        var state = new IncidentState(compiled, compiled.BitsOf(record));
        var values = new bool[_names.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _readings[_names[i]](state, record);
        }

        return values;
    }

    /// <summary>An answer to a fact, by its atom: certainly where it was given, possibly too where none was.</summary>
    public FormulaPair Answer(int atom)
    {
        var fact = _factOfAtom[atom];
        var answer = Named(AnswerName(fact, atom - compiled.Atoms.OfFlag(fact)), (in state, _) => state.Bits.Holds(atom));
        var known = Named($"known_{FactWord(fact)}", (in state, _) => state.Bits[compiled.Atoms.OfFlag(fact)] != Truth.Unknown);
        return new FormulaPair(answer, Formula.Any(answer, known.Not()));
    }

    public Formula IsNamed(int behaviour) => Named($"named_{BehaviourWord(behaviour)}", (in state, _) => state.Named.Contains(behaviour));

    public Formula IsEstablished(int behaviour) =>
        Named($"established_{BehaviourWord(behaviour)}", (in state, _) => state.Bits.Holds(compiled.Atoms.OfEstablished(behaviour)));

    public Formula IsRefuted(int behaviour) =>
        Named($"refuted_{BehaviourWord(behaviour)}", (in state, _) => state.Bits.Holds(compiled.Atoms.OfRefuted(behaviour)));

    /// <summary>That somebody gave the incident this level.</summary>
    public Formula IsGiven(int level) =>
        Named($"given_{LevelWord(level)}", (in state, _) => state.Seriousness.IsGiven && state.Seriousness.From == level);

    /// <summary>That the ceiling is raised by so many rungs at least.</summary>
    public Formula IsRaisedBy(int rungs) => rungs == 0 ? Formula.True : Named(FormattableString.Invariant($"raised_by_{rungs}"), (in state, _) => state.Raise >= rungs);

    /// <summary>That the bar which a response would carry on was lifted.</summary>
    public Formula IsLifted(int response) => Named($"lifted_{ResponseWord(response)}", (in state, _) => state.Bits.Holds(compiled.Atoms.OfLifted(response)));

    public Formula IsApproved(int response, int approval)
    {
        var (act, role) = (_policy.Responses[response].Approvals[approval].Act, _policy.Responses[response].Approvals[approval].Role);
        return Named(
            FormattableString.Invariant($"approved_{ResponseWord(response)}__{approval + 1}_{Words.Acts.WordOf(act)}_{Word(role, _policy.Roles.IndexOf(role))}"),
            (in state, _) => state.Bits.Holds(compiled.Atoms.OfApproval(response, approval)));
    }

    public Formula IsAttempted(int step) => Named($"attempted_{Word(_policy.Steps[step].Id, step)}", (in _, record) => record.IsAttempted(step));

    public Formula IsTaken(int response) =>
        Named($"taken_{ResponseWord(response)}", (in _, record) => record.IsAttempted(CaseTimeline.SubjectOf(_policy, response)));

    /// <summary>That a condition on the record holds, by its atom. It is numbered: what it asks may be too much for a name.</summary>
    public Formula IsRecorded(int atom)
    {
        var number = compiled.Atoms.Recorded.FindIndex(recorded => recorded.Atom == atom);
        return Named(FormattableString.Invariant($"recorded_{number + 1}_{GistOf(compiled.Atoms.Recorded[number].Condition)}"), (in state, _) => state.Bits.Holds(atom));
    }

    // Enough for a reader to tell which condition it is.
    private string GistOf(Condition condition) => condition switch
    {
        TakenCondition taken => $"taken_{TakenWord(taken.Ids[0])}{(taken.Ids.Count > 1 ? "_or_other" : "")}{(taken.Outcome is { } outcome ? $"_{Words.Outcomes.WordOf(outcome)}" : "")}",
        RepresentationsCondition heard => $"{Words.RepresentationsStates.WordOf(heard.State).Replace('-', '_')}_{ResponseWord(_policy.Responses.IndexOf(heard.Response))}",
        NotifiedCondition notified => $"notified_{ResponseWord(_policy.Responses.IndexOf(notified.Response))}",
        InForceCondition inForce => $"in_force_{ResponseWord(_policy.Responses.IndexOf(inForce.Response))}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition on the record"),
    };

    private string AnswerName(int fact, int answer)
    {
        var value = compiled.Atoms.AnswersTo(fact)[answer];
        return _policy.Facts[fact].Type switch
        {
            FactType.Flag => $"yes_{FactWord(fact)}",
            FactType.Count => FormattableString.Invariant($"at_least_{FactWord(fact)}__{value.Count}"),
            _ => $"is_{FactWord(fact)}__{Word(value.Choice!, answer)}",
        };
    }

    private string FactWord(int fact) => Word(_policy.Facts[fact].Id, fact);

    private string BehaviourWord(int behaviour) => Word(_policy.Behaviours[behaviour].Id, behaviour);

    private string ResponseWord(int response) => Word(_policy.Responses[response].Id, response);

    private string LevelWord(int level) => Word(_policy.SeriousnessLevels[level], level);

    private string TakenWord(string id) => Word(id, CaseTimeline.SubjectOf(_policy, id));

    private Formula Named(string name, Reading reading)
    {
        if (_readings.TryAdd(name, reading))
        {
            _names.Add(name);
        }

        return Formula.Of($"{RulesEngineInput.Parameter}.{name}");
    }
}
