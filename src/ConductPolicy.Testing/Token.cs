namespace ConductPolicy.Testing;

/// <summary>A token of a JSON text: a text, a number, a word or a mark, by its place.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Kind">The mark itself; <c>"</c> for a text, <c>0</c> for a number, <c>w</c> for a word such as <c>true</c>.</param>
internal sealed record Token(int Start, int Length, char Kind)
{
    /// <summary>Just behind it.</summary>
    public int End => Start + Length;

    /// <summary>The tokens of a text that is good JSON with comments.</summary>
    public static List<Token> Of(string json)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < json.Length;)
        {
            var length = LengthAt(json, at);
            if (!char.IsWhiteSpace(json[at]) && json[at] != '/')
            {
                tokens.Add(new Token(at, length, char.IsAsciiLetter(json[at]) ? 'w' : char.IsAsciiDigit(json[at]) || json[at] == '-' ? '0' : json[at]));
            }

            at += length;
        }

        return tokens;
    }

    public string In(string json) => json.Substring(Start, Length);

    /// <summary>A text without this token.</summary>
    public string DeletedFrom(string json) => json.Remove(Start, Length);

    public string ReplacedIn(string json, string other) => string.Concat(json.AsSpan(0, Start), other, json.AsSpan(End));

    /// <summary>A text with this token and a later one in each other's place.</summary>
    public string SwappedIn(string json, Token later) => string.Concat(
        string.Concat(json.AsSpan(0, Start), later.In(json), json.AsSpan(End, later.Start - End)), In(json), json[later.End..]);

    private static int LengthAt(string json, int at)
    {
        var end = at + 1;
        switch (json[at])
        {
            case '"':
                while (json[end] != '"')
                {
                    end += json[end] == '\\' ? 2 : 1;
                }

                return end + 1 - at;
            case '/':
                var (mark, behind) = json[at + 1] == '*' ? ("*/", 2) : ("\n", 0);
                return json.IndexOf(mark, at + 2, StringComparison.Ordinal) is var close and >= 0 ? close + behind - at : json.Length - at;
            default:
                while (IsPlain(json[at]) && end < json.Length && IsPlain(json[end]))
                {
                    end++;
                }

                return end - at;
        }
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.';
}
