using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ConductPolicy.Loading;
using NodaTime;

namespace ConductPolicy.Cases;

/// <summary>Writes a case as a person would: what happened part by part, each event on a line of its own.</summary>
internal sealed class CaseWriter
{
    private readonly StringBuilder _text = new();

    public static string Write(ConductCase written)
    {
        var writer = new CaseWriter();
        writer.AddCase(written);
        return writer._text.ToString();
    }

    private void AddCase(ConductCase written)
    {
        _text.Append("{\n");
        Add("  ", "id", Text(written.Id));
        if (written.AsOf is { } asOf)
        {
            Add(",\n  ", "asOf", Day(asOf));
        }

        if (written.Facts.Count > 0)
        {
            Add(",\n  ", "facts", Answers(written.Facts));
        }

        AddList("incidents", written.Incidents.Select(Incident));
        if (written.Events.Count > 0)
        {
            AddList("events", written.Events.Select(Event));
        }

        _text.Append("\n}\n");
    }

    private void Add(string lead, string key, string value) => _text.Append(lead).Append('"').Append(key).Append("\": ").Append(value);

    private void AddList(string key, IEnumerable<string> items) => Add(",\n  ", key, $"[\n    {string.Join(",\n    ", items)}\n  ]");

    // The answers to an incident stand below it, so that a line stays one that can be read.
    private static string Incident(Incident item)
    {
        var head = Object(("id", Text(item.Id)), ("on", Day(item.On)), ("behaviours", List(item.Behaviours.Select(Behaviour))), ("seriousness", TextIfAny(item.Seriousness)));
        return item.Facts.Count == 0 ? head : $"{head[..^2]},\n      \"facts\": {Answers(item.Facts)} }}";
    }

    private static string Behaviour(AllegedBehaviour item) =>
        item.Finding == Conditions.Finding.Alleged ? Text(item.Id) : Object(("id", Text(item.Id)), ("finding", Text(Words.Findings.WordOf(item.Finding))));

    /// <summary>An event on a line of its own.</summary>
    public static string Event(CaseEvent item) => Object(
    [
        ("id", TextIfAny(item.Id)),
        ("on", Day(item.On)),
        ("at", item.At is { } at ? Text(at.ToTimeOnly().ToString(at.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)) : null),
        ("incident", TextIfAny(item.Incident)),
        .. Kind(item),
    ]);

    private static (string Key, string? Value)[] Kind(CaseEvent item) => item switch
    {
        FactsLearnt learnt => [("facts", Answers(learnt.Facts))],
        FindingMade finding => [("finding", Object(("behaviour", Text(finding.Behaviour)), ("is", Text(Words.Findings.WordOf(finding.Finding)))))],
        SeriousnessGiven given => [("seriousness", Text(given.Level)), ("by", TextIfAny(given.By))],
        StepTaken step => [("step", Text(step.Step)), ("by", TextIfAny(step.By)), ("outcome", OutcomeIfAny(step.Outcome))],
        ResponseTaken taken => [("response", Text(taken.Response)), ("by", TextIfAny(taken.By)), ("outcome", OutcomeIfAny(taken.Outcome)), ("ends", DayIfAny(taken.Ends))],
        OutcomeKnown known => [("outcome", About(known, ("is", OutcomeIfAny(known.Outcome))))],
        ApprovalRecorded recorded => [("recorded", Object(
            ("act", Text(Words.Acts.WordOf(recorded.Act))),
            ("role", Text(recorded.Role)),
            ("for", TextIfAny(recorded.For)),
            ("by", TextIfAny(recorded.By)),
            ("result", recorded.Result is { } result ? Text(Words.ApprovalResults.WordOf(result)) : TextIfAny(recorded.Note))))],
        NoticeGiven notice => [("notice", Object(
            ("for", Text(notice.For)),
            ("form", notice.Form is { } form ? Text(Words.NoticeForms.WordOf(form)) : null),
            ("states", notice.States.Count > 0 ? List(notice.States.Select(Text)) : null),
            ("intention", TrueOrNothing(notice.IsIntention))))],
        RepresentationsNoted noted => [("representations", Object(("for", Text(noted.For)), ("invited", DayIfAny(noted.InvitedUntil)), ("received", TrueOrNothing(noted.IsReceived))))],
        ResponseEnded ended => [("ended", About(ended, ("how", Text(ended.IsLifted ? "lifted" : "expired"))))],
        BarExtended extended => [("extended", About(extended, ("ends", Day(extended.Ends)))), ("by", TextIfAny(extended.By))],
        VisitAllowed visit => [("visit", About(visit, ("allowed", Day(visit.Allowed))))],
        BarBroken broken => [("broken", About(broken))],
        MessageReceived => [("message", Object(("is", Text("received"))))],
        MessageAnswered answered => [("message", About(answered, ("is", Text(answered.HoldingUntil is null ? "answered" : "holding")), ("until", DayIfAny(answered.HoldingUntil))))],
        AppealNoted appeal => [("appeal", About(appeal, ("is", Text(appeal.IsDecided ? "decided" : "made")), ("result", TextIfAny(appeal.Result))))],
        ConsiderationNoted considered => [("considered", Text(considered.Consideration)), ("for", TextIfAny(considered.For))],
        ContactMade contact => [("contact", Object(("through", Text(contact.Through))))],
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "not a kind of event"),
    };

    private static string About(EventAboutEvent item, params (string Key, string? Value)[] more) => Object([("of", Text(item.Of)), .. more]);

    private static string Answers(ValueList<FactAnswer> answers) => Object([.. answers.Select(answer => (answer.Fact, (string?)Answer(answer.Value)))]);

    private static string Answer(FactValue value) => value switch
    {
        { Flag: { } flag } => flag ? "true" : "false",
        { Count: { } count } => count.ToString(CultureInfo.InvariantCulture),
        { Choice: { } choice } => Text(choice),
        _ => "null",
    };

    private static string Object(params (string Key, string? Value)[] members)
    {
        var written = members.Where(member => member.Value is not null).Select(member => $"{Text(member.Key)}: {member.Value}").ToList();
        return written.Count == 0 ? "{}" : $"{{ {string.Join(", ", written)} }}";
    }

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    private static string? OutcomeIfAny(Conditions.Outcome? outcome) => outcome is { } known ? Text(Words.Outcomes.WordOf(known)) : null;

    private static string? TrueOrNothing(bool value) => value ? "true" : null;

    private static string? DayIfAny(LocalDate? date) => date is { } day ? Day(day) : null;

    private static string Day(LocalDate date) => Text(DateText.Iso(date));

    private static string? TextIfAny(string? text) => text is null ? null : Text(text);

    private static string Text(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
