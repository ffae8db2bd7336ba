using ConductPolicy.Calendars;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>Turns a file of term dates without problems into term dates.</summary>
internal static class TermDatesBuilder
{
    public static TermDates Build(SourceNode root) => new()
    {
        School = root["school"]!.Text,
        First = DateOf(root["from"]!),
        Last = DateOf(root["to"]!),
        Terms = Items(root["terms"]).Select(term => new Term(term["name"]!.Text, Items(term["halfTerms"]).Select(HalfTermOf).ToValueList())).ToValueList(),
        InsetDays = Items(root["inset"]).Select(DateOf).Order().ToValueList(),
        Closures = Items(root["closures"]).Select(ClosureOf).OrderBy(closure => closure.First).ToValueList(),
    };

    private static HalfTerm HalfTermOf(SourceNode node) => new(DateOf(node["from"]!), DateOf(node["to"]!));

    private static Closure ClosureOf(SourceNode node) => node["on"] is { } on
        ? new Closure(DateOf(on), node["why"]!.Text)
        : new Closure(DateOf(node["from"]!), DateOf(node["to"]!), node["why"]!.Text);

    private static LocalDate DateOf(SourceNode node) => WeekdayDateShape.TryParse(node.Text, out var date, out _) ? date : default;
}
