using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Model;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for every case of both policies.</summary>
public sealed class DecisionLaws
{
    private const int Cases = 2_000;

    public static TheoryData<string> Policies => [.. ConductPolicy.Loading.ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_engine_agrees_with_the_naive_model(string id) => Holds(id, (engine, given) =>
    {
        foreach (var incident in given.Incidents)
        {
            var shipped = engine.Decide(given, incident.Id);
            var naive = NaiveEvaluator.Decide(engine.Policy, given, incident.Id, given.AsOf!.Value);
            Assert.Equal(Summary(naive), Summary(shipped));
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Out_of_scope_nothing_is_permitted_required_or_asked(string id) => Holds(id, (engine, given) =>
    {
        var decision = engine.Decide(given);
        if (decision.Scope == ScopeVerdict.Out)
        {
            Assert.All(decision.Responses, item => Assert.Equal(ResponseStatus.NotApplicable, item.Status));
            Assert.Empty(decision.Required);
            Assert.Empty(decision.Ask);
            Assert.Empty(decision.Next);
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answering_an_unknown_never_moves_a_response_between_permitted_awaiting_and_ruled_out(string id) => Holds(id, (engine, given) =>
    {
        var before = engine.Decide(given);
        foreach (var question in before.Ask)
        {
            foreach (var answer in PossibleAnswers.To(engine.Policy.Facts[question.Fact], engine.Policy))
            {
                var learnt = new FactsLearnt { On = given.AsOf!.Value, Incident = before.Incident.Id, Facts = [new FactAnswer(question.Fact, answer)] };
                var after = engine.Decide(given with { Events = [.. given.Events, learnt] }, before.Incident.Id);
                foreach (var (was, now) in before.Responses.Zip(after.Responses).Where(pair => pair.First.Status != ResponseStatus.Unknown))
                {
                    Assert.Equal(Class(was.Status), Class(now.Status));
                }
            }
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void An_approval_given_never_closes_a_gate(string id) => Holds(id, (engine, given) =>
    {
        var before = engine.Decide(given);
        foreach (var response in engine.Policy.Responses)
        {
            foreach (var approval in response.Approvals)
            {
                var recorded = new ApprovalRecorded
                {
                    On = given.AsOf!.Value,
                    Incident = before.Incident.Id,
                    Act = approval.Act,
                    Role = approval.Role,
                    For = response.Id,
                    Result = approval.Act == ApprovalAct.Consult ? null : ApprovalResult.Agreed,
                };
                var after = engine.Decide(given with { Events = [.. given.Events, recorded] }, before.Incident.Id);
                Assert.All(before.Responses.Zip(after.Responses), pair => Assert.True(
                    pair.First.Status == pair.Second.Status || (pair.First.Status == ResponseStatus.AwaitingApproval && pair.Second.Status == ResponseStatus.Permitted)));
            }
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answers_do_not_depend_on_the_order_in_which_events_of_different_days_are_listed(string id) => Holds(id, (engine, given) =>
    {
        var sorted = given with { Events = given.Events.OrderByDescending(item => item.On).ToValueList() };
        foreach (var incident in given.Incidents)
        {
            Assert.Equal(engine.Decide(given, incident.Id).ToJson(), engine.Decide(sorted, incident.Id).ToJson());
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answers_do_not_depend_on_the_order_of_rules_or_facts(string id)
    {
        var policy = ConductPolicy.Loading.ShippedPolicies.Load(id);
        var turned = new DecisionEngine(policy with
        {
            Clauses = Turned(policy.Clauses),
            Roles = Turned(policy.Roles),
            Facts = Turned(policy.Facts),
            Behaviours = Turned(policy.Behaviours),
            Steps = Turned(policy.Steps),
            Responses = Turned(policy.Responses),
            Considerations = Turned(policy.Considerations),
        });
        Holds(id, (engine, given) =>
        {
            var other = given with { Facts = [.. given.Facts.Reverse()], Incidents = given.Incidents.Select(incident => incident with { Facts = [.. incident.Facts.Reverse()] }).ToValueList() };
            foreach (var incident in given.Incidents)
            {
                Assert.Equal(InOrderOfIds(engine.Decide(given, incident.Id)), InOrderOfIds(turned.Decide(other, incident.Id)));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_answer_cites_a_clause(string id) => Holds(id, (engine, given) =>
    {
        var decision = engine.Decide(given);
        Assert.All(decision.Behaviours, item => Assert.All(item.Reasons, reason => Assert.NotEmpty(reason.Clauses)));
        Assert.All(decision.Responses, item => Assert.NotEmpty(item.Reasons));
        Assert.All(decision.Responses.SelectMany(item => item.Reasons), reason => Assert.True(
            reason.Clauses.Count > 0 || (reason.Code == "no-breach" && decision.Behaviours.Count == 0)));
        Assert.All(decision.Required, item => Assert.NotEmpty(item.Clauses));
    });

    private static void Holds(string id, Action<DecisionEngine, ConductCase> law)
    {
        var engine = new DecisionEngine(ConductPolicy.Loading.ShippedPolicies.Load(id));
        Prop.ForAll(CaseArbitrary.For(engine.Policy), given => law(engine, given))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Environment.GetEnvironmentVariable("LAW_CASES") is { } cases ? int.Parse(cases, System.Globalization.CultureInfo.InvariantCulture) : Cases).WithQuietOnSuccess(true));
    }

    private static Definitions<T> Turned<T>(Definitions<T> definitions)
        where T : Definition => new([.. definitions.Reverse()]);

    private static string InOrderOfIds(Decision decision) => string.Join('\n',
    [
        $"{decision.Scope} {decision.Seriousness} {string.Join(' ', decision.Ask.Select(item => item.Fact))}",
        .. decision.Behaviours.Select(item => $"{item.Behaviour.Id} {item.Verdict} {item.Finding}"),
        .. decision.Responses.Select(item => $"{item.Response.Id} {item.Status} {item.Gate} {item.InForce} {item.Missing} {item.Reasons}").Order(StringComparer.Ordinal),
        .. decision.Required.Select(item => item.Id).Order(StringComparer.Ordinal),
        .. decision.Next.Order(StringComparer.Ordinal),
        .. decision.Awaited,
        .. decision.Consider.Select(item => item.Id).Order(StringComparer.Ordinal),
        .. decision.ReliedOn.Select(item => $"{item.Clause.Id} {item.Basis}").Order(StringComparer.Ordinal),
    ]);

    private static int Class(ResponseStatus status) => status switch
    {
        ResponseStatus.Permitted => 2,
        ResponseStatus.AwaitingApproval => 1,
        ResponseStatus.Unknown => -1,
        _ => 0,
    };

    private static string Summary(Decision decision) => string.Join('\n',
    [
        $"scope {decision.Scope}",
        .. decision.Behaviours.Select(item => $"{item.Behaviour.Id} {item.Verdict} {item.Finding}"),
        $"seriousness {decision.Seriousness.From} {decision.Seriousness.To} {decision.Seriousness.IsGiven} {decision.Seriousness.IsLowered}",
        .. decision.Responses.Select(item => $"{item.Response.Id} {item.Status} {item.Gate}"),
        $"in force {string.Join(' ', decision.Responses.Select(item => item.InForce?.Event).OfType<string>())}",
        $"required {string.Join(' ', decision.Required.Select(item => item.Id))}",
        $"next {string.Join(' ', decision.Next)}",
        $"awaited {string.Join(' ', decision.Awaited.Order(StringComparer.Ordinal))}",
        $"ask {string.Join(' ', decision.Ask.Select(item => item.Fact).Order(StringComparer.Ordinal))}",
    ]);

    private static string Summary(NaiveDecision decision) => string.Join('\n',
    [
        $"scope {decision.Scope}",
        .. decision.Behaviours.Select(item => $"{item.Id} {item.Verdict} {item.Finding}"),
        $"seriousness {decision.Seriousness.From} {decision.Seriousness.To} {decision.Seriousness.IsGiven} {decision.Seriousness.IsLowered}",
        .. decision.Responses.Select(item => $"{item.Id} {item.Status} {item.Gate}"),
        $"in force {string.Join(' ', decision.InForce)}",
        $"required {string.Join(' ', decision.Required)}",
        $"next {string.Join(' ', decision.Next)}",
        $"awaited {string.Join(' ', decision.Awaited.Order(StringComparer.Ordinal))}",
        $"ask {string.Join(' ', decision.Ask.Order(StringComparer.Ordinal))}",
    ]);
}
