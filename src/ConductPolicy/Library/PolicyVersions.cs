using System.Collections.Concurrent;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Library;

/// <summary>The versions of one policy, and which of them decides. Immutable: keep one, share it between threads.</summary>
/// <remarks>
/// What is a breach, and how serious, goes by the version in force on the day of the incident; what may be done about it, what comes
/// first and who is consulted, by the version in force on the day of the act. A version lasts until the day that it states, else
/// until the next begins, so that an approved file need not be touched when another follows it.
/// </remarks>
public sealed class PolicyVersions
{
    private readonly PolicyVersion[] _inUse;
    private readonly Func<Policy, DecisionEngine> _makeEngine;
    private readonly ConcurrentDictionary<(PolicyVersion Substance, PolicyVersion Procedure), DecisionEngine> _engines = new(ByReference.Instance);

    internal PolicyVersions(string id, ValueList<PolicyVersion> versions, Func<Policy, DecisionEngine>? makeEngine)
    {
        Id = id;
        Versions = versions;
        _inUse = [.. versions.Where(version => version.From is not null)];
        _makeEngine = makeEngine ?? (policy => new DecisionEngine(policy));
    }

    /// <summary>The policy's id, such as <c>qet</c>.</summary>
    public string Id { get; }

    /// <summary>Every version, drafts included, by the day from which each says it is in force.</summary>
    public ValueList<PolicyVersion> Versions { get; }

    /// <summary>The version in force on a day.</summary>
    /// <param name="date">The day.</param>
    /// <exception cref="ConductPolicyException">None is: <c>not-in-force</c>, or <c>not-adopted</c> where only a draft speaks of the day.</exception>
    public PolicyVersion InForceOn(LocalDate date) => Find(date) ?? throw NoneOn(date);

    /// <summary>The engine for an incident of one day and an act, or the decision on it, of another.</summary>
    /// <param name="incidentOn">The day of the incident: its version says what is a breach, and how serious.</param>
    /// <param name="actOn">The day of the act: its version says all else.</param>
    /// <exception cref="ConductPolicyException">
    /// No version is in force on one of the days; or the two versions have different scales of seriousness, or ask a fact in
    /// different ways (<c>not-comparable</c>).
    /// </exception>
    public DecisionEngine EngineFor(LocalDate incidentOn, LocalDate actOn) => _engines.GetOrAdd(
        (InForceOn(incidentOn), InForceOn(actOn)),
        days => _makeEngine(ReferenceEquals(days.Substance, days.Procedure) ? days.Procedure.Policy : CombinedPolicy.Of(days.Substance.Policy, days.Procedure.Policy)));

    /// <summary>The engine for one incident of a case.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names.</param>
    /// <exception cref="ConductPolicyException">No day is named, there is no such incident, or as for <see cref="EngineFor(LocalDate, LocalDate)"/>.</exception>
    public DecisionEngine EngineFor(ConductCase conductCase, string? incident = null, LocalDate? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(conductCase);
        var day = DecisionEngine.DayOf(conductCase, asOf);
        var on = conductCase.Incidents.Count == 0 ? day : conductCase.Incidents[DecisionEngine.FindIncident(conductCase, incident)].On;

        // An incident after the day is for the engine to refuse.
        return EngineFor(LocalDate.Min(on, day), day);
    }

    /// <summary>Decides one incident of a case, by the versions of its day and of the day of the decision.</summary>
    /// <param name="conductCase">The case.</param>
    /// <param name="incident">The id of the incident; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names. Events after it are not seen.</param>
    /// <exception cref="ConductPolicyException">As for <see cref="EngineFor(ConductCase, string?, LocalDate?)"/> and <see cref="DecisionEngine.Decide"/>.</exception>
    public Decision Decide(ConductCase conductCase, string? incident = null, LocalDate? asOf = null) =>
        EngineFor(conductCase, incident, asOf).Decide(conductCase, incident, asOf);

    /// <summary>Reads a case by the versions that decide it.</summary>
    /// <param name="utf8">The case, as JSON in UTF-8.</param>
    /// <param name="fileName">The name to give in problems.</param>
    /// <param name="incident">The id of the incident to be decided; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names.</param>
    /// <exception cref="ConductPolicyException">The text has errors, all of them given; or as for <see cref="EngineFor(ConductCase, string?, LocalDate?)"/>.</exception>
    public ConductCase ReadCase(byte[] utf8, string fileName = "", string? incident = null, LocalDate? asOf = null) => CaseFile.Parse(
        utf8, (read, isWhole) => isWhole ? EngineFor(read, incident, asOf).Policy : Newest.Policy, fileName);

    /// <summary>Loads a case from a file by the versions that decide it.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="incident">The id of the incident to be decided; null for the latest.</param>
    /// <param name="asOf">The day of the decision; null for the one that the case names.</param>
    /// <exception cref="ConductPolicyException">The file cannot be read, or as for <see cref="ReadCase"/>.</exception>
    public ConductCase LoadCase(string path, string? incident = null, LocalDate? asOf = null) => ReadCase(InputFile.Read(path), path, incident, asOf);

    /// <summary>What the version in force on a day says of its next review; null where it says nothing, or none is in force.</summary>
    internal PolicyReview? ReviewOn(LocalDate asOf) => Find(asOf) is { } version ? PolicyReview.Of(version.Policy, asOf) : null;

    private PolicyVersion Newest => _inUse.Length > 0 ? _inUse[^1] : Versions[^1];

    private PolicyVersion? Find(LocalDate date) => Array.Find(_inUse, version => version.Covers(date));

    private ConductPolicyException NoneOn(LocalDate date)
    {
        foreach (var version in Versions)
        {
            if (version.From is null && version.Policy.InForce.Covers(date))
            {
                return Failure(
                    ProblemCode.NotAdopted, version.File, $"On {DateText.Iso(date)} only version {version.Policy.Version} of `{Id}` would be in force, and it is a draft that the trust has not adopted.",
                    "Give the version that the trust adopted; once this one is, write `\"status\": \"adopted\"` in it.");
            }
        }

        var known = _inUse.Select(version =>
            $"version {version.Policy.Version} from {DateText.Iso(version.From!.Value)}{(version.To is { } last ? $" until {DateText.Iso(last)}" : "")}");
        return Failure(
            ProblemCode.NotInForce, "", $"No version of `{Id}` was in force on {DateText.Iso(date)}; in force {(_inUse.Length == 0 ? "is none" : $"are {string.Join(", ", known)}")}.",
            "Add the rule file of the version that was in force on that day.");
    }

    private static ConductPolicyException Failure(string code, string file, string message, string help) =>
        new([new Problem(code, file, 0, 0, "", message, help, ProblemSeverity.Error)]);

    // Two versions are the same where they are one object; to compare their contents takes longer than a decision.
    private sealed class ByReference : IEqualityComparer<(PolicyVersion Substance, PolicyVersion Procedure)>
    {
        public static readonly ByReference Instance = new();

        public bool Equals((PolicyVersion Substance, PolicyVersion Procedure) x, (PolicyVersion Substance, PolicyVersion Procedure) y) =>
            ReferenceEquals(x.Substance, y.Substance) && ReferenceEquals(x.Procedure, y.Procedure);

        public int GetHashCode((PolicyVersion Substance, PolicyVersion Procedure) obj) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Substance), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Procedure));
    }
}
