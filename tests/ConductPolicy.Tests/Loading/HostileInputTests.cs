using System.Text;
using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Loading;
using FsCheck;
using FsCheck.Fluent;

namespace ConductPolicy.Tests.Loading;

/// <summary>Whatever a file holds, there is an answer or one exception with its problems, each at a place inside the file.</summary>
public sealed class HostileInputTests
{
    private static readonly byte[] s_rules = ShippedPolicies.Read("qet");
    private static readonly byte[] s_case = File.ReadAllBytes(Repository.PathOf("rules", "examples", "thrive", "review-lifted-the-bar.json"));

    public static Arbitrary<byte[]> Broken(byte[] good)
    {
        var bytes = from at in Gen.Choose(0, good.Length - 1)
                    from length in Gen.Frequency((4, Gen.Choose(0, 3)), (1, Gen.Choose(0, 400)))
                    from put in Gen.Frequency((3, Gen.Elements("", "{", "}", "[", "]", ",", ":", "\"", "null", "0", "\\", "-1", "\"x\": ", "\u202E", "\u0000", "/*")), (1, Gen.ArrayOf(Gen.Choose(0, 255)).Select(Bytes)))
                    select Spliced(good, at, length, put);
        return Arb.From(bytes);
    }

    [Fact]
    public void A_broken_rule_file_gives_problems_inside_it_or_a_policy() => Prop.ForAll(Broken(s_rules), bytes =>
    {
        var problems = PolicyFile.Check(bytes, "rules.json");
        AllInside(problems, bytes);
        Assert.Equal(problems.Any(problem => problem.Severity == ProblemSeverity.Error), Thrown(() => PolicyFile.Parse(bytes)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));

    [Fact]
    public void A_broken_case_gives_problems_inside_it_or_a_case() => Prop.ForAll(Broken(s_case), bytes =>
    {
        try
        {
            CaseFile.Parse(bytes, Given.ThrivePolicy, "case.json");
        }
        catch (ConductPolicyException error)
        {
            AllInside(error.Problems, bytes);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("Ban \u001b[31mred")]
    [InlineData("Ban \u202Egnorw")]
    [InlineData("Ban \u0000")]
    public void A_label_cannot_rewrite_the_line_it_stands_on(string label)
    {
        var rules = RuleText.With(RuleText.Of("qet"), "\"label\": \"Ban from the school site\"", $"\"label\": {System.Text.Json.JsonSerializer.Serialize(label)}");
        Assert.Contains(RuleText.Problems(rules), problem => problem.Code == "control-character");
    }

    [Fact]
    public void An_id_full_of_escapes_is_shown_without_them()
    {
        var rules = RuleText.With(RuleText.Of("qet"), "\"id\": \"ban\"", "\"id\": \"b\\u001b[2Jan\"");
        Assert.All(RuleText.Problems(rules), problem => Assert.DoesNotContain('\u001b', problem.ToString()));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("")]
    public void Line_ends_and_a_byte_order_mark_do_not_matter(string mark)
    {
        var rules = RuleText.Of("qet").ReplaceLineEndings("\r\n");
        Assert.Empty(RuleText.Problems(mark + rules));
        var problem = Assert.Single(RuleText.Problems(mark + RuleText.With(rules, "\"when\": \"on-site\",", "\"when\": \"of-site\",")));
        Assert.Equal(Array.FindIndex(rules.Split('\n'), line => line.Contains("\"when\": \"on-site\"", StringComparison.Ordinal)) + 1, problem.Line);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        var problem = Assert.Single(PolicyFile.Check(new byte[(16 * 1024 * 1024) + 1]));
        Assert.Equal("too-large", problem.Code);
    }

    // However much of a large file is wrong, and however, it is refused. What grew with the square of it would take hours, and the tests with it.
    [Theory]
    [InlineData("{\"format\": 1, \"clauses\": {", "\"a\": 1, ")]
    [InlineData("{\"format\": 1, \"behaviours\": [", "{}, ")]
    [InlineData("{\"format\": 1, \"behaviours\": [", "\n{},")]
    [InlineData("{\"format\": 1, \"steps\": [{\"clause\": [", "\"6.bann\", ")]
    [InlineData("{\"format\": 1, \"steps\": [{\"when\": {\"all\": [", "{\"takn\": \"talk\"}, ")]
    [InlineData("{\"format\": 1, \"title\": \"", "a\"b ")]
    [InlineData("{\"format\": 1, \"title\": ", "a ")]
    [InlineData("{\"format\": 1, \"title\": ", "12 ")]
    [InlineData("", "[]")]
    [InlineData("{", "} ")]
    [InlineData("{", "\n  },")]
    [InlineData("{\"format\": 1, \"clauses\": [", "[1],\n")]
    [InlineData("{\"format\": 1, \"ladder\": {\"ceiling\": {", "\"lo\": 1,")]
    public void A_large_file_of_mistakes_is_refused_with_the_first_of_them(string begin, string again)
    {
        var bytes = Encoding.UTF8.GetBytes(begin + string.Concat(Enumerable.Repeat(again, 2 * 1024 * 1024 / again.Length)));
        var problems = PolicyFile.Check(bytes, "rules.json");
        Assert.InRange(problems.Count, 1, 600);
    }

    /// <summary>Fails where the place of a problem is not one of the file.</summary>
    internal static void AllInside(ValueList<Problem> problems, byte[] bytes)
    {
        var lines = ProblemText.LinesOf(bytes);
        Assert.All(problems, problem =>
        {
            Assert.InRange(problem.Line, 1, lines.Length);
            Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1);
            Assert.True(problem.Length >= 1);
            Assert.Contains(problem.Code, ProblemCodeTests.Codes);
            Assert.NotEmpty(ProblemText.Of(problem, lines));
        });
    }

    private static bool Thrown(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (ConductPolicyException)
        {
            return true;
        }
    }

    private static string Bytes(int[] values) => Encoding.Latin1.GetString([.. values.Select(value => (byte)value)]);

    private static byte[] Spliced(byte[] good, int at, int length, string put) =>
        [.. good.AsSpan(0, at), .. put.Length > 0 && put[0] > 0xFF ? Encoding.UTF8.GetBytes(put) : Encoding.Latin1.GetBytes(put), .. good.AsSpan(Math.Min(good.Length, at + length))];
}
