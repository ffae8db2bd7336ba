using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>What the gates of a response ask that comes to something else by changes to a case, and so the clauses on which each change bears.</summary>
/// <remarks>Only what the decision after the changes says of the response counts, else what the one before them says, so that each clause can be found there.</remarks>
internal sealed class ChangedGates
{
    private readonly CompiledPolicy _compiled;
    private readonly Policy _policy;
    private readonly CompiledResponse _response;
    private readonly List<Asked> _asked = [];

    // The clauses of all that is otherwise, for a change that bears on it in a way of its own.
    private readonly List<string> _otherwise = [];

    /// <param name="engine">The engine that decides.</param>
    /// <param name="response">The response's position.</param>
    /// <param name="before">The record without the changes.</param>
    /// <param name="after">The record with all of them.</param>
    public ChangedGates(DecisionEngine engine, int response, IncidentRecord before, IncidentRecord after)
    {
        _compiled = engine.Compiled;
        _policy = engine.Policy;
        _response = _compiled.Responses[response];
        var builder = engine.Builder;
        var then = new IncidentState(_compiled, _compiled.BitsOf(before));
        var now = new IncidentState(_compiled, _compiled.BitsOf(after));
        AddScope(builder.ScopePart(then, before), builder.ScopePart(now, after), then, now);
        AddBehaviours(then, now);
        AddQuestions(builder.Questions[response], builder.Assess(now, after, _response).Reasons, isNow: true, then, now);
        if (_otherwise.Count == 0)
        {
            AddQuestions(builder.Questions[response], builder.Assess(then, before, _response).Reasons, isNow: false, then, now);
        }
    }

    /// <summary>Something asked: a condition without parts, or a gate that has none.</summary>
    private readonly record struct Asked(Gate Gate, Condition? Condition, ValueList<string> Clauses);

    /// <summary>The clauses on which a change bears.</summary>
    /// <param name="move">The change.</param>
    public ValueList<string> ClausesOf(Move move)
    {
        if (move is RecordMove { Event: { Kind: RecordEventKind.Approved } item })
        {
            return _policy.Responses[item.Subject - _policy.Steps.Count].Approvals
                .Where(approval => approval.Act == item.Act && IncidentRecord.ActsFor(_policy, item.Role!, approval.Role))
                .SelectMany(approval => approval.Clauses).Distinct().ToValueList();
        }

        var own = move is FindingMove finding ? _policy.Behaviours[finding.Behaviour].Clauses : [];
        var clauses = own.Concat(_asked.Where(asked => IsAskedBy(asked, move)).SelectMany(asked => asked.Clauses)).Distinct().ToValueList();
        return clauses.Count > 0 ? clauses : _otherwise.Distinct().ToValueList();
    }

    private void AddQuestions(GateQuestion[] questions, ValueList<Reason> said, bool isNow, in IncidentState then, in IncidentState now)
    {
        foreach (var question in questions)
        {
            var part = isNow ? question.Answer(now) : question.Answer(then);
            if (question.TruthIn(then) != question.TruthIn(now) && said.Contains(part.Reason))
            {
                Add(part, then, now);
            }
        }
    }

    private void AddScope(GatePart part, GatePart partNow, in IncidentState then, in IncidentState now)
    {
        if (part.Truth != partNow.Truth)
        {
            Add(partNow, then, now);
        }
    }

    private void AddBehaviours(in IncidentState then, in IncidentState now)
    {
        foreach (var position in now.Named)
        {
            if (now.VerdictOf(position) is var verdict && then.VerdictOf(position) != verdict)
            {
                var (behaviour, _, when, unless) = _compiled.Behaviours[position];
                _otherwise.AddRange(behaviour.Clauses);

                // What is no breach by its definition is not looked at by its exception, and what is excused is so by that alone.
                Collect(verdict == Verdict.Excused ? null : when, Gate.Applicable, CitedBy(when, behaviour), then, now);
                Collect(verdict == Verdict.NotABreach ? null : unless, Gate.Applicable, CitedBy(unless, behaviour), then, now);
            }
        }
    }

    private ValueList<string> CitedBy(CompiledCondition? condition, Behaviour behaviour) =>
        condition is null ? [] : Citations.Of(condition.Source, _policy, behaviour.Clauses, null).Clauses;

    private void Add(GatePart part, in IncidentState then, in IncidentState now)
    {
        var clauses = part.Reason.Clauses;
        _otherwise.AddRange(clauses);
        if (part.Condition is { } condition)
        {
            Collect(condition, part.Gate, clauses, then, now);
        }
        else if (part.Gate == Gate.Approved)
        {
            AddAfterOfApprovals(then, now);
        }
        else
        {
            _asked.Add(new Asked(part.Gate, null, clauses));
        }
    }

    // An approval counts by what held on its own day, so what it comes after is cited with it.
    private void AddAfterOfApprovals(in IncidentState then, in IncidentState now)
    {
        for (var i = 0; i < _response.Approvals.Length; i++)
        {
            var atom = _response.Approvals[i];
            if (then.Bits.Holds(atom) != now.Bits.Holds(atom) && _response.Response.Approvals[i] is { After: { } after, Clauses: var clauses })
            {
                AddLeaves(after, clauses);
            }
        }
    }

    private void AddLeaves(Condition condition, ValueList<string> clauses)
    {
        if (condition.Parts.Count == 0)
        {
            _asked.Add(new Asked(Gate.Approved, condition, clauses));
        }

        foreach (var part in condition.Parts)
        {
            AddLeaves(part, clauses);
        }
    }

    // A part that comes to the same as before is no reason for the whole to be otherwise.
    private void Collect(CompiledCondition? condition, Gate gate, ValueList<string> clauses, in IncidentState then, in IncidentState now)
    {
        if (condition is null || then.Evaluate(condition) == now.Evaluate(condition))
        {
            return;
        }

        if (condition.Parts.Length == 0)
        {
            _asked.Add(new Asked(gate, condition.Source, clauses));
        }

        foreach (var part in condition.Parts)
        {
            Collect(part, gate, condition.Source is CitedCondition cited ? cited.Clauses : clauses, then, now);
        }
    }

    private bool IsAskedBy(in Asked asked, Move move) => (asked.Condition, move) switch
    {
        (FlagCondition flag, AnswerMove answer) => flag.Fact == _policy.Facts[answer.Fact].Id,
        (ChoiceCondition choice, AnswerMove answer) => choice.Fact == _policy.Facts[answer.Fact].Id,
        (CountCondition count, AnswerMove answer) => count.Fact == _policy.Facts[answer.Fact].Id,
        (BehaviourCondition named, FindingMove finding) => named.BehaviourOrTag == _policy.Behaviours[finding.Behaviour].Id,
        (null, RecordMove { Event: var item }) => asked.Gate == Gate.Proportionate ? MayRaise(item) : MayLift(item),
        ({ } condition, RecordMove { Event: var item }) => IsOnRecord(condition, item),
        _ => false,
    };

    private bool IsOnRecord(Condition condition, in RecordEvent item)
    {
        var id = IdOf(item);
        var isLifting = item.Kind is RecordEventKind.Lifted or RecordEventKind.LiftedByReview;
        return condition switch
        {
            TakenCondition taken => item.Kind is RecordEventKind.Attempt or RecordEventKind.OutcomeOfLast && taken.Ids.Contains(id),
            RepresentationsCondition heard => item.Kind is RecordEventKind.RepresentationsReceived or RecordEventKind.RepresentationsInvited
                ? heard.Response == id
                : isLifting && IsOfOneChain(heard.Response, id),
            NotifiedCondition notified => item.Kind == RecordEventKind.IntentionNotified ? notified.Response == id : isLifting && IsOfOneChain(notified.Response, id),
            InForceCondition inForce => item.Kind is RecordEventKind.Attempt or RecordEventKind.OutcomeOfLast or RecordEventKind.Expired
                ? inForce.Response == id
                : isLifting && IsOfOneChain(inForce.Response, id),
            _ => false,
        };
    }

    private bool MayRaise(in RecordEvent item) =>
        item.Kind is RecordEventKind.Attempt or RecordEventKind.OutcomeOfLast
            ? item.Subject >= _policy.Steps.Count && _policy.Responses[item.Subject - _policy.Steps.Count].Rung is not null
            : item.Kind is RecordEventKind.Expired or RecordEventKind.Lifted or RecordEventKind.LiftedByReview && IsOfOneChain(_response.Response.Id, IdOf(item));

    private bool MayLift(in RecordEvent item) =>
        item.Kind is RecordEventKind.Attempt or RecordEventKind.Lifted or RecordEventKind.LiftedByReview && IsOfOneChain(_response.Response.Id, IdOf(item));

    private bool IsOfOneChain(string response, string other) =>
        response == other
        || (_policy.Responses.TryGet(response, out var one) && one.Continues == other)
        || (_policy.Responses.TryGet(other, out var two) && two.Continues == response);

    private string IdOf(in RecordEvent item) =>
        item.Subject < _policy.Steps.Count ? _policy.Steps[item.Subject].Id : _policy.Responses[item.Subject - _policy.Steps.Count].Id;
}
