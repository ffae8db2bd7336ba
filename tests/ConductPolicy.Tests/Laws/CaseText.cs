using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using NodaTime.Text;

namespace ConductPolicy.Tests.Laws;

/// <summary>A case as the text of a case file, an incident or event a line. Keys that say nothing are left out.</summary>
internal static class CaseText
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ConductCase given)
    {
        var text = new StringBuilder();
        text.Append("{ \"id\": ").Append(Json(given.Id)).Append(", \"asOf\": ").Append(Json(LocalDatePattern.Iso.Format(given.AsOf!.Value))).Append(", \"facts\": ").Append(Json(Of(given.Facts)));
        text.Append(",\n  \"incidents\": [").AppendJoin(',', given.Incidents.Select(incident => $"\n    {Json(Of(incident))}"));
        text.Append("],\n  \"events\": [").AppendJoin(',', given.Events.Select(item => $"\n    {Json(Of(item))}"));
        return text.Append("] }\n").ToString();
    }

    private static string Json(JsonNode? node) => node?.ToJsonString(s_options) ?? "null";

    private static JsonObject Of(ValueList<FactAnswer> answers)
    {
        var made = new JsonObject();
        foreach (var (fact, value) in answers)
        {
            made.Add(fact, value.Flag ?? (value.Count ?? (JsonNode?)value.Choice));
        }

        return made;
    }

    private static JsonObject Of(Incident incident) => Object(
        ("id", incident.Id),
        ("on", LocalDatePattern.Iso.Format(incident.On)),
        ("behaviours", new JsonArray([.. incident.Behaviours.Select(item => item.Finding == Finding.Alleged ? item.Id : (JsonNode)Object(("id", item.Id), ("finding", Words.Findings.WordOf(item.Finding))))])),
        ("seriousness", incident.Seriousness),
        ("facts", Of(incident.Facts)));

    private static JsonObject Of(CaseEvent item) => Object([("on", LocalDatePattern.Iso.Format(item.On)), ("id", item.Id), ("incident", item.Incident), .. Kind(item)]);

    private static (string Key, JsonNode? Value)[] Kind(CaseEvent item) => item switch
    {
        FactsLearnt learnt => [("facts", Of(learnt.Facts))],
        FindingMade made => [("finding", Object(("behaviour", made.Behaviour), ("is", Words.Findings.WordOf(made.Finding))))],
        SeriousnessGiven given => [("seriousness", given.Level)],
        StepTaken step => [("step", step.Step), ("outcome", Of(step.Outcome))],
        ResponseTaken response => [("response", response.Response), ("outcome", Of(response.Outcome)), ("ends", response.Ends is { } ends ? LocalDatePattern.Iso.Format(ends) : null)],
        OutcomeKnown known => [("outcome", Object(("of", known.Of), ("is", Of(known.Outcome))))],
        ApprovalRecorded recorded =>
        [
            ("recorded", Object(
                ("act", Words.Acts.WordOf(recorded.Act)), ("role", recorded.Role), ("for", recorded.For),
                ("result", recorded.Result is { } result ? Words.ApprovalResults.WordOf(result) : null))),
        ],
        NoticeGiven notice => [("notice", Object(("for", notice.For), ("intention", notice.IsIntention)))],
        RepresentationsNoted noted =>
            [("representations", Object(("for", noted.For), ("invited", noted.InvitedUntil is { } until ? LocalDatePattern.Iso.Format(until) : null), ("received", noted.IsReceived)))],
        ResponseEnded ended => [("ended", Object(("of", ended.Of), ("how", ended.IsLifted ? "lifted" : "expired")))],
        BarExtended extended => [("extended", Object(("of", extended.Of), ("ends", LocalDatePattern.Iso.Format(extended.Ends))))],
        VisitAllowed visit => [("visit", Object(("of", visit.Of), ("allowed", LocalDatePattern.Iso.Format(visit.Allowed))))],
        BarBroken broken => [("broken", Object(("of", broken.Of)))],
        MessageReceived => [("message", Object(("is", "received")))],
        MessageAnswered answered => [("message", Object(("of", answered.Of), ("is", "answered")))],
        AppealNoted appeal => [("appeal", Object(("of", appeal.Of), ("is", appeal.IsDecided ? "decided" : "made")))],
        ConsiderationNoted considered => [("considered", considered.Consideration), ("for", considered.For)],
        ContactMade contact => [("contact", Object(("through", contact.Through)))],
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "no event of a case"),
    };

    private static JsonNode? Of(Outcome? outcome) => outcome is { } known ? Words.Outcomes.WordOf(known) : null;

    private static JsonObject Object(params (string Key, JsonNode? Value)[] entries) =>
        new(entries.Where(entry => entry.Value is not null).Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
}
