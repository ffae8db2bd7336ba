using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Does the policy speak of this person?</summary>
internal sealed class ScopeQuestion(CompiledPolicy compiled, ConditionWording wording)
{
    private readonly Policy _policy = compiled.Policy;
    private readonly Citations _citations = Citations.Of(compiled.Policy.Scope, compiled.Policy, [], null);
    private readonly Remembered<GatePart> _said = new(compiled.Scope.Atoms);

    // An answer that is a number is said as it is, and the bits tell thresholds alone.
    private readonly bool _isRemembered = !ConditionWording.FactsOf(compiled.Policy.Scope).Any(fact => compiled.Policy.Facts[fact].Type == FactType.Count);

    public GatePart Answer(in IncidentState state, FactValue[] facts)
    {
        if (_isRemembered && _said.TryGet(state.Bits, 0, out var said))
        {
            return said;
        }

        var (code, text) = state.Scope switch
        {
            Truth.True => ("in-scope", "The policy speaks of this person."),
            Truth.False => ("out-of-scope", $"The policy does not speak of this person. It speaks of those of whom this holds: {wording.Of(_policy.Scope)}. On record is: {OnRecord(facts)}."),
            _ => ("scope-unknown", $"It is not known whether the policy speaks of this person: {wording.Of(_policy.Scope)}."),
        };
        var part = new GatePart(Gate.Applicable, state.Scope, new Reason(code, text, _citations.Clauses, _citations.Basis), _citations.Note, compiled.Scope, []);
        return _isRemembered ? _said.Keep(state.Bits, 0, part) : part;
    }

    private string OnRecord(FactValue[] facts) => string.Join("; ", ConditionWording.FactsOf(_policy.Scope).Select(fact =>
        $"{ConditionWording.Statement(_policy.Facts[fact].Label)}: {facts[_policy.Facts.IndexOf(fact)].ToString().Replace('-', ' ')}"));
}
