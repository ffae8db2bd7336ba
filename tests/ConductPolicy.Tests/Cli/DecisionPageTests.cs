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

    [Fact]
    public void After_a_bar_that_was_lifted_no_step_up_follows_by_itself()
    {
        var barred = Given.Thrive().Behaviour("aggression").Seriousness("severe").Conversation().Taken("bar-provisional", ends: Given.Day0.PlusDays(40));
        Assert.Equal(["courts"], barred.Decide().Next);
        Assert.Contains("The next step up from what has been done: Redress", Section(PageOf(barred.Decide()), "What may be done today"), StringComparison.Ordinal);

        var lifted = barred.NextDay().Reviewed("executive-headteacher", "bar-confirmed", ApprovalResult.Lifted).NextDay().Decide();
        Assert.Equal(["courts"], lifted.Next);
        var today = Section(PageOf(lifted), "What may be done today");
        Assert.DoesNotContain("The next step up", today, StringComparison.Ordinal);
        Assert.Contains("The highest step taken is in force no more, so nothing has to follow", today, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_rung_is_open_that_is_said_though_something_else_may_be_done()
    {
        var decision = Given.Thrive().Behaviour("aggression").Decide();
        Assert.Empty(decision.Next);
        Assert.Contains("No rung of the ladder is open today; below stands why.", Section(PageOf(decision), "What may be done today"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_depends_on_an_answer_names_the_question()
    {
        var decision = Given.Qet().Behaviour("smoking").Behaviour("serial-complaints").Fact("complaints-unreasonable", true).QetSteps().Decide();
        var missing = decision["single-contact"].Missing.OfType<MissingFact>().ToList();
        Assert.Equal(ResponseStatus.Unknown, decision["single-contact"].Status);
        Assert.NotEmpty(missing);
        Assert.Contains($"It turns on this: {string.Join(" ", missing.Select(fact => fact.Question))}", Section(PageOf(decision), "What depends on an answer"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_not_to_be_so_and_is_is_said_without_a_double_negative()
    {
        var letter = Given.Thrive().Behaviour("aggression").Conversation(Outcome.Resolved).Decide()["letter"];
        Assert.Equal("“Have a conversation with the parent” is on record and resolved the matter, so no further action is open.", Assert.Single(letter.Reasons).Text);
    }

    private static string PageOf(Decision decision) => MarkdownReport.Of(DecisionReport.Of(decision));

    private static string Section(string page, string title)
    {
        var after = page[(page.IndexOf($"## {title}\n", StringComparison.Ordinal) + title.Length + 4)..];
        return after.IndexOf("\n## ", StringComparison.Ordinal) is var next and >= 0 ? after[..next] : after;
    }
}
