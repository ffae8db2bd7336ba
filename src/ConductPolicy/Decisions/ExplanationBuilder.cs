using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Puts the tree of reasons of a decision together.</summary>
internal readonly ref struct ExplanationBuilder
{
    private readonly Policy _policy;
    private readonly DecisionBuilder _builder;
    private readonly IncidentRecord _record;
    private readonly IncidentState _state;

    public ExplanationBuilder(CompiledPolicy compiled, DecisionBuilder builder, IncidentRecord record)
    {
        _policy = compiled.Policy;
        _builder = builder;
        _record = record;
        _state = new IncidentState(compiled, compiled.BitsOf(record));
    }

    public Explanation Build(Decision decision)
    {
        var parts = new List<Explanation>
        {
            OfCondition(_state.Policy.Scope, [], "The policy speaks of this person"),
        };
        foreach (var item in decision.Behaviours)
        {
            parts.Add(OfBehaviour(item));
        }

        parts.Add(OfSeriousness(decision.Behaviours));
        for (var i = 0; i < decision.Responses.Count; i++)
        {
            parts.Add(OfResponse(decision.Responses[i], PartsOf(i)));
        }

        return new Explanation(
            $"{_policy.Trust}, {_policy.Title}, version {_policy.Version}: incident {_record.Incident.Id} as of {DateText.Iso(_record.AsOf)}",
            null, [], Basis.Stated, null, parts.ToValueList());
    }

    private List<GatePart> PartsOf(int response)
    {
        var parts = new List<GatePart> { _builder.ScopePart(_state, _record), _builder.StandsPart(_state) };
        foreach (var question in _builder.Questions[response])
        {
            if (question.IsSaidWhereItHolds || question.TruthIn(_state) != Truth.True)
            {
                parts.Add(question.Answer(_state));
            }
        }

        return parts;
    }

    private Explanation OfBehaviour(BehaviourDecision item)
    {
        var (behaviour, _, when, unless) = _state.Policy.Behaviours[_policy.Behaviours.IndexOf(item.Behaviour.Id)];
        var parts = new List<Explanation>();
        if (when is not null)
        {
            parts.Add(OfCondition(when, behaviour.Clauses, "It is a breach only where this holds"));
        }

        if (unless is not null)
        {
            parts.Add(OfCondition(unless, behaviour.Clauses, "It is excused where this holds"));
        }

        var reason = item.Reasons[0];
        return new Explanation(
            $"“{behaviour.Label}”: {reason.Text}", IncidentState.StandsAs(item.Verdict), reason.Clauses, reason.Basis, behaviour.Reading, parts.ToValueList());
    }

    private Explanation OfSeriousness(ValueList<BehaviourDecision> behaviours)
    {
        var (from, to, isGiven, isLowered, _, _) = _state.Seriousness;
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

    private Explanation OfGate(Gate gate, List<GatePart> parts)
    {
        var truth = Truth.True;
        var explanations = new List<Explanation>();
        foreach (var part in parts)
        {
            truth = truth.And(part.Truth);
            explanations.Add(new Explanation(
                part.Reason.Text, part.Truth, part.Reason.Clauses, part.Reason.Basis, part.Note, part.Condition is { } condition ? Inside(condition) : []));
        }

        var asked = gate switch
        {
            Gate.Applicable => "Is it open at all?",
            Gate.InSequence => "Has what comes first been done?",
            Gate.Proportionate => "Is it in proportion?",
            _ => "Is everybody on record who has to be?",
        };
        return new Explanation(asked, truth, [], Basis.Stated, null, explanations.ToValueList());
    }

    private Explanation OfCondition(CompiledCondition condition, ValueList<string> clauses, string lead)
    {
        var citations = Citations.Of(condition.Source, _policy, clauses, null);
        return new Explanation(
            $"{lead}: {_builder.Wording.Of(condition.Source)}", _state.Evaluate(condition), citations.Clauses, citations.Basis, citations.Note, Inside(condition));
    }

    // The parts that the rule set gives it; not those into which a choice or a tag falls.
    private ValueList<Explanation> Inside(CompiledCondition condition)
    {
        while (condition.Source is CitedCondition)
        {
            condition = condition.Parts[0];
        }

        var inside = new List<Explanation>();
        foreach (var part in condition.Source.Parts.Count > 0 ? condition.Parts : [])
        {
            var citations = Citations.Of(part.Source, _policy, [], null);
            inside.Add(new Explanation(
                ConditionWording.Sentence(_builder.Wording.Of(part.Source)), _state.Evaluate(part), citations.Clauses, citations.Basis, citations.Note, Inside(part)));
        }

        return inside.ToValueList();
    }
}
