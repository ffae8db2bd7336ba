using System.Text.Json;
using ConductPolicy.Interop;

namespace ConductPolicy.Tests.Cli;

public sealed class ExportTests
{
    private const string Case = "rules/examples/qet/ban-with-one-consultation-missing.json";

    [Fact]
    public void The_workflows_are_printed_by_themselves()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["export", "rulesengine", "--policy", "qet"]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Equal($"{Given.QetPolicy.ToRulesEngineWorkflows()}\n", output);
    }

    [Fact]
    public void With_a_case_the_input_stands_beside_them()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["export", "rulesengine", "--policy", "qet", "--case", Case]);
        Assert.Equal((0, ""), (exit, errors));
        using var document = JsonDocument.Parse(output);
        Assert.Equal("qet", document.RootElement.GetProperty("workflows")[0].GetProperty("WorkflowName").GetString());
        var input = document.RootElement.GetProperty("inputs").GetProperty("incident");
        Assert.True(input.GetProperty("approved_ban__1_consult_ceo").GetBoolean());
        Assert.False(input.GetProperty("approved_ban__2_consult_chair_of_governors").GetBoolean());
    }

    [Fact]
    public void A_file_is_written_and_replaced_only_where_that_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("conduct-policy");
        var file = Path.Combine(folder.FullName, "workflows.json");
        string[] arguments = ["export", "rulesengine", "--policy", "thrive", "--output", file];
        Assert.Equal((0, "", ""), Tool.ConductPolicy(arguments));
        Assert.Equal($"{Given.ThrivePolicy.ToRulesEngineWorkflows()}\n", File.ReadAllText(file));
        Assert.Equal(2, Tool.ConductPolicy(arguments).Exit);
        Assert.Equal(0, Tool.ConductPolicy([.. arguments, "--force"]).Exit);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("export")]
    [InlineData("export", "nothing")]
    [InlineData("export", "rulesengine")]
    [InlineData("export", "rulesengine", "--policy", "qet", "--case", Case, "--incident", "nowhere")]
    public void Wrong_usage_gives_2(params string[] arguments) => Assert.Equal(2, Tool.ConductPolicy(arguments).Exit);
}
