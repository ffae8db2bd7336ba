using ConductPolicy.Analysis;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.PolicyTests;

/// <summary>What of a decision a part of a policy bears on.</summary>
/// <param name="IsScope">The scope's verdict.</param>
/// <param name="IsRequired">What is required now.</param>
/// <param name="Behaviour">The position of the behaviour whose verdict it is; -1 for none.</param>
/// <param name="Responses">The responses whose statuses they are.</param>
internal sealed record Bearing(bool IsScope, bool IsRequired, int Behaviour, IReadOnlyList<CompiledResponse> Responses);

/// <summary>The states of an incident that exercise a part of a policy.</summary>
/// <param name="Place">Where the part stands.</param>
/// <param name="States">Where it holds and where it fails, as far as the decision comes to ask.</param>
/// <param name="Bearing">What it bears on.</param>
internal sealed record ExercisedPart(string Place, Ternary States, Bearing Bearing);

/// <summary>Says for all states at once what <see cref="CoverageRecorder"/> records of one; a law holds the two together.</summary>
internal sealed class CoverageDiagrams
{
    private readonly StateSpace _space;
    private readonly CompiledPolicy _compiled;
    private readonly PolicyDiagrams _diagrams;
    private readonly DiagramTable _table;
    private readonly Dictionary<string, ExercisedPart> _parts = [];

    public CoverageDiagrams(StateSpace space)
    {
        (_space, _compiled, _diagrams, _table) = (space, space.Compiled, space.Diagrams, space.Table);
        Add("scope", _compiled.Scope, Diagram.True, new Bearing(IsScope: true, IsRequired: false, -1, []));
        var inScope = _table.Not(_diagrams.Scope.False);
        for (var i = 0; i < _compiled.Behaviours.Length; i++)
        {
            AddBehaviour(_compiled.Behaviours[i], i, inScope);
        }

        var open = _table.AndNot(inScope, _diagrams.Stands.False);
        foreach (var step in _compiled.Steps.Where(step => step.Step.IsRequired))
        {
            AddStep(step, inScope, open);
        }

        var ofLadder = new Bearing(IsScope: false, IsRequired: false, -1, [.. _compiled.Responses.Where(response => response.Rung > 0)]);
        Add("ladder: when", _compiled.LadderWhen, open, ofLadder);
        Add("ladder: after", _compiled.LadderAfter, open, ofLadder);
        foreach (var response in _compiled.Responses)
        {
            AddResponse(response, inScope, open);
        }
    }

    /// <summary>The states that exercise the part at a place.</summary>
    public ExercisedPart this[string place] => _parts[place];

    private void AddBehaviour(CompiledBehaviour behaviour, int position, Diagram inScope)
    {
        var place = $"behaviour {behaviour.Behaviour.Id}";
        var bearing = new Bearing(IsScope: false, IsRequired: false, position, []);
        var named = _table.And(inScope, Variable(StateVariableKind.Named, position));
        Add(place, _diagrams.Standing(position), named, bearing);
        var alleged = _table.AndNot(named, Variable(StateVariableKind.Refuted, position));
        Add($"{place}: when", behaviour.When, alleged, bearing);
        Add($"{place}: unless", behaviour.Unless, _table.AndNot(alleged, _diagrams.Of(behaviour.When).False), bearing);
    }

    private void AddStep(CompiledStep step, Diagram inScope, Diagram open)
    {
        var place = $"step {step.Step.Id}";
        var bearing = new Bearing(IsScope: false, IsRequired: true, -1, []);

        // Where nothing stands, no step is required.
        var required = _diagrams.Of(step.When).And(_diagrams.Of(step.After), _table);
        var stands = _table.Not(_diagrams.Stands.False);
        Add(place, new Ternary(_table.And(required.True, stands), _table.Or(required.False, _diagrams.Stands.False)), inScope, bearing);
        Add($"{place}: when", step.When, open, bearing);
        Add($"{place}: after", step.After, open, bearing);
    }

    private void AddResponse(CompiledResponse response, Diagram inScope, Diagram open)
    {
        var rule = response.Response;
        var bearing = new Bearing(IsScope: false, IsRequired: false, -1, [response]);
        var applicable = _diagrams.IsApplicable(response);
        Add($"response {rule.Id}: when", response.When, open, bearing);
        Add(CoverageRecorder.GateOf(rule, Gate.Applicable), applicable, inScope, bearing);
        var reached = _table.AndNot(open, applicable.False);
        if (!rule.IsImmediate)
        {
            var (inSequence, proportionate) = (_diagrams.IsInSequence(response), _diagrams.IsProportionate(response));
            Add($"response {rule.Id}: after", response.After, reached, bearing);
            Add(CoverageRecorder.GateOf(rule, Gate.InSequence), inSequence, reached, bearing);
            Add(CoverageRecorder.GateOf(rule, Gate.Proportionate), proportionate, reached, bearing);
            reached = _table.AndNot(_table.AndNot(reached, inSequence.False), proportionate.False);
        }

        for (var i = 0; i < response.Approvals.Length; i++)
        {
            var recorded = Variable(StateVariableKind.Recorded, response.Approvals[i]);
            Add(CoverageRecorder.ApprovalOf(rule, i), new Ternary(recorded, _table.Not(recorded)), reached, bearing);
        }
    }

    // A condition that only cites another is that one, and an atom has no parts of its own.
    private void Add(string place, CompiledCondition? condition, Diagram asked, Bearing bearing)
    {
        if (condition is null)
        {
            return;
        }

        if (condition.Source is CitedCondition)
        {
            Add(place, condition.Parts[0], asked, bearing);
            return;
        }

        Add(place, _diagrams.Of(condition), asked, bearing);
        for (var i = 0; condition.Source.Parts.Count > 0 && i < condition.Parts.Length; i++)
        {
            Add(CoverageRecorder.PartOf(place, condition.Source, i), condition.Parts[i], asked, bearing);
        }
    }

    private void Add(string place, Ternary states, Diagram asked, Bearing bearing)
    {
        asked = _table.And(asked, _space.Possible);
        _parts.Add(place, new ExercisedPart(place, new Ternary(_table.And(states.True, asked), _table.And(states.False, asked)), bearing));
    }

    private Diagram Variable(StateVariableKind kind, int subject) => _table.Variable(_diagrams.Variables.NumberOf(kind, subject));
}
