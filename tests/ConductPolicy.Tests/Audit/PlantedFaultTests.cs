using ConductPolicy.Audit;
using ConductPolicy.CaseGenerator;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Laws;

namespace ConductPolicy.Tests.Audit;

/// <summary>Whole cases in which one known thing was done wrong, or none: the audit finds that and nothing else.</summary>
/// <remarks>The cases are made from the clauses and from <c>docs/findings.md</c>, not from what the audit says of them.</remarks>
public sealed class PlantedFaultTests
{
    private const ulong Seed = 20261122;

    private static readonly int s_count = DecisionLaws.CasesOr(10_000);

    // What no change of a case provokes: the trusts set no longest bar.
    private static readonly string[] s_notProvoked = [FindingCode.BarTooLong];

    public static TheoryData<string> Policies => [.. ShippedPolicies.Ids];

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_was_done_wrong_is_found_with_its_event_and_clause_and_nothing_else_is(string policy)
    {
        var cases = GeneratedCases.Of(policy, Seed);
        var audit = new CaseAudit(new DecisionEngine(ShippedPolicies.Load(policy)));
        Parallel.For(0, s_count, number =>
        {
            var given = cases[number];
            var report = audit.Audit(given.Case);
            Assert.True(
                Same(given.Expected, report.Findings) && report.NotJudged.Count == 0,
                $"""
                Case {number}, {given.Fault}
                expected:
                {string.Join('\n', given.Expected)}
                found:
                {string.Join('\n', report.Findings.Select(finding => $"{finding.Code} {finding.Event} {finding.Clauses}: {finding.Did} {finding.Asked}"))}
                {string.Join('\n', report.NotJudged)}
                {CaseFile.Write(given.Case)}
                """);
        });
    }

    [Fact]
    public void Every_finding_that_a_policy_of_a_trust_can_lead_to_is_planted()
    {
        var planted = ShippedPolicies.Ids.Select(policy => GeneratedCases.Of(policy, Seed))
            .SelectMany(cases => Enumerable.Range(0, 500).SelectMany(number => cases[number].Expected)).Select(expected => expected.Code).ToHashSet();
        var codes = typeof(FindingCode).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes.Except(s_notProvoked).Order(StringComparer.Ordinal), planted.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_case_is_the_same_each_time_it_is_made_and_is_one_that_a_file_can_hold(string policy)
    {
        var rules = ShippedPolicies.Load(policy);
        var (cases, again, others) = (GeneratedCases.Of(policy, Seed), GeneratedCases.Of(policy, Seed), GeneratedCases.Of(policy, Seed + 1));
        for (var number = 0; number < 300; number++)
        {
            var given = cases[number];
            Assert.Equal(given, again[number]);
            Assert.Equal(given.Case, CaseFile.Parse(CaseFile.Write(given.Case), rules));
            Assert.NotEqual(given, others[number]);
        }
    }

    private static bool Same(ValueList<ExpectedFinding> expected, ValueList<AuditFinding> found)
    {
        var left = found.ToList();
        return expected.All(wanted => left.FindIndex(finding => finding.Code == wanted.Code && finding.Event == wanted.Event && (wanted.Clause is null || finding.Clauses.Contains(wanted.Clause))) is var index and >= 0
            && RemoveAt(left, index)) && left.Count == 0;
    }

    private static bool RemoveAt(List<AuditFinding> left, int index)
    {
        left.RemoveAt(index);
        return true;
    }
}
