using System.Text;
using System.Text.Json;

namespace ConductPolicy.Loading;

/// <summary>A JSON text (comments and trailing commas allowed) and the places in it.</summary>
/// <remarks>Limits: <see cref="MaximumBytes"/> bytes and <see cref="MaximumDepth"/> levels.</remarks>
internal sealed class SourceText
{
    public const int MaximumBytes = 16 * 1024 * 1024;
    public const int MaximumDepth = 64;

    private readonly byte[] _bytes;
    private readonly int _offset;

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
        var before = Bytes[..Math.Min(start, Bytes.Length)];
        var line = before.Count((byte)'\n') + 1;
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (line, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    public Problem ProblemAt(
        SourceNode node, string code, string message, string? help = null, bool atKey = false, ProblemSeverity severity = ProblemSeverity.Error)
    {
        var (line, column) = PositionOf(atKey ? node.KeyStart : node.Start);
        return new Problem(code, FileName, line, column, node.Pointer, message, help, severity);
    }

    /// <summary>The root of the text, or null with a problem where it is not JSON.</summary>
    public SourceNode? Parse(List<Problem> problems)
    {
        if (_bytes.Length > MaximumBytes)
        {
            problems.Add(new Problem(
                "too-large", FileName, 1, 1, "", $"The file has {_bytes.Length} bytes; at most {MaximumBytes} are read.", null, ProblemSeverity.Error));
            return null;
        }

        try
        {
            return ParseTokens(problems);
        }
        catch (JsonException error)
        {
            problems.Add(SyntaxProblem(error));
            return null;
        }
        catch (InvalidOperationException)
        {
            // The reader gives this for text that is not valid UTF-8 or UTF-16 once unescaped.
            problems.Add(new Problem(
                "not-text", FileName, 1, 1, "", "A text in this file is not valid Unicode.", "Save the file as UTF-8.", ProblemSeverity.Error));
            return null;
        }
    }

    private SourceNode ParseTokens(List<Problem> problems)
    {
        var reader = new Utf8JsonReader(Bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaximumDepth,
        });
        SourceNode? root = null, open = null;
        string? key = null;
        var keyStart = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    key = reader.GetString()!;
                    keyStart = (int)reader.TokenStartIndex;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open!.End = (int)reader.BytesConsumed;
                    if (open.Kind == SourceKind.Object)
                    {
                        ReportRepeatedKeys(open, problems);
                    }

                    open = open.Parent;
                    continue;
            }

            var node = NodeOf(ref reader, open, key, keyStart);
            key = null;
            root ??= node;
            open?.Children.Add(node);
            if (node.Kind <= SourceKind.List)
            {
                open = node;
            }
        }

        return root!;
    }

    private static SourceNode NodeOf(ref Utf8JsonReader reader, SourceNode? parent, string? key, int keyStart)
    {
        var kind = reader.TokenType switch
        {
            JsonTokenType.StartObject => SourceKind.Object,
            JsonTokenType.StartArray => SourceKind.List,
            JsonTokenType.String => SourceKind.Text,
            JsonTokenType.Number => SourceKind.Number,
            JsonTokenType.Null => SourceKind.Null,
            _ => SourceKind.Flag,
        };
        var start = (int)reader.TokenStartIndex;
        return new SourceNode(kind, start, parent, key)
        {
            KeyStart = key is null ? start : keyStart,
            End = (int)reader.BytesConsumed,
            Index = parent?.Children.Count ?? 0,
            IsTrue = reader.TokenType == JsonTokenType.True,
            Text = kind switch
            {
                SourceKind.Text => reader.GetString()!,
                SourceKind.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                _ => "",
            },
        };
    }

    private void ReportRepeatedKeys(SourceNode node, List<Problem> problems)
    {
        if (node.Children.Count < 2)
        {
            return;
        }

        var seen = new HashSet<string>(node.Children.Count);
        foreach (var child in node.Children)
        {
            if (!seen.Add(child.Key!))
            {
                problems.Add(ProblemAt(
                    child, "duplicate-key", $"The key `{child.Key}` stands here twice.", "Keep one of the two.", atKey: true));
                child.MarkBad();
            }
        }
    }

    private Problem SyntaxProblem(JsonException error)
    {
        var line = (int)(error.LineNumber ?? 0);
        var start = 0;
        for (var passed = 0; passed < line; passed++)
        {
            start += Bytes[start..].IndexOf((byte)'\n') + 1;
        }

        var position = Math.Min(start + (int)(error.BytePositionInLine ?? 0), Bytes.Length);
        var (_, column) = PositionOf(position);
        var reason = error.Message;
        var end = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        reason = end > 0 ? reason[..end] : reason;
        var tooDeep = reason.Contains("maximum configured depth", StringComparison.Ordinal);
        return tooDeep
            ? new Problem("too-deep", FileName, line + 1, column, "", $"The file nests deeper than {MaximumDepth} levels.", null, ProblemSeverity.Error)
            : new Problem(
                "syntax", FileName, line + 1, column, "", $"This is not JSON: {reason}",
                "Look for a missing comma, quote or bracket here or just before.", ProblemSeverity.Error);
    }
}
