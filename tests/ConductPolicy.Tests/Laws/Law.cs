using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using ConductPolicy.Tests.Model;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for every case of every policy: each law, for one of them.</summary>
internal static class Law
{
    /// <summary>The laws that what a rule file says might break. The culture and the number of times it is asked are no part of it.</summary>
    private static readonly Action<DecisionEngine, ConductCase>[] s_ofRules =
        [Evaluators_agree, Out_of_scope, Answering_an_unknown, An_approval, Order_of_events, Order_of_rules_and_facts, Later_events, Clauses, Questions];

    private static readonly CultureInfo[] s_cultures = [new("tr-TR"), new("ar-SA")];

    /// <summary>Holds a policy to every law that what it says might break.</summary>
    public static void Hold(DecisionEngine engine, ConductCase given)
    {
        foreach (var law in s_ofRules)
        {
            law(engine, given);
        }
    }

    public static void Evaluators_agree(DecisionEngine engine, ConductCase given)
    {
        foreach (var incident in Decidable(given))
        {
            var naive = NaiveEvaluator.Decide(engine.Policy, given, incident.Id, given.AsOf!.Value);
            Assert.Equal(Summary(naive), Summary(engine.Decide(given, incident.Id)));
        }
    }

    public static void Out_of_scope(DecisionEngine engine, ConductCase given)
    {
        foreach (var decision in Decisions(engine, given).Where(decision => decision.Scope == ScopeVerdict.Out))
        {
            Assert.All(decision.Responses, item => Assert.Equal(ResponseStatus.NotApplicable, item.Status));
            Assert.Empty(decision.Required);
            Assert.Empty(decision.Ask);
            Assert.Empty(decision.Next);
            Assert.Empty(decision.Deadlines);
        }
    }

    public static void Answering_an_unknown(DecisionEngine engine, ConductCase given)
    {
        foreach (var before in Decisions(engine, given))
        {
            foreach (var question in before.Ask)
            {
                foreach (var answer in PossibleAnswers(engine.Policy.Facts[question.Fact], engine.Policy))
                {
                    var learnt = new FactsLearnt { On = given.AsOf!.Value, Incident = before.Incident.Id, Facts = [new FactAnswer(question.Fact, answer)] };
                    var after = engine.Decide(given with { Events = [.. given.Events, learnt] }, before.Incident.Id);
                    foreach (var (was, now) in before.Responses.Zip(after.Responses).Where(pair => pair.First.Status != ResponseStatus.Unknown))
                    {
                        Assert.Equal(Class(was.Status), Class(now.Status));
                    }
                }
            }
        }
    }

    public static void An_approval(DecisionEngine engine, ConductCase given)
    {
        foreach (var before in Decisions(engine, given))
        {
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
        }
    }

    public static void Order_of_events(DecisionEngine engine, ConductCase given)
    {
        var backwards = given with { Events = given.Events.OrderByDescending(item => item.On).ToValueList() };
        var mixed = given with { Events = given.Events.OrderBy(item => item.On.Day * 7 % 16).ToValueList() };
        foreach (var incident in Decidable(given))
        {
            var text = engine.Decide(given, incident.Id).ToJson();
            Assert.Equal(text, engine.Decide(backwards, incident.Id).ToJson());
            Assert.Equal(text, engine.Decide(mixed, incident.Id).ToJson());
        }
    }

    public static void Order_of_rules_and_facts(DecisionEngine engine, ConductCase given)
    {
        var turned = new DecisionEngine(Turned(engine.Policy));
        var other = given with { Facts = [.. given.Facts.Reverse()], Incidents = given.Incidents.Select(incident => incident with { Facts = [.. incident.Facts.Reverse()] }).ToValueList() };
        foreach (var incident in Decidable(given))
        {
            Assert.Equal(InOrderOfIds(engine.Decide(given, incident.Id)), InOrderOfIds(turned.Decide(other, incident.Id)));
        }
    }

    public static void Later_events(DecisionEngine engine, ConductCase given)
    {
        var seen = given with { Events = given.Events.Where(item => item.On <= given.AsOf).ToValueList() };
        foreach (var incident in Decidable(given))
        {
            Assert.Equal(engine.Decide(seen, incident.Id).ToJson(), engine.Decide(given, incident.Id).ToJson());
        }
    }

    public static void Clauses(DecisionEngine engine, ConductCase given)
    {
        foreach (var decision in Decisions(engine, given))
        {
            Assert.All(decision.Behaviours, item => Assert.NotEmpty(item.Reasons));
            Assert.All(decision.Behaviours.SelectMany(item => item.Reasons), reason => Assert.NotEmpty(reason.Clauses));
            Assert.All(decision.Responses, item => Assert.NotEmpty(item.Reasons));
            Assert.All(decision.Responses.SelectMany(item => item.Reasons), reason => Assert.True(
                reason.Clauses.Count > 0 || (reason.Code == "no-breach" && decision.Behaviours.Count == 0)));
            Assert.All(decision.Required, item => Assert.NotEmpty(item.Clauses));
            Assert.NotEmpty(decision.ReliedOn);
        }
    }

    public static void Questions(DecisionEngine engine, ConductCase given)
    {
        foreach (var decision in Decisions(engine, given))
        {
            var asked = decision.Ask.Select(question => question.Fact).ToHashSet();
            Assert.All(decision.Responses.Where(item => item.Status == ResponseStatus.Unknown), item =>
            {
                Assert.NotEmpty(item.Missing);
                Assert.All(item.Missing, missing => Assert.Contains(Assert.IsType<MissingFact>(missing).Fact, asked));
            });
        }
    }

    public static void Culture(DecisionEngine engine, ConductCase given)
    {
        foreach (var incident in Decidable(given))
        {
            var text = Text(engine, given, incident);
            foreach (var culture in s_cultures)
            {
                Assert.Equal(text, In(culture, () => Text(new DecisionEngine(engine.Policy), given, incident)));
            }
        }
    }

    public static void Again(DecisionEngine engine, ConductCase given)
    {
        foreach (var incident in Decidable(given))
        {
            var first = Text(engine, given, incident);
            Assert.Equal(first, Text(engine, given, incident));
            Assert.Equal(first, Text(new DecisionEngine(engine.Policy), given, incident));
        }
    }

    /// <summary>Everything that a decision says, in words.</summary>
    public static string Text(DecisionEngine engine, ConductCase given, Incident incident)
    {
        var decision = engine.Decide(given, incident.Id);
        return string.Join('\n', Texts(decision.Explain()).Prepend(decision.ToJson()));
    }

    /// <summary>The incidents that had happened by the day of the decision.</summary>
    public static IEnumerable<Incident> Decidable(ConductCase given) => given.Incidents.Where(incident => incident.On <= given.AsOf);

    public static T In<T>(CultureInfo culture, Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<Decision> Decisions(DecisionEngine engine, ConductCase given) => Decidable(given).Select(incident => engine.Decide(given, incident.Id));

    /// <summary>Yes and no; each value of a choice; for a count, one number on either side of each threshold.</summary>
    private static IEnumerable<FactValue> PossibleAnswers(Fact fact, Policy policy) => fact.Type switch
    {
        FactType.Flag => [true, false],
        FactType.Choice => fact.Values.Select(value => (FactValue)value),
        _ => ConditionPlace.All(policy).OfType<CountCondition>().Where(count => count.Fact == fact.Id)
            .SelectMany<CountCondition, int>(count => [count.AtLeast.Value, Math.Max(0, count.AtLeast.Value - 1)]).Append(0).Distinct().Select(value => (FactValue)value),
    };

    private static IEnumerable<string> Texts(Explanation explanation) =>
        explanation.Parts.SelectMany(Texts).Prepend($"{explanation.Text} {explanation.Truth} {string.Join(' ', explanation.Clauses)} {explanation.Basis} {explanation.Note}");

    private static Policy Turned(Policy policy) => policy with
    {
        Clauses = Turned(policy.Clauses),
        Roles = Turned(policy.Roles),
        Facts = Turned(policy.Facts),
        Behaviours = Turned(policy.Behaviours),
        Steps = Turned(policy.Steps),
        Responses = Turned(policy.Responses),
        Settings = Turned(policy.Settings),
        Timescales = Turned(policy.Timescales),
        Considerations = Turned(policy.Considerations),
        Safeguards = Turned(policy.Safeguards),
    };

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
