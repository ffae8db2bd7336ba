using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>A response that some case of a behaviour permits, and what it takes.</summary>
/// <param name="Response">The response, with its rung, its approvals and who decides.</param>
/// <param name="ComesFirst">What has to come first, in words; empty for nothing.</param>
/// <param name="OpenWhere">What else has to hold, in words; empty for nothing.</param>
/// <param name="Approvals">Who has to be consulted, review or approve, as something to do.</param>
public sealed record PossibleResponse(Response Response, ValueList<string> ComesFirst, ValueList<string> OpenWhere, ValueList<string> Approvals);

/// <summary>Behaviours mapped to the responses that the policy permits.</summary>
/// <remarks>
/// A response is listed for a behaviour where there is a case that permits it: an incident that names this behaviour alone, with
/// the seriousness that the policy gives it. Each listing was decided, not deduced: a case that shows it was found.
/// What a head gives as the seriousness of an incident can open or close more.
/// </remarks>
public static class ResponseMatrix
{
    private static readonly Outcome[] s_outcomes = [Outcome.Unresolved, Outcome.Resolved];

    /// <summary>The responses that some case of a behaviour permits, in the order of the rule set.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="behaviour">The behaviour's id.</param>
    /// <exception cref="KeyNotFoundException">The policy has no such behaviour; the message names the nearest that it has.</exception>
    public static ValueList<PossibleResponse> ResponsesFor(this Policy policy, string behaviour)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var named = policy.Behaviours[behaviour];
        var compiled = new CompiledPolicy(policy);
        var wording = new ConditionWording(policy);
        return compiled.Responses.Where(response => IsPermittedInSomeCase(compiled, named, response)).Select(response => Describe(policy, wording, response.Response)).ToValueList();
    }

    private static PossibleResponse Describe(Policy policy, ConditionWording wording, Response response)
    {
        var first = new List<string>();
        var where = new List<string>();
        if (!response.IsImmediate)
        {
            Add(first, response.ReplacesLadderAfter ? null : policy.Ladder.After);
            Add(first, response.After);
            Add(where, policy.Ladder.When);
        }

        if (response.Continues is { } continues)
        {
            first.Add($"{wording.Label(continues)} is in force, or the person has been told of the intention");
        }

        Add(where, response.When);
        return new PossibleResponse(
            response, first.ToValueList(), where.ToValueList(),
            response.Approvals.Select(approval => wording.ToDo(approval.Act, approval.Role)).ToValueList());

        void Add(List<string> texts, Condition? condition)
        {
            if (condition is not null)
            {
                texts.Add(wording.Of(condition));
            }
        }
    }

    private static bool IsPermittedInSomeCase(CompiledPolicy compiled, Behaviour behaviour, CompiledResponse response)
    {
        var facts = Bearing(compiled.Policy, behaviour, response.Response);
        return Histories(compiled.Policy, response.Response).Any(events => IsPermitted(compiled, response, facts, 0, BitsOf(compiled, behaviour, events)));
    }

    private static IncidentBits BitsOf(CompiledPolicy compiled, Behaviour behaviour, ValueList<CaseEvent> events) => compiled.BitsOf(compiled.RecordOf(
        new ConductCase
        {
            Id = "example",
            Incidents = [new Incident { Id = "i1", On = s_start, Behaviours = [new AllegedBehaviour(behaviour.Id)] }],
            Events = events,
        },
        0, s_start.PlusDays(s_length)));

    private static bool IsPermitted(CompiledPolicy compiled, CompiledResponse response, List<int> facts, int answered, in IncidentBits incident)
    {
        if (answered == facts.Count)
        {
            var state = new IncidentState(compiled, incident);
            return ResponseGates.StatusOf(state, response) == ResponseStatus.Permitted;
        }

        foreach (var answer in compiled.Atoms.AnswersTo(facts[answered]))
        {
            compiled.Atoms.Set(new TruthBits(incident.Words), facts[answered], answer);
            if (IsPermitted(compiled, response, facts, answered + 1, incident))
            {
                return true;
            }
        }

        return false;
    }

    // Everything that might have to come before: the steps with each outcome or not at all, then the milder responses
    // without success or not at all, then what it continues, the hearing of the person, and the approvals.
    private static readonly LocalDate s_start = new(2000, 1, 1);
    private const int s_length = 9;

    private static IEnumerable<ValueList<CaseEvent>> Histories(Policy policy, Response response)
    {
        foreach (var outcome in s_outcomes.Cast<Outcome?>().Append(null))
        {
            var steps = outcome is null ? [] : policy.Steps.Select(step => (CaseEvent)new StepTaken { On = s_start.PlusDays(1), Step = step.Id, Outcome = outcome }).ToList();
            foreach (var hasMilder in new[] { true, false })
            {
                yield return [.. steps, .. hasMilder ? Milder(policy, response) : [], .. LastSteps(response)];
            }
        }
    }

    private static IEnumerable<CaseEvent> Milder(Policy policy, Response response) => policy.Responses
        .Where(other => !other.IsImmediate && other.Rung < response.Rung)
        .OrderBy(other => other.Rung)
        .Select(other => new ResponseTaken { On = s_start.PlusDays(2), Response = other.Id, Outcome = Outcome.Unresolved });

    private static List<CaseEvent> LastSteps(Response response)
    {
        var steps = new List<CaseEvent>();
        if (response.Continues is { } first)
        {
            steps.Add(new ResponseTaken { On = s_start.PlusDays(3), Response = first, Ends = s_start.PlusDays(100) });
        }

        steps.Add(new NoticeGiven { On = s_start.PlusDays(4), For = response.Id, IsIntention = true });
        steps.Add(new RepresentationsNoted { On = s_start.PlusDays(5), For = response.Id, InvitedUntil = s_start.PlusDays(5), IsReceived = true });
        steps.AddRange(response.Approvals.Select(approval => new ApprovalRecorded
        {
            On = s_start.PlusDays(7),
            Act = approval.Act,
            Role = approval.Role,
            For = response.Id,
            Result = approval.Act == ApprovalAct.Consult ? null : ApprovalResult.Confirmed,
        }));
        return steps;
    }

    private static List<int> Bearing(Policy policy, Behaviour behaviour, Response response)
    {
        var conditions = new List<Condition?> { policy.Scope, behaviour.When, behaviour.Unless, response.When, response.After, policy.Ladder.When, policy.Ladder.After };
        return [.. conditions.OfType<Condition>().SelectMany(ConditionFacts.Facts).Distinct().Select(policy.Facts.IndexOf)];
    }
}
