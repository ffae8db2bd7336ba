using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Interop;

/// <summary>A policy as the rules of one workflow, and what their answers come to.</summary>
internal sealed class PolicyWorkflow
{
    private readonly Policy _policy;
    private readonly PolicyFormulas _formulas;
    private readonly List<WorkflowRule> _rules = [];
    private readonly RulePair _scope;
    private readonly BehaviourRules[] _behaviours;
    private readonly ResponseRules[] _responses;
    private readonly List<(string Id, string Rule)> _required = [];

    public PolicyWorkflow(CompiledPolicy compiled, IncidentVocabulary incident)
    {
        _policy = compiled.Policy;
        _formulas = new PolicyFormulas(compiled, incident);
        _scope = Add(new WorkflowSubject("scope", null, 0, null, _policy.Scope.Clauses), "in-scope", _formulas.Scope);
        _behaviours = [.. compiled.Behaviours.Select((behaviour, position) => AddBehaviour(behaviour, position, incident))];
        _responses = [.. compiled.Responses.Select(AddResponse)];
        foreach (var (step, position) in compiled.Steps.Select((step, position) => (step, position)).Where(item => item.step.Step.IsRequired))
        {
            AddStep(step, position, incident);
        }

        foreach (var response in compiled.Responses.Where(response => response.Response.IsDuty))
        {
            AddDuty(response, incident);
        }
    }

    // Names of rules; null for what cannot be.
    private sealed record BehaviourRules(string Id, string NotEstablished, string? NotABreach, string? Excused, RulePair Breach);

    private sealed record ResponseRules(string Id, RulePair Applicable, RulePair? InSequence, RulePair? Proportionate, string? OutOfReach, string? Approved);

    public IReadOnlyList<NamedFormula> Shared => _formulas.Shared;

    public IReadOnlyList<WorkflowRule> Rules => _rules;

    /// <summary>What the answers of the rules say.</summary>
    /// <param name="holds">Whether a rule succeeded, by its name.</param>
    public RulesEngineDecision Read(Func<string, bool> holds)
    {
        var behaviours = new List<RulesEngineVerdict>();
        foreach (var rules in _behaviours)
        {
            if (VerdictOf(rules, holds) is { } verdict)
            {
                behaviours.Add(new RulesEngineVerdict(rules.Id, verdict));
            }
        }

        return new RulesEngineDecision(
            _scope.In(holds) switch { Truth.True => ScopeVerdict.In, Truth.False => ScopeVerdict.Out, _ => ScopeVerdict.Unknown },
            behaviours.ToValueList(),
            _responses.Select(rules => StatusOf(rules, holds)).ToValueList(),
            _required.Where(item => holds(item.Rule)).Select(item => item.Id).ToValueList());
    }

    // No rule of a behaviour that the incident does not name succeeds.
    private static Verdict? VerdictOf(BehaviourRules rules, Func<string, bool> holds) =>
        holds(rules.NotEstablished) ? Verdict.NotEstablished
        : rules.NotABreach is not null && holds(rules.NotABreach) ? Verdict.NotABreach
        : rules.Excused is not null && holds(rules.Excused) ? Verdict.Excused
        : rules.Breach.In(holds) switch { Truth.True => Verdict.Breach, Truth.Unknown => Verdict.Undetermined, _ => null };

    // The order of the gates: the first that is closed gives the status.
    private static RulesEngineStatus StatusOf(ResponseRules rules, Func<string, bool> holds)
    {
        var applicable = rules.Applicable.In(holds);
        if (applicable == Truth.False)
        {
            return new(rules.Id, ResponseStatus.NotApplicable, Gate.Applicable);
        }

        var inSequence = rules.InSequence?.In(holds) ?? Truth.True;
        if (inSequence == Truth.False)
        {
            return rules.OutOfReach is not null && holds(rules.OutOfReach)
                ? new(rules.Id, ResponseStatus.Disproportionate, Gate.Proportionate)
                : new(rules.Id, ResponseStatus.TooEarly, Gate.InSequence);
        }

        var proportionate = rules.Proportionate?.In(holds) ?? Truth.True;
        return proportionate == Truth.False ? new(rules.Id, ResponseStatus.Disproportionate, Gate.Proportionate)
            : applicable == Truth.Unknown ? new(rules.Id, ResponseStatus.Unknown, Gate.Applicable)
            : inSequence == Truth.Unknown ? new(rules.Id, ResponseStatus.Unknown, Gate.InSequence)
            : proportionate == Truth.Unknown ? new(rules.Id, ResponseStatus.Unknown, Gate.Proportionate)
            : rules.Approved is not null && !holds(rules.Approved) ? new(rules.Id, ResponseStatus.AwaitingApproval, Gate.Approved)
            : new(rules.Id, ResponseStatus.Permitted, null);
    }

    private BehaviourRules AddBehaviour(CompiledBehaviour compiled, int position, IncidentVocabulary incident)
    {
        var behaviour = compiled.Behaviour;
        var subject = new WorkflowSubject("behaviour", behaviour.Id, position, behaviour.Label, behaviour.Clauses);
        var alleged = FormulaPair.Known(_formulas.IsAlleged(position));
        var (definition, noException) = (_formulas.Of(compiled.When), _formulas.NoException(compiled));
        var notEstablished = Add(subject, "not-established", incident.IsRefuted(position));
        var notABreach = compiled.When is null ? null : Add(subject, "not-a-breach", Formula.All(alleged.Certain, definition.Possible.Not()));
        var excused = compiled.Unless is null ? null : Add(subject, "excused", Formula.All(alleged.Certain, definition.Possible, noException.Possible.Not()));
        var own = new OwnConditions();
        return new BehaviourRules(behaviour.Id, notEstablished, notABreach, excused, Add(
            subject, "breach", FormulaPair.All(alleged, own.Add("definition", definition), own.Add("no_exception", noException)), own));
    }

    private ResponseRules AddResponse(CompiledResponse compiled)
    {
        var subject = SubjectOf("response", compiled);
        var own = new OwnConditions();
        var applicable = Add(subject, "applicable", _formulas.Applicable(compiled, own.Add("own_when", _formulas.Of(compiled.When))), own);
        var approved = compiled.Approvals.Length == 0 ? null : Add(subject, "approved", _formulas.Approved(compiled));
        if (compiled.Rung == 0)
        {
            return new ResponseRules(compiled.Response.Id, applicable, null, null, null, approved);
        }

        own = new OwnConditions();
        return new ResponseRules(
            compiled.Response.Id,
            applicable,
            Add(subject, "in-sequence", _formulas.InSequence(compiled, own.Add("own_after", _formulas.Of(compiled.After))), own),
            Add(subject, "proportionate", _formulas.Proportionate(compiled)),
            Add(subject, "out-of-reach", _formulas.OutOfReach(compiled)),
            approved);
    }

    // Required once a behaviour may stand, and only where its own conditions hold for certain.
    private void AddStep(CompiledStep compiled, int position, IncidentVocabulary incident)
    {
        var step = compiled.Step;
        var required = Formula.All(
            _formulas.Scope.Possible, _formulas.Stands.Possible, incident.IsAttempted(position).Not(), _formulas.Of(compiled.When).Certain, _formulas.Of(compiled.After).Certain);
        _required.Add((step.Id, Add(new WorkflowSubject("step", step.Id, position, step.Label, step.Clauses), "required", required)));
    }

    private void AddDuty(CompiledResponse compiled, IncidentVocabulary incident)
    {
        var open = _formulas.Applicable(compiled, _formulas.Of(compiled.When)).Certain;
        var climbed = compiled.Rung == 0
            ? Formula.True
            : Formula.All(_formulas.InSequence(compiled, _formulas.Of(compiled.After)).Certain, _formulas.Proportionate(compiled).Certain);
        var required = Formula.All(open, climbed, incident.IsTaken(compiled.Position).Not());
        _required.Add((compiled.Response.Id, Add(SubjectOf("duty", compiled), "required", required)));
    }

    private static WorkflowSubject SubjectOf(string kind, CompiledResponse compiled) =>
        new(kind, compiled.Response.Id, compiled.Position, compiled.Response.Label, compiled.Response.Clauses);

    // Of what is never unknown.
    private string Add(WorkflowSubject subject, string asks, Formula formula) => Add(subject, asks, FormulaPair.Known(formula)).Certain;

    private RulePair Add(WorkflowSubject subject, string asks, FormulaPair formula, OwnConditions? own = null)
    {
        var name = subject.Id is null ? asks : $"{subject.Kind}.{IncidentVocabulary.Word(subject.Id, subject.Position).Replace('_', '-')}.{asks}";
        if (formula.IsDefinite && own is null or { IsDefinite: true })
        {
            _rules.Add(new WorkflowRule(name, formula.Certain, own?.Certain ?? [], subject, asks, null));
            return new RulePair(name, name);
        }

        var pair = new RulePair($"{name}.certain", $"{name}.possible");
        _rules.Add(new WorkflowRule(pair.Certain, formula.Certain, own?.Certain ?? [], subject, asks, "certain"));
        _rules.Add(new WorkflowRule(pair.Possible, formula.Possible, own?.Possible ?? [], subject, asks, "possible"));
        return pair;
    }

    /// <summary>Conditions that a rule names for itself, so that its expression can be read at a glance.</summary>
    private sealed class OwnConditions
    {
        private readonly List<(string Name, FormulaPair Pair)> _all = [];

        public bool IsDefinite => _all.TrueForAll(own => own.Pair.IsDefinite);

        public IReadOnlyList<NamedFormula> Certain => [.. _all.Select(own => new NamedFormula(own.Name, own.Pair.Certain))];

        public IReadOnlyList<NamedFormula> Possible => [.. _all.Select(own => new NamedFormula(own.Name, own.Pair.Possible))];

        public FormulaPair Add(string name, FormulaPair pair)
        {
            if (pair.Certain.IsPlain && pair.Possible.IsPlain)
            {
                return pair;
            }

            _all.Add((name, pair));
            return FormulaPair.Known(Formula.Of(name));
        }
    }
}
