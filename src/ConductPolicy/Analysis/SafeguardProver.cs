using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>Proves the safeguards of a policy, or refutes them by a smallest case.</summary>
internal sealed class SafeguardProver(StateSpace space)
{
    public ValueList<SafeguardProof> ProveAll() => space.Compiled.Policy.Safeguards.Select(Prove).ToValueList();

    private SafeguardProof Prove(Safeguard safeguard) => safeguard.Has.Count > 0
        ? ProveParts(safeguard)
        : ProveNever(Array.Find(space.Compiled.Safeguards, item => item.Safeguard == safeguard)!);

    private SafeguardProof ProveParts(Safeguard safeguard)
    {
        var response = space.Compiled.Policy.Responses[safeguard.Response];
        var missing = safeguard.Has.Where(part => ResponseParts.Has(response, part) != true).ToValueList();
        return new SafeguardProof(safeguard, missing.Count == 0, null, 0, missing);
    }

    private SafeguardProof ProveNever(CompiledSafeguard safeguard)
    {
        var permitted = space.Diagrams.StatusOf(safeguard.Response, ResponseStatus.Permitted);
        var excepted = safeguard.Unless is null ? Diagram.False : space.Diagrams.Of(safeguard.Unless).True;
        var violations = space.Table.AndNot(permitted, excepted);
        return new SafeguardProof(
            safeguard.Safeguard, space.Table.And(violations, space.Possible) == Diagram.False, space.SmallestCase(violations), space.Count(violations), []);
    }
}
