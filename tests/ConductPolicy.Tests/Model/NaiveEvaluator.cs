using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Tests.Model;

/// <summary>
/// A second evaluator, written to be read beside the design and to check the one that ships. It works on the records of the
/// policy and of the case alone, works everything out anew wherever it is needed, and shares no code with the other.
/// </summary>
internal static class NaiveEvaluator
{
    public static NaiveDecision Decide(Policy policy, ConductCase conductCase, string incidentId, LocalDate asOf)
    {
        var incident = conductCase.Incidents.Single(one => one.Id == incidentId);
        if (asOf < incident.On)
        {
            throw new ArgumentOutOfRangeException(nameof(asOf), asOf, "Nothing can be decided before the incident.");
        }

        var record = new NaiveRecord(policy, conductCase, incident, asOf);
        var conditions = new NaiveConditions(policy, record);
        var gates = new NaiveGates(policy, record, conditions);
        var statuses = policy.Responses.ToDictionary(response => response.Id, gates.StatusOf);
        var someBehaviourMayStand = conditions.SomeBehaviourStands() != Truth.False;

        return new NaiveDecision(
            Scope(),
            incident.Behaviours.Select(alleged => (alleged.Id, conditions.VerdictOf(alleged), conditions.FindingOf(alleged))).ToList(),
            conditions.Seriousness(),
            policy.Responses.Select(response => (response.Id, statuses[response.Id].Status, statuses[response.Id].Gate)).ToList(),
            policy.Responses.Select(response => record.InForce(response.Id)?.Id).OfType<string>().ToList(),
            Required().ToList(),
            Next().ToList(),
            Awaited().ToList(),
            Ask().ToHashSet(),
            Forbidding().ToList());

        IEnumerable<string> Forbidding() => policy.Safeguards.Where(safeguard => safeguard.Has.Count == 0 && !IsExcepted(safeguard)).Select(safeguard => safeguard.Id);

        // Without an exception it always forbids.
        bool IsExcepted(Safeguard safeguard) => safeguard.Unless is not null
            && new NaiveConditions(policy, record, recorded => gates.IsOnRecord(recorded, policy.Responses[safeguard.Response])).Holds(safeguard.Unless) == Truth.True;

        ScopeVerdict Scope() => conditions.Holds(policy.Scope) switch
        {
            Truth.True => ScopeVerdict.In,
            Truth.False => ScopeVerdict.Out,
            _ => ScopeVerdict.Unknown,
        };

        bool IsOpen(Response response) => statuses[response.Id].Status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval;

        bool WasAttempted(string id) => record.Attempts(id).Count > 0;

        Truth IsCalledFor(Step step) => NaiveConditions.All([conditions.Holds(step.When), conditions.Holds(step.After)]);

        // Steps whose `when` and `after` hold and that nobody has attempted, unless no behaviour may stand; duties.
        IEnumerable<string> Required() => Scope() == ScopeVerdict.Out || !someBehaviourMayStand
            ? []
            : policy.Steps.Where(step => step.IsRequired && !WasAttempted(step.Id) && IsCalledFor(step) == Truth.True).Select(step => step.Id)
                .Concat(policy.Responses.Where(response => response.IsDuty && !WasAttempted(response.Id) && IsOpen(response)).Select(response => response.Id));

        // The lowest rung that is open above, or continuing, the highest one taken and not resolved; empty once the newest
        // step or response of the ladder is resolved.
        IEnumerable<string> Next()
        {
            var candidates = policy.Responses.Where(response => IsOpen(response) && (IsAboveTheHighestClimbed(response) || CarriesOnTheHighestClimbed(response))).ToList();
            return IsNewestActResolved() ? [] : candidates.Where(response => response.Rung == candidates.Min(one => one.Rung)).Select(response => response.Id);
        }

        bool IsNewestActResolved() => record.NewestActOfLadder() is { } newest && record.LatestOutcome([newest]) == Outcome.Resolved;

        bool IsClimbed(Response response) => !response.IsImmediate && WasAttempted(response.Id) && record.LatestOutcome(response.Id) != Outcome.Resolved;

        int HighestClimbed() => policy.Responses.Where(IsClimbed).Max(response => response.Rung) ?? 0;

        bool IsAboveTheHighestClimbed(Response response) => response.Rung > HighestClimbed();

        // On the same rung, what carries on the highest one climbed is open unless it was taken since.
        bool CarriesOnTheHighestClimbed(Response response) =>
            response.Continues is { } other
            && response.Rung == HighestClimbed()
            && policy.Responses[other].Rung == response.Rung
            && IsClimbed(policy.Responses[other])
            && !record.Attempts(response.Id).Any(taking => taking.ComesAfter(record.NewestTaking(other)!));

        // The responses of the ladder in force whose outcome is not known.
        IEnumerable<string> Awaited() => policy.Responses
            .Where(response => !response.IsImmediate && record.InForce(response.Id) is { } taking && record.LatestOutcome([taking]) is null)
            .Select(response => record.InForce(response.Id)!.Id);

        // The unknown facts in undetermined conditions of scope, verdicts, unknown statuses and required steps.
        IEnumerable<string> Ask() => Scope() == ScopeVerdict.Out
            ? []
            :
            [
                .. conditions.Unanswered(policy.Scope),
                .. conditions.UnansweredOfBehaviours(),
                .. policy.Responses.Where(response => statuses[response.Id].Status == ResponseStatus.Unknown).SelectMany(gates.Unanswered),
                .. policy.Steps.Where(step => someBehaviourMayStand && step.IsRequired && !WasAttempted(step.Id) && IsCalledFor(step) == Truth.Unknown)
                    .SelectMany(step => conditions.Unanswered(step.When).Concat(conditions.Unanswered(step.After))),
            ];
    }
}
