using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>A case on a day, as a question: what can still come to it, and which of that brings a kind of state about.</summary>
internal sealed class OpenCase
{
    private readonly CompiledPolicy _compiled;
    private readonly PolicyDiagrams _diagrams;
    private readonly List<Move> _moves = [];
    private readonly List<OpenChoice> _choices = [];
    private readonly List<int> _choiceOf = [];
    private Diagram _goal;

    /// <param name="compiled">The policy.</param>
    /// <param name="diagrams">Its diagrams.</param>
    /// <param name="record">The incident's record on the day.</param>
    /// <param name="groups">The parts of a record of the policy.</param>
    /// <param name="goal">The states that are wanted.</param>
    /// <param name="invitedUntil">The last day of an invitation to put their side, where one that runs out before this day may come; else null.</param>
    public OpenCase(CompiledPolicy compiled, PolicyDiagrams diagrams, IncidentRecord record, IReadOnlyList<RecordGroup> groups, Diagram goal, LocalDate? invitedUntil)
    {
        _compiled = compiled;
        _diagrams = diagrams;
        On = record.AsOf;
        InvitedUntil = invitedUntil;
        var now = diagrams.Variables.ValuesOf(new PreparedIncident(compiled, compiled.BitsOf(record)));
        var open = new bool?[now.Length];
        for (var i = 0; i < now.Length; i++)
        {
            open[i] = IsOpen(diagrams.Variables.All[i], now) ? null : now[i];
        }

        _goal = Table.With(goal, open);
        AddFacts(now);
        AddFindings(now);
        AddRecord(record, groups, now);
    }

    /// <summary>The day.</summary>
    public LocalDate On { get; }

    /// <summary>The last day of an invitation that may come.</summary>
    public LocalDate? InvitedUntil { get; }

    /// <summary>Whether what is wanted may depend on what runs out with time: a period for representations, or a bar.</summary>
    public bool AsksForDays { get; private set; }

    /// <summary>Whether so much can come on to the record that the longest ways were not looked for.</summary>
    public bool IsCut => _choices.Exists(choice => choice.IsCut);

    /// <summary>What can come, by number.</summary>
    public IReadOnlyList<Move> Moves => _moves;

    private DiagramTable Table => _diagrams.Table;

    /// <summary>The choice that a move belongs to, by its number.</summary>
    public int ChoiceOf(int move) => _choiceOf[move];

    /// <summary>The smallest sets of so many moves or fewer.</summary>
    /// <exception cref="DiagramLimitException">There are too many.</exception>
    public List<Way> Sets(int most) => new SmallestSets(Table, _choices, most).Of(_goal);

    // What is known stays known, and what the incident names and how serious it was called does too.
    private bool IsOpen(StateVariable variable, bool[] now) => variable.Kind switch
    {
        StateVariableKind.Known => !now[Number(StateVariableKind.Known, variable.Subject)],
        StateVariableKind.Answer => !now[Number(StateVariableKind.Known, _compiled.Atoms.FactsByAtom()[variable.Subject])],
        StateVariableKind.Established or StateVariableKind.Refuted => IsAlleged(variable.Subject, now),
        StateVariableKind.Recorded => true,
        _ => false,
    };

    private bool IsAlleged(int behaviour, bool[] now) => now[Number(StateVariableKind.Named, behaviour)]
        && !now[Number(StateVariableKind.Established, behaviour)] && !now[Number(StateVariableKind.Refuted, behaviour)];

    // What no answer would change is left unanswered, before the answers that come to the same are looked for.
    private void AddFacts(bool[] now)
    {
        var unknown = Enumerable.Range(0, _compiled.Policy.Facts.Count).Where(fact => !now[Number(StateVariableKind.Known, fact)]).ToList();
        foreach (var fact in unknown)
        {
            var left = Settled(AnswerTo(fact, FactValue.Unknown));
            _goal = Array.TrueForAll(_compiled.Atoms.AnswersTo(fact), answer => Settled(AnswerTo(fact, answer)) == left) ? left : _goal;
        }

        foreach (var fact in unknown)
        {
            AddFact(fact);
        }
    }

    // Answers after which all else is the same are one.
    private void AddFact(int fact)
    {
        var unknown = AnswerTo(fact, FactValue.Unknown);
        var left = Settled(unknown);
        var options = new List<OpenOption> { new(unknown, [Way.None]) };
        foreach (var same in _compiled.Atoms.AnswersTo(fact).GroupBy(answer => Settled(AnswerTo(fact, answer))).Where(same => same.Key != left))
        {
            options.Add(new OpenOption(AnswerTo(fact, same.First()), [Way.None.Then(Add(new AnswerMove(fact, same.ToValueList())))]));
        }

        if (options.Count > 1)
        {
            AddChoice(options);
        }
        else
        {
            _goal = left;
        }
    }

    private (int Variable, bool Value)[] AnswerTo(int fact, FactValue answer) => [.. _diagrams.ValuesOf(fact, answer)];

    private Diagram Settled((int Variable, bool Value)[] settled)
    {
        var values = new bool?[Table.Variables];
        foreach (var (variable, value) in settled)
        {
            values[variable] = value;
        }

        return Table.With(_goal, values);
    }

    private void AddFindings(bool[] now)
    {
        for (var behaviour = 0; behaviour < _compiled.Behaviours.Length; behaviour++)
        {
            if (!IsAlleged(behaviour, now))
            {
                continue;
            }

            var (established, refuted) = (Number(StateVariableKind.Established, behaviour), Number(StateVariableKind.Refuted, behaviour));
            var options = new List<OpenOption> { new([(established, false), (refuted, false)], [Way.None]) };
            foreach (var (values, finding) in (((int, bool)[], Finding)[])
            [
                ([(established, true), (refuted, false)], Finding.Established), ([(established, false), (refuted, true)], Finding.NotEstablished),
            ])
            {
                options.Add(new OpenOption(values, [Way.None.Then(Add(new FindingMove(behaviour, finding)))]));
            }

            AddChoice(options);
        }
    }

    private void AddChoice(List<OpenOption> options) => _choices.Add(new SingleChoice([.. options[0].Values.Select(value => value.Variable)], options));

    private void AddRecord(IncidentRecord record, IReadOnlyList<RecordGroup> groups, bool[] now)
    {
        var asked = Table.SupportOf(_goal).ToHashSet();
        foreach (var group in groups)
        {
            var variables = group.Atoms.Select(atom => Number(StateVariableKind.Recorded, atom) is var number && asked.Contains(number) ? number : -1).ToList();
            if (variables.TrueForAll(number => number < 0))
            {
                continue;
            }

            AsksForDays |= group.Events.Any(item => item.Kind is RecordEventKind.RepresentationsInvited or RecordEventKind.Expired);
            _choices.Add(new RecordChoice(group, record, [.. group.Events.Where(CanStillCome).Select(item => (Add(new RecordMove(item)), item))], variables));
        }
    }

    // An attempt comes without its outcome, which is a thing of its own; other incidents are left as they are; and what only takes back is of no use.
    private bool CanStillCome(RecordEvent item) => item.View == 0 && item.Kind switch
    {
        RecordEventKind.Attempt => item.Outcome is null,
        RecordEventKind.RepresentationsInvited => InvitedUntil is not null,
        RecordEventKind.OutcomeOfEarlier or RecordEventKind.EarlierLifted or RecordEventKind.Extended or RecordEventKind.RepresentationsOver or RecordEventKind.Refused => false,
        _ => true,
    };

    // Moves are added choice by choice.
    private int Add(Move move)
    {
        _moves.Add(move);
        _choiceOf.Add(_choices.Count);
        return _moves.Count - 1;
    }

    private int Number(StateVariableKind kind, int subject) => _diagrams.Variables.NumberOf(kind, subject);
}
