using System.Text.RegularExpressions;

namespace ConductPolicy.Tests.Cli;

/// <summary>What each command says of itself.</summary>
public sealed partial class HelpTests
{
    private static readonly string s_root = Help();

    public static TheoryData<string> Commands => [.. Section(s_root, "Commands").Select(line => FirstWord.Match(line).Value.Trim())];

    [Fact]
    public void Every_command_has_one_line_among_the_others()
    {
        Assert.Contains("ask", (IEnumerable<string>)Commands);
        Assert.All(Section(s_root, "Commands"), line => Assert.Matches(@"^  [a-z-]+( <[a-z-]+>)*  +[A-Z].*[.]$", line));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_a_command_takes_is_called_the_same_in_its_usage_and_below_it(string command)
    {
        var help = Help(command);
        var usage = Assert.Single(Section(help, "Usage"));
        Assert.StartsWith($"  conduct-policy {command}", usage, StringComparison.Ordinal);
        var named = Named.Matches(usage).Select(match => match.Value);
        Assert.Equal(named, Section(help, "Arguments").Select(line => Named.Match(line).Value));
        Assert.All(Section(help, "Options"), line => Assert.DoesNotContain("<>", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_format_is_one_of_those_that_the_help_names_in_their_order() =>
        Assert.Contains("  --format <text|json|ics>", Help("bar"), StringComparison.Ordinal);

    private static string Help(params string[] command)
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. command, "--help"]);
        Assert.Equal((0, ""), (exit, errors));
        return output.ReplaceLineEndings("\n");
    }

    // The lines below a heading, until an empty one.
    private static List<string> Section(string help, string heading) =>
        [.. help.Split('\n').SkipWhile(line => line != $"{heading}:").Skip(1).TakeWhile(line => line.Length > 0)];

    [GeneratedRegex(@"^  [a-z-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstWord { get; }

    [GeneratedRegex(@"<[a-z-]+>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named { get; }
}
