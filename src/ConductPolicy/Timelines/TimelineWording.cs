using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Timelines;

/// <summary>Puts the events of a case in a few words.</summary>
internal sealed class TimelineWording(Policy policy)
{
    public static string Day(LocalDate date) => date.ToDateOnly().ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    public static string Cited(ValueList<string> clauses, Basis basis)
    {
        IEnumerable<string> parts = basis switch { Basis.Reading => [.. clauses, "a reading"], Basis.Setting => [.. clauses, "a setting"], _ => clauses };
        var text = string.Join(", ", parts);
        return text.Length == 0 ? "" : $" [{text}]";
    }

    public string Of(Incident incident) =>
        $"Incident{(incident.Behaviours.Count == 0 ? "" : $": {string.Join("; ", incident.Behaviours.Select(item => $"{policy.Behaviours[item.Id].Label}{(item.Finding == Finding.Alleged ? "" : $" ({OfFinding(item.Finding)})")}"))}")}{(incident.Seriousness is { } level ? $". Seriousness given: {level}" : "")}";

    public string Of(CaseEvent item) => item switch
    {
        FactsLearnt learnt => $"Learnt: {string.Join("; ", learnt.Facts.Select(answer => $"{Small(policy.Facts[answer.Fact].Label)}: {answer.Value}"))}",
        FindingMade finding => $"{policy.Behaviours[finding.Behaviour].Label}: {OfFinding(finding.Finding)}",
        SeriousnessGiven given => $"Seriousness given: {given.Level}{By(given.By)}",
        StepTaken step => $"{policy.Steps[step.Step].Label}{With(step.Outcome)}{By(step.By)}",
        ResponseTaken taken => $"{Label(taken.Response)}{(taken.Ends is { } ends ? $", until {Day(ends)}" : "")}{With(taken.Outcome)}{By(taken.By)}",
        OutcomeKnown known => $"Outcome of {known.Of}: {Word(known.Outcome)}",
        ApprovalRecorded recorded => Of(recorded),
        NoticeGiven notice => $"{(notice.IsIntention ? "Notice of the intention" : "Notice")}{(notice.Form switch { NoticeForm.Written => " in writing", NoticeForm.Spoken => " by word of mouth", _ => "" })}: {Small(Label(notice.For))}",
        RepresentationsNoted noted => (noted.InvitedUntil, noted.IsReceived) switch
        {
            ({ } until, false) => $"The person is asked for their side until {Day(until)}",
            ({ } until, true) => $"The person's side is received; they may add to it until {Day(until)}",
            (_, true) => "The person's side is received",
            _ => "A note on the person's side",
        },
        ResponseEnded ended => $"{ended.Of} {(ended.IsLifted ? "is lifted" : "has run out")}",
        BarExtended extended => $"{extended.Of} is extended until {Day(extended.Ends)}{By(extended.By)}",
        VisitAllowed visit => $"A visit is allowed under {visit.Of}, on {Day(visit.Allowed)}",
        BarBroken broken => $"{broken.Of} is broken",
        MessageReceived => "A message comes in",
        MessageAnswered { HoldingUntil: { } until } answered => $"Holding reply to {answered.Of}, which names {Day(until)}",
        MessageAnswered answered => $"{answered.Of} is answered",
        AppealNoted appeal => appeal.IsDecided ? $"Appeal about {appeal.Of} decided{(appeal.Result is { } result ? $": {result}" : "")}" : $"Appeal made about {appeal.Of}",
        ConsiderationNoted considered => $"Considered: {considered.Consideration.Replace('-', ' ')}{(considered.For is { } response ? $", before: {Small(Label(response))}" : "")}",
        ContactMade contact => $"The person is in touch through the {Role(contact.Through)}",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "not a kind of event"),
    };

    public static string Of(TimelineBar bar)
    {
        var extended = bar.Ends.Count > 1 ? $", extended from {string.Join(" and ", bar.Ends.Take(bar.Ends.Count - 1).Select(Day))}" : "";
        var span = bar.Ends.Count == 0 ? $"from {Day(bar.From)}, no last day on record" : $"{Day(bar.From)} to {Day(bar.Ends[^1])}, both included{extended}";
        var ended = bar.EndedOn is { } on ? $"; {(bar.IsLifted ? "lifted" : "recorded as over")} on {Day(on)}" : "";
        return $"{bar.Id}: {bar.Response.Label}, {span}{ended}";
    }

    private string Of(ApprovalRecorded recorded)
    {
        var what = recorded.For is { } response ? $": {Small(Label(response))}" : ", for no response";
        return recorded.Act switch
        {
            ApprovalAct.Consult => $"The {Role(recorded.Role)} is consulted{what}",
            ApprovalAct.Review => $"Review by the {Role(recorded.Role)}{what}{Result(recorded)}",
            _ => $"Approval by the {Role(recorded.Role)}{what}{Result(recorded)}",
        };
    }

    private static string Result(ApprovalRecorded recorded) => recorded.Result is { } result ? $" ({Words.ApprovalResults.WordOf(result)})" : "";

    private static string OfFinding(Finding finding) => finding switch { Finding.Established => "established", Finding.NotEstablished => "not established", _ => "alleged" };

    private static string With(Outcome? outcome) => outcome is { } known ? $": {Word(known)}" : "";

    private static string Word(Outcome outcome) => Words.Outcomes.WordOf(outcome);

    private string By(string? role) => role is null ? "" : $" (by the {Role(role)})";

    private string Role(string role) => Small(policy.Roles[role].Label);

    private string Label(string response) => policy.Responses[response].Label;

    private static string Small(string text) => text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
