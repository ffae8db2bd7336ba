using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Does the policy speak of this person?</summary>
internal sealed class ScopeQuestion(CompiledPolicy compiled, ConditionWording wording)
{
    private readonly Policy _policy = compiled.Policy;
    private readonly Citations _citations = Citations.Of(compiled.Policy.Scope, compiled.Policy, [], null);
    private readonly GatePart?[] _said = new GatePart?[(int)Truth.True + 1];

    public GatePart Answer(in IncidentState state, FactValue[] facts) => state.Scope switch
    {
        Truth.True => _said[(int)Truth.True] ??= Part(Truth.True, "in-scope", "The policy speaks of this person."),
        Truth.Unknown => _said[(int)Truth.Unknown] ??= Part(Truth.Unknown, "scope-unknown", $"It is not known whether the policy speaks of this person: {wording.Of(_policy.Scope)}."),
        _ => Part(
            Truth.False, "out-of-scope",
            $"The policy does not speak of this person. It speaks of those of whom this holds: {wording.Of(_policy.Scope)}. On record is: {OnRecord(facts)}."),
    };

    private GatePart Part(Truth truth, string code, string text) => new(Gate.Applicable, truth, _citations.ToReason(code, text), _citations.Note, compiled.Scope, []);

    private string OnRecord(FactValue[] facts) => string.Join("; ", _policy.Scope.Facts().Select(fact =>
        $"{ConditionWording.Statement(_policy.Facts[fact].Label)}: {facts[_policy.Facts.IndexOf(fact)].ToString().Replace('-', ' ')}"));
}
