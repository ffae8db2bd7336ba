using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Cli;

public sealed class ValidateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conduct-policy").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_json_file_of_a_folder_of_rules_can_be_given_at_once()
    {
        var files = Directory.GetFiles(Repository.PathOf("rules"), "*.json").Order(StringComparer.Ordinal).Select(Path.GetFileName).ToArray();
        Assert.Contains("qet.cases.json", files);
        var (exit, output, errors) = Tool.ConductPolicy(["validate", .. files!], folder: Repository.PathOf("rules"));
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal(files.Select(file => $"{file}: no problems"), output.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Policy_tests_are_held_against_the_rule_file_beside_them()
    {
        File.WriteAllText(Path.Combine(_folder, "own.json"), RuleText.Of("qet"));
        File.WriteAllText(Path.Combine(_folder, "own.cases.json"), TestsOf("qet").Replace("\"abusive-message\"", "\"abusive-mesage\"", StringComparison.Ordinal));
        var (exit, output, _) = Tool.ConductPolicy(["validate", "own.cases.json"], folder: _folder);
        Assert.Equal(2, exit);
        Assert.StartsWith("own.cases.json:", output, StringComparison.Ordinal);
        Assert.Contains("error unknown-reference: ", output, StringComparison.Ordinal);
        Assert.Contains("help: Did you mean `abusive-message`?", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_tests_are_held_against_the_policy_that_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "own.cases.json"), TestsOf("thrive"));
        Assert.Equal((0, "own.cases.json: no problems\n"), Outcome("validate", "own.cases.json", "--policy", "thrive"));
        Assert.Equal(2, Outcome("validate", "own.cases.json", "--policy", "qet").Exit);
    }

    [Fact]
    public void Where_the_rule_file_beside_the_tests_is_not_there_that_is_the_problem()
    {
        File.WriteAllText(Path.Combine(_folder, "own.cases.json"), TestsOf("thrive"));
        var (exit, output) = Outcome("validate", "own.cases.json");
        Assert.Equal(2, exit);
        Assert.StartsWith("own.json: error cannot-read: ", output, StringComparison.Ordinal);
        Assert.EndsWith("own.cases.json: 1 error, 0 warnings\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules/qet.cases.json", "a file of policy tests")]
    [InlineData("rules/maps/qet-thrive.json", "a map between two policies")]
    [InlineData("rules/guidance/bar-letters.json", "guidance on bars")]
    [InlineData("rules/guidance/controlling-access.json", "guidance on bars")]
    [InlineData("rules/calendars/example-terms.json", "a file of term dates")]
    [InlineData("rules/calendars/bank-holidays.json", "a feed of bank holidays")]
    public void A_file_that_is_given_for_another_is_told_as_what_it_is(string file, string kind)
    {
        var problem = Assert.Single(PolicyFile.CheckFile(Repository.PathOf(file)));
        Assert.Equal((ProblemCode.WrongFile, $"This is {kind}, not a rule set."), (problem.Code, problem.Message));
        problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => ConductPolicy.Cases.CaseFile.Load(Repository.PathOf(file), Given.QetPolicy)).Problems);
        Assert.Equal((ProblemCode.WrongFile, $"This is {kind}, not a case."), (problem.Code, problem.Message));
    }

    [Theory]
    [InlineData("--save", "ask", "--policy", "qet", "--save", "there.txt")]
    [InlineData("--generate", "test", "--policy", "qet", "--generate", "there.txt")]
    [InlineData("--output", "timeline", "--policy", "qet", "--case", "-", "-o", "there.txt")]
    [InlineData("--output", "export", "rulesengine", "--policy", "qet", "-o", "there.txt")]
    public void A_file_that_is_there_already_is_told_by_the_option_that_named_it(string option, params string[] arguments)
    {
        File.WriteAllText(Path.Combine(_folder, "there.txt"), "kept");
        var given = File.ReadAllText(Repository.PathOf("rules", "examples", "qet", "ban-in-force.json"));
        var (exit, _, errors) = Tool.ConductPolicy(arguments, given, _folder);
        Assert.Equal(2, exit);
        Assert.StartsWith($"{option}: error file-exists: `there.txt` is there already.", errors, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(Path.Combine(_folder, "there.txt")));
    }

    private static string TestsOf(string id) => File.ReadAllText(Repository.PathOf("rules", $"{id}.cases.json"));

    private (int Exit, string Output) Outcome(params string[] arguments)
    {
        var (exit, output, _) = Tool.ConductPolicy(arguments, folder: _folder);
        return (exit, output);
    }
}
