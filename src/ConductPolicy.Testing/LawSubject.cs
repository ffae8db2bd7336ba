using ConductPolicy.Analysis;
using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Testing;

/// <summary>Decides one incident of a case, on the day that the case names or another.</summary>
internal delegate Decision Decide(ConductCase given, string incident, LocalDate? asOf = null);

/// <summary>What a law is held against: a policy, and what decides, audits, writes and reads by it. A test puts something faulty in the place of one of these, to see that a law notices.</summary>
internal sealed class LawSubject
{
    private readonly Lazy<Decide> _decideTurned;
    private readonly Lazy<SafeguardCheck> _safeguards;

    /// <param name="engine">Decides by the policy.</param>
    /// <param name="decider">Gives what decides by a policy; null for the library's engine.</param>
    public LawSubject(DecisionEngine engine, Func<Policy, Decide>? decider = null)
    {
        Policy = engine.Policy;
        Decide = decider is null ? engine.Decide : decider(engine.Policy);
        Audit = given => new CaseAudit(engine).Audit(given);
        _decideTurned = new(() => (decider ?? (policy => new DecisionEngine(policy).Decide))(Turned(engine.Policy)));
        _safeguards = new(() => new SafeguardCheck(engine.Policy));
    }

    public Policy Policy { get; }

    public Decide Decide { get; }

    /// <summary>Decides by the same policy with all that it defines listed the other way round.</summary>
    public Decide DecideTurned => _decideTurned.Value;

    public SafeguardCheck Safeguards => _safeguards.Value;

    public Func<ConductCase, AuditReport> Audit { get; init; }

    public Func<Policy, string> WritePolicy { get; init; } = PolicyFile.Write;

    public Func<string, Policy> ReadPolicy { get; init; } = text => PolicyFile.Parse(text);

    public Func<ConductCase, string> WriteCase { get; init; } = CaseFile.Write;

    /// <summary>The incidents that can be decided: they had happened by the day of the decision, and the policy was in force on both.</summary>
    public IEnumerable<Incident> Decidable(ConductCase given) =>
        given.Incidents.Where(incident => incident.On <= given.AsOf && Policy.InForce.Covers(incident.On) && Policy.InForce.Covers(given.AsOf.Value));

    public IEnumerable<Decision> Decisions(ConductCase given) => Decidable(given).Select(incident => Decide(given, incident.Id));

    private static Policy Turned(Policy policy) => policy with
    {
        Clauses = Turned(policy.Clauses),
        Roles = Turned(policy.Roles),
        Facts = Turned(policy.Facts),
        Behaviours = Turned(policy.Behaviours),
        Steps = Turned(policy.Steps),
        Responses = Turned(policy.Responses),
        Settings = Turned(policy.Settings),
        Timescales = Turned(policy.Timescales),
        Considerations = Turned(policy.Considerations),
        Safeguards = Turned(policy.Safeguards),
    };

    private static Definitions<T> Turned<T>(Definitions<T> definitions)
        where T : Definition => new([.. definitions.Reverse()]);
}
