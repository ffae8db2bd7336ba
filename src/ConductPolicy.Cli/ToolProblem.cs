using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using System.Text.Json;
using ConductPolicy.Loading;

namespace ConductPolicy.Cli;

/// <summary>A problem that the library tells without a place, as the tool can tell it: with the file or option that the day came from.</summary>
internal static class ToolProblem
{
    private static readonly JsonReaderOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The problem with the place of the day it is about, and with the option that would give one.</summary>
    public static Problem Of(Problem problem, ParseResult parsed)
    {
        if (problem is not { Pointer: "/asOf", File.Length: 0 })
        {
            return problem;
        }

        if (parsed.GetResult("--as-of") is OptionResult { Implicit: false })
        {
            return problem with { Pointer = "--as-of" };
        }

        var placed = problem.Code == ProblemCode.NoDate ? problem with { Help = "Add `\"asOf\"` to the case, or give the day with `--as-of`." } : problem;
        return parsed.GetResult("--case") is { Tokens: [{ Value: var path }] } && File.Exists(path) ? At(placed, path, File.ReadAllBytes(path)) : placed;
    }

    private static Problem At(Problem problem, string path, byte[] bytes)
    {
        var utf8 = bytes.AsSpan(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        var (start, length) = PlaceOfDay(utf8);
        var lineStart = utf8[..start].LastIndexOf((byte)'\n') + 1;
        return problem with
        {
            File = path,
            Line = utf8[..start].Count((byte)'\n') + 1,
            Column = Encoding.UTF8.GetCharCount(utf8[lineStart..start]) + 1,
            Length = length,
        };
    }

    // The value of the key at the top, else the bracket that begins the case.
    private static (int Start, int Length) PlaceOfDay(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, s_lenient);
        var (start, length) = (0, 1);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 0)
            {
                start = (int)reader.TokenStartIndex;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("asOf"u8) && reader.Read())
            {
                return ((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
            }
        }

        return (start, length);
    }
}
