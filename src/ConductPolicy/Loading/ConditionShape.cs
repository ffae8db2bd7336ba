namespace ConductPolicy.Loading;

/// <summary>What a condition may look like. There is no way in it to call, read or write anything.</summary>
internal static class ConditionShape
{
    // 0 or more always holds, so the least count that says anything is 1.
    private static readonly Shape s_number = new NumberShape("a count from 1 up", 1, 1_000_000);

    private static readonly string[] s_telling =
        ["when", "not", "all", "any", "behaviour", "seriousness", "taken", "representations", "notified", "inForce", "recorded", "in", "atLeast", "fact"];

    private static readonly ObjectShape s_countSetting = new("a setting's place",
        new ShapeKey("setting", new ReferenceShape(ReferenceKind.CountSetting), "the id of a setting of type count", IsRequired: true));
    private static readonly ObjectShape s_lengthSetting = new("a setting's place",
        new ShapeKey("setting", new ReferenceShape(ReferenceKind.LengthSetting), "the id of a setting of type length", IsRequired: true));
    private static readonly LengthShape s_length = new(isPlain: true);
    private static readonly ReferenceShape s_attempted = new(ReferenceKind.StepOrResponse);
    private static readonly ListShape s_attemptedList = new("one or more ids", s_attempted, minimum: 1);
    private static readonly ObjectShape s_attemptedKind = new("a kind of response",
        new ShapeKey("kind", new ReferenceShape(ReferenceKind.ResponseKind), "the kind of response, such as `bar`", IsRequired: true));

    private static readonly Shape s_finding = new WordShape("a finding", "alleged", "established", "not-established");

    public static readonly Shape Outcome = new WordShape("an outcome", "resolved", "unresolved", "declined", "unreachable");

    public static readonly Shape Act = new WordShape("an act of approval", "consult", "review", "approve");

    public static readonly Shape Clauses = new ListShape("one or more clauses' ids", new ReferenceShape(ReferenceKind.Clause), minimum: 1);

    public static readonly Shape Text = new TextShape();

    public static readonly Shape Count = new VariantShape(
        "a number, or {\"setting\": id}",
        node => node.Kind == SourceKind.Object ? s_countSetting : node.Kind == SourceKind.Number ? s_number : null,
        () => [s_number, s_countSetting],
        "Write a whole number, or `{\"setting\": …}` with the id of a setting of type count.");

    private static readonly Shape s_lengthOrSetting = new VariantShape(
        "a length of time, or {\"setting\": id}",
        node => node.Kind == SourceKind.Object ? s_lengthSetting : node.Kind == SourceKind.Text ? s_length : null,
        () => [s_length, s_lengthSetting],
        "Write for example `6 weeks`, or `{\"setting\": …}` with the id of a setting of type length.");

    private static readonly ReferenceShape s_flag = new(ReferenceKind.Flag);

    public static readonly Shape Condition = new VariantShape(
        "a condition",
        Select,
        () => [s_flag, .. s_objects!.Values],
        HelpFor,
        s_telling);

    private static readonly ListShape s_conditions = new("two or more conditions", Condition, minimum: 2);

    private static readonly VariantShape s_taken = new(
        "a step's or response's id, a list of them, or {\"kind\": …}",
        node => node.Kind switch
        {
            SourceKind.Text => s_attempted,
            SourceKind.List => s_attemptedList,
            SourceKind.Object => s_attemptedKind,
            _ => null,
        },
        () => [s_attempted, s_attemptedList, s_attemptedKind],
        "Write for example `\"warning-letter\"`.");

    private static readonly ObjectShape s_recorded = new("a record of an approval",
        new ShapeKey("act", Act, "what was done", IsRequired: true),
        new ShapeKey("role", new ReferenceShape(ReferenceKind.Role), "by whom", IsRequired: true),
        new ShapeKey("after", Condition, "what must have held on its own date for it to count"));

    private static readonly Dictionary<string, ObjectShape> s_objects = new()
    {
        ["when"] = new("a condition with its clause",
            new ShapeKey("when", Condition, "the condition", IsRequired: true),
            new ShapeKey("clause", Clauses, "the clauses it rests on", IsRequired: true),
            new ShapeKey("reading", Text, "how the clause is understood, where its words do not say it")),
        ["not"] = new("a `not`", new ShapeKey("not", Condition, "the condition that must not hold", IsRequired: true)),
        ["all"] = new("an `all`", new ShapeKey("all", s_conditions, "the conditions that must all hold", IsRequired: true)),
        ["any"] = new("an `any`", new ShapeKey("any", s_conditions, "the conditions of which one must hold", IsRequired: true)),
        ["in"] = new("a condition on a choice",
            new ShapeKey("fact", new ReferenceShape(ReferenceKind.Choice), "the choice's id", IsRequired: true),
            new ShapeKey("in", new ListShape("one or more values", new IdShape("a value", example: "email"), minimum: 1), "the values of which one must be the answer", IsRequired: true)),
        ["atLeast"] = new("a condition on a count",
            new ShapeKey("fact", new ReferenceShape(ReferenceKind.Count), "the count's id", IsRequired: true),
            new ShapeKey("atLeast", Count, "the least number for which it holds", IsRequired: true)),
        ["behaviour"] = new("a condition on a behaviour",
            new ShapeKey("behaviour", new ReferenceShape(ReferenceKind.BehaviourOrTag), "a behaviour's id, or a tag", IsRequired: true),
            new ShapeKey("finding", s_finding, "the finding it must have")),
        ["seriousness"] = new("a condition on seriousness",
            new ShapeKey("seriousness", new ReferenceShape(ReferenceKind.Seriousness), "the least level for which it holds", IsRequired: true)),
        ["taken"] = new("a condition on what was done",
            new ShapeKey("taken", s_taken, "the steps or responses of which one must have been attempted", IsRequired: true),
            new ShapeKey("outcome", Outcome, "the outcome that the latest known one must be"),
            new ShapeKey("atLeast", Count, "the least number of attempts"),
            new ShapeKey("within", s_lengthOrSetting, "how long before the incident attempts still count"),
            new ShapeKey("of", new WordShape("`incident` or `case`", "incident", "case"), "whether earlier incidents of the case count too")),
        ["representations"] = new("a condition on representations",
            new ShapeKey("representations", new WordShape("a state of representations", "received", "period-over", "heard"), "how far the person was heard", IsRequired: true),
            new ShapeKey("for", new ReferenceShape(ReferenceKind.Response), "the response they are about", IsRequired: true)),
        ["notified"] = new("a condition on a notice of intention",
            new ShapeKey("notified", new ReferenceShape(ReferenceKind.Response), "the response intended", IsRequired: true)),
        ["inForce"] = new("a condition on what is in force",
            new ShapeKey("inForce", new ReferenceShape(ReferenceKind.Response), "the response in force", IsRequired: true)),
        ["recorded"] = new("a condition on an approval",
            new ShapeKey("recorded", s_recorded, "the approval that must be on record", IsRequired: true)),
    };

    /// <summary>A condition that says on which clauses it rests.</summary>
    public static readonly ObjectShape Cited = s_objects["when"];

    private static string HelpFor(SourceNode node, ReferenceNames names)
    {
        if (node["fact"] is { Kind: SourceKind.Text } fact)
        {
            return names.HelpOnFact(fact.Text) ?? names.Help(ReferenceKind.Flag, fact.Text);
        }

        return node.Kind == SourceKind.List
            ? "Write `{ \"all\": [ … ] }` where all of the list must hold, or `{ \"any\": [ … ] }` where one is enough."
            : $"Write a flag's id such as `{s_flag.Example}`, or one of {string.Join(", ", s_objects.Values.Where(shape => shape.Keys[0].Name != "recorded").Select(shape => $"`{shape.Example}`"))}.";
    }

    // `in` and `atLeast` tell choices from counts before `fact` is looked at; `when` comes first because it wraps the others.
    private static Shape? Select(SourceNode node)
    {
        if (node.Kind == SourceKind.Text)
        {
            return s_flag;
        }

        if (node.Kind != SourceKind.Object)
        {
            return null;
        }

        foreach (var key in s_telling.AsSpan()[..^3])
        {
            if (node[key] is not null)
            {
                return s_objects[key];
            }
        }

        return node["in"] is not null ? s_objects["in"]
            : node["atLeast"] is not null ? s_objects["atLeast"]
            : null;
    }
}
