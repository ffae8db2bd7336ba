using System.Text;
using System.Text.Json;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Loading;

public sealed class JsonTokensTests
{
    private static readonly JsonReaderOptions s_options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] s_parts =
        ["{", "}", "[", "]", ",", ":", "\"a\":", "\"b\"", "\"\"", "\"naïve\"", "0", "7", "42", "123456789", "1234567890", "01", "-1", "1.5", "1e3", "true", "false", "null", "nul", " ", "\n", "\"\\n\"", "/*c*/", "x"];

    [Theory]
    [InlineData("""{"a":[1,{"b":true}],"c":null,"d":"x"}""")]
    [InlineData("""[[],{},"",0,false]""")]
    [InlineData(""" { "a" : [ 1 , 2 ] , "b" : "naïve" } """)]
    [InlineData("[1,\n\"\\u0061\",]")]
    [InlineData("7")]
    public void The_tokens_are_those_of_any_reader(string json) => Assert.Equal(Any(json), Read(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1}")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1,\"b\"}")]
    [InlineData("{1:2}")]
    [InlineData("[01]")]
    [InlineData("[nul]")]
    [InlineData("[truefalse]")]
    [InlineData("\"a")]
    [InlineData("1 2")]
    [InlineData("]")]
    public void What_is_no_JSON_is_refused(string text)
    {
        Assert.Null(Any(text));
        Assert.Null(Read(text));
    }

    [Fact]
    public void Whatever_is_read_any_reader_reads_as_the_same()
    {
        var accepted = 0;
        Prop.ForAll(Arb.From(Gen.Elements(s_parts).ListOf().Select(parts => string.Concat(parts))), text =>
        {
            if (Read(text) is { } tokens)
            {
                accepted++;
                Assert.Equal(Any(text), tokens);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithQuietOnSuccess(true));
        Assert.NotEqual(0, accepted);
    }

    // Null where it is refused.
    private static List<string>? Read(string text)
    {
        var tokens = new JsonTokens(Encoding.UTF8.GetBytes(text), s_options);
        var read = new List<string>();
        try
        {
            while (tokens.Read())
            {
                var isText = tokens.Type is JsonTokenType.String or JsonTokenType.PropertyName;
                read.Add($"{tokens.Type} {(isText ? tokens.Text : tokens.Type == JsonTokenType.Number && tokens.TryGetNumber(out var number) ? number : "")}");
            }

            return read;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string>? Any(string text)
    {
        var tokens = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), s_options);
        var read = new List<string>();
        try
        {
            while (tokens.Read())
            {
                var isText = tokens.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
                read.Add($"{tokens.TokenType} {(isText ? tokens.GetString() : tokens.TokenType == JsonTokenType.Number && tokens.TryGetInt32(out var number) ? number : "")}");
            }

            return read;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
