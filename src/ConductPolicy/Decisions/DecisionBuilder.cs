using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Puts a decision together from the state of an incident.</summary>
internal sealed class DecisionBuilder(IncidentState state, ConditionWording wording)
{
    private readonly Policy _policy = state.Policy;
    private readonly GateParts _gateParts = new(state, wording);
    private readonly MissingParts _missing = new(state, wording);

    public Decision Build(string reference)
    {
        var responses = _policy.Responses.Select(Assess).ToList();
        var decided = responses.Select(item => item.Decision).ToValueList();
        var behaviours = state.Behaviours.Select(DecideBehaviour).ToValueList();
        var required = Required(decided);
        var consider = Consider(decided);
        return new Decision
        {
            Policy = _policy,
            Case = reference,
            Incident = state.Record.Incident,
            AsOf = state.Record.AsOf,
            Scope = state.Scope switch { Truth.True => ScopeVerdict.In, Truth.False => ScopeVerdict.Out, _ => ScopeVerdict.Unknown },
            Seriousness = SeriousnessOf(state.Seriousness),
            Behaviours = behaviours,
            Responses = decided,
            Required = required,
            Next = Next(decided),
            Awaited = Awaited(),
            Ask = new QuestionOrder(state, _missing).Ask(decided),
            Consider = consider,
            Deadlines = [],
            ReliedOn = ReliedOn(behaviours, decided, required, consider),
            Warnings = Warnings(),
            IsResolved = IsResolved(),
            Reasons = new DecisionExplanation(state, wording, responses),
        };
    }

    private string? Level(int level) => level < 0 ? null : _policy.SeriousnessLevels[level];

    private BehaviourDecision DecideBehaviour(JudgedBehaviour item)
    {
        var (behaviour, finding, verdict) = item;
        return new BehaviourDecision(behaviour, verdict, finding, [VerdictReason(behaviour, finding, verdict)]);
    }

    private Reason VerdictReason(Behaviour behaviour, Finding finding, Verdict verdict)
    {
        var own = Citations.Of(behaviour.Clauses, behaviour.Reading);
        var definition = behaviour.When is { } when ? Citations.Of(when, _policy, behaviour.Clauses, behaviour.Reading) : own;
        var exception = behaviour.Unless is { } unless ? Citations.Of(unless, _policy, behaviour.Clauses, behaviour.Reading) : own;
        var holds = finding == Finding.Established ? "established" : "as alleged";
        return verdict switch
        {
            Verdict.NotEstablished => new("not-established", "It was found not to have happened.", own.Clauses, own.Basis),
            Verdict.NotABreach => new("definition-fails", $"It is a breach only where {wording.Of(behaviour.When!)}. That is not so.", definition.Clauses, definition.Basis),
            Verdict.Excused => new("exception-holds", $"The policy's exception applies: {wording.Of(behaviour.Unless!)}.", exception.Clauses, exception.Basis),
            Verdict.Undetermined => UndeterminedReason(behaviour, definition, exception),
            _ when behaviour.Unless is not null => new(
                "exception-fails", $"It is a breach, {holds}. It would be excused only where {wording.Of(behaviour.Unless)}. This does not hold: {wording.Of(BearingCondition.Of(behaviour.Unless, state))}.",
                [.. behaviour.Clauses, .. exception.Clauses], Citations.Weaker(definition.Basis, exception.Basis)),
            _ when behaviour.When is not null => new(
                "definition-holds", $"It is a breach, {holds}: {wording.Of(behaviour.When)}.",
                [.. behaviour.Clauses.Union(definition.Clauses)], definition.Basis),
            _ => new("breach", $"It is a breach, {holds}.", own.Clauses, own.Basis),
        };
    }

    private Reason UndeterminedReason(Behaviour behaviour, Citations definition, Citations exception) => state.Evaluate(behaviour.When) == Truth.Unknown
        ? new("definition-unknown", $"It is a breach only where {wording.Of(behaviour.When!)}. That is not known yet.", definition.Clauses, definition.Basis)
        : new("exception-unknown", $"It is a breach unless {wording.Of(behaviour.Unless!)}. That is not known yet.", exception.Clauses, exception.Basis);

    private AssessedResponse Assess(Response response)
    {
        var gates = new ResponseGates(state, response);
        var (status, gate) = gates.StatusOf(state, response);
        var parts = _gateParts.Of(response, gates);
        var inForce = state.Record.InForce(response.Id);
        var decision = new ResponseDecision(
            response,
            status,
            gate,
            TakingsOf(response.Id),
            inForce < 0 ? null : TakingOf(inForce),
            MissingFor(response, status, parts),
            Bearing(status, gate, parts).Select(part => part.ToReason()).ToValueList());
        return new AssessedResponse(decision, parts);
    }

    private static IEnumerable<GatePart> Bearing(ResponseStatus status, Gate? gate, List<GatePart> parts) => status switch
    {
        ResponseStatus.Permitted => parts,
        ResponseStatus.AwaitingApproval => parts.Where(part => part.Code == "approval-missing").Concat(parts.Where(part => part.Truth == Truth.True)),
        ResponseStatus.Unknown => parts.Where(part => part.Truth == Truth.Unknown),
        ResponseStatus.NotApplicable => FirstClosed(parts),

        // That it would be too far up as well is worth knowing before anybody sets out to do what comes first.
        ResponseStatus.TooEarly => parts.Where(part => part.Gate is Gate.InSequence or Gate.Proportionate && part.Truth == Truth.False),
        _ => parts.Where(part => part.Gate == gate && part.Truth == Truth.False),
    };

    // Out of scope or without a breach nothing else was looked at.
    private static IEnumerable<GatePart> FirstClosed(List<GatePart> parts) =>
        parts.Find(part => part.Code is "out-of-scope" or "no-breach") is { } first
            ? [first]
            : parts.Where(part => part.Gate == Gate.Applicable && part.Truth == Truth.False);

    private ValueList<Taking> TakingsOf(string response)
    {
        var takings = new List<Taking>();
        foreach (var entry in state.Record.AttemptsOf(response))
        {
            takings.Add(TakingOf(entry));
        }

        return takings.ToValueList();
    }

    private Taking TakingOf(int entry) => new(state.Record.EventId(entry), state.Record.DateOf(entry), state.Record.EndOf(entry));

    private SeriousnessRange SeriousnessOf(LevelRange range) =>
        new(Level(range.From), Level(range.To), range.IsGiven, range.IsLowered, Level(range.OwnFrom), Level(range.OwnTo));

    private bool IsResolved() => state.Record.LastStepOrRung() is var newest and >= 0 && state.Record.OutcomeOf(newest) == Outcome.Resolved;

    // A result recorded before the approval's own condition held counts for nothing, and nobody should rely on it.
    private void AddTooEarly(Response response, Approval approval, List<CaseWarning> warnings)
    {
        foreach (var entry in approval.After is null ? [] : state.Record.ApprovalsNotCounted(response, approval.Act, approval.Role, at => ResponseGates.CountsAt(_policy, approval, at)))
        {
            var id = state.Record.EventId(entry);
            warnings.Add(new CaseWarning(
                "approval-too-early",
                id,
                $"The {Words.Acts.WordOf(approval.Act)} of {DateText.Long(state.Record.DateOf(entry))} for “{response.Label}” ({id}) does not count: when it was held, this was not so: {wording.Of(approval.After!)}. It has to be done again."));
        }
    }

    private ValueList<CaseWarning> Warnings()
    {
        var warnings = new List<CaseWarning>(state.Record.Warnings);
        foreach (var response in _policy.Responses)
        {
            foreach (var approval in response.Approvals)
            {
                AddTooEarly(response, approval, warnings);
            }
        }

        warnings.AddRange(state.Record.BarsWithoutEnd());
        return warnings.ToValueList();
    }

    private ValueList<Missing> MissingFor(Response response, ResponseStatus status, List<GatePart> parts)
    {
        var missing = new List<Missing>();
        switch (status)
        {
            case ResponseStatus.TooEarly:
                foreach (var part in parts.FindAll(part => part is { Gate: Gate.InSequence, Truth: Truth.False, Condition: not null }))
                {
                    AddNew(missing, _missing.For(part.Condition!, part.Citations.Clauses));
                }

                break;
            case ResponseStatus.Unknown:
                foreach (var part in parts.FindAll(part => part.Truth == Truth.Unknown))
                {
                    AddNew(missing, part.Condition is null ? _missing.UnknownFactsOfBehaviours() : _missing.UnknownFacts(part.Condition, part.Citations.Clauses));
                }

                break;
            case ResponseStatus.AwaitingApproval:
                foreach (var approval in response.Approvals)
                {
                    if (!ResponseGates.IsApproved(state, response, approval))
                    {
                        missing.Add(new MissingApproval(approval.Act, approval.Role) { Clauses = approval.Clauses });
                    }
                }

                break;
        }

        return missing.ToValueList();
    }

    private static void AddNew(List<Missing> missing, ValueList<Missing> found)
    {
        foreach (var item in found)
        {
            if (!missing.Contains(item))
            {
                missing.Add(item);
            }
        }
    }

    private void AddNew(List<Missing> missing, IEnumerable<UnknownFact> found)
    {
        foreach (var item in found)
        {
            if (!missing.Exists(known => known is MissingFact fact && fact.Fact == item.Fact))
            {
                missing.Add(_missing.Fact(item.Fact, item.Clauses));
            }
        }
    }

    private ValueList<RequiredAction> Required(ValueList<ResponseDecision> responses)
    {
        if (state.Scope == Truth.False || state.Stands == Truth.False)
        {
            return [];
        }

        var steps = _policy.Steps
            .Where(step => step.IsRequired && !state.Record.IsAttempted(step.Id) && state.Evaluate(step.When).And(state.Evaluate(step.After)) == Truth.True)
            .Select(step => new RequiredAction(RequiredKind.Step, step.Id, step.Label, step.Clauses));
        var duties = responses
            .Where(item => item.Response.IsDuty && IsOpen(item) && item.Taken.Count == 0)
            .Select(item => new RequiredAction(RequiredKind.Duty, item.Response.Id, item.Response.Label, item.Response.Clauses));
        return steps.Concat(duties).ToValueList();
    }

    private ValueList<string> Next(ValueList<ResponseDecision> responses)
    {
        if (IsResolved())
        {
            return [];
        }

        var climbed = 0;
        foreach (var item in responses)
        {
            climbed = IsClimbed(item.Response) ? Math.Max(climbed, item.Response.Rung!.Value) : climbed;
        }

        var lowest = int.MaxValue;
        var next = new List<string>();
        foreach (var item in responses)
        {
            if (item.Response.Rung is not { } rung || !IsOpen(item) || rung > lowest || !(rung > climbed || CarriesOn(item.Response, climbed)))
            {
                continue;
            }

            if (rung < lowest)
            {
                next.Clear();
                lowest = rung;
            }

            next.Add(item.Response.Id);
        }

        return next.ToValueList();
    }

    private bool IsClimbed(Response response) =>
        !response.IsImmediate && state.Record.IsAttempted(response.Id) && state.Record.LatestOutcomeOf(response.Id) != Outcome.Resolved;

    // What carries on the highest response taken is next to it, unless it was taken after it already.
    private bool CarriesOn(Response response, int climbed) =>
        response.Continues is { } first && response.Rung == climbed && IsClimbed(_policy.Responses[first]) && _policy.Responses[first].Rung == climbed
        && state.Record.LastAttemptOf(response.Id) < state.Record.LastAttemptOf(first);

    private ValueList<string> Awaited()
    {
        var awaited = new List<string>();
        foreach (var taken in state.Record.RungsTaken())
        {
            if (state.Record.InForce(state.Record.ResponseTakenBy(taken)) == taken && state.Record.OutcomeOf(taken) is null)
            {
                awaited.Add(state.Record.EventId(taken));
            }
        }

        return awaited.ToValueList();
    }

    private ValueList<Consideration> Consider(ValueList<ResponseDecision> responses) => _policy.Considerations
        .Where(consideration => responses.Any(item =>
            (item.Status == ResponseStatus.Unknown || IsOpen(item))
            && (consideration.Before.Count == 0 || consideration.Before.Contains(item.Response.Id))
            && !state.Record.IsConsidered(consideration.Id, item.Response.Id)))
        .ToValueList();

    private static bool IsOpen(ResponseDecision item) => item.Status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval;

    private ValueList<ClauseReliedOn> ReliedOn(
        ValueList<BehaviourDecision> behaviours, ValueList<ResponseDecision> responses, ValueList<RequiredAction> required, ValueList<Consideration> consider)
    {
        var reliance = new Reliance(_policy);
        reliance.Add(_policy.Scope.Clauses, Citations.Of(_policy.Scope, _policy, [], null).Basis);
        if (state.Scope == Truth.False)
        {
            return reliance.ToClauses();
        }

        foreach (var item in behaviours)
        {
            reliance.Add(item.Reasons);
        }

        foreach (var item in responses)
        {
            reliance.Add(item.Reasons);
            if (state.Stands != Truth.False)
            {
                reliance.AddTerms(item.Response);
            }
        }

        foreach (var action in required)
        {
            reliance.Add(action.Clauses, Basis.Stated);
        }

        foreach (var consideration in consider)
        {
            reliance.Add(consideration.Clauses, consideration.Reading is null ? Basis.Stated : Basis.Reading);
        }

        return reliance.ToClauses();
    }
}
