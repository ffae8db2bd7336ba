using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>What a decision says of a response, and what each of its gates asked for.</summary>
internal sealed record AssessedResponse(ResponseDecision Decision, List<GatePart> Parts);

/// <summary>The tree of reasons of a decision, put together when it is asked for.</summary>
internal sealed class DecisionExplanation(IncidentState state, ConditionWording wording, List<AssessedResponse> responses)
{
    private readonly Policy _policy = state.Policy;

    public Explanation Of(Decision decision)
    {
        var parts = new List<Explanation>
        {
            OfCondition(_policy.Scope, [], "The policy speaks of this person"),
        };
        parts.AddRange(decision.Behaviours.Select(OfBehaviour));
        parts.Add(OfSeriousness(decision.Behaviours));
        parts.AddRange(responses.Select(item => OfResponse(item.Decision, item.Parts)));
        return new Explanation(
            $"{_policy.Trust}, {_policy.Title}, version {_policy.Version}: incident {state.Record.Incident.Id} as of {DateText.Iso(state.Record.AsOf)}",
            null, [], Basis.Stated, null, parts.ToValueList());
    }

    /// <summary>It says nothing that its decision does not: decisions that are equal in all else are equal.</summary>
    public override bool Equals(object? obj) => obj is DecisionExplanation;

    public override int GetHashCode() => 0;

    private Explanation OfBehaviour(BehaviourDecision item)
    {
        var parts = new List<Explanation>();
        if (item.Behaviour.When is { } when)
        {
            parts.Add(OfCondition(when, item.Behaviour.Clauses, "It is a breach only where this holds"));
        }

        if (item.Behaviour.Unless is { } unless)
        {
            parts.Add(OfCondition(unless, item.Behaviour.Clauses, "It is excused where this holds"));
        }

        var reason = item.Reasons[0];
        return new Explanation(
            $"“{item.Behaviour.Label}”: {reason.Text}", IncidentState.StandsAs(item.Verdict), reason.Clauses, reason.Basis, item.Behaviour.Reading, parts.ToValueList());
    }

    private Explanation OfSeriousness(ValueList<BehaviourDecision> behaviours)
    {
        var (from, to, isGiven, isLowered, _, _) = state.Seriousness;
        var levels = _policy.SeriousnessLevels;
        var text = (to, isGiven) switch
        {
            ( < 0, _) => "No behaviour stands, so there is no seriousness.",
            (_, true) => $"Seriousness: {levels[to]}, as given for the incident{(isLowered ? ", lower than the behaviours are by themselves" : "")}.",
            _ when from == to => $"Seriousness: {levels[to]}.",
            _ => $"Seriousness: from {levels[from]} to {levels[to]}, until it is known what stands.",
        };
        var parts = behaviours
            .Where(item => item.Verdict is Verdict.Breach or Verdict.Undetermined)
            .Select(item => new Explanation(
                $"“{item.Behaviour.Label}” is {item.Behaviour.Seriousness} by itself", null, item.Behaviour.Clauses,
                item.Behaviour.SeriousnessReading is null ? Basis.Stated : Basis.Reading, item.Behaviour.SeriousnessReading, []));
        return new Explanation(text, null, [], Basis.Stated, null, parts.ToValueList());
    }

    private Explanation OfResponse(ResponseDecision item, List<GatePart> parts) => new(
        $"“{item.Response.Label}”: {StatusText.Of(item.Status)}",
        item.Status switch
        {
            ResponseStatus.Permitted => Truth.True,
            ResponseStatus.Unknown => Truth.Unknown,
            _ => Truth.False,
        },
        item.Response.Clauses,
        item.Response.Reading is null ? Basis.Stated : Basis.Reading,
        item.Response.Reading,
        GatesOf(parts));

    private ValueList<Explanation> GatesOf(List<GatePart> parts)
    {
        var gates = new List<Explanation>();
        for (var gate = Gate.Applicable; gate <= Gate.Approved; gate++)
        {
            var own = parts.FindAll(part => part.Gate == gate);
            if (own.Count > 0)
            {
                gates.Add(OfGate(gate, own));
            }
        }

        return gates.ToValueList();
    }

    private Explanation OfGate(Gate gate, List<GatePart> parts) => new(
        gate switch
        {
            Gate.Applicable => "Is it open at all?",
            Gate.InSequence => "Has what comes first been done?",
            Gate.Proportionate => "Is it in proportion?",
            _ => "Is everybody on record who has to be?",
        },
        TruthOf(parts),
        [],
        Basis.Stated,
        null,
        parts.Select(OfPart).ToValueList());

    private static Truth TruthOf(List<GatePart> parts)
    {
        var truth = Truth.True;
        foreach (var part in parts)
        {
            truth = truth.And(part.Truth);
        }

        return truth;
    }

    private Explanation OfPart(GatePart part) => new(
        part.Text, part.Truth, part.Citations.Clauses, part.Citations.Basis, part.Citations.Note,
        part.Condition is { } condition && Unwrapped(condition).Parts.Count > 0 ? Inside(Unwrapped(condition)) : []);

    private Explanation OfCondition(Condition condition, ValueList<string> clauses, string lead)
    {
        var citations = Citations.Of(condition, _policy, clauses, null);
        var inner = Unwrapped(condition);
        return new Explanation($"{lead}: {wording.Of(condition)}", state.Evaluate(condition), citations.Clauses, citations.Basis, citations.Note, Inside(inner));
    }

    private ValueList<Explanation> Inside(Condition condition) => condition.Parts.Select(part =>
    {
        var citations = Citations.Of(part, _policy, [], null);
        return new Explanation(
            ConditionWording.Sentence(wording.Of(part)), state.Evaluate(part), citations.Clauses, citations.Basis, citations.Note, Inside(Unwrapped(part)));
    }).ToValueList();

    private static Condition Unwrapped(Condition condition) => condition is CitedCondition cited ? Unwrapped(cited.When) : condition;
}
