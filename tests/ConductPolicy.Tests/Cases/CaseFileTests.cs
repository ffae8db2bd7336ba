using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.Tests.Cases;

public sealed class CaseFileTests
{
    private const string Good = """
        { "id": "c", "asOf": "2026-11-20", "facts": { "person": "visitor" },
          "incidents": [ { "id": "i1", "on": "2026-11-18", "behaviours": ["shouting", { "id": "smoking", "finding": "established" }], "facts": { "criminal": null } } ],
          "events": [
            { "on": "2026-11-19", "step": "speak-to-parent", "by": "headteacher", "outcome": "declined" },
            { "on": "2026-11-19", "id": "ban", "response": "ban", "ends": "2026-12-18" },
            { "on": "2026-11-20", "outcome": { "of": "ban", "is": "unresolved" } },
            { "on": "2026-11-20", "at": "16:40", "message": { "is": "received" } },
            { "on": "2026-11-20", "message": { "is": "holding", "of": "e4", "until": "2026-12-01" } },
          ] } // comments and trailing commas are fine
        """;

    [Fact]
    public void A_good_case_is_read_whole()
    {
        var read = CaseFile.Parse(Good, Given.QetPolicy);
        Assert.Equal(5, read.Events.Count);
        Assert.Equal("declined", ConductPolicy.Loading.Words.Outcomes.WordOf(((StepTaken)read.Events[0]).Outcome!.Value));
        Assert.Equal(FactValue.Unknown, read.Incidents[0].Facts[0].Value);
        Assert.IsType<MessageAnswered>(read.Events[4]);
    }

    [Theory]
    [InlineData("\"shouting\"", "\"shoutin\"", "unknown-reference", "/incidents/0/behaviours/0", "Did you mean `shouting`?")]
    [InlineData("\"visitor\"", "\"visiter\"", "unknown-reference", "/facts/person", "Did you mean `visitor`?")]
    [InlineData("\"visitor\"", "true", "wrong-answer", "/facts/person", null)]
    [InlineData("\"criminal\": null", "\"criminel\": true", "unknown-reference", "/incidents/0/facts/criminel", "Did you mean `criminal`?")]
    [InlineData("\"facts\": { \"person\"", "\"facts\": { \"on-site\": true, \"person\"", "momentary-without-date", "/facts/on-site", null)]
    [InlineData("\"by\": \"headteacher\"", "\"by\": \"head-teacher\"", "unknown-reference", "/events/0/by", "Did you mean `headteacher`?")]
    [InlineData("\"of\": \"ban\"", "\"of\": \"bann\"", "unknown-reference", "/events/2/outcome/of", "Did you mean `ban`?")]
    [InlineData("\"of\": \"e4\"", "\"of\": \"e1\"", "wrong-event", "/events/4/message/of", null)]
    [InlineData("\"ends\": \"2026-12-18\"", "\"ends\": \"2026-11-18\"", "ends-before-start", "/events/1/ends", null)]
    [InlineData("\"id\": \"ban\"", "\"id\": \"e1\"", "duplicate-id", "/events/1/id", null)]
    [InlineData("\"on\": \"2026-11-20\", \"outcome\"", "\"on\": \"2026-11-18\", \"outcome\"", "before-its-event", "/events/2/on", null)]
    [InlineData("\"outcome\": \"declined\"", "\"outcome\": \"refused\"", "unknown-word", "/events/0/outcome", null)]
    [InlineData("\"16:40\"", "\"4.40pm\"", "bad-time", "/events/3/at", null)]
    [InlineData("\"step\": \"speak-to-parent\"", "\"steps\": \"speak-to-parent\"", "unknown-key", "/events/0/steps", "Did you mean `step`?")]
    public void A_mistake_is_named_at_its_place(string old, string replacement, string code, string pointer, string? help)
    {
        var error = Assert.Throws<ConductPolicyException>(() => CaseFile.Parse(RuleText.With(Good, old, replacement), Given.QetPolicy, "case.json"));
        var problem = error.Problems.First(item => item.Code == code);
        Assert.Equal(pointer, problem.Pointer);
        Assert.Equal(help ?? problem.Help, problem.Help);
        Assert.True(problem.Line > 0);
    }

    [Fact]
    public void A_case_made_in_code_is_checked_too()
    {
        var engine = new DecisionEngine(Given.QetPolicy);
        var made = new ConductCase { Id = "c", AsOf = Given.Day0, Incidents = [new Incident { Id = "i1", On = Given.Day0, Behaviours = [new AllegedBehaviour("shoutin")] }] };
        var error = Assert.Throws<ConductPolicyException>(() => engine.Decide(made));
        Assert.Equal("/incidents/0/behaviours/0", Assert.Single(error.Problems).Pointer);
    }

    [Theory]
    [InlineData(null, null, "no-date")]
    [InlineData("2026-11-01", null, "before-incident")]
    [InlineData("2026-11-03", "i2", "unknown-incident")]
    public void A_question_that_does_not_fit_is_refused(string? asOf, string? incident, string code)
    {
        var engine = new DecisionEngine(Given.QetPolicy);
        var made = Given.Qet().Behaviour("shouting").Case() with { AsOf = asOf is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(asOf).Value };
        Assert.Equal(code, Assert.Throws<ConductPolicyException>(() => engine.Decide(made, incident)).Problems[0].Code);
    }

    [Fact]
    public void A_day_on_which_the_policy_was_not_in_force_is_refused()
    {
        var engine = new DecisionEngine(Given.QetPolicy);
        var old = new ConductCase { Id = "c", AsOf = new(2024, 9, 2), Incidents = [new Incident { Id = "i1", On = new(2024, 8, 31), Behaviours = [new AllegedBehaviour("shouting")] }] };
        Assert.Equal("not-in-force", Assert.Throws<ConductPolicyException>(() => engine.Decide(old)).Problems[0].Code);
    }
}
