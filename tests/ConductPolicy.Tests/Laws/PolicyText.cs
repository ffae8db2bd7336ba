using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime.Text;

namespace ConductPolicy.Tests.Laws;

/// <summary>A policy as the text of a rule file, a definition a line. Keys that say nothing are left out.</summary>
internal static class PolicyText
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Policy policy) => Lines(Object(
        ("format", 1),
        ("id", policy.Id),
        ("trust", policy.Trust),
        ("title", policy.Title),
        ("division", policy.Division),
        ("version", policy.Version),
        ("status", policy.IsAdopted ? "adopted" : "draft"),
        ("document", Of(policy.Document)),
        ("inForce", Object(("from", LocalDatePattern.Iso.Format(policy.InForce.From)), ("to", policy.InForce.To is { } to ? LocalDatePattern.Iso.Format(to) : null), ("clause", Any(policy.InForce.Clauses)), ("reading", policy.InForce.Reading))),
        ("scope", Of(policy.Scope)),
        ("related", List(policy.Related, item => Object(("title", item.Title), ("clause", Texts(item.Clauses))))),
        ("clauses", Map(policy.Clauses, item => Object(
            ("text", item.Text),
            ("kind", Words.ClauseKinds.WordOf(item.Kind)),
            ("force", item.Force is { } force ? Words.ClauseForces.WordOf(force) : null),
            ("qualifies", item.Qualifies),
            ("covers", item.Covers)))),
        ("roles", Map(policy.Roles, item => Object(("label", item.Label), ("mayActFor", Any(item.MayActFor)), ("clause", Any(item.Clauses)), ("reading", item.Reading), ("why", item.Why)))),
        ("facts", Map(policy.Facts, Of)),
        ("seriousness", Texts(policy.SeriousnessLevels)),
        ("behaviours", List(policy.Behaviours, Of)),
        ("steps", List(policy.Steps, item => Object([
            .. Head(item, item.Label), ("required", True(item.IsRequired)), ("when", Of(item.When)), ("after", Of(item.After)), .. Tail(item)]))),
        ("responses", List(policy.Responses, Of)),
        ("ladder", Object(
            ("when", Of(policy.Ladder.When)),
            ("after", Of(policy.Ladder.After)),
            ("ceiling", Object([.. policy.SeriousnessLevels.Zip(policy.Ladder.Ceiling, (level, rung) => (level, (JsonNode?)rung))])),
            ("raisePerUnresolved", policy.Ladder.RaisePerUnresolved),
            ("raiseAtMost", policy.Ladder.RaiseAtMost),
            ("clause", Texts(policy.Ladder.Clauses)),
            ("reading", policy.Ladder.Reading))),
        ("timescales", Map(policy.Timescales, item => Object([("label", item.Label), ("workingDays", Of(item.WorkingDays, count => count)), ("from", item.IsFromMessage ? "message" : null), .. Tail(item)]))),
        ("settings", Map(policy.Settings, Of)),
        ("considerations", List(policy.Considerations, item => Object(
            ("id", item.Id), ("ask", item.Ask), ("before", Any(item.Before)), ("clause", Any(item.Clauses)), ("reading", item.Reading), ("why", item.Why)))),
        ("safeguards", List(policy.Safeguards, Of))));

    private static string Lines(JsonObject root)
    {
        var text = new StringBuilder("{\n");
        foreach (var (key, value) in root)
        {
            var (open, close, items) = value switch
            {
                JsonObject { Count: > 0 } map when map.All(item => item.Value is JsonObject) => ('{', '}', map.Select(item => $"{Json(item.Key)}: {Json(item.Value)}")),
                JsonArray { Count: > 0 } list when list.All(item => item is JsonObject) => ('[', ']', list.Select(Json)),
                _ => (' ', ' ', null),
            };
            text.Append("  ").Append(Json(key)).Append(": ").Append(items is null ? Json(value) : $"{open}\n    {string.Join(",\n    ", items)}\n  {close}").Append(",\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Json(JsonNode? node) => node?.ToJsonString(s_options) ?? "null";

    private static JsonObject Of(PolicyDocument document) => Object(
        ("version", document.Version), ("adopted", document.Adopted), ("committee", document.Committee), ("monitoredBy", document.MonitoredBy),
        ("nextReview", document.NextReview), ("publishedOn", document.PublishedOn), ("clause", Any(document.Clauses)));

    private static JsonObject Of(Fact fact) => Object(
        ("type", Words.FactTypes.WordOf(fact.Type)), ("values", Any(fact.Values)), ("label", fact.Label), ("ask", fact.Ask),
        ("momentary", True(fact.IsMomentary)), ("of", fact.IsOfCase ? "case" : null), ("clause", Any(fact.Clauses)), ("reading", fact.Reading));

    private static JsonObject Of(Setting setting)
    {
        (string Type, JsonNode? Value) written = setting switch
        {
            { Length: { } length } => ("length", length.ToString()),
            { Word: { } word } => ("choice", word),
            { Time: { } time } => ("time", DateText.Iso(time)),
            { Flag: { } flag } => ("flag", flag),
            _ => ("count", setting.Count),
        };
        return Object(("type", written.Type), ("value", written.Value), ("why", setting.Why));
    }

    private static JsonObject Of(Behaviour behaviour) => Object(
    [
        .. Head(behaviour, behaviour.Label),
        ("seriousness", Object(("value", behaviour.Seriousness), ("reading", behaviour.SeriousnessReading))),
        ("tags", Any(behaviour.Tags)),
        ("when", Of(behaviour.When)),
        ("unless", Of(behaviour.Unless)),
        .. Tail(behaviour),
    ]);

    private static JsonObject Of(Response response) => Object(
    [
        .. Head(response, response.Label),
        ("kind", response.Kind),
        ("immediate", True(response.IsImmediate)),
        ("rung", response.Rung),
        ("continues", response.Continues),
        ("duty", True(response.IsDuty)),
        ("when", Of(response.When)),
        ("after", Of(response.After)),
        ("replacesLadderAfter", True(response.ReplacesLadderAfter)),
        ("decidedBy", response.DecidedBy is { } decider ? Object(("role", decider.Role), ("clause", Texts(decider.Clauses)), ("reading", decider.Reading)) : null),
        ("approvals", response.Approvals.Count == 0 ? null : List(response.Approvals, item => Object(
            ("act", Words.Acts.WordOf(item.Act)), ("role", item.Role), ("after", Of(item.After)), ("clause", Texts(item.Clauses)), ("reading", item.Reading)))),
        ("notice", response.Notice is { } notice
            ? Object(("form", notice.Form is { } form ? Words.NoticeForms.WordOf(form) : null), ("states", Any(notice.States)), ("clause", Texts(notice.Clauses)), ("reading", notice.Reading))
            : null),
        ("bar", response.Bar is { } bar ? Of(bar) : null),
        .. Tail(response),
    ]);

    private static JsonObject Of(BarTerms bar) => Object(
        ("timeLimited", bar.IsTimeLimited),
        ("representations", bar.Representations is { } heard ? Object(("clause", Texts(heard.Clauses)), ("reading", heard.Reading)) : null),
        ("review", bar.Review is { } review ? Object(("at", review.At), ("clause", Texts(review.Clauses)), ("reading", review.Reading)) : null),
        ("contact", bar.Contact is { } contact ? Object(("through", Texts(contact.Through)), ("channels", Any(contact.Channels)), ("clause", Texts(contact.Clauses)), ("reading", contact.Reading)) : null),
        ("appeal", bar.Appeal is { } appeal ? Object(("clause", Texts(appeal.Clauses)), ("reading", appeal.Reading)) : null),
        ("clause", Texts(bar.Clauses)),
        ("reading", bar.Reading));

    private static JsonObject Of(Safeguard safeguard) => Object(
    [
        .. Head(safeguard, safeguard.Label),
        safeguard.Has.Count == 0
            ? ("never", Object(("response", safeguard.Response), ("is", "permitted")))
            : ("always", Object(("response", safeguard.Response), ("has", Texts(safeguard.Has)))),
        ("unless", Of(safeguard.Unless)),
        .. Tail(safeguard),
    ]);

    private static JsonNode? Of(Condition? condition) => condition switch
    {
        null => null,
        FlagCondition flag => flag.Fact,
        ChoiceCondition choice => Object(("fact", choice.Fact), ("in", Texts(choice.Values))),
        CountCondition count => Object(("fact", count.Fact), ("atLeast", Of(count.AtLeast, value => value))),
        NotCondition not => Object(("not", Of(not.Inner))),
        AllCondition all => Object(("all", List(all.Conditions, Of))),
        AnyCondition any => Object(("any", List(any.Conditions, Of))),
        CitedCondition cited => Object(("when", Of(cited.When)), ("clause", Texts(cited.Clauses)), ("reading", cited.Reading)),
        BehaviourCondition behaviour => Object(("behaviour", behaviour.BehaviourOrTag), ("finding", behaviour.Finding is { } finding ? Words.Findings.WordOf(finding) : null)),
        SeriousnessCondition seriousness => Object(("seriousness", seriousness.Level)),
        TakenCondition taken => Of(taken),
        RepresentationsCondition representations => Object(("representations", Words.RepresentationsStates.WordOf(representations.State)), ("for", representations.Response)),
        NotifiedCondition notified => Object(("notified", notified.Response)),
        InForceCondition inForce => Object(("inForce", inForce.Response)),
        RecordedCondition recorded => Object(("recorded", Object(
            ("act", Words.Acts.WordOf(recorded.Act)), ("role", recorded.Role), ("after", recorded.After is { } after ? Of(after) : null)))),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "no condition of the language"),
    };

    private static JsonObject Of(TakenCondition taken) => Object(
        ("taken", taken.Kind is { } kind ? Object(("kind", kind)) : taken.Ids.Count == 1 ? taken.Ids[0] : Texts(taken.Ids)),
        ("outcome", taken.Outcome is { } outcome ? Words.Outcomes.WordOf(outcome) : null),
        ("atLeast", taken.AtLeast is { Value: 1, Setting: null } ? null : Of(taken.AtLeast, count => count)),
        ("within", taken.Within is { } within ? Of(within, length => length.ToString()) : null),
        ("of", taken.OfCase ? "case" : null));

    private static JsonNode? Of<T>(Quantity<T> quantity, Func<T, JsonNode?> write) =>
        quantity.Setting is { } setting ? Object(("setting", setting)) : write(quantity.Value);

    private static IEnumerable<(string Key, JsonNode? Value)> Head(Definition definition, string? label) => [("id", definition.Id), ("label", label)];

    private static IEnumerable<(string Key, JsonNode? Value)> Tail(Definition definition) => [("clause", Any(definition.Clauses)), ("reading", definition.Reading)];

    private static JsonObject Object(params (string Key, JsonNode? Value)[] entries) =>
        new(entries.Where(entry => entry.Value is not null).Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static JsonObject Map<T>(Definitions<T> items, Func<T, JsonNode?> write)
        where T : Definition => Object([.. items.Select(item => (item.Id, write(item)))]);

    private static JsonArray Texts(IEnumerable<string> texts) => List(texts, text => text);

    private static JsonArray? Any(ValueList<string> texts) => texts.Count == 0 ? null : Texts(texts);

    private static JsonNode? True(bool value) => value ? value : null;
}
