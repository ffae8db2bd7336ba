using System.Text;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests;

/// <summary>The text of the shipped rule files, to be changed by tests.</summary>
internal static class RuleText
{
    public static string Of(string policy) => Encoding.UTF8.GetString(ShippedPolicies.Read(policy));

    public static ValueList<Problem> Problems(string rules) => PolicyFile.Check(Encoding.UTF8.GetBytes(rules), "rules.json");

    /// <summary>A rule set with one stretch of its text replaced; fails where the stretch is not there exactly once.</summary>
    public static string With(string rules, string old, string replacement)
    {
        var at = rules.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the rule file does not hold: {old}");
        Assert.Equal(at, rules.LastIndexOf(old, StringComparison.Ordinal));
        return rules.Replace(old, replacement, StringComparison.Ordinal);
    }

    /// <summary>QET's rules with the review of a ban left out of its terms.</summary>
    public static string WithoutReview(string rules)
    {
        var start = rules.IndexOf("\"review\": {", StringComparison.Ordinal);
        var end = rules.IndexOf('}', start);
        return string.Concat(rules.AsSpan(0, start), "\"review\": null", rules.AsSpan(end + 1));
    }
}
