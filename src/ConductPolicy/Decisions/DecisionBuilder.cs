using System.Buffers;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Puts decisions by one policy together from the record of an incident.</summary>
internal sealed class DecisionBuilder
{
    private static readonly List<BarOnRecord> s_noBars = [];

    private readonly CompiledPolicy _compiled;
    private readonly Policy _policy;
    private readonly ConditionWording _wording;
    private readonly ScopeQuestion _scope;
    private readonly StandsQuestion _stands;
    private readonly BehaviourVerdicts _verdicts;
    private readonly QuestionOrder _questions;
    private readonly MessageDeadlines _messages;
    private readonly RequiredAction[] _requiredSteps;
    private readonly RequiredAction[] _duties;
    private readonly int[][] _considerBefore;
    private readonly int _mostParts;

    public DecisionBuilder(CompiledPolicy compiled, ResponseDeadlines? deadlines)
    {
        _compiled = compiled;
        _policy = compiled.Policy;
        _wording = new ConditionWording(_policy);
        _scope = new ScopeQuestion(compiled, _wording);
        _stands = new StandsQuestion(compiled);
        _verdicts = new BehaviourVerdicts(compiled, _wording);
        _questions = new QuestionOrder(compiled);
        Calendars = new Lazy<PolicyCalendars?>(() => deadlines?.Calendars ?? Shipped(_policy));
        _messages = new MessageDeadlines(_policy, Calendars);
        Bars = new BarsOnRecord(compiled, Calendars);
        Questions = [.. compiled.Responses.Select(QuestionsOf)];
        _requiredSteps = [.. _policy.Steps.Select(step => new RequiredAction(RequiredKind.Step, step.Id, step.Label, step.Clauses))];
        _duties = [.. _policy.Responses.Select(response => new RequiredAction(RequiredKind.Duty, response.Id, response.Label, response.Clauses))];
        _considerBefore = [.. _policy.Considerations.Select(ResponsesAfter)];
        _mostParts = 2 + Questions.Max(questions => questions.Length);
    }

    public ConditionWording Wording => _wording;

    /// <summary>The policy's calendars, made when the first date is asked for; null where no bank holidays of its division are known.</summary>
    public Lazy<PolicyCalendars?> Calendars { get; }

    /// <summary>The dates of the bars of a record.</summary>
    public BarsOnRecord Bars { get; }

    /// <summary>For each response, what its gates ask besides the scope and whether a behaviour stands, in their order.</summary>
    public GateQuestion[][] Questions { get; }

    /// <summary>The deadlines by which messages and delays are counted; null where no bank holidays of the division are known.</summary>
    public ResponseDeadlines? Deadlines => _messages.Deadlines;

    /// <summary>The timescales that begin with a message.</summary>
    public ReadOnlySpan<Timescale> MessageTimescales => _messages.Timescales;

    public Decision Build(ConductCase conductCase, IncidentRecord record, DecisionEngine engine)
    {
        var incident = _compiled.BitsOf(record);
        var state = new IncidentState(_compiled, incident);
        var responses = AssessAll(state, record);
        var behaviours = new BehaviourDecision[incident.Named.Length];
        for (var i = 0; i < behaviours.Length; i++)
        {
            behaviours[i] = _verdicts.Of(incident.Named[i], state);
        }

        var isResolved = record.LastStepOrRung is var newest and >= 0 && record.OutcomeOf(newest) == Outcome.Resolved;
        var noDeadlines = default(List<CaseWarning>);
        var messages = state.Scope == Truth.False ? [] : _messages.Of(record, ref noDeadlines);
        return new Decision
        {
            Policy = _policy,
            Case = conductCase.Id,
            Incident = record.Incident,
            AsOf = record.AsOf,
            Scope = state.Scope switch { Truth.True => ScopeVerdict.In, Truth.False => ScopeVerdict.Out, _ => ScopeVerdict.Unknown },
            Seriousness = SeriousnessOf(state.Seriousness),
            Behaviours = new ValueList<BehaviourDecision>(behaviours),
            Responses = new ValueList<ResponseDecision>(responses),
            Required = Required(state, record, responses),
            Next = isResolved ? [] : Next(record, responses),
            Awaited = Awaited(record),
            Ask = Ask(state, incident, record, responses),
            Consider = Consider(record, responses),
            Deadlines = DeadlinesOf(messages, state.Scope == Truth.False ? [] : BarsInForce(record, responses, ref noDeadlines)),
            Messages = messages,
            Warnings = Warnings(record, noDeadlines),
            IsResolved = isResolved,
            Reasons = new DecisionExplanation(engine, conductCase, record.IncidentIndex, record.AsOf),
        };
    }

    /// <summary>Whether a record calls for a step, whether or not anybody has attempted it.</summary>
    public bool IsCalledFor(IncidentRecord record, int step)
    {
        var state = new IncidentState(_compiled, _compiled.BitsOf(record));
        return state.IsOpen != Truth.False && state.Evaluate(_compiled.Steps[step].When).And(state.Evaluate(_compiled.Steps[step].After)) == Truth.True;
    }

    public GatePart ScopePart(in IncidentState state, IncidentRecord record) => _scope.Answer(state, record.Facts);

    public BehaviourDecision VerdictOn(int behaviour, in IncidentState state) => _verdicts.Of(behaviour, state);

    public GatePart StandsPart(in IncidentState state) => _stands.Answer(state);

    public ResponseDecision Assess(in IncidentState state, IncidentRecord record, CompiledResponse response) =>
        Assess(state, record, response, ScopePart(state, record), StandsPart(state), new GatePart[_mostParts]);

    private GateQuestion[] QuestionsOf(CompiledResponse compiled)
    {
        var response = compiled.Response;
        var questions = new List<GateQuestion>();
        Add(RulePart.When, compiled.When, response.Clauses, response.Reading);
        if (!response.IsImmediate)
        {
            Add(RulePart.LadderWhen, _compiled.LadderWhen, _policy.Ladder.Clauses, null);
            if (compiled.Continues is not null)
            {
                questions.Add(new LiftedQuestion(compiled, _wording));
            }

            Add(RulePart.LadderAfter, response.ReplacesLadderAfter ? null : _compiled.LadderAfter, _policy.Ladder.Clauses, null);
            Add(RulePart.After, compiled.After, response.Clauses, response.Reading);
            if (compiled.Continues is not null)
            {
                questions.Add(new ContinuesQuestion(compiled, _wording));
            }

            questions.Add(new CeilingQuestion(_compiled, compiled, _wording));
        }

        for (var i = 0; i < response.Approvals.Count; i++)
        {
            questions.Add(new ApprovalQuestion(compiled, i, _wording));
        }

        return [.. questions];

        void Add(RulePart rule, CompiledCondition? condition, ValueList<string> clauses, string? reading)
        {
            if (condition is not null)
            {
                questions.Add(new ConditionQuestion(rule, condition, _compiled.Atoms, Citations.Of(condition.Source, _policy, clauses, reading), _wording));
            }
        }
    }

    private int[] ResponsesAfter(Consideration consideration)
    {
        var positions = new int[_policy.Responses.Count];
        var count = 0;
        for (var i = 0; i < positions.Length; i++)
        {
            if (consideration.Before.Count == 0 || consideration.Before.Contains(_policy.Responses[i].Id))
            {
                positions[count++] = i;
            }
        }

        return positions[..count];
    }

    private ResponseDecision[] AssessAll(in IncidentState state, IncidentRecord record)
    {
        var responses = new ResponseDecision[_compiled.Responses.Length];
        var parts = ArrayPool<GatePart>.Shared.Rent(_mostParts);
        var (scope, stands) = (ScopePart(state, record), StandsPart(state));
        for (var i = 0; i < responses.Length; i++)
        {
            responses[i] = Assess(state, record, _compiled.Responses[i], scope, stands, parts);
        }

        ArrayPool<GatePart>.Shared.Return(parts, clearArray: true);
        return responses;
    }

    private ResponseDecision Assess(in IncidentState state, IncidentRecord record, CompiledResponse response, GatePart scope, GatePart stands, GatePart[] buffer)
    {
        var status = ResponseGates.StatusOf(state, response);
        var parts = buffer.AsSpan(0, CollectBearing(state, response, status, scope, stands, buffer));
        var reasons = new Reason[parts.Length];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = parts[i].Reason;
        }

        var inForce = record.Count == 0 ? -1 : record.InForce(response.Position);
        return new ResponseDecision(
            response.Response, status, ResponseGates.GateOf(state, response, status), TakingsOf(record, response), inForce < 0 ? null : TakingOf(record, inForce), MissingOf(state, response, status, parts), new ValueList<Reason>(reasons));
    }

    // What bears on a status, in the order in which it is told. Out of scope, or without a breach, nothing else was looked at.
    private int CollectBearing(in IncidentState state, CompiledResponse response, ResponseStatus status, GatePart scope, GatePart stands, GatePart[] parts)
    {
        var count = 0;
        if (status == ResponseStatus.AwaitingApproval)
        {
            foreach (var question in Questions[response.Position])
            {
                if (question.Gate == Gate.Approved && question.TruthIn(state) == Truth.False)
                {
                    parts[count++] = question.Answer(state);
                }
            }
        }

        if (Bears(status, Gate.Applicable, scope.Truth))
        {
            parts[count++] = scope;
        }

        if (scope.Truth != Truth.False && Bears(status, Gate.Applicable, stands.Truth))
        {
            parts[count++] = stands;
        }

        if (state.IsOpen == Truth.False)
        {
            return count;
        }

        foreach (var question in Questions[response.Position])
        {
            var truth = question.TruthIn(state);
            if (Bears(status, question.Gate, truth) && (truth != Truth.True || question.IsSaidWhereItHolds))
            {
                parts[count++] = question.Answer(state);
            }
        }

        return count;
    }

    private static bool Bears(ResponseStatus status, Gate gate, Truth truth) => status switch
    {
        ResponseStatus.Permitted => true,
        ResponseStatus.AwaitingApproval => truth == Truth.True,
        ResponseStatus.Unknown => truth == Truth.Unknown,
        ResponseStatus.NotApplicable => truth == Truth.False && gate == Gate.Applicable,

        // That it would be too far up as well is worth knowing before anybody sets out to do what comes first.
        ResponseStatus.TooEarly => truth == Truth.False && gate is Gate.InSequence or Gate.Proportionate,
        _ => truth == Truth.False && gate == Gate.Proportionate,
    };

    private static ValueList<Missing> MissingOf(in IncidentState state, CompiledResponse response, ResponseStatus status, ReadOnlySpan<GatePart> parts)
    {
        if (status == ResponseStatus.Unknown)
        {
            return UnknownOf(state, response, parts);
        }

        if (status is not (ResponseStatus.TooEarly or ResponseStatus.AwaitingApproval))
        {
            return [];
        }

        ValueList<Missing> missing = [];
        foreach (var part in parts)
        {
            missing = missing.Count == 0 ? part.Missing : part.Missing.Count == 0 ? missing : [.. missing.Union(part.Missing)];
        }

        return missing;
    }

    private static ValueList<Missing> UnknownOf(in IncidentState state, CompiledResponse response, ReadOnlySpan<GatePart> parts)
    {
        if (parts is [{ Missing.Count: > 0 } only])
        {
            return only.Missing;
        }

        var missing = new List<Missing>();
        foreach (var part in parts)
        {
            if (part.Condition is null)
            {
                MissingParts.AddUnknownOfBehaviours(state, missing);
            }
            else
            {
                MissingParts.AddUnknown(part.Condition, part.Reason.Clauses, state, missing);
            }
        }

        return missing.ToValueList();
    }

    private ValueList<Taking> TakingsOf(IncidentRecord record, CompiledResponse response)
    {
        var first = record.FirstAttemptOf(CaseTimeline.SubjectOf(_policy, response.Position));
        if (first < 0)
        {
            return [];
        }

        var takings = new List<Taking>();
        for (var entry = first; entry >= 0; entry = record.NextAttemptAfter(entry))
        {
            takings.Add(TakingOf(record, entry));
        }

        return takings.ToValueList();
    }

    private static Taking TakingOf(IncidentRecord record, int entry) => new(record.Timeline.EventId(entry), record.Timeline.DateOf(entry), record.EndOf(entry));

    private SeriousnessRange SeriousnessOf(LevelRange range) =>
        new(Level(range.From), Level(range.To), range.IsGiven, range.IsLowered, Level(range.OwnFrom), Level(range.OwnTo));

    private string? Level(int level) => level < 0 ? null : _policy.SeriousnessLevels[level];

    private ValueList<RequiredAction> Required(in IncidentState state, IncidentRecord record, ResponseDecision[] responses)
    {
        if (state.IsOpen == Truth.False)
        {
            return [];
        }

        var required = default(List<RequiredAction>);
        for (var i = 0; i < _compiled.Steps.Length; i++)
        {
            var (step, when, after) = _compiled.Steps[i];
            if (step.IsRequired && !record.IsAttempted(i) && state.Evaluate(when).And(state.Evaluate(after)) == Truth.True)
            {
                (required ??= []).Add(_requiredSteps[i]);
            }
        }

        for (var i = 0; i < responses.Length; i++)
        {
            if (responses[i].Response.IsDuty && IsOpen(responses[i]) && responses[i].Taken.Count == 0)
            {
                (required ??= []).Add(_duties[i]);
            }
        }

        return required?.ToValueList() ?? [];
    }

    private ValueList<string> Next(IncidentRecord record, ResponseDecision[] responses)
    {
        var climbed = 0;
        foreach (var item in responses)
        {
            climbed = IsClimbed(record, item) ? Math.Max(climbed, item.Response.Rung!.Value) : climbed;
        }

        var lowest = int.MaxValue;
        var next = default(List<string>);
        foreach (var item in responses)
        {
            if (item.Response.Rung is not { } rung || !IsOpen(item) || rung > lowest || !(rung > climbed || CarriesOn(record, item.Response, responses, climbed)))
            {
                continue;
            }

            if (rung < lowest)
            {
                next?.Clear();
                lowest = rung;
            }

            (next ??= []).Add(item.Response.Id);
        }

        return next?.ToValueList() ?? [];
    }

    private bool IsClimbed(IncidentRecord record, ResponseDecision item) =>
        !item.Response.IsImmediate && item.Taken.Count > 0
        && record.LatestOutcomeOf(CaseTimeline.SubjectOf(_policy, _policy.Responses.IndexOf(item.Response.Id))) != Outcome.Resolved;

    // What carries on the highest response taken is next to it, unless it was taken after it already.
    private bool CarriesOn(IncidentRecord record, Response response, ResponseDecision[] responses, int climbed)
    {
        if (response.Continues is not { } continues || response.Rung != climbed)
        {
            return false;
        }

        var first = _policy.Responses.IndexOf(continues);
        return responses[first].Response.Rung == climbed && IsClimbed(record, responses[first])
            && record.LastAttemptOf(CaseTimeline.SubjectOf(_policy, response.Id)) < record.LastAttemptOf(CaseTimeline.SubjectOf(_policy, first));
    }

    private static ValueList<string> Awaited(IncidentRecord record)
    {
        var awaited = default(List<string>);
        for (var i = 0; i < record.Count; i++)
        {
            if (record.IsRungTaken(i) && record.InForce(record.Timeline.PositionOf(i)) == i && record.OutcomeOf(i) is null)
            {
                (awaited ??= []).Add(record.Timeline.EventId(i));
            }
        }

        return awaited?.ToValueList() ?? [];
    }

    private ValueList<Question> Ask(in IncidentState state, in IncidentBits incident, IncidentRecord record, ResponseDecision[] responses)
    {
        Span<ResponseStatus> statuses = responses.Length <= 64 ? stackalloc ResponseStatus[responses.Length] : new ResponseStatus[responses.Length];
        for (var i = 0; i < responses.Length; i++)
        {
            statuses[i] = responses[i].Status;
        }

        Span<bool> isAttempted = _compiled.Steps.Length <= 64 ? stackalloc bool[_compiled.Steps.Length] : new bool[_compiled.Steps.Length];
        for (var i = 0; i < isAttempted.Length; i++)
        {
            isAttempted[i] = record.IsAttempted(i);
        }

        return _questions.Ask(state, incident, statuses, isAttempted);
    }

    private ValueList<Consideration> Consider(IncidentRecord record, ResponseDecision[] responses)
    {
        var consider = new Consideration[_considerBefore.Length];
        var count = 0;
        for (var i = 0; i < _considerBefore.Length; i++)
        {
            var consideration = _policy.Considerations[i];
            foreach (var position in _considerBefore[i])
            {
                var item = responses[position];
                if ((item.Status == ResponseStatus.Unknown || IsOpen(item)) && !record.IsConsidered(i, position))
                {
                    consider[count++] = consideration;
                    break;
                }
            }
        }

        return count == consider.Length ? new ValueList<Consideration>(consider) : [.. consider.AsSpan(0, count)];
    }

    private List<BarOnRecord> BarsInForce(IncidentRecord record, ResponseDecision[] responses, ref List<CaseWarning>? warnings)
    {
        var bars = s_noBars;
        foreach (var item in responses)
        {
            if (item is { InForce: not null, Response.Bar: not null } && Bars.Of(record, record.InForce(_policy.Responses.IndexOf(item.Response.Id)), ref warnings) is { } bar)
            {
                bars = [.. bars, bar];
            }
        }

        return bars;
    }

    private static ValueList<DecisionDeadline> DeadlinesOf(ValueList<MessageOnRecord> messages, List<BarOnRecord> bars) => messages.Count == 0 && bars.Count == 0 ? [] :
    [
        .. messages.Where(message => message.AnsweredOn is null).Select(DeadlineOf),
        .. bars.SelectMany(bar => bar.Dates.Where(date => date.DoneOn is null).Select(date => DeadlineOf(bar, date.Date))).OrderBy(deadline => deadline.On),
    ];

    private static DecisionDeadline DeadlineOf(MessageOnRecord message) => new(
        message.What, message.Due, message.Deadline.Clauses, message.Basis, message.Event, message.HoldingUntil)
    {
        Note = message.Note,
    };

    private static DecisionDeadline DeadlineOf(BarOnRecord bar, BarDate date) =>
        new(bar.WhatFallsOn(date), date.On, date.Clauses, date.Basis, bar.Event) { MovedFrom = date.MovedFrom, Note = date.Note };

    private static PolicyCalendars? Shipped(Policy policy)
    {
        try
        {
            return new PolicyCalendars(policy);
        }
        catch (ConductPolicyException)
        {
            return null;
        }
    }

    private static bool IsOpen(ResponseDecision item) => item.Status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval;

    private ValueList<CaseWarning> Warnings(IncidentRecord record, List<CaseWarning>? noDeadlines)
    {
        var warnings = record.Timeline.Warnings.Count == 0 ? null : record.Timeline.Warnings.ToList();
        if (record.TooEarly is { } tooEarly)
        {
            (warnings ??= []).AddRange(tooEarly.OrderBy(early => early.Response).ThenBy(early => early.Approval).Select(early => WarningOf(early, record.Timeline)));
        }

        record.AddDisagreements(ref warnings);
        record.AddBarsWithoutEnd(ref warnings);
        if (noDeadlines is not null)
        {
            (warnings ??= []).AddRange(noDeadlines);
        }

        return warnings?.ToValueList() ?? [];
    }

    // A result recorded before the approval's own condition held counts for nothing, and nobody should rely on it.
    private CaseWarning WarningOf(IncidentRecord.TooEarlyApproval early, CaseTimeline timeline)
    {
        var response = _policy.Responses[early.Response];
        var asked = response.Approvals[early.Approval];
        var id = timeline.EventId(early.Entry);
        return new CaseWarning(
            "approval-too-early",
            id,
            $"The {ApprovalActText.NounOf(asked.Act)} of {DateText.Long(timeline.DateOf(early.Entry))} for “{response.Label}” ({id}) does not count: when it was held, this was not so: {_wording.Of(asked.After!)}. It has to be done again.");
    }
}
