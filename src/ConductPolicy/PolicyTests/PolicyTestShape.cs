using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;

namespace ConductPolicy.PolicyTests;

/// <summary>What a file of policy tests may look like, format 1.</summary>
internal static class PolicyTestShape
{
    public const int Format = 1;

    private static readonly IdShape s_id = new("an id", example: "ban-waits-for-the-chair");
    private static readonly Shape s_text = new TextShape();
    private static readonly Shape s_date = new DateShape();

    private static readonly ObjectShape s_expected = new("what is expected",
        new("scope", new WordShape("a verdict on the scope", DecisionWords.Scopes.All), "whether the policy speaks of the person"),
        new("behaviours", new MapShape("verdicts by behaviour", new IdShape("an id", example: "shouting"), new WordShape("a verdict", DecisionWords.Verdicts.All)), "the verdicts to look at"),
        new("statuses", new MapShape("statuses by response", new IdShape("an id"), new WordShape("a status", DecisionWords.Statuses.All)), "the statuses to look at"),
        new("next", Ids("responses", "warning-letter"), "the least step open, all of it"),
        new("required", Ids("steps and responses", "speak-to-parent"), "the steps and duties required now, all of them"),
        new("ask", Ids("facts", "criminal"), "the facts to ask for, all of them"),
        new("deadlines", new ListShape("a list of days", s_date), "the days of the deadlines, all of them"),
        new("clauses", new ListShape("a list of clauses", new IdShape("a clause's id", isClause: true, example: "6.ban")), "clauses that the decision has to rely on, among others"));

    private static readonly ObjectShape s_test = new("a test",
        new("id", s_id, "its id", IsRequired: true),
        new("why", s_text, "why that is the answer", IsRequired: true),
        new("case", CaseShape.Case, "the case, with `asOf`", IsRequired: true),
        new("incident", new IdShape("an id", example: "i1"), "the incident to decide; the latest where it is left out"),
        new("confirmed", new FlagShape(), "false where nobody has confirmed yet what is expected, as in a test that was generated; true where it is left out"),
        new("expect", s_expected, "what is expected", IsRequired: true));

    public static readonly ObjectShape File = new("a file of policy tests",
        new("$schema", s_text, "the schema for completion in an editor"),
        new("format", new NumberShape("a format", Format, Format), "the format of this file: 1", IsRequired: true),
        new("cases", new ListShape("one or more tests", s_test, minimum: 1), "the cases with what is expected", IsRequired: true));

    private static ListShape Ids(string what, string example) => new($"a list of {what}", new IdShape("an id", example: example));
}
