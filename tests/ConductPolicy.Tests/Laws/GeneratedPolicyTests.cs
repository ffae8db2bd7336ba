using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>That the generated policies and cases are what the laws take them for.</summary>
public sealed class GeneratedPolicyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(1_000)).WithQuietOnSuccess(true);

    [Fact]
    public void The_loader_finds_no_error_in_a_generated_policy_and_reads_what_was_written() => Prop.ForAll(PolicyArbitrary.Drawn, policy =>
    {
        var rules = PolicyText.Of(policy);
        NoErrors(rules);
        var loaded = PolicyFile.Parse(rules);
        Assert.Equal(rules, PolicyText.Of(loaded));
        Assert.Equal(policy, loaded with { Content = policy.Content });
    }).Check(s_config);

    [Fact]
    public void The_loader_reads_a_generated_case_as_it_was_written() => Prop.ForAll(
        PolicyAndCase.Generated,
        pair => Assert.Equal(pair.Given, CaseFile.Parse(CaseText.Of(pair.Given), pair.Engine.Policy))).Check(s_config);

    [Fact]
    public void Every_smaller_policy_and_case_is_good_as_well() => Prop.ForAll(PolicyAndCase.Generated, pair =>
    {
        foreach (var smaller in PolicyAndCase.Generated.Shrinker(pair).Take(20))
        {
            NoErrors(smaller.Rules);
            Assert.All(Law.Decidable(smaller.Given), incident => smaller.Engine.Decide(smaller.Given, incident.Id));
        }
    }).Check(s_config.WithMaxTest(100));

    /// <summary>A law says little where nothing reaches what it speaks of.</summary>
    [Fact]
    public void Every_answer_and_every_kind_of_condition_and_event_occurs_often()
    {
        var seen = new Dictionary<string, int>();
        Prop.ForAll(PolicyAndCase.Generated, pair =>
        {
            Count(pair.Given.Events.Select(item => item.GetType().Name));
            Count(ConditionPlace.All(pair.Engine.Policy).Select(condition => condition.GetType().Name));
            foreach (var decision in Law.Decidable(pair.Given).Select(incident => pair.Engine.Decide(pair.Given, incident.Id)))
            {
                Count(decision.Behaviours.Select(item => $"{item.Verdict}").Append($"scope {decision.Scope}"));
                Count(decision.Responses.Select(item => $"{item.Status}"));
                Count(decision.Responses.Where(item => item.InForce is not null).Select(_ => "in force"));
                Count(decision.Next.Concat(decision.Awaited).Concat(decision.Required.Select(item => item.Id)).Select(_ => "next, awaited or required"));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));
        string[] wanted =
        [
            .. Names<CaseEvent>(), .. Names<Condition>(), .. Enum.GetNames<Verdict>(), .. Enum.GetNames<ResponseStatus>(),
            .. Enum.GetNames<ScopeVerdict>().Select(name => $"scope {name}"), "in force", "next, awaited or required",
        ];
        Assert.All(wanted, name => Assert.True(seen.GetValueOrDefault(name) > 3, $"{name}: {seen.GetValueOrDefault(name)}"));

        void Count(IEnumerable<string> names)
        {
            foreach (var name in names)
            {
                seen[name] = seen.GetValueOrDefault(name) + 1;
            }
        }
    }

    /// <summary>An attempt counts once, however often its step is listed: so that nobody takes it for two, the list is refused.</summary>
    [Fact]
    public void A_step_listed_twice_in_one_condition_is_told() => Assert.Contains(
        RuleText.Problems(RuleText.With(RuleText.Of("thrive"), "\"when\": { \"not\": { \"taken\": \"conversation\", \"outcome\": \"resolved\" } }", "\"when\": { \"taken\": [\"conversation\", \"conversation\"], \"atLeast\": 2 }")),
        problem => problem.Code == "duplicate-id");

    // What else it says is of the rules' sense, which nobody asks of these.
    private static void NoErrors(string rules) => Assert.DoesNotContain(RuleText.Problems(rules), problem => problem.Severity == ProblemSeverity.Error);

    private static IEnumerable<string> Names<T>() => typeof(T).Assembly.GetTypes().Where(type => type.IsSealed && type.IsSubclassOf(typeof(T))).Select(type => type.Name);
}
