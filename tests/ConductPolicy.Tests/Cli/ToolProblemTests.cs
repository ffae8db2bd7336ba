namespace ConductPolicy.Tests.Cli;

public sealed class ToolProblemTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conduct-policy").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("decide")]
    [InlineData("what-if", "--response", "ban")]
    [InlineData("audit")]
    [InlineData("due")]
    [InlineData("timeline")]
    [InlineData("letter", "--for", "ban")]
    [InlineData("export", "rulesengine")]
    public void A_day_before_the_incident_is_told_where_it_was_given(params string[] command)
    {
        var file = CaseWith("\n  \"asOf\": \"2026-11-01\", ");
        string[] arguments = [.. command, "--policy", "qet", "--case", file];
        var (exit, output, errors) = Tool.ConductPolicy(arguments);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith($"{file}:2:11: error before-incident: ", errors, StringComparison.Ordinal);
        Assert.Contains("^^^^^^^^^^^^\n", errors.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("--as-of: error before-incident: ", Tool.ConductPolicy([.. arguments, "--as-of", "2026-11-02"]).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decide")]
    [InlineData("audit")]
    [InlineData("due")]
    public void A_day_that_nobody_gave_is_told_at_the_case_with_the_option_that_would_give_it(string command)
    {
        var file = CaseWith("");
        var (exit, _, errors) = Tool.ConductPolicy([command, "--policy", "qet", "--case", file]);
        Assert.Equal(2, exit);
        Assert.StartsWith($"{file}:1:1: error no-date: ", errors, StringComparison.Ordinal);
        Assert.Contains("give the day with `--as-of`.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("--as-of", Assert.Throws<ConductPolicy.Loading.ConductPolicyException>(
            () => new ConductPolicy.Decisions.DecisionEngine(Given.QetPolicy).Decide(ConductPolicy.Cases.CaseFile.Load(file, Given.QetPolicy))).Problems[0].Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decide", "--case", ".", "--policy", "qet")]
    [InlineData("decide", "--cases", ".", "--policy", "qet")]
    [InlineData("decide", "--case", "-", "--policy", ".")]
    [InlineData("validate", ".")]
    public void A_folder_in_the_place_of_a_file_is_called_one(params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy([.. arguments.Select(word => word == "." ? _folder : word)]);
        Assert.Equal(2, exit);
        Assert.Contains($"`{_folder}` is a folder, and a file is read here.", output + errors, StringComparison.Ordinal);
    }

    private string CaseWith(string asOf)
    {
        var path = Path.Combine(_folder, "case.json");
        File.WriteAllText(path, $"{{ \"id\": \"c\",{asOf} \"facts\": {{ \"person\": \"parental-responsibility\" }}, \"incidents\": [ {{ \"id\": \"i1\", \"on\": \"2026-11-18\", \"behaviours\": [\"shouting\"] }} ] }}\n");
        return path;
    }
}
