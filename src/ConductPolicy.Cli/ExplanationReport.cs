using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Cli;

/// <summary>The tree of reasons, as lines of a report.</summary>
internal static class ExplanationReport
{
    public static void AddTo(Report report, Explanation explanation)
    {
        report.Section("Every reason");
        foreach (var part in explanation.Parts)
        {
            Add(report, part, 0);
        }
    }

    private static void Add(Report report, Explanation explanation, int level)
    {
        var mark = explanation.Truth switch
        {
            Truth.True => "[yes] ",
            Truth.False => "[no] ",
            Truth.Unknown => "[not known] ",
            _ => "",
        };
        var note = explanation.Note is { } text ? $" ({text})" : "";
        report.Item($"{mark}{explanation.Text}{note}", CitationText.Of(explanation.Clauses, explanation.Basis), level);
        foreach (var part in explanation.Parts)
        {
            Add(report, part, level + 1);
        }
    }
}
