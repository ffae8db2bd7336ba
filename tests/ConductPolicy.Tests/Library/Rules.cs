using System.Text;
using ConductPolicy.Library;

namespace ConductPolicy.Tests.Library;

/// <summary>Versions of QET's rules, as they are and changed.</summary>
internal static class Rules
{
    private const string Consultations = """
              "approvals": [
                { "act": "consult", "role": "ceo", "clause": ["6.ban.consult"] },
                { "act": "consult", "role": "chair-of-governors", "clause": ["6.ban.consult"] }
              ],
        """;

    public static PolicySource Version(string version, string from = "2024-09-01", string? to = null, Func<string, string>? changed = null) =>
        Source($"qet-{version}.json", Text(version, from, to, changed));

    public static PolicySource Draft(string version, string from = "2024-09-01") =>
        Version(version, from, changed: text => RuleText.With(text, "\"status\": \"adopted\"", "\"status\": \"draft\""));

    /// <summary>A ban after one consultation, against the rule set's own safeguard.</summary>
    public static PolicySource Refuted() => Version("9", changed: text => RuleText.With(
        text, Consultations.ReplaceLineEndings("\n"), Consultations.ReplaceLineEndings("\n").Replace("""        { "act": "consult", "role": "chair-of-governors", "clause": ["6.ban.consult"] }""", "", StringComparison.Ordinal)));

    public static string Text(string version, string from = "2024-09-01", string? to = null, Func<string, string>? changed = null)
    {
        var text = RuleText.With(RuleText.Of("qet"), "\"version\": \"1\"", $"\"version\": \"{version}\"");
        text = RuleText.With(text, "\"from\": \"2024-09-01\"", $"\"from\": \"{from}\"{(to is null ? "" : $", \"to\": \"{to}\"")}");
        return changed?.Invoke(text) ?? text;
    }

    public static PolicySource Source(string name, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return PolicySource.FromStream(name, stream);
    }
}
