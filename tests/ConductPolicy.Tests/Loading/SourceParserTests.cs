using System.Text;
using System.Text.Json;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Loading;

public sealed class SourceParserTests
{
    private static readonly string[] s_pieces =
        ["{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":", "1", "-2.5e3", "01", "true", "null", "nul", "//x\n", "/*y*/", "/*", " ", "\n", "\\", "\\u00e9", "é", "'", "#", "-", "."];

    [Fact]
    public void It_accepts_what_the_runtimes_reader_accepts_and_gives_the_same_values()
    {
        var piles = Gen.ArrayOf(Gen.Elements(s_pieces)).Select(string.Concat);
        var mutated = from at in Gen.Choose(0, 3_000) from piece in Gen.Elements(s_pieces) from drop in Gen.Choose(0, 3) select Mutated(at, piece, drop);
        var texts = Gen.Frequency((1, piles), (2, mutated), (3, piles.Select(text => $"{{\"a\": [{text}]}}")));
        var accepted = 0;
        Prop.ForAll(Arb.From(texts), text =>
        {
            var problems = new List<Problem>();
            var root = new SourceText("", Encoding.UTF8.GetBytes(text)).Parse(problems);
            var expected = ReadByRuntime(text);
            var isGood = problems.TrueForAll(problem => problem.Code is not ("syntax" or "not-text" or "too-deep"));
            Assert.Equal(expected is not null, isGood);
            if (expected is not null)
            {
                accepted++;
                Assert.Equal(expected, Written(root!));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithQuietOnSuccess(true));
        Assert.True(accepted > 250, $"only {accepted} texts were good: the generator has lost its aim");
    }

    [Theory]
    [InlineData("{ \"a\": 1 \"b\": 2 }", 1, 10, "A comma is missing before `b`.")]
    [InlineData("{ \"a\" 1 }", 1, 7, "A colon is missing after the key `a`.")]
    [InlineData("{ a: 1 }", 1, 3, "`a` needs double quotes around it.")]
    [InlineData("[1 2]", 1, 4, "A comma is missing before this.")]
    [InlineData("{ \"a\": \"x\n}", 1, 8, "The quote that ends this text is missing.")]
    [InlineData("{ \"a\": 2026-11-20 }", 1, 8, "`2026-11-20` is neither a number nor a text.")]
    [InlineData("{ \"a\": 'x' }", 1, 8, "Text stands between double quotes.")]
    [InlineData("[1,,2]", 1, 4, "This comma is one too many.")]
    [InlineData("{\n \"a\": [1\n", 2, 7, "This list is never closed.")]
    [InlineData("", 1, 1, "The file is empty.")]
    [InlineData("{} x", 1, 4, "The file ends before this.")]
    [InlineData("{\"é\": \"😀\" 1}", 1, 12, "A key is missing before this value.")]
    public void A_mistake_is_named_at_its_place(string text, int line, int column, string message)
    {
        var problems = new List<Problem>();
        new SourceText("f.json", Encoding.UTF8.GetBytes(text)).Parse(problems);
        var problem = problems.OrderByDescending(item => item.Message == message).First();
        Assert.Equal((message, line, column), (problem.Message, problem.Line, problem.Column));
        Assert.NotNull(problem.Help);
    }

    [Fact]
    public void The_rest_of_the_file_is_read_after_a_mistake()
    {
        var problems = new List<Problem>();
        var root = new SourceText("", "{ \"a\": 1 \"b\": [ 2 3 ], c: 4 }"u8.ToArray()).Parse(problems)!;
        Assert.Equal(3, problems.Count);
        Assert.Equal("{\"a\":1,\"b\":[2,3],\"c\":4}", Written(root));
    }

    [Fact]
    public void A_hundred_thousand_brackets_are_a_problem_and_no_overflow()
    {
        var problems = new List<Problem>();
        Assert.Null(new SourceText("", Encoding.UTF8.GetBytes(new string('[', 100_000))).Parse(problems));
        Assert.Equal("too-deep", Assert.Single(problems).Code);
    }

    [Fact]
    public void Utf_16_and_bytes_that_are_no_text_are_named()
    {
        var problems = new List<Problem>();
        Assert.Null(new SourceText("", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray()).Parse(problems));
        Assert.Null(new SourceText("", [(byte)'"', 0xC3, (byte)'"']).Parse(problems));
        Assert.All(problems, problem => Assert.Equal("not-text", problem.Code));
        Assert.Contains("UTF-16", problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, problems[1].Column);
    }

    private static string Mutated(int at, string piece, int drop)
    {
        var rules = RuleText.Of("qet");
        rules = rules[rules.IndexOf('{', StringComparison.Ordinal)..];
        at %= rules.Length - 4;
        return string.Concat(rules.AsSpan(0, at), piece, rules.AsSpan(at + drop));
    }

    private static string? ReadByRuntime(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Written(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Written(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(item => $"\"{item.Name}\":{Written(item.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Written))}]",
        JsonValueKind.String => $"\"{element.GetString()}\"",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => element.GetRawText(),
    };

    private static string Written(SourceNode node) => node.Kind switch
    {
        SourceKind.Object => $"{{{string.Join(',', node.Children.Select(item => $"\"{item.Key}\":{Written(item)}"))}}}",
        SourceKind.List => $"[{string.Join(',', node.Children.Select(Written))}]",
        SourceKind.Text => $"\"{node.Text}\"",
        SourceKind.Flag => node.IsTrue ? "true" : "false",
        SourceKind.Null => "null",
        _ => node.Text,
    };
}
