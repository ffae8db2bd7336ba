using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Loading;

public sealed partial class JsonLayoutTests
{
    public static TheoryData<string> ShippedFiles =>
    [
        .. ShippedPolicies.Ids.Select(id => $"rules/{id}.json"),
        "rules/calendars/bank-holidays.json",
        "rules/calendars/example-terms.json",
        .. Directory.GetFiles(Repository.PathOf("rules", "examples"), "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Formatting_twice_is_formatting_once() => Holds((_, formatted) => Assert.Equal(formatted, JsonLayout.Format(formatted)));

    [Fact]
    public void The_values_are_the_same_as_they_were_written() => Holds((text, formatted) => Assert.Equal(Values(text), Values(formatted)));

    [Fact]
    public void The_comments_are_the_same_in_the_same_order()
    {
        var seen = 0;
        Holds((text, formatted) =>
        {
            var comments = Comments(text);
            seen += comments.Count;
            Assert.Equal(comments, Comments(formatted));
        });
        Assert.True(seen > 1_000, $"only {seen} comments were made: the generator has lost its aim");
    }

    [Fact]
    public void A_line_is_too_long_only_where_a_single_value_or_comment_is() => Holds((_, formatted) =>
    {
        foreach (var line in WithoutComments(formatted).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.TrimEnd().Length > JsonLayout.Width))
        {
            Assert.Matches(SingleValue, line);
        }
    });

    [Fact]
    public void White_space_decides_nothing_but_for_blank_lines_and_comments() => Holds((text, _) =>
    {
        // Without comments and blank lines nothing is left of how the text was laid out.
        var bare = WithoutComments(text);
        Assert.Equal(JsonLayout.Format(SpaceOutsideTexts.Replace(bare, match => match.Groups["text"].Value)), JsonLayout.Format(SpaceOutsideTexts.Replace(bare, match => match.Groups["text"].Value is "" ? " " : $"{match.Groups["text"].Value} ")));
    });

    [Fact]
    public void No_line_ends_in_white_space_and_no_two_are_blank() => Holds((_, formatted) =>
    {
        var lineEnd = formatted.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        Assert.EndsWith(lineEnd, formatted, StringComparison.Ordinal);
        Assert.DoesNotContain($"{lineEnd}{lineEnd}{lineEnd}", formatted, StringComparison.Ordinal);
        Assert.All(BlockComment.Replace(formatted, "x").Split(lineEnd), line => Assert.Equal(line.TrimEnd(' ', '\t'), line));
    });

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData("5", "5")]
    [InlineData("\uFEFF{\"a\":[1,2,],}", "{\n  \"a\": [1, 2]\n}")]
    [InlineData("{\"a\":{\"b\":[]}}", "{\n  \"a\": {\n    \"b\": []\n  }\n}")]
    [InlineData("{\"a\":\n1.50,\n\n\n\"b\":\"\\u0041\"}", "{\n  \"a\": 1.50,\n\n  \"b\": \"\\u0041\"\n}")]
    [InlineData("// x\n\n\n{}// y", "// x\n\n{} // y")]
    [InlineData("{ // x\n\n\"a\": 1 }", "{ // x\n  \"a\": 1\n}")]
    [InlineData("{ // x\n }", "{ // x\n}")]
    [InlineData("[/* x */]", "[\n  /* x */\n]")]
    [InlineData("[1 /* x */, 2]", "[\n  1, /* x */\n  2\n]")]
    [InlineData("[1, /* x */ 2]", "[\n  1,\n  /* x */\n  2\n]")]
    [InlineData("[1, // x\n2]", "[\n  1, // x\n  2\n]")]
    [InlineData("[1\n// x\n,2]", "[\n  1,\n  // x\n  2\n]")]
    [InlineData("[1\n\n// x\n]", "[\n  1\n\n  // x\n]")]
    [InlineData("{\"a\": // x\n1}", "{\n  // x\n  \"a\": 1\n}")]
    [InlineData("{\"a\": {\"b\": 1 // x  \n}}", "{\n  \"a\": {\n    \"b\": 1 // x\n  }\n}")]
    [InlineData("{\"a\":1}\n\n// x\n\n\n", "{\n  \"a\": 1\n}\n\n// x")]
    [InlineData("{\"a\":{\"b\":{\"c\":1}}, \"d\": {\"e\": 1}}", "{\n  \"a\": {\n    \"b\": { \"c\": 1 }\n  },\n  \"d\": { \"e\": 1 }\n}")]
    public void A_text_is_laid_out(string text, string expected)
    {
        Assert.Equal($"{expected}\n", JsonLayout.Format(text));
        Assert.Equal($"{expected}\n".Replace("\n", "\r\n", StringComparison.Ordinal), JsonLayout.Format($"{text.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n"));
    }

    [Fact]
    public void An_object_is_opened_as_soon_as_its_line_would_be_too_long()
    {
        var fits = new string('x', JsonLayout.Width - "  \"a\": { \"b\": \"\" },".Length);
        var comment = " // " + new string('c', JsonLayout.Width);
        Assert.Equal($"{{\n  \"a\": {{ \"b\": \"{fits}\" }},{comment}\n  \"c\": 1\n}}\n", JsonLayout.Format($"{{\"a\":{{\"b\":\"{fits}\"}},{comment}\n\"c\":1}}"));
        Assert.Equal($"{{\n  \"a\": {{\n    \"b\": \"{fits}x\"\n  }},\n  \"c\": 1\n}}\n", JsonLayout.Format($"{{\"a\":{{\"b\":\"{fits}x\"}},\"c\":1}}"));
    }

    [Theory]
    [InlineData("{ \"a\": 1 \"b\": 2 }", "syntax")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "duplicate-key")]
    [InlineData("/* x", "syntax")]
    [InlineData("", "syntax")]
    public void What_is_not_json_is_left_alone(string text, string code) =>
        Assert.Contains(Assert.Throws<ConductPolicyException>(() => JsonLayout.Format(text, "rules.json")).Problems, problem => (problem.Code, problem.File) == (code, "rules.json"));

    [Theory]
    [MemberData(nameof(ShippedFiles))]
    public void A_shipped_file_is_in_the_layout(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file)).ReplaceLineEndings("\n");
        Assert.Equal(JsonLayout.Format(text), text);
    }

    private static void Holds(Action<string, string> law) => Prop.ForAll(JsonArbitrary.Text, generated =>
    {
        var text = generated.ToString();
        law(text, JsonLayout.Format(text));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true));

    // By the runtime's reader, which knows nothing of this project's.
    private static List<string> Tokens(string text, bool isOfComments)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = isOfComments ? JsonCommentHandling.Allow : JsonCommentHandling.Skip });
        var tokens = new List<string>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment == isOfComments)
            {
                tokens.Add($"{reader.TokenType} {Encoding.UTF8.GetString(reader.ValueSpan)}");
            }
        }

        return tokens;
    }

    private static List<string> Values(string text) => Tokens(text, isOfComments: false);

    private static List<string> Comments(string text) => Tokens(text, isOfComments: true).ConvertAll(comment => comment.TrimEnd());

    private static string WithoutComments(string text) => TextOrComment.Replace(text, match => match.Value[0] == '"' ? match.Value : "");

    [GeneratedRegex("""^ *("(\\.|[^"\\])*": )?("(\\.|[^"\\])*"|[^ ,"]+),? *$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SingleValue { get; }

    [GeneratedRegex(""" "(\\.|[^"\\])*"|//[^\r\n]*|/\*.*?\*/ """, RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TextOrComment { get; }

    [GeneratedRegex("""(?<text>"(\\.|[^"\\])*"|[^\s"]+)|\s+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpaceOutsideTexts { get; }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlockComment { get; }
}
