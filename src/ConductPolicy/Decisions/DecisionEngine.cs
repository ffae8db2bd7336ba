using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Decides cases by a policy. Pure: the same policy, case, incident and day always give the same decision. Safe for all threads.</summary>
public sealed class DecisionEngine
{
    private readonly CompiledPolicy _compiled;
    private readonly DecisionBuilder _builder;

    /// <summary>An engine for a policy. Deadlines go by the bank holidays that come with the library.</summary>
    /// <param name="policy">The policy.</param>
    public DecisionEngine(Policy policy)
        : this(policy, null)
    {
    }

    /// <summary>An engine that counts deadlines by the trust's own calendar.</summary>
    /// <param name="deadlines">The deadlines of a policy, by a newer feed of bank holidays or by term dates.</param>
    public DecisionEngine(ResponseDeadlines deadlines)
        : this((deadlines ?? throw new ArgumentNullException(nameof(deadlines))).Policy, deadlines)
    {
    }

    private DecisionEngine(Policy policy, ResponseDeadlines? deadlines)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        _compiled = new CompiledPolicy(policy);
        _builder = new DecisionBuilder(_compiled, deadlines);
    }

    /// <summary>The policy that decides.</summary>
    public Policy Policy { get; }

    internal CompiledPolicy Compiled => _compiled;

    internal DecisionBuilder Builder => _builder;

    /// <summary>Decides one incident of a case.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">
    /// The case speaks of what the policy does not define; there is no such incident; no day is named, or one before the incident;
    /// or the policy was not in force on the day of the incident or of the decision.
    /// </exception>
    public Decision Decide(ConductCase conductCase, string? incident = null, LocalDate? asOf = null) =>
        _builder.Build(conductCase, RecordOf(conductCase, incident, asOf), this);

    /// <summary>Makes one incident of a case ready for its statuses to be asked for many times.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="Decide"/>.</exception>
    public PreparedIncident Prepare(ConductCase conductCase, string? incident = null, LocalDate? asOf = null) =>
        new(_compiled, _compiled.BitsOf(RecordOf(conductCase, incident, asOf)));

    /// <summary>What a decision says of one response, or would say of the extension of its bar, which is judged as a new taking.</summary>
    internal ResponseDecision Assess(ConductCase conductCase, string incident, LocalDate asOf, string response, bool isExtension)
    {
        var record = RecordOf(conductCase, incident, asOf);
        var compiled = _compiled.Responses[Policy.Responses.IndexOf(response)];
        return _builder.Assess(new IncidentState(_compiled, isExtension ? _compiled.BitsForExtending(record, compiled) : _compiled.BitsOf(record)), record, compiled);
    }

    internal Explanation Explain(Decision decision, ConductCase conductCase, int incident, LocalDate asOf) => new ExplanationBuilder(
        _compiled, _builder, _compiled.RecordOf(conductCase, incident, asOf)).Build(decision);

    internal IncidentRecord RecordOf(ConductCase conductCase, string? incident, LocalDate? asOf)
    {
        var (position, day) = PlaceOf(conductCase, incident, asOf);
        return _compiled.RecordOf(conductCase, position, day);
    }

    /// <summary>The position of the incident to decide, and the day; refuses what cannot be decided.</summary>
    internal (int Incident, LocalDate Day) PlaceOf(ConductCase conductCase, string? incident, LocalDate? asOf)
    {
        Check(conductCase);
        var position = FindIncident(conductCase, incident);
        var day = DayOf(conductCase, asOf);
        Check(conductCase.Incidents[position], day);
        return (position, day);
    }

    /// <summary>Refuses a case that speaks of what the policy does not define.</summary>
    internal void Check(ConductCase conductCase)
    {
        ArgumentNullException.ThrowIfNull(conductCase);
        if (CaseCheck.Run(conductCase, Policy) is { } problems)
        {
            throw new ConductPolicyException(problems.ToValueList());
        }
    }

    /// <summary>The day asked for, else the one that the case names; refuses where there is neither.</summary>
    internal static LocalDate DayOf(ConductCase conductCase, LocalDate? asOf) => asOf ?? conductCase.AsOf ?? throw Failure(
        ProblemCode.NoDate, "/asOf", "The case does not say on which day to decide.", "Add `\"asOf\"` to the case, or give the day with the question.");

    /// <summary>Refuses a day before an incident, and days on which the policy was not in force.</summary>
    internal void Check(Incident incident, LocalDate day)
    {
        if (day < incident.On)
        {
            throw Failure(
                ProblemCode.BeforeIncident, "/asOf", $"The day of the decision, {DateText.Iso(day)}, lies before the incident `{ShapeCheck.Printable(incident.Id)}` of {DateText.Iso(incident.On)}.",
                "Give a day on or after the incident, or name another incident.");
        }

        CheckInForce(incident.On, Policy.Substance?.Version ?? Policy.Version, Policy.Substance?.InForce ?? Policy.InForce);
        CheckInForce(day, Policy.Version, Policy.InForce);
    }

    /// <summary>The position of the incident of an id, or of the latest where none is named; refuses an id that the case does not have.</summary>
    internal static int FindIncident(ConductCase conductCase, string? id)
    {
        var found = -1;
        for (var i = 0; i < conductCase.Incidents.Count; i++)
        {
            var isWanted = id is null
                ? found < 0 || conductCase.Incidents[i].On >= conductCase.Incidents[found].On
                : conductCase.Incidents[i].Id == id;
            found = isWanted ? i : found;
        }

        return found >= 0 ? found : throw Failure(
            ProblemCode.UnknownIncident, "/incidents", $"The case has no incident `{ShapeCheck.Printable(id!)}`.",
            NearestName.Help(id!, conductCase.Incidents.Select(incident => incident.Id)));
    }

    private void CheckInForce(LocalDate date, string version, InForce inForce)
    {
        if (!inForce.Covers(date))
        {
            var until = inForce.To is { } last ? $" until {DateText.Iso(last)}" : "";
            throw Failure(
                ProblemCode.NotInForce, "/inForce", $"Version {version} of `{Policy.Id}` was not in force on {DateText.Iso(date)}: it is in force from {DateText.Iso(inForce.From)}{until}.",
                "Use the version of the policy that was in force on that day.");
        }
    }

    private static ConductPolicyException Failure(string code, string pointer, string message, string help) =>
        new([new Problem(code, "", 0, 0, pointer, message, help, ProblemSeverity.Error)]);
}
