using ConductPolicy.Calendars;

namespace ConductPolicy.Conditions;

/// <summary>A condition of a rule set, as data: what it says, without any code. The kinds below are all there are.</summary>
/// <remarks>It holds, does not hold, or is unknown (<see cref="Truth"/>). What a case answers is worked out in <c>Decisions</c>.</remarks>
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>The conditions directly inside this one.</summary>
    public virtual ValueList<Condition> Parts => [];
}

/// <summary>A flag is answered with yes. In JSON the flag's id: <c>"on-site"</c>.</summary>
/// <param name="Fact">The flag's id.</param>
public sealed record FlagCondition(string Fact) : Condition;

/// <summary>A choice has one of these values: <c>{"fact": "channel", "in": ["email", "text"]}</c>.</summary>
/// <param name="Fact">The choice's id.</param>
/// <param name="Values">The values of which one has to be the answer.</param>
public sealed record ChoiceCondition(string Fact, ValueList<string> Values) : Condition;

/// <summary>A count is at least this: <c>{"fact": "complaints", "atLeast": 4}</c>.</summary>
/// <param name="Fact">The count's id.</param>
/// <param name="AtLeast">The least number for which it holds.</param>
public sealed record CountCondition(string Fact, Quantity<int> AtLeast) : Condition;

/// <summary>The condition inside does not hold: <c>{"not": …}</c>.</summary>
/// <param name="Inner">The condition that must not hold.</param>
public sealed record NotCondition(Condition Inner) : Condition
{
    /// <inheritdoc/>
    public override ValueList<Condition> Parts => [Inner];
}

/// <summary>Every condition inside holds: <c>{"all": […]}</c>.</summary>
/// <param name="Conditions">The conditions, at least two.</param>
public sealed record AllCondition(ValueList<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override ValueList<Condition> Parts => Conditions;
}

/// <summary>One of the conditions inside holds, or more: <c>{"any": […]}</c>.</summary>
/// <param name="Conditions">The conditions, at least two.</param>
public sealed record AnyCondition(ValueList<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override ValueList<Condition> Parts => Conditions;
}

/// <summary>A condition with the clauses it rests on: <c>{"when": …, "clause": […], "reading": "…"}</c>.</summary>
/// <param name="When">The condition.</param>
/// <param name="Clauses">The clauses' ids.</param>
/// <param name="Reading">How somebody understood the clause, where its words do not say it; else null.</param>
public sealed record CitedCondition(Condition When, ValueList<string> Clauses, string? Reading) : Condition
{
    /// <inheritdoc/>
    public override ValueList<Condition> Parts => [When];
}

/// <summary>A behaviour of the incident stands: <c>{"behaviour": "abusive-message", "finding": "established"}</c>.</summary>
/// <param name="BehaviourOrTag">A behaviour's id, or a tag that behaviours carry.</param>
/// <param name="Finding">The finding it has to have, or null where any will do.</param>
public sealed record BehaviourCondition(string BehaviourOrTag, Finding? Finding) : Condition;

/// <summary>The incident is at least this serious: <c>{"seriousness": "high"}</c>.</summary>
/// <param name="Level">The least level for which it holds.</param>
public sealed record SeriousnessCondition(string Level) : Condition;

/// <summary>Steps or responses were attempted: <c>{"taken": "warning-letter", "outcome": "unresolved"}</c>.</summary>
/// <param name="Ids">The steps and responses of which one has to have been attempted.</param>
/// <param name="Kind">The kind of response they were named by (<c>{"taken": {"kind": "bar"}}</c>), or null where their ids were given.</param>
/// <param name="Outcome">The outcome that the latest known one has to be, or null where any attempt will do. <see cref="Conditions.Outcome.Unresolved"/> covers declined and unreachable.</param>
/// <param name="AtLeast">The least number of attempts.</param>
/// <param name="Within">Only attempts from this long before the incident's date, that date included, are seen; null for all.</param>
/// <param name="OfCase">Whether attempts of the case's earlier incidents count too.</param>
public sealed record TakenCondition(
    ValueList<string> Ids, string? Kind, Outcome? Outcome, Quantity<int> AtLeast, Quantity<Length>? Within, bool OfCase) : Condition;

/// <summary>The person's side was heard: <c>{"representations": "heard", "for": "bar-confirmed"}</c>.</summary>
/// <param name="State">How far.</param>
/// <param name="Response">The response that the representations are about.</param>
public sealed record RepresentationsCondition(RepresentationsState State, string Response) : Condition;

/// <summary>The person was told of the intention to take a response: <c>{"notified": "bar-confirmed"}</c>.</summary>
/// <param name="Response">The response intended.</param>
public sealed record NotifiedCondition(string Response) : Condition;

/// <summary>A response was taken and is in force: <c>{"inForce": "bar-provisional"}</c>.</summary>
/// <param name="Response">The response.</param>
public sealed record InForceCondition(string Response) : Condition;

/// <summary>An approval of the safeguard's own response is on record: <c>{"recorded": {"act": "consult", "role": "ceo"}}</c>. In safeguards only.</summary>
/// <param name="Act">What was done.</param>
/// <param name="Role">By whom.</param>
/// <param name="After">
/// What has to have held on the day of the approval for it to count, whatever the response itself asks of its approvals; a condition on
/// events alone. Null where it holds as soon as one of the response's own approvals counts.
/// </param>
public sealed record RecordedCondition(ApprovalAct Act, string Role, Condition? After = null) : Condition
{
    /// <inheritdoc/>
    public override ValueList<Condition> Parts => After is null ? [] : [After];
}
