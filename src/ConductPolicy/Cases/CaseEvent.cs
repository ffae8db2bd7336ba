using ConductPolicy.Conditions;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Something that was learnt or done on a day. The kinds below are all there are.</summary>
public abstract record CaseEvent
{
    private protected CaseEvent()
    {
    }

    /// <summary>Its id in the case, or null to be called by its position: <c>e1</c>, <c>e2</c> …</summary>
    public string? Id { get; init; }

    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The local time, where it matters; or null.</summary>
    public LocalTime? At { get; init; }

    /// <summary>The incident it belongs to; null where the case has one only, or where it refers to an event that says so.</summary>
    public string? Incident { get; init; }
}

/// <summary>An event that says more about an earlier one.</summary>
public abstract record EventAboutEvent : CaseEvent
{
    private protected EventAboutEvent()
    {
    }

    /// <summary>The id of the earlier event.</summary>
    public required string Of { get; init; }
}

/// <summary>Facts were learnt. The latest answer counts; a momentary fact counts for its own date only.</summary>
public sealed record FactsLearnt : CaseEvent
{
    /// <summary>The answers; unknown takes an earlier answer back.</summary>
    public required ValueList<FactAnswer> Facts { get; init; }
}

/// <summary>Somebody found whether a behaviour happened.</summary>
public sealed record FindingMade : CaseEvent
{
    /// <summary>The behaviour's id.</summary>
    public required string Behaviour { get; init; }

    /// <summary>What was found.</summary>
    public required Finding Finding { get; init; }
}

/// <summary>Somebody said how serious the incident is.</summary>
public sealed record SeriousnessGiven : CaseEvent
{
    /// <summary>The level.</summary>
    public required string Level { get; init; }

    /// <summary>The role that said so, or null.</summary>
    public string? By { get; init; }
}

/// <summary>A step was attempted.</summary>
public sealed record StepTaken : CaseEvent
{
    /// <summary>The step's id.</summary>
    public required string Step { get; init; }

    /// <summary>The role that took it, or null.</summary>
    public string? By { get; init; }

    /// <summary>What came of it, where that is known.</summary>
    public Outcome? Outcome { get; init; }
}

/// <summary>A response was taken.</summary>
public sealed record ResponseTaken : CaseEvent
{
    /// <summary>The response's id.</summary>
    public required string Response { get; init; }

    /// <summary>The role that decided on it, or null.</summary>
    public string? By { get; init; }

    /// <summary>What came of it, where that is known.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>For a bar, its last day, included; else null.</summary>
    public LocalDate? Ends { get; init; }
}

/// <summary>The outcome of a step or response became known.</summary>
public sealed record OutcomeKnown : EventAboutEvent
{
    /// <summary>What came of it.</summary>
    public required Outcome Outcome { get; init; }
}

/// <summary>A consultation, review or approval was put on record.</summary>
public sealed record ApprovalRecorded : CaseEvent
{
    /// <summary>What was done.</summary>
    public required ApprovalAct Act { get; init; }

    /// <summary>The role that was consulted or decided.</summary>
    public required string Role { get; init; }

    /// <summary>The response it is about. Without one it counts for nothing.</summary>
    public string? For { get; init; }

    /// <summary>The role that entered it, or null.</summary>
    public string? By { get; init; }

    /// <summary>What came of a review or approval; null for a consultation, which needs only to have been held.</summary>
    public ApprovalResult? Result { get; init; }

    /// <summary>What somebody noted about a consultation; it decides nothing. Null where there is no note.</summary>
    public string? Note { get; init; }
}

/// <summary>The person was told of a response, or of the intention to take one.</summary>
public sealed record NoticeGiven : CaseEvent
{
    /// <summary>The response.</summary>
    public required string For { get; init; }

    /// <summary>Whether it was in writing; null where that is not recorded.</summary>
    public Policies.NoticeForm? Form { get; init; }

    /// <summary>What it stated, in the words of the rule format.</summary>
    public ValueList<string> States { get; init; } = [];

    /// <summary>Whether it told of the intention only.</summary>
    public bool IsIntention { get; init; }
}

/// <summary>Representations were invited or received.</summary>
public sealed record RepresentationsNoted : CaseEvent
{
    /// <summary>The response they are about.</summary>
    public required string For { get; init; }

    /// <summary>The day until which they were invited, included; null where this event does not invite.</summary>
    public LocalDate? InvitedUntil { get; init; }

    /// <summary>Whether they were received.</summary>
    public bool IsReceived { get; init; }
}

/// <summary>A response came to an end.</summary>
public sealed record ResponseEnded : EventAboutEvent
{
    /// <summary>Whether it was lifted; it expired otherwise.</summary>
    public required bool IsLifted { get; init; }
}

/// <summary>A bar was extended: a new decision.</summary>
public sealed record BarExtended : EventAboutEvent
{
    /// <summary>The role that decided on it, or null.</summary>
    public string? By { get; init; }

    /// <summary>Its new last day, included.</summary>
    public required LocalDate Ends { get; init; }
}

/// <summary>A barred person was allowed to visit.</summary>
public sealed record VisitAllowed : EventAboutEvent
{
    /// <summary>The day of the visit.</summary>
    public required LocalDate Allowed { get; init; }
}

/// <summary>A bar was broken.</summary>
public sealed record BarBroken : EventAboutEvent;

/// <summary>A message came in that is waiting for an answer.</summary>
public sealed record MessageReceived : CaseEvent;

/// <summary>A message was answered.</summary>
public sealed record MessageAnswered : EventAboutEvent
{
    /// <summary>For a holding reply, the day it named; null for the answer itself.</summary>
    public LocalDate? HoldingUntil { get; init; }
}

/// <summary>A decision was challenged, or the challenge decided.</summary>
public sealed record AppealNoted : EventAboutEvent
{
    /// <summary>Whether it was decided; it was made otherwise.</summary>
    public required bool IsDecided { get; init; }

    /// <summary>What was decided; null while it is not.</summary>
    public string? Result { get; init; }
}

/// <summary>Somebody thought of one of the policy's considerations.</summary>
public sealed record ConsiderationNoted : CaseEvent
{
    /// <summary>The consideration's id.</summary>
    public required string Consideration { get; init; }

    /// <summary>The response it was considered before; null for all.</summary>
    public string? For { get; init; }
}

/// <summary>The person was in touch with the school.</summary>
public sealed record ContactMade : CaseEvent
{
    /// <summary>The role they were in touch through.</summary>
    public required string Through { get; init; }
}
