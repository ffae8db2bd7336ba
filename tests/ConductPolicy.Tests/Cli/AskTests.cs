using ConductPolicy.Cases;

namespace ConductPolicy.Tests.Cli;

/// <summary><c>ask</c> as a program.</summary>
public sealed class AskTests : IDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("conduct-policy-ask").FullName;

    public void Dispose() => Directory.Delete(_place, recursive: true);

    [Theory]
    [InlineData("qet", "2026-11-18\n2026-11-20\n2, recording\n\nparental\nin person\nback\nemail\nno\nwhy\n?\nno\nyes\n")]
    [InlineData("thrive", "2026-11-18\n2026-11-20\n1\n\n1\nwhy\nyes\n4\nno\nno\nno\n")]
    public void An_interview_reads_as_it_did(string policy, string answers)
    {
        var saved = Path.Combine(_place, "2026-017.json");
        var (exit, output, errors) = Tool.ConductPolicy(["ask", "--policy", policy, "--save", saved], answers);
        Assert.Equal(0, exit);
        Golden.Matches(
            Repository.PathOf("tests", "ConductPolicy.Tests", "Cli", "Interviews", $"{policy}.txt"),
            $"{errors.Replace(saved, "2026-017.json", StringComparison.Ordinal)}\n=== the decision, on standard output ===\n{output}\n=== 2026-017.json ===\n{File.ReadAllText(saved)}");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public void The_saved_case_decides_the_same(string format)
    {
        var saved = Path.Combine(_place, "case.json");
        var (_, asked, _) = Tool.ConductPolicy(["ask", "--policy", "qet", "--save", saved, "--format", format, "--on", "2026-11-18", "--as-of", "2026-11-20"], "2, 9\nhigh\n1\nemail\nno\nyes\n");
        var (_, decided, _) = Tool.ConductPolicy(["decide", "--policy", "qet", "--case", saved, "--format", format]);
        Assert.NotEmpty(asked);
        Assert.Equal(asked, decided);
    }

    [Fact]
    public void The_end_of_the_answers_is_no_mistake()
    {
        var (exit, output, errors) = Tool.ConductPolicy(["ask", "--policy", "qet", "--case", "rules/examples/qet/person-not-known-yet.json"]);
        Assert.Equal(0, exit);
        Assert.Contains("The answers end at question 1.", errors, StringComparison.Ordinal);
        Assert.Contains("run it again with --save FILE", errors, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Repository.PathOf("rules", "examples", "qet", "person-not-known-yet.txt")), output);
    }

    [Fact]
    public void A_wrong_line_ends_it_with_its_number_and_no_decision_and_no_file()
    {
        var saved = Path.Combine(_place, "case.json");
        var (exit, output, errors) = Tool.ConductPolicy(["ask", "--policy", "thrive", "--save", saved], "2026-11-18\n2026-11-20\nsmoking\n\n1\nmaybe\nno\n");
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("standard input:6:1: error wrong-answer: `maybe` is no answer to question 6, “", errors, StringComparison.Ordinal);
        Assert.Contains("help: Please answer with yes or no", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(saved));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_where_that_was_asked_for()
    {
        var example = File.ReadAllText(Repository.PathOf("rules", "examples", "qet", "person-not-known-yet.json"));
        var own = Path.Combine(_place, "own.json");
        var other = Path.Combine(_place, "other.json");
        File.WriteAllText(own, example);
        File.WriteAllText(other, "something else");

        var (exit, output, errors) = Ask(other);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("--save: error file-exists:", errors, StringComparison.Ordinal);
        Assert.Equal("something else", File.ReadAllText(other));

        Assert.Equal(0, Ask(other, "--force").Exit);
        Assert.Equal("visitor", CaseFile.Load(other, Given.QetPolicy).Facts.Single(answer => answer.Fact == "person").Value.Choice);

        (exit, _, errors) = Ask(own);
        Assert.Equal(0, exit);
        Assert.Contains("comments in it, and keys that begin with x-, are not kept", errors, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(other), File.ReadAllText(own));

        (int Exit, string Output, string Errors) Ask(string save, params string[] more) =>
            Tool.ConductPolicy(["ask", "--policy", "qet", "--case", own, "--save", save, .. more], "visitor\n");
    }

    [Theory]
    [InlineData("--case: error wrong-option:", "--case", "-")]
    [InlineData("--incident: error wrong-option:", "--incident", "i1")]
    [InlineData("--on: error wrong-option:", "--case", "rules/examples/qet/visitor-out-of-scope.json", "--on", "2026-11-18")]
    [InlineData("--on: error bad-date:", "--on", "18.11.2026")]
    [InlineData("--on: error bad-date: This version of the policy is in force from 2024-09-01", "--on", "2020-11-18")]
    [InlineData("--as-of: error bad-date: That is before the incident", "--on", "2026-11-18", "--as-of", "2026-11-17")]
    [InlineData("--save: error cannot-write:", "--save", "nowhere/case.json")]
    [InlineData("--save: error cannot-write:", "--save", "")]
    [InlineData("/incidents: error unknown-incident:", "--case", "rules/examples/qet/visitor-out-of-scope.json", "--incident", "i9")]
    [InlineData("nowhere.json: error cannot-read:", "--case", "nowhere.json")]
    public void What_does_not_fit_is_said_before_the_first_question(string expected, params string[] arguments)
    {
        var (exit, output, errors) = Tool.ConductPolicy(["ask", "--policy", "qet", .. arguments], "2026-11-18\n");
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith(expected, errors, StringComparison.Ordinal);
    }
}
