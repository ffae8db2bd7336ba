using ConductPolicy.Conditions;
using NodaTime;

namespace ConductPolicy.Policies;

/// <summary>A trust's policy on the conduct of parents: what its rule set says. Immutable, and shared by all threads.</summary>
/// <remarks>A policy comes from a rule file that has no errors (<see cref="Loading.PolicyFile"/>), so every id in it resolves.</remarks>
public sealed record Policy
{
    internal Policy()
    {
    }

    /// <summary>The id, such as <c>qet</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The trust's name.</summary>
    public required string Trust { get; init; }

    /// <summary>The policy's title.</summary>
    public required string Title { get; init; }

    /// <summary>The bank-holiday division of the trust's schools, such as <c>england-and-wales</c>.</summary>
    public required string Division { get; init; }

    /// <summary>The rule set's version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the trust has adopted this rule set; a draft otherwise.</summary>
    public required bool IsAdopted { get; init; }

    /// <summary>The SHA-256 of the rule file's bytes, in lower-case hexadecimal.</summary>
    /// <remarks>Of an overlay: of the base's hash, a line feed and the overlay's bytes, so it tells a change of either.</remarks>
    public string Hash => Content.Value;

    /// <summary>The trust's policy that this one extends, where it comes from a school's overlay; else null.</summary>
    public Policy? Base { get; init; }

    internal ContentHash Content { get; init; } = null!;

    /// <summary>What is known of the document itself.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>The days on which this version is in force.</summary>
    public required InForce InForce { get; init; }

    /// <summary>The version by which it is decided what is a breach, and how serious: that of the day of the incident, where it is another one than this. Else null.</summary>
    /// <remarks>A policy with it was made of two versions (<see cref="Library.PolicyVersions.EngineFor(LocalDate, LocalDate)"/>), and is that of no file.</remarks>
    public SubstanceVersion? Substance { get; internal init; }

    /// <summary>Whether an incident of a day is judged by this policy.</summary>
    internal bool CoversIncident(LocalDate on) => (Substance?.InForce ?? InForce).Covers(on);

    /// <summary>Whom the policy's responses speak of. Speaks of facts alone.</summary>
    public required CitedCondition Scope { get; init; }

    /// <summary>Other documents that the policy names.</summary>
    public ValueList<RelatedDocument> Related { get; init; } = [];

    /// <summary>Every clause.</summary>
    public required Definitions<Clause> Clauses { get; init; }

    /// <summary>The offices that act.</summary>
    public required Definitions<Role> Roles { get; init; }

    /// <summary>What can be answered.</summary>
    public required Definitions<Fact> Facts { get; init; }

    /// <summary>The levels of seriousness, mildest first.</summary>
    public required ValueList<string> SeriousnessLevels { get; init; }

    /// <summary>The conduct that the policy speaks of.</summary>
    public required Definitions<Behaviour> Behaviours { get; init; }

    /// <summary>What comes first.</summary>
    public required Definitions<Step> Steps { get; init; }

    /// <summary>What may be done.</summary>
    public required Definitions<Response> Responses { get; init; }

    /// <summary>How high one may go.</summary>
    public required Ladder Ladder { get; init; }

    /// <summary>The periods in which something is expected.</summary>
    public required Definitions<Timescale> Timescales { get; init; }

    /// <summary>What the trust chose because the policy is silent.</summary>
    public required Definitions<Setting> Settings { get; init; }

    /// <summary>What to think of.</summary>
    public required Definitions<Consideration> Considerations { get; init; }

    /// <summary>What is never skipped.</summary>
    public required Definitions<Safeguard> Safeguards { get; init; }
}

/// <summary>The version of a policy that decides what is a breach, and how serious.</summary>
/// <param name="Version">The rule set's version.</param>
/// <param name="Hash">The SHA-256 of its rule file's bytes, in lower-case hexadecimal.</param>
/// <param name="InForce">The days on which it says that it is in force.</param>
public sealed record SubstanceVersion(string Version, string Hash, InForce InForce);

/// <summary>What is known of the policy's document. Each is as the document writes it, or null.</summary>
/// <param name="Version">The document's own version.</param>
/// <param name="Adopted">When it was adopted, such as <c>summer 2024</c>.</param>
/// <param name="Committee">The committee responsible.</param>
/// <param name="MonitoredBy">Who monitors it.</param>
/// <param name="NextReview">When it is to be reviewed; a season stays a season.</param>
/// <param name="PublishedOn">Where it is published.</param>
/// <param name="Clauses">The clauses that say so.</param>
public sealed record PolicyDocument(
    string? Version, string? Adopted, string? Committee, string? MonitoredBy, string? NextReview, string? PublishedOn, ValueList<string> Clauses);

/// <summary>The days on which a version is in force.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included, or null where it has no end yet.</param>
/// <param name="Clauses">The clauses that say so.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record InForce(LocalDate From, LocalDate? To, ValueList<string> Clauses, string? Reading)
{
    /// <summary>Whether a day is one of them.</summary>
    /// <param name="date">The day.</param>
    public bool Covers(LocalDate date) => From <= date && (To is not { } last || date <= last);
}

/// <summary>Another document that the policy names.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Clauses">The clauses that name it.</param>
public sealed record RelatedDocument(string Title, ValueList<string> Clauses);
