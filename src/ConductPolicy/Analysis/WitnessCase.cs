using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Analysis;

/// <summary>Puts together a case whose incident is in a given state: the answers, what was found, and events that bring the record about.</summary>
internal sealed class WitnessCase
{
    private const string Decided = "i1";
    private const string Earlier = "i0";
    private static readonly LocalDate s_usualDay = new(2026, 3, 2);

    // A bar made up for an example has six weeks; nothing rests on it.
    private static readonly Period s_long = Period.FromWeeks(6);

    private readonly CompiledPolicy _compiled;
    private readonly Policy _policy;
    private readonly LocalDate _first;
    private readonly List<CaseEvent> _events = [];
    private readonly Dictionary<(int Subject, int View), List<string>> _attempts = [];
    private readonly HashSet<string> _ended = [];
    private LocalDate _today;
    private LocalDate _earlierOn;
    private bool _hasEarlier;

    private WitnessCase(CompiledPolicy compiled)
    {
        _compiled = compiled;
        _policy = compiled.Policy;
        _first = _policy.InForce.Covers(s_usualDay) ? s_usualDay : _policy.InForce.From;
        _today = _first;
        _earlierOn = _first;
    }

    /// <summary>A case in a state.</summary>
    /// <param name="compiled">The policy.</param>
    /// <param name="variables">The variables of its states.</param>
    /// <param name="values">The values of all of them, which can be together.</param>
    /// <param name="groups">The record of the policy's steps and responses.</param>
    public static ConductCase Of(CompiledPolicy compiled, StateVariables variables, bool[] values, IEnumerable<RecordGroup> groups)
    {
        var witness = new WitnessCase(compiled);
        foreach (var group in groups)
        {
            var valuation = string.Concat(group.Atoms.Select(atom => values[variables.NumberOf(StateVariableKind.Recorded, atom)] ? '1' : '0'));
            witness.Add(group, group.WayTo(group.Valuations[valuation]));
        }

        return witness.Build(variables, values);
    }

    /// <summary>A case of which nothing is known but that these events came on to its record.</summary>
    public static ConductCase Of(CompiledPolicy compiled, RecordGroup group, IReadOnlyList<RecordEvent> way)
    {
        var witness = new WitnessCase(compiled);
        witness.Add(group, way);
        return witness.Build([], [], [], null);
    }

    private ConductCase Build(StateVariables variables, bool[] values)
    {
        var answers = new List<FactAnswer>();
        var behaviours = new List<AllegedBehaviour>();
        string? level = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i])
            {
                continue;
            }

            var subject = variables.All[i].Subject;
            switch (variables.All[i].Kind)
            {
                case StateVariableKind.Known:
                    answers.Add(new FactAnswer(_policy.Facts[subject].Id, AnswerTo(subject, variables, values)));
                    break;
                case StateVariableKind.Named:
                    behaviours.Add(new AllegedBehaviour(_policy.Behaviours[subject].Id, FindingOf(subject, variables, values)));
                    break;
                case StateVariableKind.LevelGiven:
                    level = _policy.SeriousnessLevels[subject];
                    break;
            }
        }

        return Build(
            answers.Where(answer => _policy.Facts[answer.Fact].IsOfCase), answers.Where(answer => !_policy.Facts[answer.Fact].IsOfCase).ToList(), behaviours, level);
    }

    private ConductCase Build(IEnumerable<FactAnswer> ofCase, IReadOnlyCollection<FactAnswer> ofIncident, IEnumerable<AllegedBehaviour> behaviours, string? level)
    {
        var momentary = ofIncident.Where(answer => _today > _first && _policy.Facts[answer.Fact].IsMomentary).ToValueList();
        if (momentary.Count > 0)
        {
            _events.Add(new FactsLearnt { On = _today, Facts = momentary });
        }

        var incident = new Incident
        {
            Id = Decided,
            On = _first,
            Behaviours = behaviours.ToValueList(),
            Seriousness = level,
            Facts = ofIncident.Except(momentary).ToValueList(),
        };
        return new ConductCase
        {
            Id = "example",
            AsOf = _today,
            Facts = ofCase.ToValueList(),
            Incidents = _hasEarlier ? [new Incident { Id = Earlier, On = _earlierOn }, incident] : [incident],
            Events = _hasEarlier ? _events.Select(item => item.Incident is null && item is not EventAboutEvent ? item with { Incident = Decided } : item).ToValueList() : _events.ToValueList(),
        };
    }

    private FactValue AnswerTo(int fact, StateVariables variables, bool[] values)
    {
        var answers = StateVariables.AnswersOf(_compiled, fact).Select(atom => values[variables.NumberOf(StateVariableKind.Answer, atom)]).ToList();
        return _policy.Facts[fact].Type == FactType.Flag ? answers[0] : _compiled.Atoms.AnswersTo(fact)[answers.IndexOf(true)];
    }

    private static Finding FindingOf(int behaviour, StateVariables variables, bool[] values) =>
        values[variables.NumberOf(StateVariableKind.Established, behaviour)] ? Finding.Established
        : values[variables.NumberOf(StateVariableKind.Refuted, behaviour)] ? Finding.NotEstablished
        : Finding.Alleged;

    private void Add(RecordGroup group, IReadOnlyList<RecordEvent> way)
    {
        for (var i = 0; i < way.Count; i++)
        {
            var isOverLater = way.Skip(i + 1).TakeWhile(later => later.Subject != way[i].Subject || later.Kind != RecordEventKind.RepresentationsInvited)
                .Any(later => later.Subject == way[i].Subject && later.Kind == RecordEventKind.RepresentationsOver);
            Add(group, way[i], isOverLater);
        }
    }

    private void Add(RecordGroup group, in RecordEvent item, bool isOverLater)
    {
        var response = item.Subject >= _policy.Steps.Count ? _policy.Responses[item.Subject - _policy.Steps.Count].Id : "";
        switch (item.Kind)
        {
            case RecordEventKind.Attempt:
                AddAttempt(group, item);
                break;
            case RecordEventKind.OutcomeOfLast:
                Add(new OutcomeKnown { On = _today, Of = _attempts[(item.Subject, item.View)][^1], Outcome = item.Outcome!.Value });
                break;
            case RecordEventKind.OutcomeOfEarlier:
                Add(new OutcomeKnown { On = _today, Of = _attempts[(item.Subject, 0)][0], Outcome = item.Outcome!.Value });
                break;
            case RecordEventKind.Expired:
            case RecordEventKind.Lifted:
                AddEnd(_attempts[(item.Subject, 0)][^1], item.Kind == RecordEventKind.Lifted);
                break;
            case RecordEventKind.EarlierLifted:
                AddEnd(_attempts[(item.Subject, 0)].SkipLast(1).First(attempt => !_ended.Contains(attempt)), isLifted: true);
                break;
            case RecordEventKind.LiftedByReview:
                Add(new ApprovalRecorded { On = _today, Act = ApprovalAct.Review, Role = _policy.Roles[0].Id, For = response, Result = ApprovalResult.Lifted });
                break;
            case RecordEventKind.Extended:
                Add(new BarExtended { On = _today, Of = _attempts[(item.Subject, 0)][^1], Ends = _today + s_long });
                break;
            case RecordEventKind.IntentionNotified:
                Add(new NoticeGiven { On = _today, For = response, IsIntention = true });
                break;
            case RecordEventKind.RepresentationsReceived:
                Add(new RepresentationsNoted { On = _today, For = response, IsReceived = true });
                break;
            case RecordEventKind.RepresentationsInvited:
                Add(new RepresentationsNoted { On = _today, For = response, InvitedUntil = isOverLater ? _today : _today + s_long });
                break;
            case RecordEventKind.RepresentationsOver:
                _today = _today.PlusDays(1);
                break;
            default:
                Add(new ApprovalRecorded { On = _today, Act = item.Act, Role = item.Role!, For = response, Result = ResultOf(item) });
                break;
        }
    }

    private static ApprovalResult? ResultOf(in RecordEvent item) =>
        item.Act == ApprovalAct.Consult ? null
        : item.Kind == RecordEventKind.Refused ? ApprovalResult.Refused
        : item.Act == ApprovalAct.Review ? ApprovalResult.Confirmed
        : ApprovalResult.Agreed;

    private void AddAttempt(RecordGroup group, in RecordEvent item)
    {
        // What only a wide view sees lies before what a narrower one does, but what came of it is known only now.
        var isBack = item.View > 1;
        var on = isBack ? BackTo(group, item.View) : _today;
        var outcome = isBack ? null : item.Outcome;
        var incident = item.View > 0 ? Earlier : null;
        if (item.View > 0)
        {
            _hasEarlier = true;
            _earlierOn = LocalDate.Min(_earlierOn, on);
        }

        var id = Add(item.Subject < _policy.Steps.Count
            ? new StepTaken { On = on, Incident = incident, Step = _policy.Steps[item.Subject].Id, Outcome = outcome }
            : TakingOf(_policy.Responses[item.Subject - _policy.Steps.Count], on, incident, outcome));
        if (!_attempts.TryGetValue((item.Subject, item.View), out var attempts))
        {
            _attempts.Add((item.Subject, item.View), attempts = []);
        }

        attempts.Add(id);
        if (isBack && item.Outcome is { } known)
        {
            Add(new OutcomeKnown { On = _today, Of = id, Outcome = known });
        }
    }

    private static ResponseTaken TakingOf(Response response, LocalDate on, string? incident, Outcome? outcome) =>
        new() { On = on, Incident = incident, Response = response.Id, Outcome = outcome, Ends = response.Bar is null ? null : on + s_long };

    // The first day that a view sees; for one that sees all, the day before the next narrower view begins.
    private LocalDate BackTo(RecordGroup group, int view) => group.Windows[view - 1].Within is { } within
        ? within.Value.Before(_first)
        : group.Windows[view - 2].Within!.Value.Before(_first).PlusDays(-1);

    private void AddEnd(string attempt, bool isLifted)
    {
        _ended.Add(attempt);
        Add(new ResponseEnded { On = _today, Of = attempt, IsLifted = isLifted });
    }

    private string Add(CaseEvent item)
    {
        _events.Add(item);
        return string.Create(CultureInfo.InvariantCulture, $"e{_events.Count}");
    }
}
