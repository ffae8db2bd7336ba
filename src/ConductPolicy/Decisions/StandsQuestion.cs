using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Does some behaviour stand?</summary>
internal sealed class StandsQuestion(CompiledPolicy compiled)
{
    // For an incident that names one behaviour, as most do: by the behaviour, its verdict and its finding.
    private readonly GatePart?[] _saidOfOne = new GatePart?[compiled.Behaviours.Length * Verdicts * Findings];
    private readonly Basis[] _bases = Array.ConvertAll(compiled.Behaviours, item => BasisOf(item.Behaviour, compiled.Policy));

    private const int Verdicts = (int)Verdict.Breach + 1;
    private const int Findings = (int)Finding.NotEstablished + 1;

    public GatePart Answer(in IncidentState state)
    {
        if (state.Named is not [var only])
        {
            return Say(state);
        }

        return _saidOfOne[(((only * Verdicts) + (int)state.VerdictOf(only)) * Findings) + (int)state.FindingOf(only)] ??= Say(state);
    }

    private GatePart Say(in IncidentState state)
    {
        var names = new List<string>();
        var clauses = new List<string>();
        var basis = Basis.Stated;
        var isAlleged = true;
        foreach (var i in state.Named)
        {
            if (state.Stands != Truth.False && IncidentState.StandsAs(state.VerdictOf(i)) != state.Stands)
            {
                continue;
            }

            var behaviour = compiled.Behaviours[i].Behaviour;
            names.Add($"“{behaviour.Label}”");
            clauses.AddRange(behaviour.Clauses);
            basis = Citations.Weaker(basis, _bases[i]);
            isAlleged &= state.FindingOf(i) == Finding.Alleged;
        }

        var listed = string.Join(", ", names);
        var (code, text) = state.Stands switch
        {
            Truth.True => ("breach", $"{listed}: {(isAlleged ? "a breach, as alleged" : "a breach")}."),
            Truth.Unknown => ("breach-undetermined", $"It is not known yet whether this is a breach: {listed}."),
            _ when names.Count == 0 => ("no-breach", "The incident names no behaviour, so there is no breach."),
            _ => ("no-breach", $"There is no breach: {listed}."),
        };
        return new GatePart(Gate.Applicable, state.Stands, new Reason(code, text, clauses.Distinct().ToValueList(), basis), null, null, []);
    }

    private static Basis BasisOf(Behaviour behaviour, Policy policy)
    {
        var basis = behaviour.Reading is null ? Basis.Stated : Basis.Reading;
        basis = behaviour.When is { } when ? Citations.Weaker(basis, Citations.Of(when, policy, [], null).Basis) : basis;
        return behaviour.Unless is { } unless ? Citations.Weaker(basis, Citations.Of(unless, policy, [], null).Basis) : basis;
    }
}
