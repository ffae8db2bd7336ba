namespace ConductPolicy.Loading;

/// <summary>What a file of term dates may look like, format 1.</summary>
internal static class TermDatesShape
{
    public const int Format = 1;
    private const int MaximumItems = 1_000;

    private static readonly Shape s_text = new TextShape();
    private static readonly Shape s_date = new WeekdayDateShape();

    private static readonly ObjectShape s_halfTerm = new("a half-term",
        new("from", s_date, "the first day on which pupils attend", IsRequired: true),
        new("to", s_date, "the last day on which pupils attend, included", IsRequired: true));

    private static readonly ObjectShape s_term = new("a term",
        new("name", s_text, "what people call it", IsRequired: true),
        new("halfTerms", new ListShape("one or more half-terms", s_halfTerm, minimum: 1, MaximumItems), "the stretches in which pupils attend, in their order", IsRequired: true));

    private static readonly ObjectShape s_closedDay = new("a closure of one day",
        new("on", s_date, "the day", IsRequired: true),
        new("why", s_text, "why the school is shut", IsRequired: true));

    private static readonly ObjectShape s_closedDays = new("a closure",
        new("from", s_date, "the first day", IsRequired: true),
        new("to", s_date, "the last day, included", IsRequired: true),
        new("why", s_text, "why the school is shut", IsRequired: true));

    private static readonly Shape s_closure = new VariantShape(
        "a closure",
        node => node.Kind != SourceKind.Object ? null : node["on"] is null ? s_closedDays : s_closedDay,
        () => [s_closedDay, s_closedDays],
        "Write for example `{ \"on\": \"2027-05-06\", \"why\": \"Polling station\" }`.");

    public static readonly ObjectShape TermDates = new("a file of term dates",
        new("$schema", s_text, "the schema for completion in an editor"),
        new("format", new NumberShape("a format", Format, Format), "the format of this file: 1", IsRequired: true),
        new("school", s_text, "whose term dates they are", IsRequired: true),
        new("from", s_date, "the first day for which they speak, such as 1 September", IsRequired: true),
        new("to", s_date, "the last day for which they speak, included, such as 31 August", IsRequired: true),
        new("terms", new ListShape("one or more terms", s_term, minimum: 1, MaximumItems), "the terms, in their order; what lies in none of them is a school holiday", IsRequired: true),
        new("inset", new ListShape("a list of INSET days", s_date, maximum: MaximumItems), "the days on which staff train and pupils do not attend"),
        new("closures", new ListShape("a list of closures", s_closure, maximum: MaximumItems), "further days on which the school is shut to staff and pupils"));
}
