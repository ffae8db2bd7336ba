using System.Buffers;
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
/// <param name="source">The text.</param>
/// <param name="problems">Where what is wrong is put.</param>
/// <param name="comments">Where the comments are put; null where nobody asks for them.</param>
/// <param name="followsIndentation">Whether brackets that do not pair are guessed from how far the lines are indented.</param>
internal sealed class SourceParser(SourceText source, List<Problem> problems, List<SourceSpan>? comments = null, bool followsIndentation = false)
{
    private const int MaximumSyntaxProblems = 50;
    private const int MaximumLinesOfText = 20;

    private readonly string?[] _recurring = new string?[509];

    private static readonly string[] s_curlyQuotes = ["\u201C", "\u201D", "\u201E", "\u2018", "\u2019", "\u00AB", "\u00BB"];

    private static readonly SearchValues<byte> s_endsOfBareText = SearchValues.Create(",:{}[]\"="u8);

    // What a file of another kind begins with.
    private static readonly (byte[] Start, string What)[] s_otherKinds =
    [
        ([.. "PK"u8, 3, 4], "a Word, Excel or other packed document"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an older Word or Excel document"),
        ([.. "%PDF"u8], "a PDF document"),
        ([.. "{\\rtf"u8], "a document of a word processor (RTF)"),
        ([.. "<"u8], "a web page or other XML"),
    ];

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
    private int _values;
    private bool _isGivenUp;
    private SourceNode? _root;
    private SourceNode? _open;
    private string? _key;
    private int _keyStart;
    private Expected _expected = Expected.Value;
    private bool _isSpoilt;
    private bool _isCutShort;

    // Where the line begins on which each open bracket stands, and how far it is indented; only where indentation is followed.
    private readonly Stack<(int Start, int Indentation)> _lines = [];
    private (int Start, int Indentation) _line;
    private int _lineKnownTo;

    /// <summary>Whether brackets did not pair, so that reading by indentation may understand more.</summary>
    public bool HasUnpairedBrackets { get; private set; }

    private ReadOnlySpan<byte> Bytes => source.Bytes;

    private bool IsAtEnd => _at >= Bytes.Length;

    private byte Current => Bytes[_at];

    /// <summary>The root, as far as it could be read; null where there is none, or where reading was given up.</summary>
    public SourceNode? Parse()
    {
        foreach (var (start, what) in s_otherKinds)
        {
            if (Bytes.StartsWith(start))
            {
                Report(0, ProblemCode.WrongFile, $"This is {what}, not JSON.", "Give the JSON file itself, saved as plain text in UTF-8.");
                return null;
            }
        }

        if (!Utf8.IsValid(Bytes))
        {
            ReportNotText();
            return null;
        }

        SkipSpaceAndComments();
        while (!IsAtEnd && !_isGivenUp)
        {
            if (followsIndentation)
            {
                FollowIndentation();
            }

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
        if (_expected == Expected.Nothing)
        {
            HasUnpairedBrackets = true;
            Report(_at, ProblemCode.Syntax, "The file ends before this.", "Remove what comes after the last closing bracket.");
            _at = Bytes.Length;
            return;
        }

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
        ReportIfNotDue();
        if (++_depth > SourceText.MaximumDepth)
        {
            Report(_at, ProblemCode.TooDeep, $"The file nests deeper than {SourceText.MaximumDepth} levels.", "Nothing that is read here needs so many; look for brackets that are never closed.");
            _isGivenUp = true;
            return;
        }

        _open = Add(new SourceNode(kind, _at, _open, _key) { KeyStart = _key is null ? _at : _keyStart, Index = _open?.Children.Count ?? 0 });
        _lines.Push(_line);
        _key = null;
        _expected = kind == SourceKind.Object ? Expected.FirstKeyOrEnd : Expected.FirstItemOrEnd;
        _at++;
    }

    private void End(SourceKind kind)
    {
        var mark = (char)Current;
        if (_open is null || (followsIndentation && IsOneTooMany(kind)))
        {
            HasUnpairedBrackets = true;
            Report(_at, ProblemCode.Syntax, $"This `{mark}` is one too many.", "Remove it.");
            _at++;
            return;
        }

        AddMissingValue();
        if (_open.Kind != kind && followsIndentation && IsWrongBracket())
        {
            Report(_at, ProblemCode.Syntax, $"`{mark}` closes {NameOf(_open.Kind)} here.", $"Write `{CloserOf(_open.Kind)}` in place of it.");
        }
        else if (_open.Kind != kind)
        {
            HasUnpairedBrackets = true;
            _open.IsBroken = true;
            Report(
                _at, ProblemCode.Syntax, $"`{mark}` closes {NameOf(kind)}, but open here is {NameOf(_open.Kind)} begun on line {LineOf(_open)}.",
                $"Close it with `{CloserOf(_open.Kind)}` first.");
            if (_open.Parent?.Kind == kind)
            {
                Close(_at);
            }
        }

        _at++;
        Close(_at);
    }

    private static string NameOf(SourceKind kind) => kind == SourceKind.Object ? "an object" : "a list";

    private static char CloserOf(SourceKind kind) => kind == SourceKind.Object ? '}' : ']';

    private string MissingBefore(SourceNode open) =>
        $"A `{CloserOf(open.Kind)}` is missing before this: the {NameOf(open.Kind).Split(' ')[1]} begun on line {LineOf(open)} is still open.";

    private int LineOf(SourceNode node) => source.PositionOf(node.Start).Line;

    // A line that is indented no further than the one that opened a bracket is no part of what is in it.
    private void FollowIndentation()
    {
        var lineEnd = Bytes[_lineKnownTo.._at].LastIndexOf((byte)'\n');
        var isFirstOfLine = lineEnd >= 0;
        if (isFirstOfLine)
        {
            var start = _lineKnownTo + lineEnd + 1;
            _line = (start, _at - start);
        }

        _lineKnownTo = _at;
        var isCloser = Current is (byte)'}' or (byte)']';
        while (isFirstOfLine && _open?.Parent is not null && _lines.Peek().Start < _line.Start
            && _lines.Peek().Indentation >= _line.Indentation + (isCloser ? 1 : 0))
        {
            AddMissingValue();
            HasUnpairedBrackets = true;
            Report(
                _at, ProblemCode.Syntax, MissingBefore(_open), $"Write `{CloserOf(_open.Kind)}` where it ends.");
            Close(_at);
            _expected = isCloser ? Expected.CommaOrEnd : _open!.Kind == SourceKind.Object ? Expected.KeyOrEnd : Expected.ItemOrEnd;
        }
    }

    // Whether what comes after a closing bracket still belongs inside what it would close.
    private bool IsOneTooMany(SourceKind kind)
    {
        var next = NextToken();
        if (next == Bytes.Length)
        {
            return false;
        }

        if (_open!.Kind != kind)
        {
            var isAfterAnother = Bytes[.._at].TrimEnd(" \t\r\n"u8) is [.., var last] && last == Current;
            return isAfterAnother && (_open.Kind == SourceKind.Object ? Bytes[next] is (byte)'"' or (byte)'}' : Bytes[next] is (byte)'{' or (byte)'[' or (byte)']');
        }

        return _open.Parent is null ? Bytes[next] == '"' : IsInside(_lines.Peek(), next);
    }

    // Whether a bracket of the other kind stands where that of what is open belongs: what comes next is still inside the object or list around it.
    private bool IsWrongBracket() => _open!.Parent is not null && IsInside(_lines.ElementAt(1), NextToken());

    private bool IsInside((int Start, int Indentation) opened, int next)
    {
        var lineEnd = Bytes[_at..next].LastIndexOf((byte)'\n');
        return lineEnd >= 0 && opened.Start < _line.Start && next < Bytes.Length && next - (_at + lineEnd + 1) > opened.Indentation
            && Bytes[next] is not ((byte)'}' or (byte)']' or (byte)'/');
    }

    // Where the next token after the current one starts, commas aside; a comment counts as one.
    private int NextToken()
    {
        var next = Bytes[(_at + 1)..].IndexOfAnyExcept(" \t\r\n,"u8);
        return next < 0 ? Bytes.Length : _at + 1 + next;
    }

    // A key without a value is a mistake of its own: what stands under the key is not looked at again.
    private void AddMissingValue()
    {
        if (_expected is not (Expected.Colon or Expected.Value) || _key is null)
        {
            return;
        }

        Report(_at, ProblemCode.Syntax, $"The key `{ShapeCheck.Printable(_key)}` has no value.", "Write the value, or remove the key.");
        _expected = Expected.Value;
        _isSpoilt = true;
        AddValue(SourceKind.Null, _at, "");
    }

    private void Close(int end)
    {
        _open!.End = end;
        _lines.Pop();
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
        else if (_expected is Expected.Colon or Expected.Value && _key is not null)
        {
            AddMissingValue();
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
        else if (_expected == Expected.CommaOrEnd && _open is { Kind: SourceKind.List, Parent.Kind: SourceKind.Object, Children: [.., { Kind: SourceKind.Text } last] })
        {
            // A text in a list that is followed by a colon was a key: the list was to end before it.
            HasUnpairedBrackets = true;
            Report(last.Start, ProblemCode.Syntax, MissingBefore(_open), "Write `]` where it ends.", last.End - last.Start);
            _open.Children.RemoveAt(_open.Children.Count - 1);
            Close(last.Start);
            BeginKey(last.Start, last.Text);
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
        ReportIfNotDue();
        _at = end;
        Add(new SourceNode(kind, start, _open, _key)
        {
            KeyStart = _key is null ? start : _keyStart,
            End = end,
            Index = _open?.Children.Count ?? 0,
            Text = text,
            IsTrue = isTrue,
            IsBroken = _isSpoilt,
        });
        _isSpoilt = false;
        _key = null;
        _expected = _open is null ? Expected.Nothing : Expected.CommaOrEnd;
    }

    // A value that stands where none is due is taken as written, with what is missing before it.
    private void ReportIfNotDue()
    {
        switch (_expected)
        {
            case Expected.Value or Expected.FirstItemOrEnd or Expected.ItemOrEnd:
                break;
            case Expected.Colon:
                Report(_at, ProblemCode.Syntax, $"A colon is missing after the key `{ShapeCheck.Printable(_key!)}`.", "Write `:` between the key and its value.");
                break;
            case Expected.CommaOrEnd when _open!.Kind == SourceKind.List:
                Report(_at, ProblemCode.Syntax, "A comma is missing before this.", "Write a comma between the items of a list.");
                break;
            default:
                HasUnpairedBrackets |= Current is (byte)'{' or (byte)'[';
                Report(_at, ProblemCode.Syntax, "A key is missing before this value.", "In an object each value has a key: `\"key\": value`.");
                _open!.IsBroken = true;
                _key = "";
                _keyStart = _at;
                break;
        }
    }

    private SourceNode Add(SourceNode node)
    {
        if (++_values == SourceText.MaximumValues)
        {
            Report(
                node.Start, ProblemCode.TooMany, $"The file holds more than {SourceText.MaximumValues} values; the rest was not read.",
                "Divide it: nothing that is read here needs so many.");
            _isGivenUp = true;
        }

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
        var isEscapeKnown = true;
        while (true)
        {
            SkipPlainText(quote);
            if (IsAtEnd || Current == quote)
            {
                break;
            }

            if (Current is (byte)'\n' or (byte)'\r')
            {
                return Ended(unescaped, from, EndUnquoted(start));
            }

            if (Current == '\\')
            {
                unescaped ??= new StringBuilder();
                unescaped.Append(Encoding.UTF8.GetString(Bytes[from.._at]));
                isEscapeKnown &= ReadEscape(unescaped, isEscapeKnown);
                from = _at;
                continue;
            }

            if (Current < 0x20)
            {
                Report(_at, ProblemCode.Syntax, $"{(Current == '\t' ? "A tab" : "A control character")} stands inside this text.", "Remove it; a tab is written `\\t`.");
                _isSpoilt = true;
            }

            _at++;
        }

        if (IsAtEnd || (quote == '"' && _at + 1 < Bytes.Length && IsOfText(Bytes[_at + 1])))
        {
            return Ended(unescaped, from, EndUnquoted(start));
        }

        var text = Ended(unescaped, from, _at);
        _at++;
        return text;
    }

    // Byte by byte: the vectors of the runtime's own search are compiled as the tool starts, which takes longer than a rule set.
    private void SkipPlainText(byte quote)
    {
        var bytes = Bytes;
        var at = _at;
        while (at < bytes.Length && bytes[at] >= 0x20 && bytes[at] != quote && bytes[at] != '\\')
        {
            at++;
        }

        _at = at;
    }

    private static bool IsOfText(byte next) => next >= 0x80 || char.IsAsciiLetterOrDigit((char)next) || next is (byte)'.' or (byte)'\'' or (byte)'(' or (byte)'?' or (byte)'!';

    // A text whose quotes are not right: says which mistake it most likely is, goes to where reading can go on, and gives the byte after the text.
    private int EndUnquoted(int start)
    {
        var text = Bytes[(start + 1).._at];
        var curly = text.IndexOf("\u201D"u8);
        if (curly >= 0 && text[..curly].IndexOf("\u201C"u8) < 0)
        {
            ReportCurlyQuote(start + 1 + curly);
            _at = start + 1 + curly + 3;
            return start + 1 + curly;
        }

        if (!IsAtEnd && Current == '"')
        {
            return EndAtInnerQuote(start, text);
        }

        if (FindEndOnLaterLine() is { } later)
        {
            Report(start, ProblemCode.Syntax, "This text goes on over the end of its line.", "Write it on one line, or `\\n` where a new line is to be.", _at - start);
            _isSpoilt = true;
            _at = later + 1;
            return later;
        }

        // The comma and the brackets at the end of the line were not meant as text.
        _at = start + 1 + text.TrimEnd(" \t,]}"u8).Length;
        Report(start, ProblemCode.Syntax, "The quote that ends this text is missing.", "Write `\"` at the end of the text, on the same line.", _at - start);
        return _at;
    }

    // Either a quote inside the text, or the quote that begins the next text where that of this one is missing.
    private int EndAtInnerQuote(int start, ReadOnlySpan<byte> text)
    {
        if (text.TrimEnd(" \t"u8) is [.., (byte)',' or (byte)':' or (byte)'[' or (byte)'{'] && text.IndexOfAny(",:]}"u8) is var end and >= 0)
        {
            _at = start + 1 + end;
            Report(start, ProblemCode.Syntax, "The quote that ends this text is missing.", "Write `\"` at the end of the text.", _at - start);
            return _at;
        }

        Report(_at, ProblemCode.Syntax, "A quote stands inside this text.", "Write `\\\"` for a quote inside a text, or use \u2018 and \u2019.");
        for (var at = _at + 1; at < Bytes.Length && Bytes[at] != '\n'; at++)
        {
            if (Bytes[at] == '"' && IsEndOfValue(at + 1))
            {
                _at = at + 1;
                return at;
            }
        }

        return _at++;
    }

    // Whether the rest of a line looks like what comes after a value.
    private bool IsEndOfValue(int at)
    {
        var rest = Bytes[at..].TrimStart(" \t"u8);
        return rest.IsEmpty || rest[0] is (byte)'}' or (byte)']' or (byte)'\n' or (byte)'\r'
            || (rest[0] == ',' && rest[1..].TrimStart(" \t"u8) is [] or [(byte)'"' or (byte)'{' or (byte)'[' or (byte)'/' or (byte)'\n' or (byte)'\r', ..]);
    }

    private ReadOnlySpan<byte> RestOfLine(int at)
    {
        var rest = Bytes[at..];
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        return end < 0 ? rest : rest[..end];
    }

    // The quote that ends a text on one of the next lines, where those do not look like lines of their own.
    private int? FindEndOnLaterLine()
    {
        var at = _at;
        for (var line = 0; line < MaximumLinesOfText && at < Bytes.Length; line++)
        {
            at += Bytes[at..].IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : Bytes.Length - at;
            var rest = RestOfLine(at);
            var isLineOfItsOwn = rest.TrimStart(" \t"u8) is [(byte)'"' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)'/', ..];
            var quote = rest.IndexOf((byte)'"');
            if (isLineOfItsOwn || quote >= 0)
            {
                return !isLineOfItsOwn && IsEndOfValue(at + quote + 1) ? at + quote : null;
            }
        }

        return null;
    }

    private void ReportCurlyQuote(int at) => Report(
        at, ProblemCode.Syntax, "This quote is curly.", "Write the straight quote `\"` on both sides of a text; word processors put curly ones.");

    // Keys and ids come again and again: one string serves for most of them.
    private string TextOf(ReadOnlySpan<byte> bytes)
    {
        const int Short = 24;
        if (bytes.Length > Short)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var hash = (uint)bytes.Length;
        foreach (var b in bytes)
        {
            hash = (hash * 31) + b;
        }

        ref var known = ref _recurring[hash % _recurring.Length];
        return known is not null && Ascii.Equals(bytes, known) ? known : known = Encoding.UTF8.GetString(bytes);
    }

    private string Ended(StringBuilder? unescaped, int from, int end)
    {
        var rest = TextOf(Bytes[from..Math.Max(from, end)]);
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

    // Whether the escape is one that JSON knows; one mistake of a text is reported.
    private bool ReadEscape(StringBuilder text, bool isReported)
    {
        var start = _at;
        _at++;
        if (IsAtEnd)
        {
            return true;
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
                if (isReported)
                {
                    Report(start, ProblemCode.Syntax, "A backslash begins an escape, and this is none that JSON knows.", "Write `\\\\` for a backslash; `\\n`, `\\t`, `\\\"` and `\\u00e9` are others.", 2);
                }

                _at = start + 1;
                text.Append('\\');
                return false;
        }

        return true;
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
        if (IsNumber(text) && TakeThousands(start, text))
        {
            return;
        }

        if (IsDateWithSlashes() || (IsNumber(text) && IsBeforeWord()))
        {
            TakeBareText(start);
        }
        else if (IsNumber(text))
        {
            AddValue(SourceKind.Number, start, text);
        }
        else if (text.TrimStart('0') is { Length: > 0 } number && text[0] == '0' && IsNumber(number))
        {
            Report(start, ProblemCode.Syntax, $"`{text}` begins with a zero.", $"Write `{number}`, or `\"{text}\"` where it is a text.", text.Length);
            _isSpoilt = true;
            TakeTextOrKey(start, text);
        }
        else
        {
            Report(start, ProblemCode.Syntax, $"`{ShapeCheck.Printable(text)}` is neither a number nor a text.", "Write text, dates and ids between double quotes; a number with digits alone.", text.Length);
            _isSpoilt = !text.Contains('-', StringComparison.Ordinal) || text[0] == '-';
            TakeTextOrKey(start, text);
        }
    }

    // In an object only a key may come after a comma, so digits there were meant as part of the number.
    private bool TakeThousands(int start, string text)
    {
        if (_open?.Kind != SourceKind.Object || _expected != Expected.Value)
        {
            return false;
        }

        var end = _at;
        while (Bytes[end..] is [(byte)',', var a, var b, var c, ..] && char.IsAsciiDigit((char)a) && char.IsAsciiDigit((char)b) && char.IsAsciiDigit((char)c))
        {
            end += 4;
        }

        if (end == _at)
        {
            return false;
        }

        var whole = Encoding.UTF8.GetString(Bytes[start..end]);
        Report(start, ProblemCode.Syntax, $"`{ShapeCheck.Printable(whole)}` has a comma inside a number.", "Write the digits alone, such as `1000`.", end - start);
        _at = end;
        AddValue(SourceKind.Number, start, whole.Replace(",", "", StringComparison.Ordinal));
        return true;
    }

    private bool IsDateWithSlashes() => Bytes[_at..] is [(byte)'/', var next, ..] && char.IsAsciiDigit((char)next);

    private bool IsBeforeWord() => Bytes[_at..].TrimStart(" \t"u8) is [var next, ..] && char.IsAsciiLetter((char)next);

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
        }
        else if (!isKey && IsEndOfValue(_at) && word.ToUpperInvariant() is "TRUE" or "YES" or "FALSE" or "NO" or "NULL" or "NONE" or "NAN" or "INFINITY")
        {
            TakeMeantWord(start, word);
        }
        else
        {
            TakeBareText(start);
        }
    }

    private void TakeMeantWord(int start, string word)
    {
        var meant = word.ToUpperInvariant() switch { "TRUE" or "YES" => "true", "FALSE" or "NO" => "false", "NULL" or "NONE" => "null", _ => null };
        if (meant is null)
        {
            Report(start, ProblemCode.Syntax, $"`{word}` is no number that can be written here.", "Write a whole number.", word.Length);
            _isSpoilt = true;
            AddValue(SourceKind.Null, start, "");
            return;
        }

        Report(start, ProblemCode.Syntax, $"`{word}` is written `{meant}` here.", $"Write `{meant}`, in small letters and without quotes.", word.Length);
        AddValue(meant == "null" ? SourceKind.Null : SourceKind.Flag, start, "", meant == "true");
    }

    // Text that lacks the quote at its beginning, or both.
    private void TakeBareText(int start)
    {
        var line = RestOfLine(start);
        var quote = line.IndexOf((byte)'"');
        if (quote > 0 && line.Count((byte)'"') % 2 == 1 && (IsEndOfValue(start + quote + 1) || line[(quote + 1)..].TrimStart(" \t"u8) is [(byte)':', ..]))
        {
            Report(start, ProblemCode.Syntax, "The quote that begins this text is missing.", "Write `\"` before it.", quote);
            _at = start + quote + 1;
            TakeTextOrKey(start, Encoding.UTF8.GetString(line[..quote]));
            return;
        }

        var end = line[(_at - start)..].IndexOfAny(s_endsOfBareText);
        end = end < 0 ? line.Length : _at - start + end;
        var comment = line[..end].IndexOf("//"u8);
        var bare = line[..(comment < 0 ? end : comment)].TrimEnd(" \t"u8);
        _at = Math.Max(_at, start + bare.Length);
        var text = Encoding.UTF8.GetString(bare);
        Report(start, ProblemCode.Syntax, $"`{ShapeCheck.Printable(text)}` needs double quotes around it.", $"Write `\"{ShapeCheck.Printable(text)}\"`.", text.Length);
        TakeTextOrKey(start, text);
    }

    private void TakeStray()
    {
        var start = _at;
        if (Current == '#')
        {
            Report(start, ProblemCode.Syntax, "A comment begins with `//` here.", "Write `//` in place of `#`.");
            _at += RestOfLine(_at).Length;
            return;
        }

        var first = Rune.DecodeFromUtf8(Bytes[_at..], out var rune, out var length) == OperationStatus.Done ? rune.ToString() : "";
        if (Array.IndexOf(s_curlyQuotes, first) >= 0)
        {
            TakeCurlyText(start, length);
            return;
        }

        // An escape that a terminal would follow goes on over its brackets.
        var isEscape = Current < ' ';
        while (!IsAtEnd && (isEscape ? Current is not ((byte)'"' or (byte)' ' or (byte)'\n') : !IsAfterStray(Current)))
        {
            _at++;
        }

        var text = ShapeCheck.Printable(Encoding.UTF8.GetString(Bytes[start.._at]));
        if (_expected == Expected.Colon && text is "=" or "=>")
        {
            Report(start, ProblemCode.Syntax, $"`{text}` stands where a colon belongs.", "Write `:` between a key and its value.", text.Length);
            _expected = Expected.Value;
        }
        else if (_expected == Expected.CommaOrEnd && text == ";")
        {
            Report(start, ProblemCode.Syntax, "`;` stands where a comma belongs.", "Write `,` between one value and the next.");
            _expected = _open!.Kind == SourceKind.Object ? Expected.KeyOrEnd : Expected.ItemOrEnd;
        }
        else
        {
            Report(start, ProblemCode.Syntax, $"`{text}` does not belong here.", "Remove it, or write it inside a text between double quotes.", text.Length);
            AddStrayValue(start);
        }
    }

    // What stands where a value belongs is taken for the value, so that its key is not said to have none.
    private void AddStrayValue(int start)
    {
        if (_expected == Expected.Value && _open is not null && IsEndOfValue(_at))
        {
            _isSpoilt = true;
            AddValue(SourceKind.Null, start, "");
        }
    }

    private void TakeCurlyText(int start, int quoteLength)
    {
        ReportCurlyQuote(start);
        var line = RestOfLine(start + quoteLength);
        var (end, endLength) = (line.Length, 0);
        foreach (var quote in (ReadOnlySpan<string>)["\u201D", "\"", Encoding.UTF8.GetString(Bytes.Slice(start, quoteLength)) == "\u2018" ? "\u2019" : "\u00BB"])
        {
            var bytes = Encoding.UTF8.GetBytes(quote);
            if (line[..end].IndexOf(bytes) is var at and >= 0)
            {
                (end, endLength) = (at, bytes.Length);
            }
        }

        _at = start + quoteLength + end + endLength;
        TakeTextOrKey(start, Encoding.UTF8.GetString(line[..end]));
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
                var start = _at;
                var line = Bytes[_at..].IndexOfAny((byte)'\n', (byte)'\r');
                _at = line < 0 ? Bytes.Length : _at + line;
                comments?.Add(new SourceSpan(start, _at));
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
            Report(start, ProblemCode.Syntax, "This comment is never closed.", "Write `*/` where it ends.", 2);
            _isCutShort = true;
            _at = Bytes.Length;
            return;
        }

        _at += end + 4;
        comments?.Add(new SourceSpan(start, _at));
    }

    private void ReportUnfinished()
    {
        if (_root is null && _reported == 0)
        {
            Report(0, ProblemCode.Syntax, "The file is empty.", "A file holds one object, between `{` and `}`.");
        }

        while (_open is not null)
        {
            HasUnpairedBrackets |= !_isCutShort;
            AddMissingValue();
            _open.IsBroken = true;
            if (!_isCutShort)
            {
                Report(_open.Start, ProblemCode.Syntax, $"This {NameOf(_open.Kind).Split(' ')[1]} is never closed.", $"Write `{CloserOf(_open.Kind)}` where it ends.");
            }

            Close(Bytes.Length);
        }
    }

    private void ReportRepeatedKeys(SourceNode node)
    {
        if (node.Kind != SourceKind.Object)
        {
            return;
        }

        foreach (var child in node.Children)
        {
            var first = node[child.Key!]!;
            if (!ReferenceEquals(first, child) && !_isGivenUp)
            {
                var problem = source.ProblemAt(
                    child, ProblemCode.DuplicateKey, $"The key `{ShapeCheck.Printable(child.Key!)}` stands here twice; the first is on line {LineOf(first)}.", "Keep one of the two.", atKey: true);
                problems.Add(problem);
                child.MarkBad();
                CountReported(problem.Line, problem.Column);
            }
        }
    }

    private void ReportNotText()
    {
        var isWide = Bytes.Length > 1 && ((Bytes[0], Bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) || Bytes[..2].Contains((byte)0));
        var valid = 0;
        while (valid < Bytes.Length && Rune.DecodeFromUtf8(Bytes[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        Report(
            valid, ProblemCode.NotText, isWide ? "This file is saved as UTF-16." : $"The byte {Bytes[valid].ToString("x2", CultureInfo.InvariantCulture)} here is not UTF-8 text.",
            "Save the file as UTF-8.");
    }

    // The length is in bytes.
    private void Report(int at, string code, string message, string help, int length = 1)
    {
        if (_isGivenUp)
        {
            return;
        }

        var (line, column) = source.PositionOf(at);
        problems.Add(new Problem(code, source.FileName, line, column, _open?.Pointer ?? "", message, help, ProblemSeverity.Error,
            Math.Max(1, Encoding.UTF8.GetCharCount(Bytes.Slice(at, Math.Min(length, Bytes.Length - at))))));
        CountReported(line, column);
    }

    private void CountReported(int line, int column)
    {
        if (++_reported == MaximumSyntaxProblems)
        {
            problems.Add(new Problem(
                ProblemCode.TooMany, source.FileName, line, column, "", $"After {MaximumSyntaxProblems} mistakes in its brackets, commas and quotes the rest of the file was not read.",
                "Mend these first.", ProblemSeverity.Error));
            _isGivenUp = true;
        }
    }
}
