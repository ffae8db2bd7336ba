using ConductPolicy.Audit;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Cli;

/// <summary>What an audit found in a case, as a page.</summary>
internal static class AuditPage
{
    public static Report Of(AuditReport audit)
    {
        var report = new Report();
        var policy = audit.Policy;
        report.Title($"{policy.Trust}: {policy.Title}");
        report.Text($"The record of case {audit.Case}, audited as of {DecisionReport.Day(audit.AsOf)}.");
        report.Small($"{VersionText.Of(policy, audit.AsOf)} What is not on record is taken not to have happened. The record is held against the trust's own policy; what the law decides is not judged.");
        AddScope(report, audit);
        if (!audit.IsOutOfScope)
        {
            AddFindings(report, audit);
        }

        if (audit.NotJudged.Count > 0)
        {
            report.Section("What could not be judged");
            foreach (var item in audit.NotJudged)
            {
                report.Item(item);
            }
        }

        return report;
    }

    private static void AddScope(Report report, AuditReport audit)
    {
        if (!HasOutOfScope(audit))
        {
            return;
        }

        report.Section("What the policy does not speak of");
        if (audit.OutOfScope.Count > 0)
        {
            var which = audit.IsOutOfScope ? "" : $" in {(audit.OutOfScope.Count == 1 ? "the incident" : "the incidents")} {string.Join(", ", audit.OutOfScope)}";
            report.Text($"By what is known on {DecisionReport.Day(audit.AsOf)} the policy does not speak of the person{which}, so nothing{(which.Length == 0 ? "" : " of that")} was held against it.");
        }

        if (audit.ActsOutOfScope.Count > 0)
        {
            report.Text($"The policy did not speak of the person at {string.Join(", ", audit.ActsOutOfScope)}, by what was known then, so {(audit.ActsOutOfScope.Count == 1 ? "this act was" : "these acts were")} not held against it.");
        }

        report.Text("That says neither that what was done was in order nor that it was not.");
    }

    private static bool HasOutOfScope(AuditReport audit) => audit.OutOfScope.Count + audit.ActsOutOfScope.Count > 0;

    private static void AddFindings(Report report, AuditReport audit)
    {
        if (audit.Findings.Count == 0)
        {
            report.Section("What was found");
            report.Text($"Each {(HasOutOfScope(audit) ? "other " : "")}act, approval, notice, bar, message and duty on record by {DecisionReport.Day(audit.AsOf)} was held against the policy. Nothing was found that is not as the policy asks{(audit.NotJudged.Count > 0 ? ", apart from what could not be judged" : "")}.");
            return;
        }

        foreach (var sameBasis in audit.Findings.GroupBy(finding => finding.Basis))
        {
            report.Section(sameBasis.Key switch
            {
                Basis.Stated => "Not as the policy says",
                Basis.Reading => "Not as the rule set reads the policy",
                _ => "Not as the trust's own settings have it",
            });
            foreach (var finding in sameBasis)
            {
                report.Item(finding.Did);
                report.Detail($"Asked: {finding.Asked}", CitationText.Of(finding.Clauses, finding.Basis));
                report.Detail($"{(finding.Clauses.Count == 0 ? "Asked by no clause of the policy" : ForceText(finding, audit.Policy))}{LateText(finding.LateBy)}. ({finding.Code})");
            }
        }
    }

    // A clause on what a person does binds that person; how binding it is says nothing of what the school has to do.
    private static string ForceText(AuditFinding finding, Policy policy)
    {
        var binding = finding.Clauses.Select(id => policy.Clauses[id])
            .Select(clause => clause is { Force: null, Qualifies: { } other } ? policy.Clauses[other] : clause).Where(clause => clause.Force == finding.Force).ToList();
        var isOfConduct = binding.Count > 0 && binding.TrueForAll(clause => clause.Kind == ClauseKind.Behaviour);
        return $"{(isOfConduct ? "The policy's word on the conduct itself" : "How binding the policy puts it")}: {WordOf(finding.Force)}";
    }

    private static string WordOf(ClauseForce force) => force switch
    {
        ClauseForce.Must => "“must”",
        ClauseForce.Will => "“will”",
        ClauseForce.Would => "“would”",
        ClauseForce.Should => "“should”",
        ClauseForce.NotTolerated => "“not tolerated”",
        ClauseForce.Request => "a request",
        _ => "“may”, or no word of its own",
    };

    private static string LateText(int? lateBy) => lateBy switch
    {
        null => "",
        1 => "; 1 working day late",
        var days => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; {days} working days late"),
    };
}
