using ConductPolicy.Calendars;
using ConductPolicy.Cases;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>Whether what is required now is a step or a duty.</summary>
public enum RequiredKind
{
    /// <summary>A step that the policy asks for and that nobody has attempted.</summary>
    Step,

    /// <summary>A response that the policy says will follow, and that has not been taken.</summary>
    Duty,
}

/// <summary>Something that the policy asks to be done now.</summary>
/// <param name="Kind">Whether it is a step or a duty.</param>
/// <param name="Id">Its id.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Clauses">The clauses that ask for it.</param>
public sealed record RequiredAction(RequiredKind Kind, string Id, string Label, ValueList<string> Clauses);

/// <summary>A question whose answer bears on the decision.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Text">The question to put to a person.</param>
public sealed record Question(string Fact, string Text);

/// <summary>A date that follows from the decision.</summary>
/// <param name="What">What falls on it.</param>
/// <param name="On">The date.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Basis">Whether it rests on their words, a reading of them, or a setting.</param>
/// <param name="Event">The id of the event from which it follows; null for none in particular.</param>
/// <param name="HoldingUntil">For a message, the day that a holding reply to it named; else null.</param>
public sealed record DecisionDeadline(string What, LocalDate On, ValueList<string> Clauses, Basis Basis, string? Event = null, LocalDate? HoldingUntil = null)
{
    /// <summary>The day on which it would have fallen and why that is not worked; null where it was not moved.</summary>
    public SkippedDay? MovedFrom { get; init; }

    /// <summary>The readings and settings that it rests on, in words; or null.</summary>
    public string? Note { get; init; }
}

/// <summary>A clause that a decision relies on.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Basis">The weakest basis on which it is relied on.</param>
public sealed record ClauseReliedOn(Clause Clause, Basis Basis);

/// <summary>What a policy says of one incident on one day: is it a breach, what may be done, what comes first, who has to be consulted, and on which clause.</summary>
/// <remarks>It says what the trust's policy says, never what the law decides. The same policy, case, incident and day always give the same decision.</remarks>
public sealed record Decision
{
    /// <summary>The policy that was applied.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The case's reference.</summary>
    public required string Case { get; init; }

    /// <summary>The incident that was decided.</summary>
    public required Incident Incident { get; init; }

    /// <summary>The day of the decision.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>Whether the policy speaks of the person.</summary>
    public required ScopeVerdict Scope { get; init; }

    /// <summary>How serious the incident is.</summary>
    public required SeriousnessRange Seriousness { get; init; }

    /// <summary>What is said of each behaviour that the incident names, in its order.</summary>
    public required ValueList<BehaviourDecision> Behaviours { get; init; }

    /// <summary>What is said of each response of the policy, in the order of the rule set.</summary>
    public required ValueList<ResponseDecision> Responses { get; init; }

    /// <summary>What the policy asks to be done now.</summary>
    public required ValueList<RequiredAction> Required { get; init; }

    /// <summary>The least step open on the ladder: the ids on the lowest rung that is; empty where none is.</summary>
    public required ValueList<string> Next { get; init; }

    /// <summary>Whether the newest step or response of the ladder is on record as having resolved the matter. What is permitted stays permitted.</summary>
    public required bool IsResolved { get; init; }

    /// <summary>The ids of the events by which responses of the ladder were taken that are in force and whose outcome is not known.</summary>
    public required ValueList<string> Awaited { get; init; }

    /// <summary>The questions that bear on the decision, most decisive first.</summary>
    public required ValueList<Question> Ask { get; init; }

    /// <summary>What to think of. Gates nothing.</summary>
    public required ValueList<Consideration> Consider { get; init; }

    /// <summary>The dates that follow: by when each message on record that is not answered yet is to be, and then what is still to come of the bars in force. Out of scope, none.</summary>
    /// <remarks>
    /// Of a bar in force, by its first and last day on record: until when the person may put their side (as they were asked, where that is
    /// on record), the decision to confirm or lift it, the reviews, and its last day (<see cref="BarSchedule"/>). Where a day cannot be said,
    /// as where the calendar does not reach so far, a warning stands in its place.
    /// </remarks>
    public required ValueList<DecisionDeadline> Deadlines { get; init; }

    /// <summary>The messages on record for this incident or none in particular, answered or not, each by each timescale that begins with a message.</summary>
    public ValueList<MessageOnRecord> Messages { get; init; } = [];

    /// <summary>Every clause relied on, in the order of the rule set; gathered each time it is asked for.</summary>
    public ValueList<ClauseReliedOn> ReliedOn => Reliance.Of(this);

    /// <summary>What of the record does not count, or should be looked at, and why.</summary>
    public required ValueList<CaseWarning> Warnings { get; init; }

    /// <summary>The reasons as a tree, from scope to the last approval.</summary>
    public Explanation Explain() => Reasons.Of(this);

    internal DecisionExplanation Reasons { get; init; } = null!;

    /// <summary>Whether some behaviour is a breach of this policy: yes, no (as where the policy does not speak of the person), or not known yet.</summary>
    public Conditions.Truth IsBreach
    {
        get
        {
            var highest = Verdict.NotEstablished;
            foreach (var behaviour in Behaviours)
            {
                highest = behaviour.Verdict > highest ? behaviour.Verdict : highest;
            }

            return (Scope, highest) switch
            {
                (ScopeVerdict.Out, _) or (_, < Verdict.Undetermined) => Conditions.Truth.False,
                (ScopeVerdict.In, Verdict.Breach) => Conditions.Truth.True,
                _ => Conditions.Truth.Unknown,
            };
        }
    }

    /// <summary>What is said of one response.</summary>
    /// <param name="id">The response's id.</param>
    /// <exception cref="KeyNotFoundException">The policy has no such response; the message names the nearest that it has.</exception>
    public ResponseDecision this[string id] => Responses[Policy.Responses.PositionOf(id)];
}
