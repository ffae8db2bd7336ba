using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests;

/// <summary>Every example under <c>rules/examples</c>, with the decision's text beside it.</summary>
public sealed class ExampleTests
{
    private static readonly string s_root = Repository.PathOf("rules", "examples");

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var policy in ShippedPolicies.Ids)
            {
                foreach (var file in Directory.GetFiles(Path.Combine(s_root, policy), "*.json").Order(StringComparer.Ordinal))
                {
                    data.Add(policy, Path.GetFileNameWithoutExtension(file));
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_decision_reads_as_it_did(string policy, string name) =>
        Golden.Matches(Path.Combine(s_root, policy, $"{name}.txt"), ReportPrinter.TextOf(DecisionReport.Of(Decide(policy, name))));

    [Theory]
    [InlineData("qet")]
    [InlineData("thrive")]
    public void Every_status_and_every_verdict_occurs(string policy)
    {
        var decisions = Examples.Select(row => (object[])row).Where(row => (string)row[0] == policy).Select(row => Decide(policy, (string)row[1])).ToList();
        Assert.True(decisions.Count >= 12);
        Assert.Equal(Enum.GetValues<ResponseStatus>(), decisions.SelectMany(decision => decision.Responses).Select(item => item.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<Verdict>(), decisions.SelectMany(decision => decision.Behaviours).Select(item => item.Verdict).Distinct().Order());
        var excusable = decisions[0].Policy.Behaviours.Where(behaviour => behaviour.Unless is not null).ToList();
        Assert.All(excusable, behaviour =>
        {
            var verdicts = decisions.SelectMany(decision => decision.Behaviours).Where(item => item.Behaviour.Id == behaviour.Id).Select(item => item.Verdict).ToList();
            Assert.Contains(Verdict.Excused, verdicts);
            Assert.Contains(Verdict.Breach, verdicts);
        });
    }

    private static Decision Decide(string policy, string name)
    {
        var rules = ShippedPolicies.Load(policy);
        return new DecisionEngine(rules).Decide(CaseFile.Load(Path.Combine(s_root, policy, $"{name}.json"), rules));
    }
}
