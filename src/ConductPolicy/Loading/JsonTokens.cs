using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;

namespace ConductPolicy.Loading;

/// <summary>The tokens of a text of JSON in UTF-8, one after another, as <see cref="Utf8JsonReader"/> gives them.</summary>
/// <remarks>
/// A text on one line with nothing escaped in it, as a line of many cases is, takes half the time: of such a text it reads whole numbers
/// alone, and refuses comments and commas before a bracket.
/// </remarks>
internal ref struct JsonTokens
{
    // What tells that a text is on more lines than one, or that something is escaped in it.
    private static readonly SearchValues<byte> s_notPlain = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (byte)control), (byte)'\\']);

    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isPlain;
    private Utf8JsonReader _any;
    private JsonTokenType _type;
    private Place _place;
    private int _next;
    private int _start;
    private int _length;
    private int _number;

    // The objects and lists that the next token stands in, the innermost in the lowest bit: 1 for an object. A 1 stands above them all.
    private ulong _within = 1;

    /// <param name="utf8">The text, which is known to be UTF-8.</param>
    /// <param name="options">How it is read where it is not plain.</param>
    public JsonTokens(ReadOnlySpan<byte> utf8, JsonReaderOptions options)
    {
        _text = utf8;
        _isPlain = !utf8.ContainsAny(s_notPlain);
        _any = _isPlain ? default : new Utf8JsonReader(utf8, options);
    }

    private enum Place
    {
        /// <summary>Before the value of the text or of a key.</summary>
        BeforeValue,

        /// <summary>After a bracket that opens.</summary>
        AfterOpening,

        /// <summary>After a value, or a bracket that closes.</summary>
        AfterValue,
    }

    public readonly JsonTokenType Type => _isPlain ? _type : _any.TokenType;

    /// <summary>A key or value as it is written, a text without its quotes.</summary>
    public readonly ReadOnlySpan<byte> Value => _isPlain ? _text.Slice(_start, _length) : _any.ValueSpan;

    /// <summary>How long the key or value is.</summary>
    public readonly int Length => _isPlain ? _length : _any.ValueSpan.Length;

    /// <summary>The key or value and, where that is at hand, what comes after it.</summary>
    public readonly ReadOnlySpan<byte> ValueOn => _isPlain ? _text[_start..] : _any.ValueSpan;

    public readonly bool IsEscaped => !_isPlain && _any.ValueIsEscaped;

    public readonly string Text => _isPlain ? Encoding.UTF8.GetString(Value) : _any.GetString()!;

    public readonly bool TryGetNumber(out int number)
    {
        number = _number;
        return _isPlain || _any.TryGetInt32(out number);
    }

    /// <summary>Goes to the next token; false at the end of the text.</summary>
    /// <exception cref="JsonException">It is no JSON, or not read here.</exception>
    public bool Read() => _isPlain ? ReadPlain() : _any.Read();

    // Where it has come to stands in a local, and is put down once a token.
    private bool ReadPlain()
    {
        var at = _next;
        var next = NextByte(ref at);
        if (_place == Place.AfterValue)
        {
            if (_within == 1)
            {
                Expect(next < 0);
                return false;
            }

            if (next is ']' or '}')
            {
                return Close(next, at);
            }

            Expect(next == ',');
            at++;
            next = NextByte(ref at);
        }
        else if (_place == Place.AfterOpening && next is ']' or '}')
        {
            return Close(next, at);
        }

        if (_place != Place.BeforeValue && (_within & 1) != 0)
        {
            ReadKey(next, at);
        }
        else
        {
            ReadValue(next, at);
        }

        return true;
    }

    // -1 at the end of the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int NextByte(ref int at)
    {
        var text = _text;
        return (uint)at < (uint)text.Length && text[at] != ' ' ? text[at] : NextBesideSpaces(text, ref at);
    }

    private static int NextBesideSpaces(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at < text.Length ? text[at] : -1;
    }

    private bool Close(int bracket, int at)
    {
        Expect(((_within & 1) != 0) == (bracket == '}'));
        _within >>= 1;
        _next = at + 1;
        _type = bracket == '}' ? JsonTokenType.EndObject : JsonTokenType.EndArray;
        _place = Place.AfterValue;
        return true;
    }

    private void ReadKey(int quote, int at)
    {
        at = ReadText(quote, at);
        Expect(NextByte(ref at) == ':');
        _next = at + 1;
        _type = JsonTokenType.PropertyName;
        _place = Place.BeforeValue;
    }

    // Gives where the text has ended.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadText(int quote, int at)
    {
        Expect(quote == '"');
        var rest = _text[(at + 1)..];
        var length = LengthTo((byte)'"', rest);
        Expect(length >= 0);
        (_start, _length) = (at + 1, length);
        return at + length + 2;
    }

    // Most keys and texts are so short that one look finds their end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthTo(byte end, ReadOnlySpan<byte> rest)
    {
        var found = rest.Length >= Vector256<byte>.Count ? Vector256.Equals(Vector256.Create(rest), Vector256.Create(end)).ExtractMostSignificantBits() : 0;
        return found != 0 ? BitOperations.TrailingZeroCount(found) : rest.IndexOf(end);
    }

    private void ReadValue(int first, int at)
    {
        _place = Place.AfterValue;
        switch (first)
        {
            case '"':
                _next = ReadText(first, at);
                _type = JsonTokenType.String;
                break;
            case '{' or '[':
                Expect(_within >> 62 == 0);
                _within = (_within << 1) | (first == '{' ? 1UL : 0);
                _next = at + 1;
                _type = first == '{' ? JsonTokenType.StartObject : JsonTokenType.StartArray;
                _place = Place.AfterOpening;
                break;
            case >= '0' and <= '9':
                ReadNumber(at);
                break;
            default:
                ReadWord(first == 't' ? "true"u8 : first == 'f' ? "false"u8 : "null"u8, at);
                _type = first == 't' ? JsonTokenType.True : first == 'f' ? JsonTokenType.False : JsonTokenType.Null;
                break;
        }
    }

    private void ReadWord(ReadOnlySpan<byte> word, int at)
    {
        Expect(_text[Math.Min(at, _text.Length)..].StartsWith(word));
        _next = at + word.Length;
    }

    private void ReadNumber(int start)
    {
        const int MostDigits = 9;
        var at = start;
        for (_number = 0; at < _text.Length && _text[at] is >= (byte)'0' and <= (byte)'9' && at - start <= MostDigits; at++)
        {
            _number = (_number * 10) + _text[at] - '0';
        }

        Expect(at - start <= MostDigits && (_text[start] != '0' || at == start + 1));
        (_start, _length) = (start, at - start);
        _next = at;
        _type = JsonTokenType.Number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expect(bool isSo)
    {
        if (!isSo)
        {
            Refuse();
        }
    }

    [DoesNotReturn]
    private static void Refuse() => throw new JsonException();
}
