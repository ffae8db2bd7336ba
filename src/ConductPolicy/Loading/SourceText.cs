using System.Text;

namespace ConductPolicy.Loading;

/// <summary>A JSON text (comments and trailing commas allowed) and the places in it.</summary>
/// <remarks>Limits: <see cref="MaximumBytes"/> bytes, <see cref="MaximumDepth"/> levels and <see cref="MaximumValues"/> values.</remarks>
internal sealed class SourceText
{
    public const int MaximumBytes = 16 * 1024 * 1024;
    public const int MaximumDepth = 64;

    /// <summary>How many values are read of one file: with them stands the memory that a file can ask for.</summary>
    public const int MaximumValues = 1_000_000;

    /// <summary>How many problems are told of one file. Nobody reads more, and a file can hold a million.</summary>
    public const int MaximumProblems = 1_000;

    private readonly byte[] _bytes;
    private readonly int _offset;
    private SourcePlaces? _places;
    private ProblemSeverity? _untold;

    public SourceText(string fileName, byte[] bytes)
    {
        FileName = fileName;
        _bytes = bytes;
        _offset = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public string FileName { get; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_offset);

    /// <summary>The line and column, both counted from 1, of a byte.</summary>
    public (int Line, int Column) PositionOf(int start)
    {
        _places ??= new SourcePlaces(_bytes.AsMemory(_offset));
        return _places.PositionOf(start);
    }

    /// <summary>Whether errors were found that are not told, because there are <see cref="MaximumProblems"/> before them.</summary>
    public bool HasUntoldErrors => _untold == ProblemSeverity.Error;

    /// <summary>Adds a problem; in the place of those after the most that are told, one that says so.</summary>
    public void Report(
        List<Problem> problems, SourceNode node, string code, string message, string? help, bool atKey, ProblemSeverity severity = ProblemSeverity.Error)
    {
        if (problems.Count < MaximumProblems)
        {
            problems.Add(ProblemAt(node, code, message, help, atKey, severity));
        }
        else if (_untold is null || (_untold == ProblemSeverity.Warning && severity == ProblemSeverity.Error))
        {
            _untold = severity;
            var (line, column) = PositionOf(Bytes.Length);
            problems.Add(new Problem("too-many", FileName, line, column, "", $"After {MaximumProblems} problems the rest are not told.", "Mend these first.", severity));
        }
    }

    public Problem ProblemAt(
        SourceNode node, string code, string message, string? help = null, bool atKey = false, ProblemSeverity severity = ProblemSeverity.Error)
    {
        var start = atKey ? node.KeyStart : node.Start;
        var (line, column) = PositionOf(start);
        return new Problem(code, FileName, line, column, node.Pointer, message, help, severity, LengthAt(node, start, atKey));
    }

    // The key or value itself; of an object or list only the bracket that begins it.
    private int LengthAt(SourceNode node, int start, bool atKey)
    {
        if (!atKey && node.Kind <= SourceKind.List)
        {
            return 1;
        }

        var end = atKey ? EndOfKey(start) : Math.Max(node.End, start + 1);
        return Math.Max(1, Encoding.UTF8.GetCharCount(Bytes[start..Math.Min(end, Bytes.Length)]));
    }

    /// <summary>The byte after the key that starts at a byte.</summary>
    public int EndOfKey(int start)
    {
        var at = start;
        if (at >= Bytes.Length || Bytes[at] != '"')
        {
            return start + 1;
        }

        for (at++; at < Bytes.Length && Bytes[at] is not ((byte)'"' or (byte)'\n'); at++)
        {
            at += Bytes[at] == '\\' ? 1 : 0;
        }

        return at + 1;
    }

    /// <summary>The root of the text, or null with a problem where it is not JSON; and its comments, where they are asked for.</summary>
    public SourceNode? Parse(List<Problem> problems, List<SourceSpan>? comments = null)
    {
        if (_bytes.Length > MaximumBytes)
        {
            problems.Add(new Problem(
                "too-large", FileName, 1, 1, "", $"The file has {_bytes.Length} bytes; at most {MaximumBytes} are read.", null, ProblemSeverity.Error));
            return null;
        }

        return new SourceParser(this, problems, comments).Parse();
    }
}
