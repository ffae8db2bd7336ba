using System.Text.RegularExpressions;

namespace ConductPolicy.Tests;

/// <summary>The README does what it says.</summary>
public sealed partial class ReadmeTests
{
    private const string ToolPrefix = "dotnet run --project src/ConductPolicy.Cli -- ";

    public static string Text { get; } = File.ReadAllText(Repository.PathOf("README.md"));

    public static TheoryData<string> ToolCommands =>
        [.. Blocks("sh").SelectMany(block => block.Split('\n')).Where(line => line.StartsWith(ToolPrefix, StringComparison.Ordinal)).Select(line => line[ToolPrefix.Length..])];

    [Theory]
    [MemberData(nameof(ToolCommands))]
    public void A_command_of_the_tool_runs(string command)
    {
        var (exit, output, errors) = Tool.ConductPolicy(command.Split(' '));
        Assert.Equal((0, ""), (exit, errors));
        Assert.True(output.Length > 0 || command.Contains("--check", StringComparison.Ordinal), "It says nothing.");
    }

    [Fact]
    public void The_first_two_commands_decide_a_case_and_pass_the_tests()
    {
        var commands = Blocks("sh").Take(2).Select(block => block.Trim()).ToList();
        Assert.StartsWith($"{ToolPrefix}decide --policy qet", commands[0], StringComparison.Ordinal);
        Assert.Equal("dotnet test ConductPolicy.sln", commands[1]);
    }

    [Fact]
    public void The_mistake_that_it_shows_is_told_as_it_shows()
    {
        var lines = RuleText.Of("qet").Split('\n');
        var at = Array.FindIndex(lines, line => line.Contains("\"taken\": \"gather-information\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("gather-information", "gather-infromation", StringComparison.Ordinal);
        var problems = ConductPolicy.Loading.PolicyFile.Check(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), "rules/qet.json");
        Assert.Contains(ConductPolicy.Cli.ProblemText.Of(Assert.Single(problems), lines), Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qet", "from-report-to-the-end-of-a-ban")]
    [InlineData("thrive", "from-report-to-the-end-of-a-bar")]
    public void The_pictures_are_those_of_the_cases(string policy, string example)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["timeline", "--policy", policy, "--case", $"rules/examples/{policy}/{example}.json"]);
        Assert.Equal((0, ""), (exit, errors));
        Golden.Matches(Repository.PathOf("docs", "pictures", $"{policy}-case.svg"), output);
    }

    [Fact]
    public void Every_path_that_it_links_to_is_there() => Assert.All(
        Link.Matches(Text).Select(match => match.Groups["target"].Value).Where(target => !target.StartsWith("http", StringComparison.Ordinal)),
        target => Assert.True(Path.Exists(Repository.PathOf(target)), target));

    public static IEnumerable<string> Blocks(string language) =>
        Block.Matches(Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value);

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }
}
