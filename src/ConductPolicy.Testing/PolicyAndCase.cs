using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Testing;

/// <summary>A policy, as it was loaded from the text of a rule file, and a case of it.</summary>
/// <param name="Rules">The text of the rule file.</param>
/// <param name="Given">The case.</param>
public sealed record PolicyAndCase(string Rules, ConductCase Given)
{
    private DecisionEngine? _engine;

    /// <summary>Decides by the policy, which is loaded when it is first asked for.</summary>
    public DecisionEngine Engine => _engine ??= new DecisionEngine(PolicyFile.Parse(Rules));

    /// <summary>Generated policies with generated cases, that shrink together.</summary>
    public static Arbitrary<PolicyAndCase> Generated { get; } = Arb.From(
        from policy in PolicyArbitrary.Drawn.Generator
        from given in CaseArbitrary.Of(policy)
        select new PolicyAndCase(PolicyFile.Write(policy), given),
        Shrink);

    /// <summary>The rule file and the case file, as they stand in a report.</summary>
    public override string ToString() => $"{Rules}{CaseFile.Write(Given)}";

    // Put together only where a law has failed.
    private static IEnumerable<PolicyAndCase> Shrink(PolicyAndCase pair)
    {
        foreach (var smaller in CaseArbitrary.Shrink(pair.Given, pair.Engine.Policy))
        {
            yield return new PolicyAndCase(pair.Rules, smaller);
        }

        foreach (var smaller in PolicyShrinker.Shrink(pair.Engine.Policy))
        {
            if (Fitting(smaller, pair.Given) is { } fitting)
            {
                yield return fitting;
            }
        }
    }

    /// <summary>A policy with what is left of a case when everything that it does not define is taken out; null where nothing can be decided.</summary>
    private static PolicyAndCase? Fitting(Policy policy, ConductCase given)
    {
        var engine = new DecisionEngine(policy);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                engine.Decide(given, given.Incidents[0].Id, given.Incidents[0].On);
                return new PolicyAndCase(PolicyFile.Write(policy), given);
            }
            catch (ConductPolicyException error)
            {
                given = Without(given, error.Problems[^1].Pointer.Split('/'));
            }
        }

        return null;
    }

    private static ConductCase Without(ConductCase given, string[] place) => place switch
    {
        ["", "events", var index, ..] => given with { Events = WithoutThe(index, given.Events) },
        ["", "facts", var fact, ..] => given with { Facts = given.Facts.Where(answer => answer.Fact != fact).ToValueList() },
        ["", "incidents", var index, "behaviours", var behaviour] => Changed(given, index, incident => incident with { Behaviours = WithoutThe(behaviour, incident.Behaviours) }),
        ["", "incidents", var index, "facts", var fact] => Changed(given, index, incident => incident with { Facts = incident.Facts.Where(answer => answer.Fact != fact).ToValueList() }),
        ["", "incidents", var index, "seriousness"] => Changed(given, index, incident => incident with { Seriousness = null }),
        _ => given,
    };

    private static ConductCase Changed(ConductCase given, string index, Func<Incident, Incident> change) =>
        given with { Incidents = given.Incidents.Select((incident, i) => i == Number(index) ? change(incident) : incident).ToValueList() };

    private static ValueList<T> WithoutThe<T>(string index, ValueList<T> items) => items.Where((_, i) => i != Number(index)).ToValueList();

    private static int Number(string index) => int.Parse(index, System.Globalization.CultureInfo.InvariantCulture);
}
