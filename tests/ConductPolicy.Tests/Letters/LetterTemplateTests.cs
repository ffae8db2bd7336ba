using System.Text;
using ConductPolicy.Cli;
using ConductPolicy.Decisions;
using ConductPolicy.Letters;
using ConductPolicy.Loading;
using ConductPolicy.Tests.Loading;

namespace ConductPolicy.Tests.Letters;

public sealed class LetterTemplateTests : IDisposable
{
    private static readonly string s_bad = Path.Combine(TestFiles.Root, "letters", "bad");
    private readonly string _folder = Directory.CreateTempSubdirectory("conduct-policy-letters").FullName;

    public static TheoryData<string> BadTemplates => [.. Directory.GetFiles(s_bad, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "ban").Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The problems of a bad template.</summary>
    internal static ValueList<Problem> ProblemsOf(string name)
    {
        var problems = new List<Problem>();
        Assert.Null(LetterTemplateParser.Parse(File.ReadAllBytes(Path.Combine(s_bad, $"{name}.md")), $"{name}.md", problems));
        return problems.ToValueList();
    }

    [Theory]
    [MemberData(nameof(BadTemplates))]
    public void A_bad_template_is_told_its_mistakes(string name)
    {
        var lines = ProblemText.LinesOf(File.ReadAllBytes(Path.Combine(s_bad, $"{name}.md")));
        Golden.Matches(Path.Combine(s_bad, $"{name}.txt"), string.Concat(ProblemsOf(name).Select(problem => ProblemText.Of(problem, lines))));
    }

    [Fact]
    public void The_templates_that_ship_have_no_mistake_and_leave_no_part_out() => Assert.All(LetterTemplates.Kinds, kind =>
    {
        var template = LetterTemplates.Read(kind);
        var parts = template.Nodes.Select(node => node.Part).Where(part => part is not null).ToList();
        Assert.Equal(kind == "intention" ? ["reasons", "representations"] : LetterTemplate.Parts.Order(), parts.Order());
        Assert.All(template.Nodes.Where(node => node.Part is not null), node => Assert.True(node.Section is null || (node.Section == node.Part && !node.IsUnless), node.Part));
    });

    [Fact]
    public void A_template_named_after_the_response_comes_before_one_named_after_the_kind()
    {
        Write("provisional-bar", "Of the kind. {{blank: x}}\n\n{{reasons}}\n\n{{representations}}\n\n{{contact-route}}\n");
        Assert.StartsWith("Of the kind. **[To fill in: x]**\n\nWe are writing because", Draft().Markdown, StringComparison.Ordinal);
        Write("bar-provisional", "# Of the response\n{{contact-route}}\n{{reasons}}\n1. one\n2. two\n   of two\\\n   and *more* {{date}}\n\n{{representations}}\n{{#appeal}}\n**Strong** \\# {{response}}.\n{{/appeal}}\n{{^appeal}}\nNever.\n{{/appeal}}\n{{! a comment }}\n");
        var draft = Draft();
        Assert.StartsWith("# Of the response\n\nIn the meantime", draft.Markdown, StringComparison.Ordinal);
        Assert.Contains("1. one\n2. two of two\\\n   and *more* Tuesday 3 November 2026\n\nWe would like", draft.Markdown, StringComparison.Ordinal);
        Assert.Contains("1. one\n2. two of two\n   and *more* Tuesday 3 November 2026\n\nWe would like", draft.PlainText, StringComparison.Ordinal);
        Assert.Contains("\nStrong # provisional bar from the school premises.\n", draft.PlainText, StringComparison.Ordinal);
        Assert.DoesNotContain("Never.", draft.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("comment", draft.Markdown, StringComparison.Ordinal);
        Assert.Equal(["reasons", "representations", "contact-route"], draft.States);
    }

    [Fact]
    public void A_template_cannot_drop_what_the_notice_must_state()
    {
        File.Copy(Path.Combine(s_bad, "ban.md"), Path.Combine(_folder, "ban.md"));
        var (exit, output, errors) = Tool.ConductPolicy(
            ["letter", "--policy", "qet", "--case", Repository.PathOf("rules/examples/qet/ban-in-force.json"), "--for", "ban", "--templates", "."], folder: _folder);
        Assert.Equal((2, ""), (exit, output));
        Golden.Matches(Path.Combine(s_bad, "ban.txt"), errors);
    }

    [Fact]
    public void A_file_that_no_letter_would_use_is_told()
    {
        Write("bar-provisonal", "x");
        Write("README", "What these files are.");
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => LetterTemplates.Load(_folder, Given.ThrivePolicy)).Problems);
        Assert.Equal((ProblemCode.UnknownReference, "Did you mean `bar-provisional`"), (problem.Code, problem.Help![..30]));
    }

    [Fact]
    public void A_template_that_is_not_utf_8_is_refused()
    {
        File.WriteAllBytes(Path.Combine(_folder, "ban.md"), [.. Encoding.UTF8.GetBytes("Dear "), 0xE9]);
        Assert.Equal(ProblemCode.NotText, Assert.Single(Assert.Throws<ConductPolicyException>(() => LetterTemplates.Load(_folder, Given.QetPolicy)).Problems).Code);
    }

    private LetterDraft Draft() => new LetterWriter(new DecisionEngine(Given.ThrivePolicy), LetterTemplates.Load(_folder, Given.ThrivePolicy))
        .Draft(Given.Thrive().Behaviour("aggression").Seriousness("severe").NextDay().Taken("bar-provisional", ends: Given.Day0.PlusDays(23)).Case(), new LetterRequest { Response = "bar-provisional" });

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, $"{name}.md"), text);
}
