using ConductPolicy.Audit;
using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Audit;

/// <summary>For each trust a case in which everything was done as its policy asks, to be changed by tests.</summary>
internal static class AuditedCase
{
    public const string Qet = """
        { "id": "test", "asOf": "2027-03-01", "facts": { "person": "parental-responsibility" },
          "incidents": [
            { "id": "i1", "on": "2026-11-02", "behaviours": ["threat-of-harm"], "facts": { "channel": "in-person" } }
          ],
          "events": [
            { "id": "m", "on": "2026-11-02", "message": { "is": "received" } },
            { "id": "g", "on": "2026-11-03", "step": "gather-information", "by": "headteacher" },
            { "id": "s", "on": "2026-11-04", "step": "speak-to-parent", "by": "headteacher", "outcome": "unresolved" },
            { "id": "c1", "on": "2026-11-05", "recorded": { "act": "consult", "role": "ceo", "for": "ban" } },
            { "id": "c2", "on": "2026-11-05", "recorded": { "act": "consult", "role": "chair-of-governors", "for": "ban" } },
            { "id": "t1", "on": "2026-11-05", "considered": "reasonable-adjustments" },
            { "id": "t2", "on": "2026-11-05", "considered": "child-journey", "for": "ban" },
            { "id": "t3", "on": "2026-11-05", "considered": "complained-of" },
            { "id": "t4", "on": "2026-11-05", "considered": "advice-from-governors" },
            { "id": "b", "on": "2026-11-06", "response": "ban", "by": "headteacher", "ends": "2026-12-18" },
            { "id": "n", "on": "2026-11-07", "notice": { "for": "ban", "form": "written", "states": ["reasons", "length", "review-date"] } },
            { "id": "a", "on": "2026-11-09", "message": { "of": "m", "is": "answered" } },
            { "id": "r", "on": "2026-12-18", "recorded": { "act": "review", "role": "headteacher", "for": "ban", "result": "confirmed" } },
            { "id": "x", "on": "2026-12-19", "ended": { "of": "b", "how": "expired" } }
          ] }
        """;

    public const string Thrive = """
        { "id": "test", "asOf": "2027-03-01", "facts": { "person": "parental-responsibility" },
          "incidents": [
            { "id": "i1", "on": "2026-11-02", "behaviours": ["intimidation"], "seriousness": "high" }
          ],
          "events": [
            { "id": "s", "on": "2026-11-03", "step": "conversation", "by": "headteacher", "outcome": "unresolved" },
            { "id": "t1", "on": "2026-11-04", "considered": "reasonable-adjustments" },
            { "id": "t2", "on": "2026-11-04", "considered": "child-journey" },
            { "id": "t3", "on": "2026-11-04", "considered": "complained-of" },
            { "id": "t4", "on": "2026-11-04", "considered": "parent-heard" },
            { "id": "p", "on": "2026-11-05", "response": "bar-provisional", "by": "headteacher", "ends": "2026-11-27" },
            { "id": "pn", "on": "2026-11-05", "notice": { "for": "bar-provisional", "form": "written", "states": ["reasons", "representations", "contact-route"] } },
            { "id": "v", "on": "2026-11-05", "representations": { "for": "bar-confirmed", "invited": "2026-11-12" } },
            { "id": "e", "on": "2026-11-13", "recorded": { "act": "review", "role": "executive-headteacher", "for": "bar-confirmed", "result": "confirmed" } },
            { "id": "k", "on": "2026-11-16", "response": "bar-confirmed", "by": "headteacher", "ends": "2026-12-18" },
            { "id": "kn", "on": "2026-11-16", "notice": { "for": "bar-confirmed", "form": "written", "states": ["length", "review-date", "appeal", "contact-route"] } },
            { "id": "ct", "on": "2026-11-20", "contact": { "through": "headteachers-pa" } },
            { "id": "r", "on": "2026-12-17", "recorded": { "act": "review", "role": "executive-headteacher", "for": "bar-confirmed", "result": "confirmed" } }
          ] }
        """;

    private static readonly Dictionary<string, CaseAudit> s_audits = ShippedPolicies.Ids.ToDictionary(id => id, id => new CaseAudit(new DecisionEngine(ShippedPolicies.Load(id))));

    public static CaseAudit AuditBy(string policy) => s_audits[policy];

    public static string Of(string policy) => policy == "qet" ? Qet : Thrive;

    /// <summary>The case with stretches of its text replaced, each <c>old => new</c>; one that is the id of an event takes the event out with a new text of nothing.</summary>
    public static string Changed(string policy, params string[] changes)
    {
        var text = Of(policy);
        foreach (var change in changes)
        {
            var arrow = change.IndexOf(" => ", StringComparison.Ordinal);
            text = arrow >= 0 ? RuleText.With(text, change[..arrow], change[(arrow + 4)..])
                : change.StartsWith('+') ? With(text, change[1..])
                : Without(text, change.TrimStart('-'));
        }

        return text;
    }

    public static AuditReport Audit(string policy, string json) => AuditBy(policy).Audit(CaseFile.Parse(json, AuditBy(policy).Policy));

    /// <summary>The findings in short: <c>notice-missing b; review-late b</c>, in the order of their codes.</summary>
    public static string Short(AuditReport report) =>
        string.Join("; ", report.Findings.Select(finding => finding.Event is { } id ? $"{finding.Code} {id}" : finding.Code).Order(StringComparer.Ordinal));

    // An event more, at the end of the list: its date says where it stands.
    private static string With(string text, string line) => RuleText.With(text, "\n  ] }", $",\n    {line}\n  ] }}");

    private static string Without(string text, string id)
    {
        var lines = text.Split('\n').ToList();
        Assert.Equal(1, lines.RemoveAll(line => line.Contains($"{{ \"id\": \"{id}\", \"on\"", StringComparison.Ordinal)));
        return string.Join('\n', lines).Replace("},\n  ] }", "}\n  ] }", StringComparison.Ordinal);
    }
}
