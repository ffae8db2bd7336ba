using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.PolicyTests;

/// <summary>Turns a file of policy tests into tests, leaving out what has not the right shape, and checks what they speak of.</summary>
internal sealed class PolicyTestBuilder(SourceNode root, SourceText source, Policy policy, ShapeCheck check, List<Problem> problems)
{
    private readonly HashSet<string> _ids = [];

    public ValueList<PolicyTest> Build() =>
        Items(root["cases"]).Where(node => !node.IsBad).Select(Build).ToValueList();

    private PolicyTest Build(SourceNode node)
    {
        CheckId(node["id"]!);
        var test = new PolicyTest
        {
            Id = node["id"]!.Text,
            Why = node["why"]!.Text,
            Case = CaseOf(node["case"]!),
            Incident = node["incident"]?.Text,
            IsConfirmed = node["confirmed"]?.IsTrue ?? true,
            Expected = ExpectedOf(node["expect"]!),
        };
        CheckIncident(test, node["incident"]);
        return test;
    }

    private ConductCase CaseOf(SourceNode node)
    {
        var builder = new CaseBuilder(node);
        var built = builder.Build();
        problems.AddRange(CaseCheck.Run(built, policy, source, builder.Places) ?? []);
        if (built.AsOf is null)
        {
            check.Report(node, ProblemCode.NoDate, "The case does not say on which day to decide.", "Add `\"asOf\"` to the case.");
        }

        return built;
    }

    private ExpectedDecision ExpectedOf(SourceNode node)
    {
        if (Entries(node).Count == 0)
        {
            check.Report(node, ProblemCode.TooFew, "The test expects nothing, so it could not fail.", "Add for example `\"statuses\": { \"ban\": \"awaiting-approval\" }`.");
        }

        return new ExpectedDecision
        {
            Scope = node["scope"] is { } scope ? DecisionWords.Scopes.ValueOf(scope.Text) : null,
            Behaviours = Known(Entries(node["behaviours"]), entry => entry.Key!, "behaviour", policy.Behaviours, atKey: true)
                .Select(entry => new ExpectedVerdict(entry.Key!, DecisionWords.Verdicts.ValueOf(entry.Text))).ToValueList(),
            Statuses = Known(Entries(node["statuses"]), entry => entry.Key!, "response", policy.Responses, atKey: true)
                .Select(entry => new ExpectedStatus(entry.Key!, DecisionWords.Statuses.ValueOf(entry.Text))).ToValueList(),
            Next = IdsOf(node["next"], "response", policy.Responses),
            Required = RequiredOf(node["required"]),
            Ask = IdsOf(node["ask"], "fact", policy.Facts),
            Deadlines = node["deadlines"] is { } days ? Items(days).Select(DateOf).Order().ToValueList() : null,
            Clauses = IdsOf(node["clauses"], "clause", policy.Clauses) ?? [],
        };
    }

    private ValueList<string>? IdsOf<T>(SourceNode? node, string noun, Definitions<T> definitions)
        where T : Definition =>
        node is null ? null : Known(Items(node), item => item.Text, noun, definitions).Select(item => item.Text).ToValueList();

    private ValueList<string>? RequiredOf(SourceNode? node)
    {
        foreach (var item in Items(node).Where(item => !policy.Steps.Contains(item.Text) && !policy.Responses.Contains(item.Text)))
        {
            ReportUnknown(item, "step or response", item.Text, policy.Steps.Ids.Concat(policy.Responses.Ids), atKey: false);
        }

        return node is null ? null : Items(node).Select(item => item.Text).ToValueList();
    }

    private List<SourceNode> Known<T>(List<SourceNode> nodes, Func<SourceNode, string> id, string noun, Definitions<T> definitions, bool atKey = false)
        where T : Definition
    {
        foreach (var node in nodes.Where(node => !definitions.Contains(id(node))))
        {
            ReportUnknown(node, noun, id(node), definitions.Ids, atKey);
        }

        return nodes;
    }

    private void ReportUnknown(SourceNode node, string noun, string id, IEnumerable<string> known, bool atKey) =>
        check.Report(node, ProblemCode.UnknownReference, $"The policy has no {noun} `{ShapeCheck.Printable(id)}`.", NearestName.Help(id, known), atKey);

    private void CheckId(SourceNode id)
    {
        if (!_ids.Add(id.Text))
        {
            check.Report(id, ProblemCode.DuplicateId, $"There is a test `{ShapeCheck.Printable(id.Text)}` above already.", "Give one of the two another id.");
        }
    }

    private void CheckIncident(PolicyTest test, SourceNode? node)
    {
        if (node is not null && !test.Case.Incidents.Any(incident => incident.Id == test.Incident))
        {
            check.Report(
                node, ProblemCode.UnknownIncident, $"The case has no incident `{ShapeCheck.Printable(node.Text)}`.",
                NearestName.Help(node.Text, test.Case.Incidents.Select(incident => incident.Id)));
        }
    }

    private static LocalDate DateOf(SourceNode node) => DateShape.TryParse(node.Text, out var date) ? date : default;
}
