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

    private readonly byte[] _bytes;
    private readonly int _offset;
    private SourcePlaces? _places;

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

    /// <summary>A line of a file of many texts that is longer than any text that is read.</summary>
    public static Problem LineTooLong(string fileName, int line) => new(
        ProblemCode.TooLarge, fileName, line, 1, "", $"The line has more than {MaximumBytes} bytes; at most so many are read.", "Check that each line holds one case.", ProblemSeverity.Error);

    /// <summary>The root of the text, or null with a problem where it is not JSON; and its comments, where they are asked for.</summary>
    public SourceNode? Parse(List<Problem> problems, List<SourceSpan>? comments = null)
    {
        if (_bytes.Length > MaximumBytes)
        {
            problems.Add(new Problem(
                ProblemCode.TooLarge, FileName, 1, 1, "", $"The file has {_bytes.Length} bytes; at most {MaximumBytes} are read.", "Check that this is the right file.", ProblemSeverity.Error));
            return null;
        }

        var found = new List<Problem>();
        var parser = new SourceParser(this, found, comments);
        var root = parser.Parse();
        if (parser.HasUnpairedBrackets)
        {
            // One bracket too few or too many moves all that comes after it; the reading with fewer mistakes is the likelier.
            var byIndentation = new List<Problem>();
            var rootByIndentation = new SourceParser(this, byIndentation, followsIndentation: true).Parse();
            if (rootByIndentation is not null && byIndentation.Count <= found.Count)
            {
                (root, found) = (rootByIndentation, byIndentation);
            }
        }

        problems.AddRange(found);
        return root;
    }
}
