using ConductPolicy.Loading;

namespace ConductPolicy.Cases;

/// <summary>What a case file may look like.</summary>
internal static class CaseShape
{
    /// <summary>The id that a case gives one of its incidents or events.</summary>
    public static readonly IdShape Id = new("an id", example: "i1");

    private static readonly Shape s_role = new IdShape("an id", example: "headteacher");
    private static readonly Shape s_response = new IdShape("an id");
    private static readonly Shape s_level = new IdShape("an id", example: "high");
    private static readonly Shape s_named = new IdShape("an id", example: "shouting");
    private static readonly Shape s_word = new IdShape("an id", example: "email");
    private static readonly Shape s_date = new DateShape();
    private static readonly Shape s_text = new TextShape();
    private static readonly Shape s_flag = new FlagShape();
    private static readonly Shape s_reference = new TextShape("a reference");
    private static readonly Shape s_outcome = ConditionShape.Outcome;
    private static readonly Shape s_finding = new WordShape("a finding", Words.Findings.All);
    private static readonly NumberShape s_count = new("a count", 0, 1_000_000);

    private static readonly Shape s_null = new NullShape();

    private static readonly Shape s_answer = new VariantShape(
        "yes or no (`true` or `false`), a number, a word, or `null`",
        node => node.Kind switch { SourceKind.Flag => s_flag, SourceKind.Number => s_count, SourceKind.Text => s_word, SourceKind.Null => s_null, _ => null },
        () => [s_flag, s_count, s_word, s_null],
        "Write `true`, `false`, a number or one of the choice's values; `null` or nothing where it is not known.");

    private static readonly Shape s_facts = new MapShape("answers by fact", null, s_answer);

    private static readonly ObjectShape s_behaviourObject = new("a behaviour",
        new("id", s_named, "the behaviour's id", IsRequired: true),
        new("finding", s_finding, "how far it has been looked into"));

    private static readonly Shape s_behaviour = new VariantShape(
        "a behaviour's id, or an object with `id` and `finding`",
        node => node.Kind switch { SourceKind.Text => s_named, SourceKind.Object => s_behaviourObject, _ => null },
        () => [s_named, s_behaviourObject],
        "Write for example `\"shouting\"`.");

    private static readonly ObjectShape s_incident = new("an incident",
        new("id", Id, "its id in the case, such as `i1`", IsRequired: true),
        new("on", s_date, "the day it happened", IsRequired: true),
        new("behaviours", new ListShape("a list of behaviours", s_behaviour), "the behaviours it names"),
        new("seriousness", s_level, "how serious somebody says it is", MayBeNull: true),
        new("facts", s_facts, "what was known on that day"));

    private static readonly ShapeKey s_of = new("of", new IdShape("an id", example: "e1"), "the id of the event it is about", IsRequired: true);

    private static readonly ObjectShape s_message = Message("received", "answered");

    // A word that is none of them is told with all three.
    private static readonly ObjectShape s_unclearMessage = Message("received", "holding", "answered");

    // Without a day it would hold nothing off.
    private static readonly ObjectShape s_holding = new("a holding reply",
        new("is", new WordShape("a state of a message", "holding"), "`holding`", IsRequired: true),
        new("of", Id, "the id of the event with which the message was received", IsRequired: true),
        new("until", s_date, "the day that it named", IsRequired: true));

    // What tells an event's kind, and what else stands beside it.
    // An attempt may carry its `outcome`, so what was taken stands before the outcome.
    private static readonly EventShape[] s_events =
    [
        Event("facts", s_facts),
        Event("finding", new ObjectShape("a finding",
            new("behaviour", s_named, "the behaviour's id", IsRequired: true),
            new("is", new WordShape("a finding", "established", "not-established"), "what was found", IsRequired: true))),
        Event("seriousness", s_level, By()),
        Event("step", new IdShape("an id", example: "speak-to-parent"), By(), OutcomeKey()),
        Event("response", s_response, By(), OutcomeKey(), new("ends", s_date, "a bar's last day, included")),
        Event("outcome", new ObjectShape("an outcome", s_of, new("is", s_outcome, "what came of it", IsRequired: true))),
        Event("recorded", new ObjectShape("a record of an approval",
            new("act", ConditionShape.Act, "`consult`, `review` or `approve`", IsRequired: true),
            new("role", s_role, "who was consulted or decided", IsRequired: true),
            new("for", s_response, "the response it is about"),
            new("by", s_role, "the role that entered it"),
            new("result", s_text, "what came of it"))),
        Event("notice", new ObjectShape("a notice",
            new("for", s_response, "the response", IsRequired: true),
            new("form", new WordShape("a form", Words.NoticeForms.All), "`written` or `spoken`"),
            new("states", new ListShape("a list of what it stated", new WordShape("a word of `states`", Words.NoticeStates)), "what it stated"),
            new("intention", s_flag, "whether it told of the intention only"))),
        Event("representations", new ObjectShape("representations",
            new("for", s_response, "the response they are about", IsRequired: true),
            new("invited", s_date, "the day until which they were invited, included"),
            new("received", s_flag, "whether they were received"))),
        Event("ended", new ObjectShape("an end", s_of, new("how", new WordShape("a way to end", "expired", "lifted"), "`expired` or `lifted`", IsRequired: true))),
        Event("extended", new ObjectShape("an extension", s_of, new("ends", s_date, "the new last day, included", IsRequired: true)), By()),
        Event("visit", new ObjectShape("a visit", s_of, new("allowed", s_date, "the day of the visit", IsRequired: true))),
        Event("broken", new ObjectShape("a broken bar", s_of)),
        Event("message", new VariantShape(
            "a message", node => node.Kind != SourceKind.Object ? null : node["is"]?.Text switch { "holding" => s_holding, "received" or "answered" => s_message, _ => s_unclearMessage }, () => [s_message, s_holding], "Write for example `{ \"is\": \"received\" }`.")),
        Event("appeal", new ObjectShape("an appeal", s_of,
            new("is", new WordShape("a state of an appeal", "made", "decided"), "`made` or `decided`", IsRequired: true),
            new("result", s_text, "what was decided"))),
        Event("considered", new IdShape("an id", example: "reasonable-adjustments"), new ShapeKey("for", s_response, "the response it was considered before")),
        Event("contact", new ObjectShape("a contact", new ShapeKey("through", s_role, "the role they were in touch through", IsRequired: true))),
    ];

    public static readonly ObjectShape Case = new("a case",
        new("$schema", s_text, "the schema for completion in an editor"),
        new("id", s_reference, "the case's reference; no name is needed", IsRequired: true),
        new("asOf", s_date, "the day on which to decide"),
        new("facts", s_facts, "what is known for the whole case, such as who the person is"),
        new("incidents", new ListShape("one or more incidents", s_incident, minimum: 1), "what happened", IsRequired: true),
        new("events", new ListShape("a list of events", new VariantShape(
            "an event", Select, () => [.. s_events.Select(item => item.Shape)],
            (_, _) => $"Write beside `on` one of {string.Join(", ", s_events.Select(item => item.Example))}.", [.. s_events.Select(item => item.Kind)])), "what was learnt and done"));

    /// <summary>The key that tells an event's kind, or null.</summary>
    public static string? KindOf(SourceNode node) => ShapeOf(node)?.Kind;

    private static ObjectShape? Select(SourceNode node) => node.Kind == SourceKind.Object ? ShapeOf(node)?.Shape : null;

    // The outcome of an attempt is a word beside it; that of an earlier event is an object.
    private static EventShape? ShapeOf(SourceNode node) =>
        Array.Find(s_events, item => node[item.Kind] is { } value && (item.Kind != "outcome" || value.Kind == SourceKind.Object));

    private static ObjectShape Message(params string[] states) => new("a message",
        new("is", new WordShape("a state of a message", states), NearestName.OneOf(states), IsRequired: true),
        new("of", Id, "the id of the event with which it was received"),
        new("until", s_date, "the day that a holding reply named"));

    private static ShapeKey By() => new("by", s_role, "the role that did it");

    private static ShapeKey OutcomeKey() => new("outcome", s_outcome, "what came of it", MayBeNull: true);

    private static EventShape Event(string kind, Shape shape, params ShapeKey[] more) => new(kind, new($"an event with `{kind}`",
    [
        new("on", s_date, "the day", IsRequired: true),
        new("at", new TimeShape(), "the local time"),
        new("id", Id, "its id in the case"),
        new("incident", Id, "the incident it belongs to"),
        new(kind, shape, "what was learnt or done", IsRequired: true),
        .. more,
    ]));

    private sealed record EventShape(string Kind, ObjectShape Shape)
    {
        /// <summary>The key that tells the kind, with a value.</summary>
        public string Example => $"`\"{Kind}\": {Shape.Keys.First(key => key.Name == Kind).Shape.Example}`";
    }
}
