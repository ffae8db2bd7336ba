using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>One thing that a gate asks for, whether it holds, and on what it rests.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Code">The code of the reason it gives.</param>
/// <param name="Truth">Whether it holds.</param>
/// <param name="Text">The reason in a sentence.</param>
/// <param name="Citations">What it rests on.</param>
/// <param name="Condition">The condition of the rule set behind it, where there is one.</param>
internal sealed record GatePart(Gate Gate, string Code, Truth Truth, string Text, Citations Citations, Condition? Condition = null)
{
    public Reason ToReason() => new(Code, Text, Citations.Clauses, Citations.Basis);
}

/// <summary>Says what each gate of a response asks for, in the state of an incident.</summary>
internal sealed class GateParts(IncidentState state, ConditionWording wording)
{
    private readonly Policy _policy = state.Policy;

    public List<GatePart> Of(Response response, in ResponseGates gates)
    {
        var parts = new List<GatePart> { ScopePart(), StandsPart() };
        if (response.When is { } when)
        {
            parts.Add(ConditionPart(Gate.Applicable, "condition", when, gates.When, response, "It is open only where"));
        }

        if (!response.IsImmediate)
        {
            AddLadderParts(response, gates, parts);
        }

        foreach (var approval in response.Approvals)
        {
            parts.Add(ApprovalPart(response, approval));
        }

        return parts;
    }

    private void AddLadderParts(Response response, in ResponseGates gates, List<GatePart> parts)
    {
        var ladder = _policy.Ladder;
        if (ladder.When is { } when)
        {
            parts.Add(LadderPart(Gate.Applicable, "ladder", when, gates.LadderWhen, "Further action is open only where"));
        }

        if (gates.IsLifted)
        {
            parts.Add(new GatePart(
                Gate.Applicable, "bar-lifted", Truth.False, $"{wording.Label(response.Continues!)} was lifted, so there is nothing to carry on.",
                Citations.Of(response.Clauses, response.Reading)));
        }

        if (ladder.After is { } ladderAfter && !response.ReplacesLadderAfter)
        {
            parts.Add(LadderPart(Gate.InSequence, "sequence", ladderAfter, gates.LadderAfter, "It comes only after this:"));
        }

        if (response.After is { } after)
        {
            parts.Add(ConditionPart(Gate.InSequence, "sequence", after, gates.After, response, "It comes only after this:"));
        }

        if (response.Continues is { } first)
        {
            parts.Add(new GatePart(
                Gate.InSequence,
                gates.HasWhatItContinues ? "sequence-holds" : "comes-first",
                gates.HasWhatItContinues.ToTruth(),
                gates.HasWhatItContinues
                    ? $"{ConditionWording.Sentence($"{wording.Label(first)} {(gates.IsCarriedOn ? "is in force" : "was announced as intended")}")}"
                    : $"It carries on {wording.Label(first)}: that has to be in force, or the person told of the intention to bar. Neither is on record.",
                Citations.Of(response.Clauses, response.Reading),
                new AnyCondition([new InForceCondition(first), new NotifiedCondition(first), new NotifiedCondition(response.Id)])));
        }

        parts.Add(CeilingPart(response, gates));
    }

    private GatePart ScopePart() => new(
        Gate.Applicable,
        state.Scope switch { Truth.True => "in-scope", Truth.False => "out-of-scope", _ => "scope-unknown" },
        state.Scope,
        state.Scope switch
        {
            Truth.True => "The policy speaks of this person.",
            Truth.False => $"The policy does not speak of this person. It speaks of those of whom this holds: {wording.Of(_policy.Scope)}. On record is: {OnRecord(_policy.Scope)}.",
            _ => $"It is not known whether the policy speaks of this person: {wording.Of(_policy.Scope)}.",
        },
        Citations.Of(_policy.Scope, _policy, [], null),
        _policy.Scope);

    private string OnRecord(Condition condition) => string.Join("; ", ConditionWording.FactsOf(condition).Select(fact => $"{ConditionWording.Statement(_policy.Facts[fact].Label)}: {state.Answer(fact).ToString().Replace('-', ' ')}"));

    private GatePart StandsPart()
    {
        var bearing = Array.FindAll(state.Behaviours, item => state.Stands == Truth.False || IncidentState.StandsAs(item.Verdict) == state.Stands);
        var names = string.Join(", ", bearing.Select(item => $"“{item.Behaviour.Label}”"));
        return new GatePart(
            Gate.Applicable,
            state.Stands switch { Truth.True => "breach", Truth.False => "no-breach", _ => "breach-undetermined" },
            state.Stands,
            state.Stands switch
            {
                Truth.True => $"{names}: {(Array.TrueForAll(bearing, item => item.Finding == Finding.Alleged) ? "a breach, as alleged" : "a breach")}.",
                Truth.Unknown => $"It is not known yet whether this is a breach: {names}.",
                _ when bearing.Length == 0 => "The incident names no behaviour, so there is no breach.",
                _ => $"There is no breach: {names}.",
            },
            new Citations(
                bearing.SelectMany(item => item.Behaviour.Clauses).Distinct().ToValueList(),
                WeakestBasis(bearing),
                null));
    }

    private Basis WeakestBasis(JudgedBehaviour[] behaviours)
    {
        var basis = Basis.Stated;
        foreach (var item in behaviours)
        {
            basis = Citations.Weaker(basis, BehaviourBasis(item.Behaviour));
        }

        return basis;
    }

    private Basis BehaviourBasis(Behaviour behaviour)
    {
        var basis = behaviour.Reading is null ? Basis.Stated : Basis.Reading;
        foreach (var condition in new[] { behaviour.When, behaviour.Unless })
        {
            basis = condition is null ? basis : Citations.Weaker(basis, Citations.Of(condition, _policy, [], null).Basis);
        }

        return basis;
    }

    private GatePart ConditionPart(Gate gate, string kind, Condition condition, Truth truth, Response response, string lead) =>
        ConditionPart(gate, kind, condition, truth, Citations.Of(condition, _policy, response.Clauses, response.Reading), lead);

    private GatePart LadderPart(Gate gate, string kind, Condition condition, Truth truth, string lead) =>
        ConditionPart(gate, kind, condition, truth, Citations.Of(condition, _policy, _policy.Ladder.Clauses, null), lead);

    private GatePart ConditionPart(Gate gate, string kind, Condition condition, Truth truth, Citations citations, string lead) => new(
        gate,
        (kind, truth) switch
        {
            ("sequence", Truth.False) => "comes-first",
            ("sequence", Truth.True) => "sequence-holds",
            ("ladder", Truth.False) => "ladder-closed",
            ("ladder", Truth.True) => "ladder-open",
            (_, Truth.False) => "condition-fails",
            (_, Truth.True) => "condition-holds",
            _ => $"{kind}-unknown",
        },
        truth,
        truth switch
        {
            Truth.True => ConditionWording.Sentence(wording.Of(BearingCondition.Of(condition, state))),
            Truth.False => $"{lead} {wording.Of(BearingCondition.Of(condition, state))}. That is not so{(kind == "sequence" ? " yet" : "")}.",
            _ => $"{lead} {wording.Of(BearingCondition.Of(condition, state))}. That is not known yet.",
        },
        citations,
        condition);

    private GatePart CeilingPart(Response response, in ResponseGates gates)
    {
        var ladder = _policy.Ladder;
        var citations = new Citations(
            ladder.Clauses, ladder.Reading is null && !RestsOnSeriousnessReading() ? Basis.Stated : Basis.Reading, ladder.Reading);
        var code = gates.IsOutOfReach || gates.Proportionate == Truth.False ? "above-ceiling" : gates.Proportionate == Truth.True ? "within-ceiling" : "ceiling-unknown";
        return new GatePart(
            Gate.Proportionate, code, gates.IsOutOfReach ? Truth.False : gates.Proportionate, CeilingText(response, gates), citations);
    }

    private string CeilingText(Response response, in ResponseGates gates)
    {
        if (gates.IsCarriedOn)
        {
            return $"It carries on {wording.Label(response.Continues!)}, which is in force, so no ceiling is asked for.";
        }

        int from = state.Seriousness.From, to = state.Seriousness.To;
        if (to < 0)
        {
            return "No behaviour stands, so there is no seriousness to measure it by.";
        }

        var ladder = _policy.Ladder;
        var levels = _policy.SeriousnessLevels;
        var level = from == to ? levels[to] : $"{levels[from]} to {levels[to]}";
        int lowest = ladder.Ceiling[from] + gates.Raise, highest = ladder.Ceiling[to] + gates.Raise;
        var reach = lowest == highest ? $"rung {highest}" : $"rung {lowest} to {highest}";
        var raised = gates.Raise > 0 ? $" ({gates.Raise} more than at first, because an earlier response did not resolve the matter)" : "";
        return gates.IsOutOfReach
            ? $"It stands on rung {response.Rung}; for an incident of {level} seriousness the highest today is {reach}{raised}, and never above rung {ladder.Ceiling[to] + ResponseGates.HighestRaise(ladder)}."
            : $"It stands on rung {response.Rung}; for an incident of {level} seriousness the highest today is {reach}{raised}.";
    }

    private bool RestsOnSeriousnessReading() =>
        !state.Seriousness.IsGiven && Array.Exists(state.Behaviours, item => IncidentState.StandsAs(item.Verdict) != Truth.False && item.Behaviour.SeriousnessReading is not null);

    private GatePart ApprovalPart(Response response, Approval approval)
    {
        var isOnRecord = ResponseGates.IsApproved(state, response, approval);
        var who = wording.RoleLabel(approval.Role);
        var after = approval.After is { } condition ? $" It counts only once {wording.Of(condition)}." : "";
        return new GatePart(
            Gate.Approved,
            isOnRecord ? "approval-on-record" : "approval-missing",
            isOnRecord.ToTruth(),
            isOnRecord
                ? $"The {ConditionWording.ActNoun(approval.Act)} of the {who} is on record."
                : $"First {wording.ToDo(approval.Act, approval.Role)}.{after}",
            Citations.Of(approval.Clauses, approval.Reading));
    }
}
