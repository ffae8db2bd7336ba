using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Testing;

/// <summary>Cases in which the policy was followed: each thing done is one that the decision just before it asked for, allowed or waited for.</summary>
internal sealed class FollowedCase(Policy policy)
{
    public const int MostSteps = 16;

    // A lone outcome says little; most often the matter goes on.
    private static readonly Outcome?[] s_outcomes = [Outcome.Unresolved, Outcome.Unresolved, Outcome.Declined, null, Outcome.Resolved];
    private readonly DecisionEngine _engine = new(policy);

    /// <summary>What followed an incident, the latest one of the case.</summary>
    /// <param name="given">A case without events.</param>
    /// <param name="seeds">Three numbers for each thing done.</param>
    public ConductCase From(ConductCase given, int[][] seeds)
    {
        var incident = given.Incidents.MaxBy(incident => incident.On)!;
        given = given with { AsOf = incident.On };
        foreach (var seed in seeds)
        {
            var day = given.AsOf!.Value.PlusDays(seed[0] % 3);
            if (!policy.InForce.Covers(incident.On) || !policy.InForce.Covers(day))
            {
                break;
            }

            var decision = _engine.Decide(given, incident.Id, day);
            if (seed[0] % 4 == 0 && decision.Responses.Any(item => item.Status == ResponseStatus.AwaitingApproval))
            {
                // What waits for others is seldom met, and much is asked of it.
                return given with { AsOf = day };
            }

            var open = Open(new Moment(given, day, seed[2]), incident, decision).ToList();
            if (open.Count > 0)
            {
                var next = open[seed[1] % open.Count] with { Id = $"x{given.Events.Count + 1}" };
                next = next is EventAboutEvent ? next : next with { Incident = incident.Id };
                given = given with { AsOf = day, Events = [.. given.Events, next] };
            }
        }

        return given;
    }

    /// <summary>Where the case has come to, and a number by which to choose.</summary>
    private sealed record Moment(ConductCase Given, LocalDate On, int Seed);

    /// <summary>What may be done or become known next.</summary>
    private IEnumerable<CaseEvent> Open(Moment now, Incident incident, Decision decision) =>
    [
        .. decision.Ask.Take(2).Select(question => Answered(now, question.Fact)),
        .. decision.Required.Where(item => item.Kind == RequiredKind.Step).Select(item => Step(now, item.Id)),
        .. decision.Responses.SelectMany(item => Enumerable.Repeat(Open(now, item), item.Response.Approvals.Count > 0 ? 3 : 1)).SelectMany(open => open),
        .. incident.Behaviours.Take(1).Select(alleged => new FindingMade { On = now.On, Behaviour = alleged.Id, Finding = Finding.Established }),
        new SeriousnessGiven { On = now.On, Level = policy.SeriousnessLevels[^1] },
    ];

    private IEnumerable<CaseEvent> Open(Moment now, ResponseDecision response) => response.Status switch
    {
        ResponseStatus.Permitted => [Taken(now, response.Response)],
        ResponseStatus.AwaitingApproval or ResponseStatus.TooEarly => response.Missing.SelectMany(missing => Supplied(now, response.Response, missing)),
        _ => [],
    };

    /// <summary>What would supply something that is missing, as far as it is no response itself.</summary>
    private IEnumerable<CaseEvent> Supplied(Moment now, Response response, Missing missing) => missing switch
    {
        MissingApproval approval =>
        [
            .. response.Approvals.Where(asked => asked.After is not null && asked.Role == approval.Role).SelectMany(asked => Heard(now, asked.After!)),
            new ApprovalRecorded
            {
                On = now.On,
                Act = approval.Act,
                Role = approval.Role,
                For = response.Id,
                Result = approval.Act == ApprovalAct.Consult ? null : now.Seed % 5 == 0 ? ApprovalResult.Confirmed : ApprovalResult.Agreed,
            },
        ],
        MissingAct { AwaitsOutcome: true } act => Known(now, act),
        MissingAct act => act.Ids.Where(policy.Steps.Contains).Select(id => Step(now, id) with { Outcome = act.Outcome }),
        MissingOneOf one => one.Alternatives.SelectMany(alternative => Supplied(now, response, alternative)),
        MissingAllOf all => all.Parts.SelectMany(part => Supplied(now, response, part)),
        MissingCondition condition => Heard(now, condition.Condition),
        _ => [],
    };

    private static IEnumerable<CaseEvent> Known(Moment now, MissingAct act) => now.Given.Events
        .Where(item => item switch { StepTaken step => act.Ids.Contains(step.Step), ResponseTaken response => act.Ids.Contains(response.Response), _ => false })
        .Take(1).Select(item => new OutcomeKnown { On = now.On, Of = item.Id!, Outcome = act.Outcome ?? Outcome.Unresolved });

    private static IEnumerable<CaseEvent> Heard(Moment now, Condition condition) => condition switch
    {
        RepresentationsCondition heard => [new RepresentationsNoted { On = now.On, For = heard.Response, IsReceived = true }],
        NotifiedCondition notified => [new NoticeGiven { On = now.On, For = notified.Response, IsIntention = true }],
        _ => condition.Parts.SelectMany(part => Heard(now, part)),
    };

    private FactsLearnt Answered(Moment now, string fact)
    {
        var possible = FactArbitrary.PossibleAnswers(policy.Facts[fact], policy);
        return new FactsLearnt { On = now.On, Facts = [new FactAnswer(fact, possible[now.Seed % possible.Length])] };
    }

    private static StepTaken Step(Moment now, string id) => new() { On = now.On, Step = id, Outcome = s_outcomes[now.Seed % s_outcomes.Length] };

    private static ResponseTaken Taken(Moment now, Response response) => new()
    {
        On = now.On,
        Response = response.Id,
        Outcome = s_outcomes[now.Seed % s_outcomes.Length],
        By = response.DecidedBy?.Role,
        Ends = response.Bar is null ? null : now.On.PlusDays(now.Seed % 20),
    };
}
