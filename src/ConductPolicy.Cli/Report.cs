namespace ConductPolicy.Cli;

/// <summary>What a line of a report is.</summary>
internal enum LineKind
{
    Title,
    Section,
    Text,
    Item,
    Detail,
    Row,
    Small,
}

/// <summary>A line of a report, before it is laid out.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="Citation">The clauses it rests on, as they are shown; empty for none.</param>
/// <param name="Level">How far it is indented, in a tree.</param>
internal sealed record ReportLine(LineKind Kind, string Text, string Citation = "", int Level = 0);

/// <summary>A report for people: printed to a terminal, as plain text, or as Markdown.</summary>
internal sealed class Report
{
    private readonly List<ReportLine> _lines = [];

    public IReadOnlyList<ReportLine> Lines => _lines;

    public void Title(string text) => _lines.Add(new(LineKind.Title, text));

    public void Section(string text) => _lines.Add(new(LineKind.Section, text));

    public void Text(string text, string citation = "") => _lines.Add(new(LineKind.Text, text, citation));

    public void Item(string text, string citation = "", int level = 0) => _lines.Add(new(LineKind.Item, text, citation, level));

    /// <summary>Something more about the item above.</summary>
    public void Detail(string text, string citation = "") => _lines.Add(new(LineKind.Detail, text, citation));

    /// <summary>A row of a table below the item above: its columns stand where the text puts them.</summary>
    public void Row(string text) => _lines.Add(new(LineKind.Row, text));

    public void Small(string text) => _lines.Add(new(LineKind.Small, text));
}
