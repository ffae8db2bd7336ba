using System.Text;
using ConductPolicy.Conditions;

namespace ConductPolicy.Extensions.DependencyInjection.Tests;

/// <summary>A case whose answer tells which version decided: so many complaints are a breach from the version's own number on.</summary>
internal static class GivenCase
{
    public const string Reference = "2026-ref-7731";

    public static byte[] Complaints(int count) => Encoding.UTF8.GetBytes($$"""
        {
          "id": "{{Reference}}", "asOf": "2026-11-20",
          "incidents": [{ "id": "i1", "on": "2026-11-18", "behaviours": ["serial-complaints"],
            "facts": { "person": "parent", "complaints": {{count}} } }]
        }
        """);

    public static Truth AnswerOf(int version, int count) => count >= RuleFolder.SerialIn(version) ? Truth.True : Truth.False;
}
