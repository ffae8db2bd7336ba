using System.Globalization;
using ConductPolicy.Analysis;
using ConductPolicy.Decisions;
using NodaTime;

namespace ConductPolicy.Cli;

/// <summary>What would change the status of a response, as a page for a headteacher.</summary>
internal static class WhatIfReport
{
    public static Report Of(WhatIf whatIf)
    {
        var report = new Report();
        var label = whatIf.Response.Label;
        report.Title($"{whatIf.Policy.Trust}: {whatIf.Policy.Title}");
        report.Text($"Case {whatIf.Case.Id}, incident {whatIf.Incident}, as of {Day(whatIf.AsOf)}: “{label}” {StatusOf(whatIf.Status)}.");
        report.Small("What is known stays known: the answers given, the findings made, the outcomes on record and the seriousness are taken as they are. [Clauses stand in brackets.]");
        Add(report, $"To permit it: {label}", "It is permitted as things stand.", "With what is known taken as it is, the seriousness too, nothing that can still come to this case would permit it.", whatIf.Permitting);
        Add(report, $"It would be ruled out by: {label}", "It is ruled out as things stand.", "With what is known taken as it is, the seriousness too, nothing that can still come to this case would rule it out.", whatIf.RulingOut);
        report.Small("Each set was confirmed by deciding the case with it; no part of one would do. What may happen is no advice to bring it about: an answer or a finding is what it is.");
        return report;
    }

    private static void Add(Report report, string title, string already, string impossible, ChangeSets sets)
    {
        report.Section(title);
        if (sets.IsAlready || sets.IsImpossible)
        {
            report.Text(sets.IsAlready ? already : impossible);
            return;
        }

        Add(report, sets.Sets.Where(set => set.IsByTheRules));
        if (!sets.Sets.All(set => set.IsByTheRules))
        {
            report.Text("Not by the rules: this would do it, and something in it is itself not permitted when its turn comes.");
            Add(report, sets.Sets.Where(set => !set.IsByTheRules));
        }

        if (sets.MayBeMore)
        {
            report.Text(sets.Sets.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"No set of so few changes as were looked at (at most {WhatIf.MaximumChanges}) does it; whether a larger one would was not settled.")
                : "There may be more ways than these, of as many changes or more.");
        }
    }

    private static void Add(Report report, IEnumerable<ChangeSet> sets)
    {
        var isFirst = true;
        foreach (var set in sets)
        {
            var many = set.Changes.Count == 1 ? "one change" : string.Create(CultureInfo.InvariantCulture, $"{set.Changes.Count} changes, together");
            report.Item($"{(isFirst ? "" : "or ")}{many}:");
            isFirst = false;
            for (var i = 0; i < set.Changes.Count; i++)
            {
                var change = set.Changes[i];
                var number = set.Changes.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ");
                report.Detail($"{number}{SentenceOf(change.Text)}", change.Clauses.Count == 0 ? "" : $"[{string.Join(", ", change.Clauses)}]");
            }
        }
    }

    private static string StatusOf(ResponseStatus status) => status switch
    {
        ResponseStatus.NotApplicable => "is not open",
        ResponseStatus.TooEarly => "is too early",
        ResponseStatus.Disproportionate => "is out of proportion",
        ResponseStatus.Unknown => "depends on an answer",
        ResponseStatus.AwaitingApproval => "waits for others",
        _ => "may be done",
    };

    private static string SentenceOf(string text)
    {
        var first = text.TrimStart('“');
        var mark = text[..(text.Length - first.Length)];
        return $"{mark}{char.ToUpperInvariant(first[0])}{first[1..]}{(text[^1] is '?' or '.' ? "" : ".")}";
    }

    private static string Day(LocalDate date) => date.ToString("dddd d MMMM uuuu", CultureInfo.InvariantCulture);
}
