using System.Globalization;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.PolicyTests;

/// <summary>Records, over many incidents, which parts of a policy held and which failed.</summary>
internal sealed class CoverageRecorder
{
    private readonly Policy _policy;
    private readonly ConditionWording _wording;
    private readonly List<TestedPart> _parts = [];
    private readonly Dictionary<string, int> _positions = [];

    public CoverageRecorder(Policy policy)
    {
        _policy = policy;
        _wording = new ConditionWording(policy);
        AddConditions("scope", policy.Scope, []);
        foreach (var behaviour in policy.Behaviours)
        {
            var place = $"behaviour {behaviour.Id}";
            Add(TestedKind.Behaviour, place, $"“{behaviour.Label}” is a breach", behaviour.Clauses);
            AddConditions($"{place}: when", behaviour.When, behaviour.Clauses);
            AddConditions($"{place}: unless", behaviour.Unless, behaviour.Clauses);
        }

        foreach (var step in policy.Steps.Where(step => step.IsRequired))
        {
            Add(TestedKind.Step, $"step {step.Id}", $"“{step.Label}” is required", step.Clauses);
            AddConditions($"step {step.Id}: when", step.When, step.Clauses);
            AddConditions($"step {step.Id}: after", step.After, step.Clauses);
        }

        AddConditions("ladder: when", policy.Ladder.When, policy.Ladder.Clauses);
        AddConditions("ladder: after", policy.Ladder.After, policy.Ladder.Clauses);
        foreach (var response in policy.Responses)
        {
            AddResponse(response);
        }
    }

    public IReadOnlyList<TestedPart> Parts => _parts;

    /// <summary>The place of a gate.</summary>
    internal static string GateOf(Response response, Gate gate) => $"response {response.Id}: {DecisionWords.Gates.WordOf(gate)}";

    /// <summary>The place of an approval.</summary>
    internal static string ApprovalOf(Response response, int approval) =>
        string.Create(CultureInfo.InvariantCulture, $"response {response.Id}: approval {approval + 1}");

    /// <summary>The place of a part of the condition at a place.</summary>
    internal static string PartOf(string place, Condition condition, int part) =>
        condition is NotCondition ? $"{place}: not" : string.Create(CultureInfo.InvariantCulture, $"{place}: {(condition is AllCondition ? "all" : "any")} {part + 1}");

    /// <summary>Records one incident.</summary>
    public void Record(PreparedIncident prepared)
    {
        var compiled = prepared.Compiled;
        var state = prepared.StateOn(new ulong[compiled.WordCount]);
        Record("scope", compiled.Scope, state);
        if (state.Scope == Truth.False)
        {
            return;
        }

        foreach (var named in state.Named)
        {
            RecordBehaviour(compiled.Behaviours[named], named, state);
        }

        if (state.Stands == Truth.False)
        {
            RecordClosed(compiled);
            return;
        }

        foreach (var step in compiled.Steps.Where(step => step.Step.IsRequired))
        {
            RecordStep(step, state);
        }

        Record("ladder: when", compiled.LadderWhen, state);
        Record("ladder: after", compiled.LadderAfter, state);
        foreach (var response in compiled.Responses)
        {
            RecordResponse(response, state);
        }
    }

    private void RecordBehaviour(CompiledBehaviour behaviour, int position, in IncidentState state)
    {
        var place = $"behaviour {behaviour.Behaviour.Id}";
        var verdict = state.VerdictOf(position);
        Record(place, IncidentState.StandsAs(verdict));
        if (verdict == Verdict.NotEstablished)
        {
            return;
        }

        Record($"{place}: when", behaviour.When, state);
        if (verdict != Verdict.NotABreach)
        {
            Record($"{place}: unless", behaviour.Unless, state);
        }
    }

    private void RecordStep(CompiledStep step, in IncidentState state)
    {
        var place = $"step {step.Step.Id}";
        Record(place, state.Evaluate(step.When).And(state.Evaluate(step.After)));
        Record($"{place}: when", step.When, state);
        Record($"{place}: after", step.After, state);
    }

    // Where nothing stands, no response is open, and no step is required.
    private void RecordClosed(CompiledPolicy compiled)
    {
        foreach (var step in compiled.Steps.Where(step => step.Step.IsRequired))
        {
            Record($"step {step.Step.Id}", Truth.False);
        }

        foreach (var response in compiled.Responses)
        {
            Record(GateOf(response.Response, Gate.Applicable), Truth.False);
        }
    }

    private void RecordResponse(CompiledResponse response, in IncidentState state)
    {
        var rule = response.Response;
        Record($"response {rule.Id}: when", response.When, state);
        var applicable = ResponseGates.IsApplicable(state, response);
        Record(GateOf(rule, Gate.Applicable), applicable);
        if (applicable == Truth.False)
        {
            return;
        }

        if (!rule.IsImmediate)
        {
            Record($"response {rule.Id}: after", response.After, state);
            var inSequence = ResponseGates.IsInSequence(state, response);
            var proportionate = ResponseGates.IsProportionate(state, response);
            Record(GateOf(rule, Gate.InSequence), inSequence);
            Record(GateOf(rule, Gate.Proportionate), proportionate);
            if (inSequence == Truth.False || proportionate == Truth.False)
            {
                return;
            }
        }

        for (var i = 0; i < response.Approvals.Length; i++)
        {
            Record(ApprovalOf(rule, i), state.Bits.Holds(response.Approvals[i]).ToTruth());
        }
    }

    private void AddResponse(Response response)
    {
        AddConditions($"response {response.Id}: when", response.When, response.Clauses);
        AddGate(response, Gate.Applicable, $"{_wording.Label(response.Id)} is open at all");
        if (!response.IsImmediate)
        {
            AddConditions($"response {response.Id}: after", response.After, response.Clauses);
            AddGate(response, Gate.InSequence, $"what comes before {_wording.Label(response.Id)} is done");
            AddGate(response, Gate.Proportionate, $"{_wording.Label(response.Id)} is within the ceiling");
        }

        for (var i = 0; i < response.Approvals.Count; i++)
        {
            var approval = response.Approvals[i];
            Add(TestedKind.Approval, ApprovalOf(response, i), _wording.Of(new RecordedCondition(approval.Act, approval.Role)), approval.Clauses);
        }
    }

    private void AddGate(Response response, Gate gate, string text) => Add(TestedKind.Gate, GateOf(response, gate), text, response.Clauses);

    // A condition that only cites another is that one, with its clauses.
    private void AddConditions(string place, Condition? condition, ValueList<string> clauses)
    {
        switch (condition)
        {
            case null:
                return;
            case CitedCondition cited:
                AddConditions(place, cited.When, cited.Clauses);
                return;
        }

        Add(TestedKind.Condition, place, _wording.Of(condition), clauses);
        for (var i = 0; i < condition.Parts.Count; i++)
        {
            AddConditions(PartOf(place, condition, i), condition.Parts[i], clauses);
        }
    }

    private void Add(TestedKind kind, string place, string text, ValueList<string> clauses)
    {
        _positions.Add(place, _parts.Count);
        _parts.Add(new TestedPart { Kind = kind, Place = place, Text = text, Clauses = clauses, HasHeld = false, HasFailed = false });
    }

    private void Record(string place, CompiledCondition? condition, in IncidentState state)
    {
        if (condition is null)
        {
            return;
        }

        if (condition.Source is CitedCondition)
        {
            Record(place, condition.Parts[0], state);
            return;
        }

        Record(place, state.Evaluate(condition));

        // What an atom stands for has no parts of its own, such as the values of a choice or the behaviours of a tag.
        if (condition.Source.Parts.Count == 0)
        {
            return;
        }

        for (var i = 0; i < condition.Parts.Length; i++)
        {
            Record(PartOf(place, condition.Source, i), condition.Parts[i], state);
        }
    }

    private void Record(string place, Truth truth)
    {
        var position = _positions[place];
        var part = _parts[position];
        _parts[position] = part with { HasHeld = part.HasHeld || truth == Truth.True, HasFailed = part.HasFailed || truth == Truth.False };
    }
}
