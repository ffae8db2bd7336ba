using System.Buffers;
using System.Text;

namespace ConductPolicy.Loading;

/// <summary>Writes a text anew from its tree and its comments, in the layout that <see cref="JsonLayout"/> describes.</summary>
internal sealed class LayoutWriter(SourceText source, List<SourceSpan> comments)
{
    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly byte[] _lineEnd = source.Bytes.IndexOf((byte)'\n') is var at and > 0 && source.Bytes[at - 1] == '\r' ? [.. "\r\n"u8] : [.. "\n"u8];

    // How many comments have been written, and where in the source the last thing written ends.
    private int _comments;
    private int _from;
    private int _depth;
    private bool _isFirstLine = true;

    private ReadOnlySpan<byte> Bytes => source.Bytes;

    public byte[] Write(SourceNode root)
    {
        WriteCommentsBefore(root);
        BeginLine(root.Start);
        WriteValue(root, 0);
        WriteCommentsBeside(Bytes.Length, isAfterBracket: false);
        WriteCommentLines(Bytes.Length, Bytes.Length);
        _written.Write(_lineEnd);
        return _written.WrittenSpan.ToArray();
    }

    private void WriteValue(SourceNode node, int used)
    {
        if (IsOnOneLine(node, used))
        {
            WriteOnOneLine(node);
        }
        else
        {
            WriteOpen(node);
        }

        _from = node.End;
    }

    private bool IsOnOneLine(SourceNode node, int used)
    {
        if (node.Kind > SourceKind.List)
        {
            return true;
        }

        var holdsComment = _comments < comments.Count && comments[_comments].Start < node.End;
        var isOpened = node.Parent is null || (node.Parent.Parent is null && node.Children.Exists(child => child.Kind <= SourceKind.List));
        return !holdsComment && (node.Children.Count == 0 || (!isOpened && used + WidthOf(node, JsonLayout.Width - used) <= JsonLayout.Width));
    }

    // The width on one line; where that is more than the most, something more than the most.
    private int WidthOf(SourceNode node, int most)
    {
        if (node.Kind > SourceKind.List)
        {
            return Encoding.UTF8.GetCharCount(ValueOf(node));
        }

        var width = node.Kind == SourceKind.List || node.Children.Count == 0 ? 2 : 4;
        for (var i = 0; i < node.Children.Count && width <= most; i++)
        {
            width += (i > 0 ? 2 : 0) + WidthOfKey(node.Children[i]) + WidthOf(node.Children[i], most - width);
        }

        return width;
    }

    private int WidthOfKey(SourceNode node) => node.Key is null ? 0 : Encoding.UTF8.GetCharCount(KeyOf(node)) + 2;

    private void WriteOnOneLine(SourceNode node)
    {
        if (node.Kind > SourceKind.List)
        {
            _written.Write(ValueOf(node));
            return;
        }

        var isPadded = node.Kind == SourceKind.Object && node.Children.Count > 0;
        WriteBracket(node, isClosing: false);
        _written.Write(isPadded ? " "u8 : ""u8);
        for (var i = 0; i < node.Children.Count; i++)
        {
            _written.Write(i > 0 ? ", "u8 : ""u8);
            WriteKey(node.Children[i]);
            WriteOnOneLine(node.Children[i]);
        }

        _written.Write(isPadded ? " "u8 : ""u8);
        WriteBracket(node, isClosing: true);
    }

    private void WriteOpen(SourceNode node)
    {
        WriteBracket(node, isClosing: false);
        _from = node.Start + 1;
        _isFirstLine = true;
        _depth++;
        for (var i = 0; i < node.Children.Count; i++)
        {
            var child = node.Children[i];
            var comma = i + 1 < node.Children.Count ? ","u8 : ""u8;
            WriteCommentsBeside(child.KeyStart, isAfterBracket: i == 0);
            WriteCommentsBefore(child);
            BeginLine(child.KeyStart);
            WriteKey(child);
            WriteValue(child, (2 * _depth) + WidthOfKey(child) + comma.Length);
            _written.Write(comma);
        }

        WriteCommentsBeside(node.End - 1, isAfterBracket: node.Children.Count == 0);
        WriteCommentLines(node.End - 1, node.End - 1);
        _depth--;
        _isFirstLine = true;
        BeginLine(node.End - 1);
        _isFirstLine = false;
        WriteBracket(node, isClosing: true);
    }

    // A comment beside what was written last stays at the end of its line. Where the next thing stands on that line too, the comma
    // tells to which of the two it belongs.
    private void WriteCommentsBeside(int next, bool isAfterBracket)
    {
        var line = Bytes[_from..next].IndexOfAny((byte)'\n', (byte)'\r');
        var lineEnd = line < 0 ? next : _from + line;
        while (_comments < comments.Count && comments[_comments].Start < lineEnd)
        {
            if (lineEnd == next && (isAfterBracket || Bytes[_from..comments[_comments].Start].Contains((byte)',')))
            {
                return;
            }

            _written.Write(" "u8);
            WriteComment();
        }
    }

    // Those between the key and the value go before the key.
    private void WriteCommentsBefore(SourceNode node) => WriteCommentLines(node.Start, node.KeyStart);

    private void WriteCommentLines(int before, int key)
    {
        while (_comments < comments.Count && comments[_comments].Start < before)
        {
            BeginLine(Math.Min(comments[_comments].Start, key));
            WriteComment();
        }
    }

    private void WriteComment()
    {
        var comment = comments[_comments++];
        var text = Bytes[comment.Start..comment.End];
        _written.Write(text[1] == '/' ? text.TrimEnd(" \t"u8) : text);
        _from = comment.End;
    }

    private void BeginLine(int start)
    {
        if (_written.WrittenCount > SourceText.MaximumBytes)
        {
            throw TooLarge();
        }

        if (_written.WrittenCount > 0)
        {
            _written.Write(_lineEnd);
            if (!_isFirstLine && _from < start && LineEndsIn(Bytes[_from..start]) > 1)
            {
                _written.Write(_lineEnd);
            }

            _written.GetSpan(2 * _depth)[..(2 * _depth)].Fill((byte)' ');
            _written.Advance(2 * _depth);
        }

        _isFirstLine = false;
    }

    // Indents add up: what is deep and has many members grows by far more than it was.
    private ConductPolicyException TooLarge() => new([new Problem(
        ProblemCode.TooLarge, source.FileName, 1, 1, "", $"Laid out, the file would have more than the {SourceText.MaximumBytes} bytes that are read.", "Divide it, or leave it as it is.", ProblemSeverity.Error)]);

    private static int LineEndsIn(ReadOnlySpan<byte> gap)
    {
        var count = 0;
        for (var i = 0; i < gap.Length; i++)
        {
            count += gap[i] == '\n' || (gap[i] == '\r' && (i + 1 == gap.Length || gap[i + 1] != '\n')) ? 1 : 0;
        }

        return count;
    }

    private void WriteKey(SourceNode node)
    {
        if (node.Key is not null)
        {
            _written.Write(KeyOf(node));
            _written.Write(": "u8);
        }
    }

    private void WriteBracket(SourceNode node, bool isClosing) =>
        _written.Write(node.Kind == SourceKind.Object ? (isClosing ? "}"u8 : "{"u8) : (isClosing ? "]"u8 : "["u8));

    private ReadOnlySpan<byte> KeyOf(SourceNode node) => Bytes[node.KeyStart..source.EndOfKey(node.KeyStart)];

    private ReadOnlySpan<byte> ValueOf(SourceNode node) => Bytes[node.Start..node.End];
}
