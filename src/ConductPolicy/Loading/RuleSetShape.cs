using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>What a rule set may look like, format 1.</summary>
internal static class RuleSetShape
{
    public const int Format = 1;

    // Safeguards may name each part of a response, any number of times.
    private const int MaximumParts = 100;

    private static readonly Shape s_clauses = ConditionShape.Clauses;
    private static readonly Shape s_condition = ConditionShape.Condition;
    private static readonly Shape s_text = ConditionShape.Text;
    private static readonly Shape s_id = new IdShape("an id");
    private static readonly Shape s_role = new ReferenceShape(ReferenceKind.Role);
    private static readonly Shape s_response = new ReferenceShape(ReferenceKind.Response);
    private static readonly Shape s_level = new ReferenceShape(ReferenceKind.Seriousness);
    private static readonly Shape s_flag = new FlagShape();
    private static readonly Shape s_settingCount = new NumberShape("a count", 0, 1_000_000);
    private static readonly Shape s_settingLength = new LengthShape();

    private static readonly Shape s_settingWord = new IdShape("a word", example: "counts-from-that-day");
    private static readonly Shape s_settingTime = new TimeShape();

    private static readonly ShapeKey s_idKey = new("id", s_id, "a name of its own: lower-case words joined by hyphens", IsRequired: true);
    private static readonly ShapeKey s_labelKey = new("label", s_text, "what people call it", IsRequired: true);
    private static readonly ShapeKey s_clauseKey = new("clause", s_clauses, "the clauses it rests on", IsRequired: true);
    private static readonly ShapeKey s_clauseIfAny = new("clause", s_clauses, "the clauses it rests on");
    private static readonly ShapeKey s_reading = new("reading", s_text, "how the clause is understood, where its words do not say it");
    private static readonly ShapeKey s_why = new("why", s_text, "why the trust chose this, where the policy is silent");

    private static readonly ObjectShape s_setting = SettingOf(
        "`count`, `length`, `choice` (a word), `time` (of day) or `flag` (yes or no)",
        new WordShape("a type of setting", Words.SettingTypes),
        new VariantShape(
            "a number, a length, a word, a time of day, or true or false", SettingValue, () => [s_settingCount, s_settingLength, s_settingWord, s_settingTime, s_flag],
            "Write a whole number, or for example `6 weeks`, `16:40` or `true`."),
        "what the trust chose");

    // What the library itself asks for. Left out, the default holds.
    private static readonly ShapeKey[] s_knownSettings =
    [
        KnownSetting(
            WellKnownSettings.WorkingDay, "choice", new WordShape("a meaning of a working day", Words.WorkingDayMeanings.All),
            "what a working day is; Monday to Friday less the division's bank holidays by default"),
        KnownSetting(
            WellKnownSettings.ReceivedOnDayNotWorked, "choice", new WordShape("a way to take a message of a day not worked", Words.ReceiptsOnDayNotWorked.All),
            "what becomes of a message that comes on a day not worked; by default it counts from that day, so that the first working day after it is day 1"),
        KnownSetting(
            WellKnownSettings.ClosingTime, "time", s_settingTime,
            "the time of day after which a message counts as the next working day's; by default there is none"),
        KnownSetting(
            WellKnownSettings.ExcludeSchoolClosures, "flag", s_flag,
            "whether school holidays and closures are no working days, where term dates are given; `false` by default"),
        KnownSetting(
            WellKnownSettings.BarReviewOnDayNotWorked, "choice", new WordShape("a day for a review that falls on a day not worked", Words.ReviewsOnDayNotWorked.All),
            "to which day a review of a bar, or a decision on one, goes from a day not worked; by default to the working day before"),
        KnownSetting(
            WellKnownSettings.BarRepresentationsEndOnDayNotWorked, "choice", new WordShape("a day for the end of the time to put one's side", Words.RepresentationsEndsOnDayNotWorked.All),
            "to which day the end of the time to put one's side goes from a day not worked; by default to the next working day"),
        KnownSetting(
            WellKnownSettings.ActWithin, "count", s_settingCount,
            "within how many working days a required step or a duty is done, the day from which it is required not counted; by default there is no limit"),
    ];

    private static readonly ObjectShape s_clause = new("a clause",
        new("text", s_text, "what the clause says, in your own words", IsRequired: true),
        new("kind", new WordShape("a kind of clause", Words.ClauseKinds.All), "what the clause is", IsRequired: true),
        new("force", new WordShape("a force", Words.ClauseForces.All), "how binding its words are"),
        new("qualifies", new ReferenceShape(ReferenceKind.Clause), "the clause that this one qualifies"),
        new("covers", s_text, "why nothing follows from it, where nothing cites it"));

    private static readonly ObjectShape s_fact = new("a fact",
        new("type", new WordShape("a type of fact", Words.FactTypes.All), "`flag` (yes or no), `count` or `choice`", IsRequired: true),
        new("values", new ListShape("two or more values", s_id, minimum: 2), "the values of a choice"),
        new("label", s_text, "for a flag, a statement that is true when the answer is yes; else what is counted or chosen", IsRequired: true),
        new("ask", s_text, "the question to put to a person", IsRequired: true),
        new("momentary", s_flag, "whether an answer holds for its own date only"),
        new("of", new WordShape("`case`", "case"), "`case`: it holds for all incidents of a case"),
        s_clauseIfAny,
        s_reading);

    private static readonly ObjectShape s_behaviour = new("a behaviour",
        s_idKey, s_labelKey, s_clauseKey,
        new("seriousness", new ObjectShape("a behaviour's seriousness",
            new("value", s_level, "one of the levels", IsRequired: true), s_reading), "how serious it is by itself", IsRequired: true),
        new("tags", new ListShape("a list of tags", new IdShape("a tag", example: "in-person")), "names by which conditions may speak of several behaviours"),
        new("when", s_condition, "its definition: without it the conduct is no breach"),
        new("unless", s_condition, "its exception: with it the conduct is excused"),
        s_reading);

    private static readonly ObjectShape s_step = new("a step",
        s_idKey, s_labelKey, s_clauseKey,
        new("required", s_flag, "whether the policy asks for it"),
        new("when", s_condition, "when it is called for"),
        new("after", s_condition, "what comes before it"),
        s_reading);

    private static readonly ObjectShape s_bar = new("the terms of a bar",
        new("timeLimited", s_flag, "whether it must have an end", IsRequired: true),
        s_clauseKey, s_reading,
        new("representations", new ObjectShape("the right to be heard", s_clauseKey, s_reading), "the person's right to put their side once the bar has begun", MayBeNull: true),
        new("review", new ObjectShape("a review",
            new("at", new WordShape("a time of review", "on-or-before-end", "at-end"), "when it is looked at again", IsRequired: true), s_clauseKey, s_reading),
            "when it is looked at again", MayBeNull: true),
        new("contact", new ObjectShape("a contact route",
            new("through", new ListShape("one or more roles", s_role, minimum: 1), "the roles, of which any one will do", IsRequired: true),
            new("channels", new ListShape("a list of channels", s_id), "the channels that may be used"), s_clauseKey, s_reading),
            "how the person is in touch meanwhile", MayBeNull: true),
        new("appeal", new ObjectShape("an appeal", s_clauseKey, s_reading), "the right to challenge it before somebody else", MayBeNull: true));

    private static readonly ObjectShape s_responseShape = new("a response",
        s_idKey, s_labelKey, s_clauseKey,
        new("kind", new IdShape("a kind", example: "letter"), "the kind that conditions may name it by, such as `bar`"),
        new("immediate", s_flag, "`true`: it stands outside the ladder"),
        new("rung", new NumberShape("a rung", 1, 100), "its rung on the ladder, 1 being the mildest"),
        new("duty", s_flag, "whether the text says that it will follow"),
        new("when", s_condition, "when it is open at all"),
        new("after", s_condition, "what comes before it, besides what the ladder asks"),
        new("replacesLadderAfter", s_flag, "whether `after` stands in the place of what the ladder asks first"),
        new("continues", s_response, "the response that this one carries on"),
        new("decidedBy", new ObjectShape("a competence",
            new("role", s_role, "who decides", IsRequired: true), s_clauseKey, s_reading), "who decides on it"),
        new("approvals", new ListShape("a list of approvals", new ObjectShape("an approval",
            new("act", ConditionShape.Act, "`consult`, `review` or `approve`", IsRequired: true),
            new("role", s_role, "who", IsRequired: true),
            s_clauseKey,
            new("after", s_condition, "what must hold on the approval's own date for it to count"),
            s_reading), maximum: MaximumParts), "who must be consulted, review or approve first"),
        new("notice", new ObjectShape("a notice",
            new("form", new WordShape("a form", Words.NoticeForms.All), "`written` or `spoken`"),
            new("states", new ListShape("a list of what it states", new WordShape("a word of `states`", Words.NoticeStates), maximum: MaximumParts), "what it must state"),
            s_clauseKey, s_reading), "what the person is told"),
        new("bar", s_bar, "the terms of a bar"),
        s_reading);

    private static readonly ObjectShape s_ladder = new("the ladder",
        new("when", s_condition, "when the ladder is open at all"),
        new("after", s_condition, "what comes before any rung"),
        new("ceiling", new MapShape("a rung for each level of seriousness", null, new NumberShape("a rung", 0, 100), ReferenceKind.Seriousness),
            "the highest rung for each level of seriousness", IsRequired: true),
        new("raisePerUnresolved", new NumberShape("a number of rungs", 0, 100), "by how much a response that did not resolve the matter raises the ceiling", IsRequired: true),
        new("raiseAtMost", new NumberShape("a number of rungs", 0, 100), "the most by which the ceiling is raised", IsRequired: true),
        s_clauseKey, s_reading);

    private static readonly ObjectShape s_safeguard = new("a safeguard",
        s_idKey, s_clauseKey,
        new("label", s_text, "what it promises, in a sentence"),
        new("never", new ObjectShape("a `never`",
            new("response", s_response, "the response protected", IsRequired: true),
            new("is", new WordShape("`permitted`", "permitted"), "the status it never has", IsRequired: true)), "what is never so"),
        new("unless", s_condition, "the condition under which alone it may be so"),
        new("always", new ObjectShape("an `always`",
            new("response", s_response, "the response", IsRequired: true),
            new("has", new ListShape("one or more parts", s_text, minimum: 1), "the parts it always has, such as `notice.states:length`", IsRequired: true)), "what is always so"),
        s_reading);

    public static readonly ObjectShape RuleSet = new("a rule set",
        new("$schema", s_text, "the schema for completion in an editor"),
        new("format", new NumberShape("a format", 1, Format), "the version of this format: 1", IsRequired: true),
        new("id", new IdShape("an id", example: "our-trust"), "the policy's id", IsRequired: true),
        new("trust", s_text, "the trust's name", IsRequired: true),
        new("title", s_text, "the policy's title", IsRequired: true),
        new("division", new WordShape("a division", Words.Divisions), "whose bank holidays count", IsRequired: true),
        new("version", s_text, "this rule set's version", IsRequired: true),
        new("status", new WordShape("a status", "draft", "adopted"), "`draft` or `adopted`", IsRequired: true),
        new("document", new ObjectShape("a document",
            new("version", s_text, "the document's own version"),
            new("adopted", s_text, "when it was adopted"),
            new("committee", s_text, "the committee responsible"),
            new("monitoredBy", s_text, "who monitors it"),
            new("nextReview", s_text, "when it is to be reviewed"),
            new("publishedOn", s_text, "where it is published"),
            s_clauseIfAny), "what is known of the document itself", IsRequired: true),
        new("inForce", new ObjectShape("the time in force",
            new("from", new DateShape(), "the first day", IsRequired: true),
            new("to", new DateShape(), "the last day, included", MayBeNull: true),
            s_clauseIfAny, s_reading), "the days on which this version is in force", IsRequired: true),
        new("scope", new ObjectShape("a scope",
            new("when", s_condition, "the condition, on facts alone", IsRequired: true), s_clauseKey, s_reading), "whom the responses speak of", IsRequired: true),
        new("related", new ListShape("a list of documents", new ObjectShape("a related document",
            new("title", s_text, "its title", IsRequired: true), s_clauseKey)), "other documents that the policy names"),
        new("clauses", new MapShape("the clauses by id", new IdShape("a clause's id", isClause: true), s_clause), "every clause of the policy", IsRequired: true),
        new("roles", new MapShape("the roles by id", new IdShape("an id"), new ObjectShape("a role",
            s_labelKey,
            new("mayActFor", new ListShape("a list of roles", s_role), "the roles that this one may act for"),
            s_clauseIfAny, s_reading, s_why)), "the offices that act", IsRequired: true),
        new("facts", new MapShape("the facts by id", new IdShape("an id"), s_fact), "what can be answered", IsRequired: true),
        new("seriousness", new ListShape("one or more levels", new IdShape("a level", example: "low"), minimum: 1), "the levels of seriousness, mildest first", IsRequired: true),
        new("behaviours", new ListShape("one or more behaviours", s_behaviour, minimum: 1), "the conduct that the policy speaks of", IsRequired: true),
        new("steps", new ListShape("a list of steps", s_step), "what comes first", IsRequired: true),
        new("responses", new ListShape("one or more responses", s_responseShape, minimum: 1), "what may be done", IsRequired: true),
        new("ladder", s_ladder, "how high one may go", IsRequired: true),
        new("timescales", new MapShape("the timescales by id", new IdShape("an id"), new ObjectShape("a timescale",
            s_labelKey,
            new("workingDays", ConditionShape.Count, "the period in working days", IsRequired: true),
            new("from", new WordShape("a beginning", "message"), "`message`: it begins with the receipt of a message, as `general-communication` always does"),
            s_clauseKey, s_reading)), "the periods in which something is expected"),
        new("settings", new MapShape("the settings by id", new IdShape("an id"), s_setting, known: s_knownSettings), "what the trust chose because the policy is silent"),
        new("considerations", new ListShape("a list of considerations", new ObjectShape("a consideration",
            s_idKey,
            new("ask", s_text, "the question", IsRequired: true),
            new("before", new ListShape("a list of responses", s_response), "the responses it belongs before"),
            s_clauseIfAny, s_reading, s_why)), "what to think of; gates nothing"),
        new("safeguards", new ListShape("a list of safeguards", s_safeguard), "what is never skipped"));

    /// <summary>The ids of the settings that the library itself asks for.</summary>
    public static IEnumerable<string> KnownSettings => s_knownSettings.Select(key => key.Name);

    private static Shape? SettingValue(SourceNode node) => node.Parent?["type"]?.Text switch
    {
        "count" => s_settingCount,
        "length" => s_settingLength,
        "choice" => s_settingWord,
        "time" => s_settingTime,
        "flag" => s_flag,
        _ => node.Kind switch
        {
            SourceKind.Number => s_settingCount,
            SourceKind.Text => s_settingLength,
            SourceKind.Flag => s_flag,
            _ => null,
        },
    };

    private static ObjectShape SettingOf(string type, Shape typeShape, Shape value, string about) => new("a setting",
        new("type", typeShape, type, IsRequired: true),
        new("value", value, about, IsRequired: true),
        new("why", s_text, "why the trust chose it: the policy is silent", IsRequired: true));

    private static ShapeKey KnownSetting(string id, string type, Shape value, string about) => new(
        id,
        SettingOf(
            $"`{type}`",
            new WordShape($"the type of `{id}`", type),

            // Where the type is another, that is the one mistake.
            new VariantShape(
                value.Name, node => node.Parent?["type"]?.Text is { } written && written != type && Words.SettingTypes.Contains(written) ? SettingValue(node) : value,
                () => [value], $"Write for example `{value.Example}`."),
            about),
        about);
}
