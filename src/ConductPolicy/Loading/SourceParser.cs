using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ConductPolicy.Loading;

/// <summary>Reads JSON with comments and trailing commas into a tree that knows its places, and goes on after a mistake so that the rest of the file is checked too.</summary>
/// <remarks>
/// <c>Utf8JsonReader</c> stops at the first mistake and cannot be set going again, which a person who edits a file would pay for
/// with one run a mistake. What this accepts without a problem is what that reader accepts; a test holds the two side by side.
/// It keeps its place in the tree by the parents of its nodes, so that no depth of brackets costs stack.
/// </remarks>
internal sealed class SourceParser(SourceText source, List<Problem> problems)
{
    private const int MaximumSyntaxProblems = 50;

    /// <summary>What may stand next.</summary>
    private enum Expected
    {
        Value,
        FirstItemOrEnd,
        FirstKeyOrEnd,
        KeyOrEnd,
        ItemOrEnd,
        Colon,
        CommaOrEnd,
        Nothing,
    }

    private int _at;
    private int _depth;
    private int _reported;
    private bool _isGivenUp;
    private SourceNode? _root;
    private SourceNode? _open;
    private string? _key;
    private int _keyStart;
    private Expected _expected = Expected.Value;

    private ReadOnlySpan<byte> Bytes => source.Bytes;

    private bool IsAtEnd => _at >= Bytes.Length;

    private byte Current => Bytes[_at];

    /// <summary>The root, as far as it could be read; null where there is none, or where reading was given up.</summary>
    public SourceNode? Parse()
    {
        if (!Utf8.IsValid(Bytes))
        {
            ReportNotText();
            return null;
        }

        SkipSpaceAndComments();
        while (!IsAtEnd && !_isGivenUp)
        {
            Take();
            SkipSpaceAndComments();
        }

        if (_isGivenUp)
        {
            return null;
        }

        ReportUnfinished();
        return _root;
    }

    private void Take()
    {
        switch (Current)
        {
            case (byte)'{' or (byte)'[':
                Begin(Current == '{' ? SourceKind.Object : SourceKind.List);
                break;
            case (byte)'}' or (byte)']':
                End(Current == '}' ? SourceKind.Object : SourceKind.List);
                break;
            case (byte)',':
                TakeComma();
                break;
            case (byte)':':
                TakeColon();
                break;
            case (byte)'"' or (byte)'\'':
                TakeText();
                break;
            case >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.':
                TakeNumber();
                break;
            case >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'_' or (byte)'$':
                TakeWord();
                break;
            default:
                TakeStray();
                break;
        }
    }

    private void Begin(SourceKind kind)
    {
        if (!IsValueDue("a value"))
        {
            return;
        }

        if (++_depth > SourceText.MaximumDepth)
        {
            Report(_at, ProblemCode.TooDeep, $"The file nests deeper than {SourceText.MaximumDepth} levels.", "Nothing that is read here needs so many; look for brackets that are never closed.");
            _isGivenUp = true;
            return;
        }

        _open = Add(new SourceNode(kind, _at, _open, _key) { KeyStart = _key is null ? _at : _keyStart, Index = _open?.Children.Count ?? 0 });
        _key = null;
        _expected = kind == SourceKind.Object ? Expected.FirstKeyOrEnd : Expected.FirstItemOrEnd;
        _at++;
    }

    private void End(SourceKind kind)
    {
        var mark = (char)Current;
        if (_open is null)
        {
            Report(_at, ProblemCode.Syntax, $"`{mark}` closes nothing that is open.", "Remove it.");
            _at++;
            return;
        }

        if (_expected is Expected.Colon or Expected.Value)
        {
            Report(_at, ProblemCode.Syntax, _expected == Expected.Colon ? $"The key `{ShapeCheck.Printable(_key!)}` has no value." : "A value is missing here.", "Write the value, or remove the key.");
            _key = null;
        }

        if (_open.Kind != kind)
        {
            var name = kind == SourceKind.Object ? "an object" : "a list";
            var line = source.PositionOf(_open.Start).Line;
            Report(
                _at, ProblemCode.Syntax, $"`{mark}` closes {name}, but open here is {(kind == SourceKind.Object ? "a list" : "an object")} begun on line {line}.",
                $"Close it with `{(kind == SourceKind.Object ? ']' : '}')}` first.");
            if (_open.Parent?.Kind == kind)
            {
                Close(_at);
            }
        }

        _at++;
        Close(_at);
    }

    private void Close(int end)
    {
        _open!.End = end;
        ReportRepeatedKeys(_open);
        _open = _open.Parent;
        _depth--;
        _expected = _open is null ? Expected.Nothing : Expected.CommaOrEnd;
    }

    private void TakeComma()
    {
        if (_expected == Expected.CommaOrEnd)
        {
            _expected = _open!.Kind == SourceKind.Object ? Expected.KeyOrEnd : Expected.ItemOrEnd;
        }
        else if (_expected == Expected.Value && _key is not null)
        {
            Report(_at, ProblemCode.Syntax, $"The key `{ShapeCheck.Printable(_key)}` has no value.", "Write the value before the comma.");
            _key = null;
            _expected = Expected.KeyOrEnd;
        }
        else
        {
            Report(_at, ProblemCode.Syntax, "This comma is one too many.", "Remove it.");
        }

        _at++;
    }

    private void TakeColon()
    {
        if (_expected == Expected.Colon)
        {
            _expected = Expected.Value;
        }
        else
        {
            Report(_at, ProblemCode.Syntax, "A colon does not belong here.", "A colon stands between a key and its value.");
        }

        _at++;
    }

    private void TakeText()
    {
        var start = _at;
        var text = ReadText();
        TakeTextOrKey(start, text);
    }

    private void TakeTextOrKey(int start, string text)
    {
        if (_expected is Expected.FirstKeyOrEnd or Expected.KeyOrEnd)
        {
            BeginKey(start, text);
            return;
        }

        if (_expected == Expected.CommaOrEnd && _open!.Kind == SourceKind.Object)
        {
            Report(start, ProblemCode.Syntax, $"A comma is missing before `{ShapeCheck.Printable(text)}`.", "Write a comma after the value before it.");
            BeginKey(start, text);
            return;
        }

        AddValue(SourceKind.Text, start, text);
    }

    private void BeginKey(int start, string text)
    {
        _key = text;
        _keyStart = start;
        _expected = Expected.Colon;
    }

    private void AddValue(SourceKind kind, int start, string text, bool isTrue = false)
    {
        var end = _at;
        _at = start;
        var isDue = IsValueDue("a value");
        _at = end;
        if (!isDue)
        {
            return;
        }

        Add(new SourceNode(kind, start, _open, _key)
        {
            KeyStart = _key is null ? start : _keyStart,
            End = end,
            Index = _open?.Children.Count ?? 0,
            Text = text,
            IsTrue = isTrue,
        });
        _key = null;
        _expected = _open is null ? Expected.Nothing : Expected.CommaOrEnd;
    }

    // Whether a value may stand at the place; where only a comma or colon is missing it is taken as written.
    private bool IsValueDue(string what)
    {
        switch (_expected)
        {
            case Expected.Value or Expected.FirstItemOrEnd or Expected.ItemOrEnd:
                return true;
            case Expected.Colon:
                Report(_at, ProblemCode.Syntax, $"A colon is missing after the key `{ShapeCheck.Printable(_key!)}`.", "Write `:` between the key and its value.");
                return true;
            case Expected.CommaOrEnd when _open!.Kind == SourceKind.List:
                Report(_at, ProblemCode.Syntax, "A comma is missing before this.", "Write a comma between the items of a list.");
                return true;
            case Expected.Nothing:
                Report(_at, ProblemCode.Syntax, "The file ends before this.", "Remove what comes after the last closing bracket.");
                _isGivenUp = _reported >= MaximumSyntaxProblems;
                _at = Bytes.Length;
                return false;
            default:
                Report(_at, ProblemCode.Syntax, $"A key is missing before {what}.", "In an object each value has a key: `\"key\": value`.");
                _key = "";
                _keyStart = _at;
                return true;
        }
    }

    private SourceNode Add(SourceNode node)
    {
        _root ??= node;
        _open?.Children.Add(node);
        return node;
    }

    private string ReadText()
    {
        var quote = Current;
        var start = _at;
        if (quote == '\'')
        {
            Report(start, ProblemCode.Syntax, "Text stands between double quotes.", "Write `\"` in place of `'`.");
        }

        _at++;
        var from = _at;
        StringBuilder? unescaped = null;
        while (!IsAtEnd && Current != quote)
        {
            if (Current is (byte)'\n' or (byte)'\r')
            {
                Report(start, ProblemCode.Syntax, "The quote that ends this text is missing.", "Write `\"` at the end of the text, on the same line.");
                return Ended(unescaped, from, _at);
            }

            if (Current == '\\')
            {
                unescaped ??= new StringBuilder();
                unescaped.Append(Encoding.UTF8.GetString(Bytes[from.._at]));
                ReadEscape(unescaped);
                from = _at;
                continue;
            }

            if (Current < 0x20)
            {
                Report(_at, ProblemCode.Syntax, "A control character stands inside this text.", "Remove it; a tab is written `\\t`.");
            }

            _at++;
        }

        if (IsAtEnd)
        {
            Report(start, ProblemCode.Syntax, "The quote that ends this text is missing.", "Write `\"` at the end of the text.");
            return Ended(unescaped, from, _at);
        }

        var text = Ended(unescaped, from, _at);
        _at++;
        return text;
    }

    private string Ended(StringBuilder? unescaped, int from, int end)
    {
        var rest = Encoding.UTF8.GetString(Bytes[from..end]);
        if (unescaped is null)
        {
            return rest;
        }

        var text = unescaped.Append(rest).ToString();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                Report(from, ProblemCode.NotText, "This text holds half of a character (a lone surrogate).", "Write the character itself.");
                break;
            }
        }

        return text;
    }

    private void ReadEscape(StringBuilder text)
    {
        var start = _at;
        _at++;
        if (IsAtEnd)
        {
            return;
        }

        var escaped = (char)Current;
        _at++;
        switch (escaped)
        {
            case '"' or '\\' or '/':
                text.Append(escaped);
                break;
            case 'b':
                text.Append('\b');
                break;
            case 'f':
                text.Append('\f');
                break;
            case 'n':
                text.Append('\n');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'u' when _at + 4 <= Bytes.Length && TryParseHex(Bytes.Slice(_at, 4), out var code):
                text.Append((char)code);
                _at += 4;
                break;
            default:
                Report(start, ProblemCode.Syntax, "This is no escape that JSON knows.", "Write `\\\\` for a backslash; `\\n`, `\\t`, `\\\"` and `\\u0000` are the others.");
                _at = start + 1;
                text.Append('\\');
                break;
        }
    }

    private static bool TryParseHex(ReadOnlySpan<byte> digits, out int code)
    {
        code = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            code = (code * 16) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return true;
    }

    private void TakeNumber()
    {
        var start = _at;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit((char)Current) || Current is (byte)'-' or (byte)'+' or (byte)'.' or (byte)'_'))
        {
            _at++;
        }

        var text = Encoding.UTF8.GetString(Bytes[start.._at]);
        if (!IsNumber(text))
        {
            Report(start, ProblemCode.Syntax, $"`{ShapeCheck.Printable(text)}` is neither a number nor a text.", "Write text, dates and ids between double quotes; a number without leading zeros.");
            TakeTextOrKey(start, text);
            return;
        }

        AddValue(SourceKind.Number, start, text);
    }

    // -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?
    private static bool IsNumber(string text)
    {
        var at = 0;
        if (at < text.Length && text[at] == '-')
        {
            at++;
        }

        var whole = at;
        if (!SkipDigits(text, ref at) || (text[whole] == '0' && at > whole + 1))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (!SkipDigits(text, ref at))
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
            {
                at++;
            }

            if (!SkipDigits(text, ref at))
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static bool SkipDigits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at > start;
    }

    private void TakeWord()
    {
        var start = _at;
        while (!IsAtEnd && (char.IsAsciiLetterOrDigit((char)Current) || Current is (byte)'_' or (byte)'-' or (byte)'$' or (byte)'.'))
        {
            _at++;
        }

        var word = Encoding.UTF8.GetString(Bytes[start.._at]);
        var isKey = _expected is Expected.FirstKeyOrEnd or Expected.KeyOrEnd || (_expected == Expected.CommaOrEnd && _open!.Kind == SourceKind.Object);
        if (!isKey && word is "true" or "false" or "null")
        {
            AddValue(word == "null" ? SourceKind.Null : SourceKind.Flag, start, "", word == "true");
            return;
        }

        Report(start, ProblemCode.Syntax, $"`{ShapeCheck.Printable(word)}` needs double quotes around it.", $"Write `\"{ShapeCheck.Printable(word)}\"`.");
        TakeTextOrKey(start, word);
    }

    private void TakeStray()
    {
        var start = _at;
        while (!IsAtEnd && !IsAfterStray(Current))
        {
            _at++;
        }

        var text = ShapeCheck.Printable(Encoding.UTF8.GetString(Bytes[start.._at]));
        Report(start, ProblemCode.Syntax, $"`{text}` does not belong here.", "Remove it, or write it inside a text between double quotes.");
    }

    private bool IsAfterStray(byte next) =>
        next is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)',' or (byte)':' or (byte)'"' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'
        || (next == '/' && _at + 1 < Bytes.Length && Bytes[_at + 1] is (byte)'/' or (byte)'*');

    private void SkipSpaceAndComments()
    {
        while (!IsAtEnd)
        {
            if (Current is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                _at++;
            }
            else if (Bytes[_at..].StartsWith("//"u8))
            {
                ReportCommentBeforeColon();
                var line = Bytes[_at..].IndexOfAny((byte)'\n', (byte)'\r');
                _at = line < 0 ? Bytes.Length : _at + line;
            }
            else if (Bytes[_at..].StartsWith("/*"u8))
            {
                ReportCommentBeforeColon();
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    // Other readers of the file would not have it.
    private void ReportCommentBeforeColon()
    {
        if (_expected == Expected.Colon)
        {
            Report(_at, ProblemCode.Syntax, "A comment stands between a key and its colon.", "Move the comment to a line of its own.");
        }
    }

    private void SkipBlockComment()
    {
        var start = _at;
        var end = Bytes[(_at + 2)..].IndexOf("*/"u8);
        if (end < 0)
        {
            Report(start, ProblemCode.Syntax, "This comment is never closed.", "Write `*/` where it ends.");
            _at = Bytes.Length;
            return;
        }

        _at += end + 4;
    }

    private void ReportUnfinished()
    {
        if (_root is null && _reported == 0)
        {
            Report(0, ProblemCode.Syntax, "The file is empty.", "A file holds one object, between `{` and `}`.");
        }

        while (_open is not null)
        {
            Report(
                _open.Start, ProblemCode.Syntax, $"This {(_open.Kind == SourceKind.Object ? "object" : "list")} is never closed.",
                $"Write `{(_open.Kind == SourceKind.Object ? '}' : ']')}` where it ends.");
            Close(Bytes.Length);
        }
    }

    private void ReportRepeatedKeys(SourceNode node)
    {
        if (node.Kind != SourceKind.Object || node.Children.Count < 2)
        {
            return;
        }

        var seen = new HashSet<string>(node.Children.Count);
        foreach (var child in node.Children)
        {
            if (!seen.Add(child.Key!))
            {
                problems.Add(source.ProblemAt(
                    child, ProblemCode.DuplicateKey, $"The key `{ShapeCheck.Printable(child.Key!)}` stands here twice.", "Keep one of the two.", atKey: true));
                child.MarkBad();
            }
        }
    }

    private void ReportNotText()
    {
        var isWide = Bytes.Length > 1 && ((Bytes[0], Bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) || Bytes[..2].Contains((byte)0));
        var valid = 0;
        while (valid < Bytes.Length && Rune.DecodeFromUtf8(Bytes[valid..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            valid += length;
        }

        Report(
            valid, ProblemCode.NotText, isWide ? "This file is saved as UTF-16." : $"The byte {Bytes[valid].ToString("x2", CultureInfo.InvariantCulture)} here is not UTF-8 text.",
            "Save the file as UTF-8.");
    }

    private void Report(int at, string code, string message, string help)
    {
        if (_isGivenUp)
        {
            return;
        }

        var (line, column) = source.PositionOf(at);
        problems.Add(new Problem(code, source.FileName, line, column, _open?.Pointer ?? "", message, help, ProblemSeverity.Error));
        if (++_reported == MaximumSyntaxProblems)
        {
            problems.Add(new Problem(
                ProblemCode.TooMany, source.FileName, line, column, "", $"After {MaximumSyntaxProblems} mistakes in its brackets, commas and quotes the rest of the file was not read.",
                "Mend these first.", ProblemSeverity.Error));
            _isGivenUp = true;
        }
    }
}
