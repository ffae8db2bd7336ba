using ConductPolicy.Decisions;

namespace ConductPolicy.Cli;

/// <summary>Clauses as they are shown behind a line: <c>[6.ban, a reading]</c>.</summary>
internal static class CitationText
{
    public static string Of(ValueList<string> clauses, Basis basis)
    {
        var mark = basis switch
        {
            Basis.Reading => "a reading",
            Basis.Setting => "a setting",
            _ => null,
        };
        IEnumerable<string> parts = mark is null ? clauses : clauses.Append(mark);
        return clauses.Count == 0 && mark is null ? "" : $"[{string.Join(", ", parts)}]";
    }

    public static string Of(ValueList<string> clauses, string? reading) => Of(clauses, reading is null ? Basis.Stated : Basis.Reading);
}
