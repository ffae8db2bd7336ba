using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Tests.Decisions;

public sealed class InterviewTests
{
    private static readonly DecisionEngine s_qet = new(Given.QetPolicy);

    [Fact]
    public void Out_of_scope_it_ends_at_once()
    {
        var interview = new Interview(s_qet, Asked("recording"));
        Assert.Equal("person", interview.Next!.Fact.Id);
        Assert.Equal(Given.QetPolicy.Responses.Ids.Where(id => id != "no-reply"), interview.Next.Responses.Select(response => response.Id));
        Assert.Null(interview.Answer("visitor").Next);
    }

    [Fact]
    public void An_exception_that_holds_ends_it()
    {
        var interview = new Interview(s_qet, Asked("recording")).Answer("parental-responsibility");
        Assert.Equal("everyone-permitted-recording", interview.Next!.Fact.Id);
        interview = interview.Answer(true);
        Assert.Equal("senior-leaders-agree", interview.Next!.Fact.Id);
        interview = interview.Answer(true);
        Assert.Equal(Verdict.Excused, interview.Decision.Behaviours[0].Verdict);
        Assert.Null(interview.Next);
    }

    [Fact]
    public void What_makes_no_difference_any_more_is_not_asked()
    {
        var interview = new Interview(s_qet, Asked("recording")).Answer("parental-responsibility").Answer(false);
        var asked = new List<string>();
        for (; interview.Next is { } question; interview = interview.Answer(true))
        {
            asked.Add(question.Fact.Id);
        }

        Assert.Equal(["possible-libel-or-slander", "criminal", "meeting-under-way", "on-site"], asked);
    }

    [Fact]
    public void Who_does_not_know_is_not_asked_again_and_nothing_is_recorded()
    {
        var first = new Interview(s_qet, Asked("recording"));
        var second = first.Answer(FactValue.Unknown);
        Assert.Equal(first.Case, second.Case);
        Assert.Equal(["person"], second.NotKnown);
        Assert.NotEqual("person", second.Next!.Fact.Id);
        Assert.Equal(ScopeVerdict.Unknown, second.Decision.Scope);
    }

    [Fact]
    public void An_answer_is_kept_where_the_case_holds_such_answers()
    {
        var interview = new Interview(s_qet, Asked("shouting")).Answer("cares-for-child");
        Assert.Equal([new FactAnswer("person", "cares-for-child")], interview.Case.Facts);
        interview = AnsweredUntil(interview, "criminal").Answer(true);
        Assert.Contains(new FactAnswer("criminal", true), interview.Case.Incidents[0].Facts);
        interview = AnsweredUntil(interview, "on-site").Answer(true);
        Assert.Equal(
            new FactsLearnt { On = interview.Decision.AsOf, Facts = [new FactAnswer("on-site", true)] }, interview.Case.Events[^1]);
        Assert.Equal(ResponseStatus.Permitted, interview.Decision["leave-site"].Status);
    }

    [Fact]
    public void An_answer_that_was_taken_back_is_given_again_by_an_event()
    {
        var asked = Asked("shouting") with
        {
            Facts = [new FactAnswer("person", "parental-responsibility")],
            Events = [new FactsLearnt { Id = "e2", On = Given.Day0, Facts = [new FactAnswer("person", FactValue.Unknown)] }],
        };
        var interview = new Interview(s_qet, asked);
        Assert.Equal("person", interview.Next!.Fact.Id);
        interview = interview.Answer("parental-responsibility");
        Assert.Equal(ScopeVerdict.In, interview.Decision.Scope);
        Assert.Equal("learnt-2", interview.Case.Events[^1].Id);
    }

    [Fact]
    public void Of_several_incidents_the_one_that_is_named_gets_the_answers()
    {
        var asked = Asked("shouting");
        asked = asked with { Facts = [new FactAnswer("person", "parental-responsibility")], Incidents = [.. asked.Incidents, asked.Incidents[0] with { Id = "i2" }] };
        var interview = AnsweredUntil(new Interview(s_qet, asked, "i1"), "criminal").Answer(true);
        Assert.Contains(new FactAnswer("criminal", true), interview.Case.Incidents[0].Facts);
        Assert.Empty(interview.Case.Incidents[1].Facts);
        Assert.Equal("i1", AnsweredUntil(interview, "on-site").Answer(false).Case.Events[^1].Incident);
    }

    [Fact]
    public void An_answer_of_the_wrong_kind_is_refused()
    {
        var interview = new Interview(s_qet, Asked("shouting"));
        Assert.Equal("wrong-answer", Assert.Throws<ConductPolicyException>(() => interview.Answer(true)).Problems[0].Code);
        Assert.Equal("unknown-reference", Assert.Throws<ConductPolicyException>(() => interview.Answer("teacher")).Problems[0].Code);
    }

    [Fact]
    public void Without_a_question_there_is_nothing_to_answer() =>
        Assert.Throws<InvalidOperationException>(() => new Interview(s_qet, Asked("shouting")).Answer("visitor").Answer(true));

    [Fact]
    public void A_case_that_cannot_be_decided_cannot_be_asked_about() =>
        Assert.Equal("no-date", Assert.Throws<ConductPolicyException>(() => new Interview(s_qet, Asked("shouting") with { AsOf = null })).Problems[0].Code);

    [Fact]
    public void Where_there_are_too_many_combinations_it_asks_rather_than_goes_on_trying()
    {
        // Whether each of these is so if and only if another is: unknown as long as that other is, whatever they are.
        string[] flags = ["safeguarding-risk", "possible-libel-or-slander", "everyone-permitted-recording", "senior-leaders-agree", "alcohol-permitted-at-event", "complaints-unreasonable", "posted-publicly", "on-site", "meeting-under-way"];
        var parts = flags.Select(flag => $$"""{ "any": [{ "all": ["criminal", "{{flag}}"] }, { "all": [{ "not": "criminal" }, { "not": "{{flag}}" }] }] }""");
        var condition = $"{{ \"all\": [{string.Join(", ", parts)}] }}";
        var policy = PolicyFile.Parse(RuleText.With(RuleText.Of("qet"), "\"when\": \"on-site\",", $"\"when\": {condition},"));
        var asked = Asked("shouting") with { Facts = [new FactAnswer("person", "parental-responsibility")] };
        var interview = AnsweredUntil(new Interview(new DecisionEngine(policy), asked), "criminal").Answer(FactValue.Unknown);
        Assert.False(interview.Next!.IsTriedOut);
        var questions = 0;
        for (; interview.Next is not null; interview = interview.Answer(false))
        {
            questions++;
        }

        Assert.InRange(questions, 1, policy.Facts.Count);
    }

    private static Interview AnsweredUntil(Interview interview, string fact)
    {
        while (interview.Next!.Fact is { } asked && asked.Id != fact)
        {
            interview = interview.Answer(asked.Type == FactType.Choice ? FactValue.FromString(asked.Values[0]) : FactValue.FromBoolean(false));
        }

        return interview;
    }

    private static ConductCase Asked(string behaviour) => new()
    {
        Id = "asked",
        AsOf = Given.Day0.PlusDays(1),
        Incidents = [new Incident { Id = "i1", On = Given.Day0, Behaviours = [new AllegedBehaviour(behaviour)] }],
    };
}
