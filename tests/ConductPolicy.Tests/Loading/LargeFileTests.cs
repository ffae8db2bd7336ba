using System.Text;
using System.Text.RegularExpressions;
using ConductPolicy.Benchmarks;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Loading;

/// <summary>What a file costs grows with its size and no faster. None of these is timed: what is not linear here would not end.</summary>
public sealed partial class LargeFileTests
{
    private const int Large = 2_500_000;
    private static readonly Lazy<string> s_large = new(() => LargeRuleSet.Of(Large));

    [Fact]
    public void A_large_rule_set_is_good_and_of_the_size_asked_for()
    {
        Assert.InRange(s_large.Value.Length, Large * 0.95, Large * 1.05);
        Assert.Empty(RuleText.Problems(s_large.Value));
    }

    [Fact]
    public void Memory_grows_with_the_size_of_the_file_and_no_faster()
    {
        Allocated(10_000);
        var small = Allocated(500_000);
        Assert.InRange(Allocated(4_000_000), small * 0.8, small * 1.2);
        Assert.True(small < 25, $"{small} bytes a byte of the file: benchmarks/README.md says at most 25");
    }

    [Fact]
    public void A_file_full_of_unknown_names_is_refused_with_the_first_thousand() =>
        Refused(s_large.Value.Replace("\"clause\": [\"", "\"clause\": [\"x", StringComparison.Ordinal).Replace("\"taken\": \"", "\"taken\": \"x", StringComparison.Ordinal), "unknown-reference");

    [Fact]
    public void A_file_full_of_problems_on_one_line_is_refused_with_the_first_thousand() =>
        Refused(LineEnd.Replace(s_large.Value, " ").Replace("\"label\":", "\"x-label\":", StringComparison.Ordinal), "missing-key");

    [Fact]
    public void A_file_full_of_one_id_is_refused_with_the_first_thousand() =>
        Refused(NumberedId.Replace(s_large.Value, "\"id\": \"same\""), "duplicate-id");

    [Fact]
    public void A_file_full_of_one_key_is_refused_with_the_first_few() =>
        Assert.InRange(RuleText.Problems($"{{ {string.Concat(Enumerable.Repeat("\"a\":1,", 300_000))} }}").Count(problem => problem.Code == ProblemCode.DuplicateKey), 2, 50);

    [Theory]
    [InlineData("[", "1,", "]")]
    [InlineData("[", "[],", "]")]
    [InlineData("[", "[[[[[[]]]]]],", "]")]
    public void A_file_of_more_values_than_anybody_needs_is_not_read_on(string begin, string part, string end) =>
        Assert.Equal("too-many", Assert.Single(RuleText.Problems($"{begin}{string.Concat(Enumerable.Repeat(part, SourceText.MaximumValues))}{end}")).Code);

    [Fact]
    public void Warnings_left_untold_do_not_hide_an_error()
    {
        var covered = s_large.Value.Replace(" \"text\": \"The school ", " \"covers\": \"c\", \"text\": \"The school ", StringComparison.Ordinal);
        var warned = RuleText.Problems(covered);
        Assert.All(warned, problem => Assert.Equal(ProblemSeverity.Warning, problem.Severity));
        Assert.Equal(ShapeCheck.MaximumProblems + 1, warned.Count);
        Assert.NotNull(PolicyFile.Parse(covered));

        // Of the errors found after so many warnings.
        var wrong = RuleText.With(covered, "\"safeguard-1\", \"clause\": [\"1.response\"],\n      \"never\":", "\"safeguard-1\", \"clause\": [\"1.response\"],\n      \"x-never\":");
        Assert.Contains(RuleText.Problems(wrong), problem => problem.Severity == ProblemSeverity.Error);
        Assert.Throws<ConductPolicyException>(() => PolicyFile.Parse(wrong));
    }

    [Fact]
    public void A_large_file_is_laid_out_and_what_would_grow_too_large_to_be_read_again_is_refused()
    {
        var formatted = JsonLayout.Format(s_large.Value);
        Assert.Equal(formatted, JsonLayout.Format(formatted));
        var deep = $"{new string('[', 60)}{string.Concat(Enumerable.Repeat("1,", 200_000))}{new string(']', 60)}";
        Assert.Equal("too-large", Assert.Throws<ConductPolicyException>(() => JsonLayout.Format(deep)).Problems[0].Code);
        var comments = string.Concat(Enumerable.Repeat("/**/", 500_000));
        Assert.Equal(500_001, JsonLayout.Format($"[{comments}1]").Split("/**/").Length);
    }

    private static double Allocated(int size)
    {
        var rules = Encoding.UTF8.GetBytes(LargeRuleSet.Of(size));
        var before = GC.GetAllocatedBytesForCurrentThread();
        PolicyFile.Parse(rules);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rules.Length;
    }

    private static void Refused(string rules, string code)
    {
        var errors = RuleText.Problems(rules).Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        Assert.Equal(ShapeCheck.MaximumProblems + 1, errors.Count);
        Assert.Single(errors, problem => problem.Code == ProblemCode.TooMany);
        Assert.True(errors.Count(problem => problem.Code == code) > ShapeCheck.MaximumProblems / 2);
    }

    [GeneratedRegex("(//[^\n]*)?\n *", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LineEnd { get; }

    [GeneratedRegex("\"id\": \"(safeguard|consideration)-[0-9]+\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex NumberedId { get; }
}
