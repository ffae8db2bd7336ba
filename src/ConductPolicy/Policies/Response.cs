using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>What the school may do about an incident.</summary>
/// <remarks>It either stands on a rung of the ladder or is immediate: outside the ladder, with no steps first and no ceiling.</remarks>
public sealed record Response : Definition
{
    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>The kind that conditions may name it by, such as <c>bar</c>; else null.</summary>
    public string? Kind { get; init; }

    /// <summary>The rung, counted from 1 at the mildest, or null where it is immediate.</summary>
    public int? Rung { get; init; }

    /// <summary>Whether it stands outside the ladder.</summary>
    public bool IsImmediate => Rung is null;

    /// <summary>Whether the text says that it will follow where its condition holds.</summary>
    public bool IsDuty { get; init; }

    /// <summary>When it is open at all; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>What has to come first, besides what the ladder asks; null for nothing more.</summary>
    public Condition? After { get; init; }

    /// <summary>Whether <see cref="After"/> stands in the place of what the ladder asks first.</summary>
    public bool ReplacesLadderAfter { get; init; }

    /// <summary>The response that this one carries on, such as a provisional bar; else null.</summary>
    public string? Continues { get; init; }

    /// <summary>Who decides on it, where the policy says.</summary>
    public Competence? DecidedBy { get; init; }

    /// <summary>Who has to be consulted, review or approve first.</summary>
    public ValueList<Approval> Approvals { get; init; } = [];

    /// <summary>What the person has to be told, or null where nothing is said.</summary>
    public Notice? Notice { get; init; }

    /// <summary>The terms of a bar, or null where it is none.</summary>
    public BarTerms? Bar { get; init; }
}

/// <summary>Who decides. A competence, never a condition.</summary>
/// <param name="Role">The role's id.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record Competence(string Role, ValueList<string> Clauses, string? Reading);

/// <summary>Something that somebody else does before a response is taken.</summary>
/// <param name="Act">What.</param>
/// <param name="Role">Who, by the role's id.</param>
/// <param name="After">What has to hold at the approval's own date for it to count, on events alone; or null.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record Approval(ApprovalAct Act, string Role, Condition? After, ValueList<string> Clauses, string? Reading);

/// <summary>How a person is told of a response.</summary>
public enum NoticeForm
{
    /// <summary>In writing.</summary>
    Written,

    /// <summary>By word of mouth.</summary>
    Spoken,
}

/// <summary>What a person is told of a response.</summary>
/// <param name="Form">The form, or null where the policy says none.</param>
/// <param name="States">What it has to state, in the words of the rule format, such as <c>length</c>.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record Notice(NoticeForm? Form, ValueList<string> States, ValueList<string> Clauses, string? Reading);

/// <summary>The terms of a bar.</summary>
/// <param name="IsTimeLimited">Whether it has to have an end.</param>
/// <param name="Review">When it is looked at again, or null where the policy says nothing.</param>
/// <param name="Contact">How the person is in touch meanwhile, or null where the policy says nothing.</param>
/// <param name="Appeal">The right to challenge it before somebody else, or null where the policy says nothing.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record BarTerms(bool IsTimeLimited, BarReview? Review, BarContact? Contact, BarAppeal? Appeal, ValueList<string> Clauses, string? Reading)
{
    /// <summary>The person's right to put their side once the bar has begun, or null where the policy says nothing.</summary>
    public BarRepresentations? Representations { get; init; }
}

/// <summary>The right of a barred person to put their side while the bar runs.</summary>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record BarRepresentations(ValueList<string> Clauses, string? Reading);

/// <summary>When a bar is looked at again.</summary>
/// <param name="At">Such as <c>at-end</c> or <c>on-or-before-end</c>.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record BarReview(string At, ValueList<string> Clauses, string? Reading);

/// <summary>How a barred person is in touch with the school.</summary>
/// <param name="Through">The roles, of which any one will do.</param>
/// <param name="Channels">The channels that may be used; empty where the policy names none.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record BarContact(ValueList<string> Through, ValueList<string> Channels, ValueList<string> Clauses, string? Reading);

/// <summary>The right to challenge a bar before somebody else than the decision-maker.</summary>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Reading">How they were understood, or null.</param>
public sealed record BarAppeal(ValueList<string> Clauses, string? Reading);
