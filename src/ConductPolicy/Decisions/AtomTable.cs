using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>A condition on what is on record, which is always known.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Subjects">The steps and responses that it names, by their numbers in a record.</param>
/// <param name="Response">The position of the response that it names; -1 where it names none.</param>
/// <param name="Atom">Its atom.</param>
/// <param name="Awaited">For an attempt that has to have come out in some way, the atom that says whether that is awaited; else -1.</param>
internal sealed record RecordedAtom(Condition Condition, int[] Subjects, int Response, int Atom, int Awaited)
{
    public bool HoldsIn(IncidentRecord record) => Condition switch
    {
        TakenCondition taken => record.Holds(taken, Subjects),
        RepresentationsCondition representations => record.IsHeard(representations.State, Response),
        NotifiedCondition => record.IsNotified(Response),
        _ => record.InForce(Response) >= 0,
    };

    public bool IsAwaitedIn(IncidentRecord record)
    {
        foreach (var subject in Subjects)
        {
            if (record.LastAttemptOf(subject) is var attempt and >= 0 && record.OutcomeOf(attempt) is null)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Gives each thing that a condition of a policy can ask of an incident its number among the <see cref="TruthBits"/>: its atom.</summary>
internal sealed class AtomTable
{
    // For each behaviour: found to have happened, found not to; then standing at all, as alleged, as established.
    private const int PerBehaviour = 5;

    private readonly Policy _policy;
    private readonly FactType[] _types;
    private readonly int[] _ofFact;
    private readonly FactValue[][] _answers;
    private readonly int _ofLifted;
    private readonly int _ofUnresolved;
    private readonly int[] _ofApprovals;
    private readonly int _ofLevels;
    private readonly Dictionary<Condition, RecordedAtom> _byCondition = [];
    private readonly List<RecordedAtom> _recorded = [];

    public AtomTable(Policy policy)
    {
        _policy = policy;
        _answers = PossibleAnswers.ToAll(policy);
        _types = [.. policy.Facts.Select(fact => fact.Type)];
        _ofFact = new int[policy.Facts.Count];
        for (var i = 0; i < _ofFact.Length; i++)
        {
            _ofFact[i] = Count;
            Count += policy.Facts[i].Type == FactType.Flag ? 1 : _answers[i].Length;
        }

        Facts = Count;
        Count += PerBehaviour * policy.Behaviours.Count;
        _ofLevels = Count;
        Count += policy.SeriousnessLevels.Count;
        _ofLifted = Count;
        Count += policy.Responses.Count;
        _ofUnresolved = Count;
        Count += policy.Responses.Count;
        _ofApprovals = new int[policy.Responses.Count];
        for (var i = 0; i < _ofApprovals.Length; i++)
        {
            _ofApprovals[i] = Count;
            Count += policy.Responses[i].Approvals.Count;
        }
    }

    /// <summary>How many atoms there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them, the first ones, are answers to facts. All others are always known.</summary>
    public int Facts { get; }

    public List<RecordedAtom> Recorded => _recorded;

    /// <summary>The answers to a fact that the policy can tell apart.</summary>
    public FactValue[] AnswersTo(int fact) => _answers[fact];

    /// <summary>For each atom that is an answer, the position of its fact.</summary>
    public int[] FactsByAtom()
    {
        var facts = new int[Facts];
        for (var i = 0; i < _ofFact.Length; i++)
        {
            facts.AsSpan(_ofFact[i]..(i + 1 < _ofFact.Length ? _ofFact[i + 1] : Facts)).Fill(i);
        }

        return facts;
    }

    public int OfFlag(int fact) => _ofFact[fact];

    public int OfChoice(int fact, string value) => _ofFact[fact] + Array.FindIndex(_answers[fact], answer => answer.Choice == value);

    // The answers to a count are its thresholds, the highest first, and 0.
    public int OfCount(int fact, int atLeast) => _ofFact[fact] + Array.FindIndex(_answers[fact], answer => answer.Count == atLeast);

    public int OfEstablished(int behaviour) => Facts + (PerBehaviour * behaviour);

    public int OfRefuted(int behaviour) => Facts + (PerBehaviour * behaviour) + 1;

    /// <summary>That a behaviour stands; with a finding, that it stands and that this was found of it.</summary>
    public int OfStanding(int behaviour, Finding? finding) => Facts + (PerBehaviour * behaviour) + finding switch { null => 2, Finding.Alleged => 3, _ => 4 };

    /// <summary>Whether an atom follows from what stands: a behaviour's standing, or a level of seriousness.</summary>
    public bool IsOfBehaviours(int atom) => atom >= Facts && atom < _ofLifted;

    /// <summary>That the incident is at least as serious as a level.</summary>
    public int OfLevel(int level) => _ofLevels + level;

    public int[] OfLevels()
    {
        var atoms = new int[_policy.SeriousnessLevels.Count];
        for (var i = 0; i < atoms.Length; i++)
        {
            atoms[i] = OfLevel(i);
        }

        return atoms;
    }

    /// <summary>That the bar which a response would carry on was lifted.</summary>
    public int OfLifted(int response) => _ofLifted + response;

    /// <summary>That a response of the ladder did not resolve the matter.</summary>
    public int OfUnresolved(int response) => _ofUnresolved + response;

    public int OfApproval(int response, int approval) => _ofApprovals[response] + approval;

    public RecordedAtom OfRecorded(Condition condition)
    {
        if (_byCondition.TryGetValue(condition, out var known))
        {
            return known;
        }

        var atom = condition switch
        {
            TakenCondition taken => new RecordedAtom(
                taken, SubjectsOf(taken.Ids), -1, Count, taken.Outcome is null ? -1 : Count + 1),
            RepresentationsCondition representations => OfResponse(representations.Response),
            NotifiedCondition notified => OfResponse(notified.Response),
            InForceCondition inForce => OfResponse(inForce.Response),
            _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition of a gate"),
        };
        Count += atom.Awaited < 0 ? 1 : 2;
        _byCondition.Add(condition, atom);
        _recorded.Add(atom);
        return atom;

        int[] SubjectsOf(ValueList<string> ids)
        {
            var subjects = new int[ids.Count];
            for (var i = 0; i < subjects.Length; i++)
            {
                subjects[i] = CaseTimeline.SubjectOf(_policy, ids[i]);
            }

            return subjects;
        }

        RecordedAtom OfResponse(string id) => new(condition, [], _policy.Responses.IndexOf(id), Count, -1);
    }

    /// <summary>Writes the answer to a fact, or that there is none.</summary>
    public void Set(TruthBits bits, int fact, FactValue value)
    {
        var first = _ofFact[fact];
        var type = _types[fact];
        if (type == FactType.Flag)
        {
            bits.Set(first, value.Flag?.ToTruth() ?? Truth.Unknown);
            return;
        }

        var answers = _answers[fact];
        for (var i = 0; i < answers.Length; i++)
        {
            bits.Set(first + i, value.IsKnown ? IsMet(type, answers[i], value).ToTruth() : Truth.Unknown);
        }
    }

    private static bool IsMet(FactType type, FactValue atom, FactValue answer) => type == FactType.Choice ? answer.Choice == atom.Choice : answer.Count >= atom.Count;
}
