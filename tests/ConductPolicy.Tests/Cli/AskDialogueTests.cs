using ConductPolicy.Cases;
using ConductPolicy.Cli;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Tests.Cli;

/// <summary>The questions and answers of <c>ask</c>, at a terminal and from a script.</summary>
public sealed class AskDialogueTests
{
    private const string Incident = "2026-11-18\n2026-11-20\nshouting\n\nparental\n";

    [Fact]
    public void A_person_is_asked_again_after_a_wrong_answer()
    {
        var (interview, shown) = AtTerminal("18/11/2026\n2020-01-01\n2026-11-18\n2026-11-17\n2026-11-20\nshuoting\nshouting\nvery\nhigh\nparent\nparental\nperhaps\nyes\nstop\n");
        Assert.Contains("Please give the year, month and day, such as 2026-11-20; the year from 1900 to 2199.", shown, StringComparison.Ordinal);
        Assert.Contains("This version of the policy is in force from 2024-09-01, so it cannot be applied on 2020-01-01.", shown, StringComparison.Ordinal);
        Assert.Contains("That is before the incident of 2026-11-18.", shown, StringComparison.Ordinal);
        Assert.Contains("Please give numbers from 1 to 21, such as 2, 5; or none.", shown, StringComparison.Ordinal);
        Assert.Contains("Please give one of low, moderate, high, severe", shown, StringComparison.Ordinal);
        Assert.Contains("Please answer with yes or no, or say that you don't know.", shown, StringComparison.Ordinal);
        Assert.Equal((new LocalDate(2026, 11, 18), "high"), (interview.Decision.Incident.On, interview.Decision.Incident.Seriousness));
        Assert.Equal([new FactAnswer("possible-libel-or-slander", true)], interview.Decision.Incident.Facts);
    }

    [Fact]
    public void Back_takes_the_last_answer_back_even_before_the_interview()
    {
        var (interview, shown) = AtTerminal("back\n2026-11-18\n2026-11-20\nsmoking\nback\nshouting\n\nvisitor\n");
        Assert.Contains("This is the first question", shown, StringComparison.Ordinal);
        Assert.Equal(["shouting"], interview.Decision.Incident.Behaviours.Select(item => item.Id));
        Assert.Equal(ScopeVerdict.Out, interview.Decision.Scope);

        (interview, shown) = AtTerminal($"{Incident}yes\nback\nno\nstop\n");
        Assert.Equal([new FactAnswer("possible-libel-or-slander", false)], interview.Decision.Incident.Facts);
        Assert.Equal(2, shown.Split("\n6. Could the conduct be libel or slander?").Length - 1);
    }

    [Fact]
    public void Why_says_which_responses_the_answer_can_change_and_the_clause()
    {
        var (_, shown) = AtTerminal($"{Incident}why\nstop\n");
        Assert.Contains(
            """
               The answer can change whether these are open:
               - Seek the advice of the trust's legal team [6.legal-advice]
               What the question comes from:
               - 6.legal-advice.when: Legal advice is for conduct that may amount to libel or slander.
            """.ReplaceLineEndings("\n"),
            shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop\n")]
    [InlineData("")]
    public void Stopping_decides_with_what_is_known(string end)
    {
        foreach (var (interview, shown) in new[] { AtTerminal($"{Incident}yes\n{end}"), FromScript($"{Incident}yes\n{end}") })
        {
            Assert.Contains("The answers end at question 7. The decision goes by what is known", shown, StringComparison.Ordinal);
            Assert.Equal(ResponseStatus.Permitted, interview.Decision["legal-advice"].Status);
            Assert.Equal(ResponseStatus.Unknown, interview.Decision["authorities"].Status);
        }
    }

    [Fact]
    public void Stopping_at_the_seriousness_leaves_it_to_the_rule_set()
    {
        var (interview, _) = FromScript("2026-11-18\n2026-11-20\nshouting\n");
        Assert.Null(interview.Decision.Incident.Seriousness);
        Assert.NotNull(interview.Next);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("2026-11-18\n", 2)]
    [InlineData("2026-11-18\n2026-11-20\nstop\n", 3)]
    public void Before_it_is_known_what_happened_there_is_nothing_to_decide(string answers, int line)
    {
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => FromScript(answers)).Problems);
        Assert.Equal(("missing-answer", line), (problem.Code, problem.Line));
        Assert.Throws<ConductPolicyException>(() => AtTerminal(answers));
    }

    [Theory]
    [InlineData("yesterday\n", 1)]
    [InlineData("2026-11-18\n\n", 2)]
    [InlineData("2026-11-18\n2026-11-20\nshouting, running\n", 3)]
    [InlineData("back\n", 1)]
    [InlineData(Incident + "maybe\nno\n", 6)]
    [InlineData(Incident + "\u001b[2Jyes\n", 6)]
    public void A_script_ends_at_a_line_that_is_no_answer(string answers, int line)
    {
        var problem = Assert.Single(Assert.Throws<ConductPolicyException>(() => FromScript(answers)).Problems);
        Assert.Equal(("wrong-answer", "standard input", line), (problem.Code, problem.File, problem.Line));
        Assert.NotNull(problem.Help);
        Assert.DoesNotContain('\u001b', problem.ToString());
    }

    [Fact]
    public void Lines_that_were_not_needed_are_pointed_out()
    {
        var (_, shown) = FromScript("2026-11-18\n2026-11-20\nshouting\n\nvisitor\nno\nno\n");
        Assert.EndsWith("That is all: no other answer can change what may be done.\nLine 6 of standard input and what follows it were not needed.\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Today_is_offered_to_a_person_and_never_taken_from_a_script()
    {
        var (interview, shown) = AtTerminal("2026-11-18\n\nshouting\n\nvisitor\n", today: new LocalDate(2026, 11, 19));
        Assert.Contains("Enter for today, 2026-11-19", shown, StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2026, 11, 19), interview.Decision.AsOf);
        Assert.DoesNotContain("today", FromScript(Incident).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4", "shouting")]
    [InlineData("shout", "shouting")]
    [InlineData("SHOUTING, 16 ;smo", "shouting,smoking")]
    [InlineData("4 16", "shouting,smoking")]
    [InlineData("none", "")]
    public void Behaviours_are_named_by_number_id_or_the_beginning_of_one(string answer, string expected)
    {
        var (interview, _) = AtTerminal($"2026-11-18\n2026-11-20\n{answer}\n\nvisitor\n");
        Assert.Equal(expected, string.Join(',', interview.Decision.Incident.Behaviours.Select(item => item.Id)));
    }

    [Theory]
    [InlineData("p\n", "That could be parental responsibility or professional: please say which.")]
    [InlineData("7\n", "Please give a number from 1 to 6")]
    public void A_beginning_that_may_mean_two_things_is_asked_about(string answer, string expected)
    {
        Assert.Contains(expected, AtTerminal($"2026-11-18\n2026-11-20\nshouting\n\n{answer}stop\n").Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData(" 0 ", 0)]
    [InlineData("-1", null)]
    [InlineData("2.5", null)]
    [InlineData("1000001", null)]
    [InlineData("many", null)]
    public void A_count_is_a_whole_number(string answer, int? expected)
    {
        var complaints = Given.QetPolicy.Facts["complaints"];
        Assert.Equal(expected, AnswerText.ToFact(answer, complaints)?.Count);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("don't know")]
    [InlineData("Don’t know")]
    [InlineData("dont know")]
    public void Not_knowing_is_an_answer(string answer)
    {
        Assert.All(Given.QetPolicy.Facts, fact => Assert.Equal(FactValue.Unknown, AnswerText.ToFact(answer, fact)));
        var (interview, _) = FromScript($"{Incident}{answer}\n");
        Assert.Equal(["possible-libel-or-slander"], interview.NotKnown);
    }

    [Fact]
    public void An_interview_goes_on_with_a_case_that_is_given()
    {
        var given = Given.Qet().Behaviour("shouting").Fact("criminal", false).Case();
        var (interview, shown) = Run("no\nno\n?\nyes\n", isTerminal: false, given, today: null);
        Assert.DoesNotContain("happen", shown, StringComparison.Ordinal);
        Assert.Contains("1. Could the conduct be libel or slander?", shown, StringComparison.Ordinal);
        Assert.Equal(given.Id, interview.Case.Id);
        Assert.Equal(ResponseStatus.Permitted, interview.Decision["leave-site"].Status);
    }

    [Fact]
    public void A_case_that_names_no_day_of_decision_is_asked_for_it()
    {
        var given = Given.Qet().Behaviour("shouting").Case() with { AsOf = null };
        var (interview, shown) = Run("2026-11-05\n", isTerminal: false, given, today: null);
        Assert.Contains("1. On which day is this being decided?", shown, StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2026, 11, 5), interview.Case.AsOf);
    }

    private static (Interview Interview, string Shown) AtTerminal(string answers, LocalDate? today = null) => Run(answers, isTerminal: true, null, today);

    internal static (Interview Interview, string Shown) FromScript(string answers) => Run(answers, isTerminal: false, null, null);

    private static (Interview Interview, string Shown) Run(string answers, bool isTerminal, ConductCase? given, LocalDate? today)
    {
        using var shown = new StringWriter();
        using var input = new StringReader(answers);
        var questions = new Questionnaire(new DecisionEngine(Given.QetPolicy), given, null, null, today);
        var interview = new AskDialogue(questions, input, new PromptWriter(shown, isColoured: false), isTerminal).Run(questions.Start(null, null));
        return (interview, shown.ToString());
    }
}
