using System.Buffers;
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
    private ReadOnlySpan<byte> _value;
    private JsonTokenType _type;
    private Place _place;
    private int _next;
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
    public readonly ReadOnlySpan<byte> Value => _isPlain ? _value : _any.ValueSpan;

    public readonly bool IsEscaped => !_isPlain && _any.ValueIsEscaped;

    public readonly string Text => _isPlain ? Encoding.UTF8.GetString(_value) : _any.GetString()!;

    public readonly bool TryGetNumber(out int number)
    {
        number = _number;
        return _isPlain || _any.TryGetInt32(out number);
    }

    /// <summary>Goes to the next token; false at the end of the text.</summary>
    /// <exception cref="JsonException">It is no JSON, or not read here.</exception>
    public bool Read()
    {
        if (!_isPlain)
        {
            return _any.Read();
        }

        var next = NextByte();
        if (_place == Place.AfterValue)
        {
            if (_within == 1)
            {
                return next < 0 ? false : throw new JsonException();
            }

            if (next is ']' or '}')
            {
                return Close(next);
            }

            Expect(next == ',');
            _next++;
            next = NextByte();
        }
        else if (_place == Place.AfterOpening && next is ']' or '}')
        {
            return Close(next);
        }

        if (_place != Place.BeforeValue && (_within & 1) != 0 && _within != 1)
        {
            ReadKey(next);
        }
        else
        {
            ReadValue(next);
        }

        return true;
    }

    // -1 at the end of the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextByte()
    {
        var text = _text;
        var next = _next;
        return (uint)next < (uint)text.Length && text[next] != ' ' ? text[next] : NextBesideSpaces();
    }

    private int NextBesideSpaces()
    {
        while (_next < _text.Length && _text[_next] == ' ')
        {
            _next++;
        }

        return _next < _text.Length ? _text[_next] : -1;
    }

    private bool Close(int bracket)
    {
        Expect(((_within & 1) != 0) == (bracket == '}'));
        _within >>= 1;
        _next++;
        _type = bracket == '}' ? JsonTokenType.EndObject : JsonTokenType.EndArray;
        _place = Place.AfterValue;
        return true;
    }

    private void ReadKey(int quote)
    {
        ReadText(quote);
        Expect(NextByte() == ':');
        _next++;
        _type = JsonTokenType.PropertyName;
        _place = Place.BeforeValue;
    }

    private void ReadText(int quote)
    {
        Expect(quote == '"');
        var rest = _text[(_next + 1)..];
        var length = LengthTo((byte)'"', rest);
        Expect(length >= 0);
        _value = rest[..length];
        _next += length + 2;
    }

    // Most keys and texts are so short that one look finds their end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthTo(byte end, ReadOnlySpan<byte> rest)
    {
        var found = rest.Length >= Vector256<byte>.Count ? Vector256.Equals(Vector256.Create(rest), Vector256.Create(end)).ExtractMostSignificantBits() : 0;
        return found != 0 ? BitOperations.TrailingZeroCount(found) : rest.IndexOf(end);
    }

    private void ReadValue(int first)
    {
        _place = Place.AfterValue;
        switch (first)
        {
            case '"':
                ReadText(first);
                _type = JsonTokenType.String;
                break;
            case '{' or '[':
                Expect(_within >> 62 == 0);
                _within = (_within << 1) | (first == '{' ? 1UL : 0);
                _next++;
                _type = first == '{' ? JsonTokenType.StartObject : JsonTokenType.StartArray;
                _place = Place.AfterOpening;
                break;
            case >= '0' and <= '9':
                ReadNumber();
                break;
            default:
                ReadWord(first == 't' ? "true"u8 : first == 'f' ? "false"u8 : "null"u8);
                _type = first == 't' ? JsonTokenType.True : first == 'f' ? JsonTokenType.False : JsonTokenType.Null;
                break;
        }
    }

    private void ReadWord(ReadOnlySpan<byte> word)
    {
        Expect(_text[Math.Min(_next, _text.Length)..].StartsWith(word));
        _next += word.Length;
    }

    private void ReadNumber()
    {
        const int MostDigits = 9;
        var start = _next;
        for (_number = 0; _next < _text.Length && _text[_next] is >= (byte)'0' and <= (byte)'9' && _next - start <= MostDigits; _next++)
        {
            _number = (_number * 10) + _text[_next] - '0';
        }

        Expect(_next - start <= MostDigits && (_text[start] != '0' || _next == start + 1));
        _value = _text[start.._next];
        _type = JsonTokenType.Number;
    }

    private static void Expect(bool isSo)
    {
        if (!isSo)
        {
            throw new JsonException();
        }
    }
}
