using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Laws;

/// <summary>A value of a generated JSON text. What stands between its parts is white space and comments.</summary>
/// <param name="Plain">A number, text or word as it is written; null for an object or list.</param>
/// <param name="IsObject">Whether it is an object rather than a list.</param>
/// <param name="Members">What is inside.</param>
/// <param name="BeforeEnd">What stands before the closing bracket.</param>
/// <param name="HasTrailingComma">Whether a comma follows the last member.</param>
internal sealed record JsonPiece(string? Plain, bool IsObject, ValueList<JsonPieceMember> Members, string BeforeEnd, bool HasTrailingComma);

/// <summary>A member of a generated object or list; in a list its key is not written.</summary>
internal sealed record JsonPieceMember(string Before, string Key, string AfterKey, string BeforeValue, JsonPiece Value, string BeforeComma);

/// <summary>A generated JSON text with comments in all the places where they may stand.</summary>
internal sealed record GeneratedJson(string Before, JsonPiece Root, string After, bool HasCarriageReturns)
{
    public override string ToString()
    {
        var text = new StringBuilder(Before);
        Add(text, Root);
        text.Append(After);
        return HasCarriageReturns ? text.ToString().Replace("\n", "\r\n", StringComparison.Ordinal) : text.ToString();
    }

    private static void Add(StringBuilder text, JsonPiece piece)
    {
        if (piece.Plain is not null)
        {
            text.Append(piece.Plain);
            return;
        }

        text.Append(piece.IsObject ? '{' : '[');
        for (var i = 0; i < piece.Members.Count; i++)
        {
            var member = piece.Members[i];
            text.Append(member.Before);
            if (piece.IsObject)
            {
                // The number keeps keys apart.
                text.Append(CultureInfo.InvariantCulture, $"\"{i}{member.Key}\"").Append(member.AfterKey).Append(':').Append(member.BeforeValue);
            }

            Add(text, member.Value);
            text.Append(member.BeforeComma).Append(i + 1 < piece.Members.Count || piece.HasTrailingComma ? "," : "");
        }

        text.Append(piece.BeforeEnd).Append(piece.IsObject ? '}' : ']');
    }
}

/// <summary>JSON texts with comments and trailing commas, that shrink by leaving out members, comments and white space.</summary>
internal static class JsonArbitrary
{
    private const string Long = "\"The policy ranks nothing, so how grave it is was read from how it works, and the head may give an incident of it another value.\"";
    private static readonly string[] s_plain = ["0", "-1.50e+3", "1E5", "true", "null", "\"\"", "\"low\"", "\"6.ban\"", "\"\\u0041\\/\\n\\\"}\"", "\"é 😀 // no comment\"", "\"/* nor this */\"", Long];
    private static readonly string[] s_keys = ["", "id", "label", "é", "\\u0041", "a\\\\", "//", "reading-of-the-clause"];
    private static readonly string[] s_space = ["", "", "", "", " ", "\n", "\n\n", "\t", "  \n \n\n  "];
    private static readonly string[] s_comment = ["// why\n", "//\n", "// trailing  \n", "/**/", "/* b */", "/* two\n   lines */", "/* { , */", "// \"x\": [\n", "/* é */"];

    public static Arbitrary<GeneratedJson> Text { get; } = Arb.From(
        from before in Gap()
        from root in Piece(5)
        from after in Gap()
        from hasCarriageReturns in Gen.Elements(false, false, true)
        select new GeneratedJson(before, root, after, hasCarriageReturns),
        Shrink);

    private static Gen<string> Space() => Gen.Elements(s_space);

    private static Gen<string> Gap() => Gen.Frequency(
        (5, Space()),
        (2, from before in Space() from comment in Gen.Elements(s_comment) from after in Space() select before + comment + after),
        (1, from count in Gen.Choose(2, 3)
            from parts in Gen.ArrayOf(from before in Space() from comment in Gen.Elements(s_comment) select before + comment, count)
            from after in Space()
            select string.Concat(parts) + after));

    private static Gen<JsonPiece> Piece(int depth)
    {
        var plain = Gen.Elements(s_plain).Select(text => new JsonPiece(text, false, [], "", false));
        return depth == 0 ? plain : Gen.Frequency((2, plain), (3, Container(depth)));
    }

    private static Gen<JsonPiece> Container(int depth) =>
        from isObject in Gen.Elements(true, false)
        from count in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(1, 4)))
        from members in Gen.ArrayOf(Member(depth - 1), count)
        from beforeEnd in Gap()
        from hasTrailingComma in Gen.Elements(true, false)
        select new JsonPiece(null, isObject, members.ToValueList(), beforeEnd, hasTrailingComma && count > 0);

    private static Gen<JsonPieceMember> Member(int depth) =>
        from before in Gap()
        from key in Gen.Elements(s_keys)
        from afterKey in Space()
        from beforeValue in Gap()
        from value in Piece(depth)
        from beforeComma in Gap()
        select new JsonPieceMember(before, key, afterKey, beforeValue, value, beforeComma);

    private static IEnumerable<GeneratedJson> Shrink(GeneratedJson whole)
    {
        foreach (var gap in Shorter(whole.Before))
        {
            yield return whole with { Before = gap };
        }

        foreach (var gap in Shorter(whole.After))
        {
            yield return whole with { After = gap };
        }

        if (whole.HasCarriageReturns)
        {
            yield return whole with { HasCarriageReturns = false };
        }

        foreach (var root in Shrink(whole.Root))
        {
            yield return whole with { Root = root };
        }
    }

    private static IEnumerable<JsonPiece> Shrink(JsonPiece piece)
    {
        if (piece.Plain is not null)
        {
            if (piece.Plain != "0")
            {
                yield return piece with { Plain = "0" };
            }

            yield break;
        }

        foreach (var member in piece.Members)
        {
            yield return member.Value;
            yield return piece with { Members = piece.Members.Where(other => !ReferenceEquals(other, member)).ToValueList(), HasTrailingComma = piece.HasTrailingComma && piece.Members.Count > 1 };
        }

        if (piece.HasTrailingComma)
        {
            yield return piece with { HasTrailingComma = false };
        }

        foreach (var gap in Shorter(piece.BeforeEnd))
        {
            yield return piece with { BeforeEnd = gap };
        }

        for (var i = 0; i < piece.Members.Count; i++)
        {
            foreach (var shrunk in Shrink(piece.Members[i]))
            {
                yield return piece with { Members = piece.Members.Select((member, at) => at == i ? shrunk : member).ToValueList() };
            }
        }
    }

    private static IEnumerable<JsonPieceMember> Shrink(JsonPieceMember member) =>
    [
        .. Shorter(member.Before).Select(gap => member with { Before = gap }),
        .. Shorter(member.Key).Select(key => member with { Key = key }),
        .. Shorter(member.AfterKey).Select(gap => member with { AfterKey = gap }),
        .. Shorter(member.BeforeValue).Select(gap => member with { BeforeValue = gap }),
        .. Shorter(member.BeforeComma).Select(gap => member with { BeforeComma = gap }),
        .. Shrink(member.Value).Select(value => member with { Value = value }),
    ];

    private static string[] Shorter(string text) => text.Length switch
    {
        0 => [],
        _ when text == " " => [""],
        _ when text == "// why\n" => ["", "\n"],
        _ when text.Contains('/', StringComparison.Ordinal) => ["", "// why\n"],
        _ => ["", " "],
    };
}
