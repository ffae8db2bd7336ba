using System.Globalization;
using System.Text;

namespace ConductPolicy.Benchmarks;

/// <summary>Valid rule sets of any size up to the limit: one part, of a clause or two of each kind, over and over under numbered ids.</summary>
/// <remarks>The tests use it too. The same size gives the same text.</remarks>
public static class LargeRuleSet
{
    private const int MostRungs = 100;

    private sealed record Section(string Begin, string End, Func<int, string> Part);

    private static readonly Section[] s_sections =
    [
        new("\"clauses\": {", "\"0.general\": { \"kind\": \"document\", \"text\": \"What holds for all.\" } }", n => $$"""
                "{{n}}.conduct": { "kind": "behaviour", "force": "not-tolerated",
                  "text": "Conduct of the kind {{n}} is not tolerated on the site, nor in any message to the school." },
                "{{n}}.exception": { "kind": "exception", "qualifies": "{{n}}.conduct",
                  "text": "It is no breach where the school permitted it beforehand." },
                "{{n}}.step": { "kind": "step", "force": "will", "text": "The school asks about conduct of the kind {{n}} first." },
                "{{n}}.response": { "kind": "response", "force": "may", "text": "The school may answer conduct of the kind {{n}}." },
                "{{n}}.value": { "kind": "value", "text": "People respect one another.", "covers": "A value: nothing is decided by it." },

            """),
        new("\"roles\": {", "\"headteacher\": { \"label\": \"Headteacher\" } }", n => $$"""
                "role-{{n}}": { "label": "Office {{n}}", "mayActFor": ["headteacher"], "why": "The text names nobody." },

            """),
        new("\"facts\": {", "\"person\": { \"type\": \"flag\", \"label\": \"It is a parent\", \"ask\": \"Is it a parent?\" } }", n => $$"""
                // Kind {{n}}.
                "flag-{{n}}": { "type": "flag", "label": "It was permitted", "ask": "Was it permitted?", "clause": ["{{n}}.exception"] },
                "choice-{{n}}": { "type": "choice", "values": ["phone", "email", "letter"], "label": "The channel", "ask": "How was it said?" },
                "count-{{n}}": { "type": "count", "label": "How often", "ask": "How often did it happen?" },

            """),
        new("\"settings\": {", "\"often\": { \"type\": \"count\", \"value\": 3, \"why\": \"The text gives no number.\" } }", n => $$"""
                "setting-{{n}}": { "type": "length", "value": "6 weeks", "why": "The text gives no length." },

            """),
        new("\"behaviours\": [", "{ \"id\": \"other\", \"label\": \"Other conduct\", \"clause\": [\"0.general\"], \"seriousness\": { \"value\": \"low\", \"reading\": \"It is the least there is.\" } } ]", n => $$"""
                { "id": "behaviour-{{n}}", "clause": ["{{n}}.conduct"], "tags": ["tag-{{n % 50}}"],
                  "label": "Conduct of the kind {{n}}",
                  "seriousness": { "value": "moderate", "reading": "It stops others from working, but need not frighten anybody." },
                  "when": { "any": [{ "fact": "count-{{n}}", "atLeast": { "setting": "often" } }, { "fact": "choice-{{n}}", "in": ["email", "letter"] }] },
                  "unless": { "when": { "all": ["flag-{{n}}", { "not": "person" }] }, "clause": ["{{n}}.exception"] } },

            """),
        new("\"steps\": [", "{ \"id\": \"ask\", \"label\": \"Ask\", \"clause\": [\"0.general\"] } ]", n => $$"""
                { "id": "step-{{n}}", "clause": ["{{n}}.step"], "required": true, "label": "Ask about it", "when": { "behaviour": "behaviour-{{n}}" } },

            """),
        new("\"responses\": [", "{ \"id\": \"talk\", \"label\": \"Talk\", \"clause\": [\"0.general\"], \"immediate\": true } ]", n => $$"""
                { "id": "response-{{n}}", "clause": ["{{n}}.response"], {{(n <= MostRungs ? $"\"rung\": {n}" : "\"immediate\": true")}}, "kind": "kind-{{n % 50}}",
                  "label": "An answer to the kind {{n}}",
                  "reading": "The text ranks nothing; it stands where it asks least of the parent.",
                  "when": { "any": [{ "behaviour": "tag-{{n % 50}}" }, { "taken": "step-{{n}}", "outcome": "unresolved", "within": { "setting": "setting-{{n}}" } }] },
                  "decidedBy": { "role": "role-{{n}}", "clause": ["{{n}}.response"], "reading": "The text does not say who decides." },
                  "approvals": [{ "act": "consult", "role": "headteacher", "clause": ["{{n}}.response"] }],
                  "notice": { "form": "written", "states": ["reasons"], "clause": ["{{n}}.response"] } },

            """),
        new("\"considerations\": [", "{ \"id\": \"needs\", \"ask\": \"Could a disability bear on this?\" } ]", n => $$"""
                { "id": "consideration-{{n}}", "ask": "Is the child safe?", "before": ["response-{{n}}"] },

            """),
        new("\"safeguards\": [", "{ \"id\": \"decided\", \"clause\": [\"0.general\"], \"always\": { \"response\": \"response-1\", \"has\": [\"decidedBy:role-1\"] } } ]", n => $$"""
                { "id": "safeguard-{{n}}", "clause": ["{{n}}.response"],
                  "never": { "response": "response-{{n}}", "is": "permitted" },
                  "unless": { "any": [{ "taken": { "kind": "kind-{{n % 50}}" } }, { "recorded": { "act": "consult", "role": "headteacher" } }] } },

            """),
    ];

    /// <summary>A rule set of about this many bytes.</summary>
    /// <param name="bytes">The size, from a few kilobytes up.</param>
    public static string Of(int bytes)
    {
        // Numbers take more room as they grow, so the parts are counted out at the length that most of them have.
        var perPart = s_sections.Sum(section => section.Part(1_000 + (bytes / 1_000)).Length);
        var parts = Math.Max(1, bytes / perPart);
        var text = new StringBuilder("""
            {
              "format": 1, "id": "large", "trust": "A Trust", "title": "A Large Policy", "division": "england-and-wales", "version": "1", "status": "draft",
              "document": { "clause": ["0.general"] },
              "inForce": { "from": "2024-09-01" },
              "scope": { "when": "person", "clause": ["0.general"] },
              "seriousness": ["low", "moderate", "high"],
              "ladder": { "ceiling": { "low": 10, "moderate": 50, "high": 100 }, "raisePerUnresolved": 1, "raiseAtMost": 1, "clause": ["0.general"],
                "reading": "The text gives no measure." }
            """);
        foreach (var section in s_sections)
        {
            text.Append(CultureInfo.InvariantCulture, $",\n  {section.Begin}\n");
            for (var n = 1; n <= parts; n++)
            {
                text.Append(section.Part(n));
            }

            text.Append(CultureInfo.InvariantCulture, $"    {section.End}");
        }

        return text.Append("\n}\n").ToString();
    }
}
