using ConductPolicy.Cli;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Loading;

/// <summary>Each file under <c>files</c> is told as it was; the text beside it is what a person sees.</summary>
public sealed class GoodAndBadFileTests
{
    public static TheoryData<string> GoodRules => TestFiles.In("rules/good");

    public static TheoryData<string> BadRules => TestFiles.In("rules/bad");

    public static TheoryData<string> GoodOverlays => TestFiles.In("overlays/good");

    public static TheoryData<string> BadOverlays => TestFiles.In("overlays/bad");

    public static TheoryData<string> BadProofs => TestFiles.In("proofs/bad");

    public static TheoryData<string> GoodCalendars => TestFiles.In("calendars/good");

    public static TheoryData<string> BadCalendars => TestFiles.In("calendars/bad");

    public static TheoryData<string> GoodCases => TestFiles.In("cases/good");

    public static TheoryData<string> BadCases => TestFiles.In("cases/bad");

    [Theory]
    [MemberData(nameof(GoodRules))]
    public void A_good_rule_set_has_no_problem_at_all(string name) => HasNone("rules/good", name);

    [Theory]
    [MemberData(nameof(BadRules))]
    public void A_bad_rule_set_is_told_its_mistakes(string name) => IsTold("rules/bad", name);

    [Theory]
    [MemberData(nameof(GoodOverlays))]
    public void A_good_overlay_has_no_problem_at_all(string name) => HasNone("overlays/good", name);

    [Theory]
    [MemberData(nameof(BadOverlays))]
    public void A_bad_overlay_is_told_its_mistakes(string name) => IsTold("overlays/bad", name);

    [Theory]
    [MemberData(nameof(BadProofs))]
    public void A_rule_set_that_cannot_be_meant_is_told_why(string name) => IsTold("proofs/bad", name);

    [Theory]
    [MemberData(nameof(GoodCalendars))]
    public void Good_term_dates_and_a_good_feed_have_no_problem_at_all(string name) => HasNone("calendars/good", name);

    [Theory]
    [MemberData(nameof(BadCalendars))]
    public void Bad_term_dates_and_a_bad_feed_are_told_their_mistakes(string name) => IsTold("calendars/bad", name);

    [Theory]
    [MemberData(nameof(GoodCases))]
    public void A_good_case_is_decided(string name) => Golden.Matches(
        TestFiles.PathOf("cases/good", name, "txt"),
        ReportPrinter.TextOf(DecisionReport.Of(TestFiles.Decide(name, File.ReadAllBytes(TestFiles.PathOf("cases/good", name))))));

    [Theory]
    [MemberData(nameof(BadCases))]
    public void A_bad_case_is_told_its_mistakes(string name)
    {
        var problems = TestFiles.ProblemsOf("cases/bad", name);
        Assert.NotEmpty(problems);
        Assert.All(problems, IsWhole);
        Golden.Matches(TestFiles.PathOf("cases/bad", name, "txt"), TestFiles.Refusal("cases/bad", name));
    }

    [Fact]
    public void The_tool_prints_what_stands_beside_the_files()
    {
        var (exit, output, _) = Tool.ConductPolicy(["validate", "many-mistakes.json"], folder: Path.Combine(TestFiles.Root, "rules/bad"));
        Assert.Equal((2, File.ReadAllText(TestFiles.PathOf("rules/bad", "many-mistakes", "txt"))), (exit, output));
        (exit, output, _) = Tool.ConductPolicy(["validate", "terms-many-mistakes.json"], folder: Path.Combine(TestFiles.Root, "calendars/bad"));
        Assert.Equal((2, File.ReadAllText(TestFiles.PathOf("calendars/bad", "terms-many-mistakes", "txt"))), (exit, output));
        (exit, output, _) = Tool.ConductPolicy(["validate", "../good/terms.json", "../good/feed.json", "feed-with-a-new-key.json"], folder: Path.Combine(TestFiles.Root, "calendars/bad"));
        Assert.Equal(0, exit);
        Assert.EndsWith(File.ReadAllText(TestFiles.PathOf("calendars/bad", "feed-with-a-new-key", "txt")), output, StringComparison.Ordinal);
        (exit, _, var errors) = Tool.ConductPolicy(
            ["decide", "--policy", "../../rules/good/harbour.json", "--case", "many-mistakes.json"], folder: Path.Combine(TestFiles.Root, "cases/bad"));
        Assert.Equal((2, File.ReadAllText(TestFiles.PathOf("cases/bad", "many-mistakes", "txt"))), (exit, errors));
    }

    [Theory]
    [InlineData("rules/bad")]
    [InlineData("overlays/bad")]
    [InlineData("cases/bad")]
    [InlineData("calendars/bad")]
    public void One_mistake_is_one_problem(string folder)
    {
        // These are several mistakes, or one that shows in several places that have to be mended each.
        string[] several = ["many-mistakes", "terms-many-mistakes", "many-mistakes-of-form", "curly-quotes", "clause-renamed-in-one-place", "level-renamed-in-one-place"];
        Assert.All(TestFiles.Names(folder).Except(several), name => Assert.True(TestFiles.ProblemsOf(folder, name).Count == 1, name));
    }

    private static void HasNone(string folder, string name)
    {
        Assert.Empty(TestFiles.ProblemsOf(folder, name));
        Golden.Matches(TestFiles.PathOf(folder, name, "txt"), ValidateCommand.TextOf($"{name}.json", [], null));
    }

    private static void IsTold(string folder, string name)
    {
        var problems = TestFiles.ProblemsOf(folder, name);
        Assert.NotEmpty(problems);
        Assert.All(problems, IsWhole);
        var lines = ProblemText.LinesOf(File.ReadAllBytes(TestFiles.PathOf(folder, name)));
        Golden.Matches(TestFiles.PathOf(folder, name, "txt"), ValidateCommand.TextOf($"{name}.json", problems, lines));
    }

    private static void IsWhole(Problem problem)
    {
        Assert.Contains(problem.Code, ProblemCodeTests.Codes);
        Assert.True(problem.Message[^1] is '.' or '?', problem.Message);
        Assert.False(string.IsNullOrWhiteSpace(problem.Help), problem.Message);
        Assert.True(problem.Message.Count(c => c == '`') % 2 == 0, problem.Message);
        Assert.True(problem.Help!.Count(c => c == '`') % 2 == 0, problem.Help);
    }
}
