using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ConductPolicy.Tests.Audit;

/// <summary>What holds of the audit of every case, of the shipped policies and of generated ones.</summary>
public sealed class AuditLaws
{
    private const string Generated = "generated";
    private const int Cases = 1_000;
    private static readonly string[] s_gates =
        [FindingCode.TakenWithoutBreach, FindingCode.TakenNotApplicable, FindingCode.TakenTooEarly, FindingCode.TakenDisproportionate, FindingCode.TakenOnUnknownFacts];

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids, Generated];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_finding_is_whole_and_cites_clauses_of_the_policy(string policies) => Holds(policies, (audit, given) =>
        Assert.All(audit.Audit(given).Findings, finding => FindingTests.AssertWhole(finding, audit.Policy)));

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_is_found_does_not_depend_on_the_order_in_which_events_of_different_days_are_listed(string policies) => Holds(policies, (audit, given) =>
    {
        var text = audit.Audit(given).ToJson();
        Assert.Equal(text, audit.Audit(given with { Events = given.Events.OrderByDescending(item => item.On).ToValueList() }).ToJson());
        Assert.Equal(text, audit.Audit(given with { Events = given.Events.OrderBy(item => item.On.Day * 7 % 16).ToValueList() }).ToJson());
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_is_dated_after_the_day_of_the_audit_is_not_seen(string policies) => Holds(policies, (audit, given) =>
        Assert.Equal(audit.Audit(given).ToJson(), audit.Audit(given with { Events = given.Events.Where(item => item.On <= given.AsOf).ToValueList() }).ToJson()));

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_taking_is_found_fault_with_just_as_the_decision_before_it_says(string policies) => Holds(policies, (audit, given) =>
    {
        var engine = new DecisionEngine(audit.Policy);
        var found = audit.Audit(given).Findings.ToLookup(finding => finding.Event);
        var counted = new CaseTimeline(given, audit.Policy, given.AsOf!.Value).Entries.ToArray();
        foreach (var entry in counted.Where(entry => entry.Event is ResponseTaken))
        {
            var taken = (ResponseTaken)entry.Event;
            var incident = given.Incidents[entry.Incident];
            if (engine.Decide(given, incident.Id).Scope == ScopeVerdict.Out)
            {
                Assert.Empty(found[taken.Id]);
                continue;
            }

            // What stands before it: by date, then by the list.
            var before = given.Events.Where((item, i) => item.On < taken.On || (item.On == taken.On && i < entry.Position)).ToValueList();
            var decision = engine.Decide(given with { Events = before }, incident.Id, taken.On);
            var codes = found[taken.Id].Select(finding => finding.Code).ToList();
            Assert.Equal(Expected(decision, taken.Response), codes.Where(code => s_gates.Contains(code) || code == FindingCode.NotHeard).Select(Kind).Distinct().SingleOrDefault());
            Assert.True(codes.Count(s_gates.Contains) <= 1);
            if (decision[taken.Response].Status is ResponseStatus.Permitted or ResponseStatus.AwaitingApproval)
            {
                // A rule set may ask for the same approval twice; the decision tells it once, the audit for each that does not count.
                var missing = decision[taken.Response].Missing.OfType<MissingApproval>().Select(item => (item.Act, item.Role)).ToHashSet();
                Assert.InRange(
                    codes.Count(code => code.StartsWith("approval-", StringComparison.Ordinal)),
                    missing.Count, decision[taken.Response].Response.Approvals.Count(asked => missing.Contains((asked.Act, asked.Role))));
            }
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_was_found_stands_gravest_first(string policies) => Holds(policies, (audit, given) =>
    {
        var findings = audit.Audit(given).Findings;
        Assert.Equal(findings, findings.OrderBy(finding => finding.Basis).ThenBy(finding => finding.Force).ThenBy(finding => finding.On));
        Assert.All(findings, finding => Assert.True(finding.Code is not FindingCode.StepNotDone || findings.Count(other => (other.Code, other.Incident, other.Asked) == (finding.Code, finding.Incident, finding.Asked)) <= audit.Policy.Steps.Count));
    });

    // Heard or not is asked for beside the gates: it is a way of being too early.
    private static string Kind(string code) => code == FindingCode.NotHeard ? FindingCode.TakenTooEarly : code;

    private static string? Expected(Decision decision, string response) => decision[response].Status switch
    {
        _ when decision.Scope == ScopeVerdict.Out => null,
        ResponseStatus.NotApplicable => decision.Behaviours.Any(item => item.Verdict is Verdict.Breach or Verdict.Undetermined) ? FindingCode.TakenNotApplicable : FindingCode.TakenWithoutBreach,
        ResponseStatus.TooEarly => FindingCode.TakenTooEarly,
        ResponseStatus.Disproportionate => FindingCode.TakenDisproportionate,
        ResponseStatus.Unknown => FindingCode.TakenOnUnknownFacts,
        _ => null,
    };

    private static void Holds(string policies, Action<CaseAudit, ConductCase> law)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(DecisionLaws.CasesOr(Cases)).WithQuietOnSuccess(true);
        if (policies == Generated)
        {
            Prop.ForAll(PolicyAndCase.Generated, pair => law(new CaseAudit(pair.Engine), pair.Given)).Check(config);
            return;
        }

        var audit = new CaseAudit(new DecisionEngine(ShippedPolicies.Load(policies)));
        Prop.ForAll(CaseArbitrary.DetailedFor(audit.Policy), given => law(audit, WithIds(given))).Check(config);
    }

    // An event without an id is called by its place in the list, which the laws change.
    private static ConductCase WithIds(ConductCase given) => given with
    {
        Events = given.Events.Select((item, i) => item.Id is null ? item with { Id = FormattableString.Invariant($"y{i}") } : item).ToValueList(),
    };
}
