using System.Globalization;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>What holds for every case of the shipped policies, and of every policy that a rule file may hold.</summary>
public sealed class DecisionLaws
{
    private const string Generated = "generated";
    private const int Cases = 1_000;

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids, Generated];

    /// <summary>How many cases a law is tried on: as many as LAW_CASES says.</summary>
    internal static int CasesOr(int usual) => Environment.GetEnvironmentVariable("LAW_CASES") is { } cases ? int.Parse(cases, CultureInfo.InvariantCulture) : usual;

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_engine_agrees_with_the_naive_model(string policies) => Holds(policies, Law.Evaluators_agree, policies == Generated ? 5 * Cases : 2 * Cases);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Out_of_scope_nothing_is_permitted_required_or_asked(string policies) => Holds(policies, DecisionLaw.Out_of_scope);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answering_an_unknown_never_moves_a_response_between_permitted_awaiting_and_ruled_out(string policies) => Holds(policies, DecisionLaw.Answering_an_unknown);

    [Theory]
    [MemberData(nameof(Policies))]
    public void An_approval_given_never_closes_a_gate(string policies) => Holds(policies, DecisionLaw.An_approval);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answers_do_not_depend_on_the_order_in_which_events_of_different_days_are_listed(string policies) => Holds(policies, DecisionLaw.Order_of_events);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answers_do_not_depend_on_the_order_of_rules_or_facts(string policies) => Holds(policies, DecisionLaw.Order_of_rules_and_facts);

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_is_dated_after_the_day_of_the_decision_decides_nothing(string policies) => Holds(policies, DecisionLaw.Later_events);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_answer_cites_a_clause(string policies) => Holds(policies, DecisionLaw.Clauses);

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_response_that_is_unknown_names_a_question_that_is_asked(string policies) => Holds(policies, DecisionLaw.Questions);

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_waits_for_approvals_is_permitted_once_they_are_on_record(string policies) => Holds(policies, DecisionLaw.Awaited_approvals);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Answers_do_not_depend_on_the_culture(string policies) => Holds(policies, Law.Culture);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Deciding_again_gives_the_same(string policies) => Holds(policies, Law.Again);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Deciding_on_several_threads_at_once_gives_the_same(string policies)
    {
        var seen = new List<Asked>();
        Holds(policies, (engine, given) => seen.AddRange(Law.Decidable(given).Select(incident => new Asked(engine, given, incident, Law.Text(engine, given, incident)))));
        Assert.All(seen.AsParallel().WithDegreeOfParallelism(4).WithExecutionMode(ParallelExecutionMode.ForceParallelism).Select(one => (one.Answer, Again: Law.Text(one.Engine, one.Given, one.Incident))).ToList(),
            one => Assert.Equal(one.Answer, one.Again));
    }

    private sealed record Asked(DecisionEngine Engine, ConductCase Given, Incident Incident, string Answer);

    private static void Holds(string policies, Action<DecisionEngine, ConductCase> law, int cases = Cases) => Holds(policies, engine => given => law(engine, given), cases);

    private static void Holds(string policies, Action<LawSubject, ConductCase> law) => Holds(
        policies,
        engine =>
        {
            var subject = new LawSubject(engine);
            return given => law(subject, given);
        },
        Cases);

    private static void Holds(string policies, Func<DecisionEngine, Action<ConductCase>> law, int cases)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(CasesOr(cases)).WithQuietOnSuccess(true);
        if (policies == Generated)
        {
            Prop.ForAll(PolicyAndCase.Generated, pair => law(pair.Engine)(pair.Given)).Check(config);
            return;
        }

        var engine = new DecisionEngine(ShippedPolicies.Load(policies));
        Prop.ForAll(CaseArbitrary.For(engine.Policy), law(engine)).Check(config);
    }
}
