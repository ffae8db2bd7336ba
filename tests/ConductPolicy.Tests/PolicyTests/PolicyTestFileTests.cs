using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.PolicyTests;
using NodaTime;

namespace ConductPolicy.Tests.PolicyTests;

public sealed class PolicyTestFileTests
{
    internal const string Case = """
        { "id": "2026-001", "asOf": "2026-11-20", "facts": { "person": "parental-responsibility" },
          "incidents": [{ "id": "i1", "on": "2026-11-18", "behaviours": ["shouting"] }], "events": [] }
        """;

    [Fact]
    public void A_test_is_read_with_all_that_it_expects()
    {
        var test = Assert.Single(Parse("""
            "scope": "in", "behaviours": { "shouting": "breach" }, "statuses": { "meeting": "too-early", "ban": "disproportionate" }, "next": [],
            "required": ["gather-information", "speak-to-parent"], "ask": ["on-site"], "deadlines": ["2026-12-04", "2026-11-27"], "clauses": ["4.4"]
            """, "\"incident\": \"i1\", "));
        Assert.Equal("first", test.Id);
        Assert.Equal("Because.", test.Why);
        Assert.Equal("i1", test.Incident);
        Assert.Equal(CaseFile.Parse(Case, Given.QetPolicy), test.Case);
        Assert.Equal(ScopeVerdict.In, test.Expected.Scope);
        Assert.Equal([new ExpectedVerdict("shouting", Verdict.Breach)], test.Expected.Behaviours);
        Assert.Equal([new ExpectedStatus("meeting", ResponseStatus.TooEarly), new ExpectedStatus("ban", ResponseStatus.Disproportionate)], test.Expected.Statuses);
        Assert.Equal([], test.Expected.Next);
        Assert.Equal(["gather-information", "speak-to-parent"], test.Expected.Required);
        Assert.Equal(["on-site"], test.Expected.Ask);
        Assert.Equal([new LocalDate(2026, 11, 27), new LocalDate(2026, 12, 4)], test.Expected.Deadlines);
        Assert.Equal(["4.4"], test.Expected.Clauses);
    }

    [Fact]
    public void What_a_test_leaves_out_is_not_looked_at()
    {
        var expected = Assert.Single(Parse("\"scope\": \"in\"")).Expected;
        Assert.Null(expected.Next);
        Assert.Null(expected.Required);
        Assert.Null(expected.Ask);
        Assert.Null(expected.Deadlines);
        Assert.Empty(expected.Statuses);
    }

    [Theory]
    [InlineData("\"statuses\": { \"bam\": \"permitted\" }", ProblemCode.UnknownReference, "/cases/0/expect/statuses/bam", "Did you mean `ban`?")]
    [InlineData("\"statuses\": { \"ban\": \"allowed\" }", ProblemCode.UnknownWord, "/cases/0/expect/statuses/ban", null)]
    [InlineData("\"behaviours\": { \"shoutin\": \"breach\" }", ProblemCode.UnknownReference, "/cases/0/expect/behaviours/shoutin", "Did you mean `shouting`?")]
    [InlineData("\"next\": [\"baan\"]", ProblemCode.UnknownReference, "/cases/0/expect/next/0", "Did you mean `ban`?")]
    [InlineData("\"required\": [\"speak-to-parents\"]", ProblemCode.UnknownReference, "/cases/0/expect/required/0", "Did you mean `speak-to-parent`?")]
    [InlineData("\"ask\": [\"on-sit\"]", ProblemCode.UnknownReference, "/cases/0/expect/ask/0", "Did you mean `on-site`?")]
    [InlineData("\"clauses\": [\"6.bam\"]", ProblemCode.UnknownReference, "/cases/0/expect/clauses/0", "Did you mean `6.ban`?")]
    [InlineData("\"deadlines\": [\"2026-02-30\"]", ProblemCode.BadDate, "/cases/0/expect/deadlines/0", null)]
    [InlineData("\"statusses\": { \"ban\": \"permitted\" }", ProblemCode.UnknownKey, "/cases/0/expect/statusses", "Did you mean `statuses`?")]
    [InlineData("", ProblemCode.TooFew, "/cases/0/expect", null)]
    public void A_mistake_in_what_is_expected_is_a_problem_with_its_place(string expect, string code, string pointer, string? help)
    {
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => Parse(expect)).Problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(pointer, problem.Pointer);
        Assert.True(problem.Line > 0);
        Assert.Equal(help ?? problem.Help, problem.Help);
    }

    [Fact]
    public void A_test_counts_as_confirmed_unless_it_says_that_it_is_not()
    {
        Assert.True(Assert.Single(Parse("\"scope\": \"in\"")).IsConfirmed);
        Assert.True(Assert.Single(Parse("\"scope\": \"in\"", "\"confirmed\": true, ")).IsConfirmed);
        Assert.False(Assert.Single(Parse("\"scope\": \"in\"", "\"confirmed\": false, ")).IsConfirmed);
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => Parse("\"scope\": \"in\"", "\"confirmed\": \"no\", ")).Problems);
        Assert.Equal((ProblemCode.WrongType, "/cases/0/confirmed"), (problem.Code, problem.Pointer));
    }

    [Fact]
    public void A_mistake_in_a_case_is_told_at_its_place_in_the_file()
    {
        var problems = Assert.Throws<ConductPolicyException>(() => PolicyTestFile.Parse(FileOf(
            $$"""{ "id": "first", "why": "Because.", "case": {{Case.Replace("shouting", "shoutin", StringComparison.Ordinal)}}, "expect": { "scope": "in" } }"""), Given.QetPolicy, "t.cases.json")).Problems;
        var problem = Assert.Single(problems);
        Assert.Equal(("/cases/0/case/incidents/0/behaviours/0", "t.cases.json"), (problem.Pointer, problem.File));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var problems = Assert.Throws<ConductPolicyException>(() => PolicyTestFile.Parse(FileOf(
            $$"""
            { "id": "first", "why": "Because.", "case": {{Case.Replace("\"asOf\": \"2026-11-20\", ", "", StringComparison.Ordinal)}}, "expect": { "scope": "in" } },
            { "id": "first", "why": "Because.", "case": {{Case}}, "incident": "i2", "expect": { "statuses": { "none": "permitted" } } }
            """), Given.QetPolicy)).Problems;
        Assert.Equal(
            [ProblemCode.NoDate, ProblemCode.DuplicateId, ProblemCode.UnknownIncident, ProblemCode.UnknownReference],
            problems.Select(problem => problem.Code));
    }

    private static ValueList<PolicyTest> Parse(string expect, string more = "") => PolicyTestFile.Parse(
        FileOf($$"""{ "id": "first", "why": "Because.", "case": {{Case}}, {{more}}"expect": { {{expect}} } }"""), Given.QetPolicy);

    internal static string FileOf(string tests) => $$"""{ "format": 1, "cases": [ {{tests}} ] }""";
}
