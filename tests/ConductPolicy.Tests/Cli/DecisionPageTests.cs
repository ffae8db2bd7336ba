using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;

namespace ConductPolicy.Tests.Cli;

public sealed class DecisionPageTests
{
    [Fact]
    public void What_of_the_record_does_not_count_stands_by_itself_and_not_among_what_is_to_be_done()
    {
        var page = PageOf(Given.Qet().Behaviour("threat-of-harm").QetSteps().Event(on => new ApprovalRecorded { On = on, Act = ApprovalAct.Consult, Role = "ceo" }).Decide());
        Assert.DoesNotContain("does not say for which response", Section(page, "What has to be done now"), StringComparison.Ordinal);
        Assert.Contains("The consultation of Wednesday 4 November 2026 (e3) does not say for which response", Section(page, "What to look at in the record"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stands_there_too_where_the_policy_does_not_speak_of_the_person()
    {
        var given = Given.Qet("other").Behaviour("shouting").Case() with { Facts = [new FactAnswer("person", "parental-responsibility")] };
        var page = PageOf(new DecisionEngine(Given.QetPolicy).Decide(given));
        Assert.Contains("The decision goes by other.", Section(page, "What to look at in the record"), StringComparison.Ordinal);
    }

    private static string PageOf(Decision decision) => MarkdownReport.Of(DecisionReport.Of(decision));

    private static string Section(string page, string title)
    {
        var after = page[(page.IndexOf($"## {title}\n", StringComparison.Ordinal) + title.Length + 4)..];
        return after.IndexOf("\n## ", StringComparison.Ordinal) is var next and >= 0 ? after[..next] : after;
    }
}
