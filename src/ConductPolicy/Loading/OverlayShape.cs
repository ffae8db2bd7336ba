namespace ConductPolicy.Loading;

/// <summary>What a school's overlay may look like: a rule file that adds to its trust's, and changes nothing of it but settings.</summary>
internal static class OverlayShape
{
    private const string Further = "what must hold besides; it is added to what the base asks";
    private static readonly Shape s_condition = new VariantShape(
        ConditionShape.Cited.Name, node => node["when"] is null ? null : ConditionShape.Cited, () => [ConditionShape.Cited],
        (_, _) => "Write `{ \"when\": …, \"clause\": [ … ] }`, with the clauses of the school's own that ask for it: it does not rest on those of the base.", "when");
    private static readonly ObjectShape s_response = (ObjectShape)((ListShape)KeyOf(RuleSetShape.RuleSet, "responses").Shape).Item;
    private static readonly ObjectShape s_bar = (ObjectShape)KeyOf(s_response, "bar").Shape;
    private static readonly ObjectShape s_ladder = (ObjectShape)KeyOf(RuleSetShape.RuleSet, "ladder").Shape;

    private static readonly ObjectShape s_furtherBar = new("further terms of a bar",
        new ShapeKey("contact", KeyOf(s_bar, "contact").Shape, "further roles through which the person is in touch meanwhile", IsRequired: true))
    { Extended = s_bar };

    private static readonly ObjectShape s_furtherTerms = new("further terms of a response",
        new("id", new ReferenceShape(ReferenceKind.Response), "a response of the base", IsRequired: true),
        new("when", s_condition, Further),
        new("after", s_condition, $"{Further} to come before it"),
        new("approvals", new ListShape("one or more approvals", ((ListShape)KeyOf(s_response, "approvals").Shape).Item, minimum: 1), "who must be consulted, review or approve first, besides those of the base"),
        new("bar", s_furtherBar, "further terms of a bar"))
    { Extended = s_response };

    private static readonly ObjectShape s_furtherLadder = new("further terms of the ladder",
        new("when", s_condition, Further),
        new("after", s_condition, $"{Further} to come before any rung"))
    { Extended = s_ladder };

    public static readonly ObjectShape Overlay = new("an overlay",
        Of("$schema"),
        Of("format"),
        new("extends", ConditionShape.Text, "the trust's policy that it adds to: the path of a file, as seen from this one, or the id of a policy that ships", IsRequired: true),
        Of("id"),
        Optional("title"),
        Of("version"),
        Of("status"),
        Optional("inForce"),
        Optional("clauses"),
        Optional("roles"),
        Optional("facts"),
        Optional("behaviours"),
        Optional("steps"),
        new("responses", new ListShape("a list of further terms of responses", s_furtherTerms), "what the school asks besides, before a response of the trust's"),
        new("ladder", s_furtherLadder, "what the school asks besides, before any rung"),
        Optional("settings"),
        Of("considerations"),
        Of("safeguards"))
    { Extended = RuleSetShape.RuleSet };

    private static ShapeKey Of(string key) => KeyOf(RuleSetShape.RuleSet, key);

    private static ShapeKey Optional(string key) => Of(key) with { IsRequired = false };

    private static ShapeKey KeyOf(ObjectShape shape, string key) => shape.Keys.First(item => item.Name == key);
}
