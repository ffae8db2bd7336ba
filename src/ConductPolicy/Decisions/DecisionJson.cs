using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Writes decisions as JSON, format 1. Keys are added to it over time, never renamed or removed.</summary>
public static class DecisionJson
{
    /// <summary>A decision as indented JSON.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="isExplained">Whether the whole tree of reasons is written too, under <c>explanation</c>.</param>
    public static string ToJson(this Decision decision, bool isExplained = false)
    {
        var buffer = new ArrayBufferWriter<byte>();

        // Labels go out as they are: the output is JSON for programs, not HTML.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            decision.WriteTo(writer, isExplained);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a decision as a JSON object.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="isExplained">Whether the whole tree of reasons is written too, under <c>explanation</c>.</param>
    public static void WriteTo(this Decision decision, Utf8JsonWriter writer, bool isExplained = false)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteNumber("format", 1);
        WriteHead(decision, writer);
        writer.WriteStartArray("behaviours");
        foreach (var item in decision.Behaviours)
        {
            WriteBehaviour(item, writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("responses");
        foreach (var item in decision.Responses)
        {
            WriteResponse(item, writer);
        }

        writer.WriteEndArray();
        WriteWhatFollows(decision, writer);
        if (isExplained)
        {
            writer.WritePropertyName("explanation");
            WriteExplanation(decision.Explain(), writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteExplanation(Explanation explanation, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("text", explanation.Text);
        writer.WriteString("holds", explanation.Truth switch { Truth.True => "yes", Truth.False => "no", Truth.Unknown => "unknown", _ => null });
        WriteTexts(writer, "clauses", explanation.Clauses);
        writer.WriteString("basis", DecisionWords.Bases.WordOf(explanation.Basis));
        writer.WriteString("note", explanation.Note);
        writer.WriteStartArray("parts");
        foreach (var part in explanation.Parts)
        {
            WriteExplanation(part, writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteHead(Decision decision, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("policy");
        writer.WriteString("id", decision.Policy.Id);
        writer.WriteString("version", decision.Policy.Version);
        writer.WriteString("hash", decision.Policy.Hash);
        if (decision.Policy.Substance is { } substance)
        {
            writer.WriteStartObject("substance");
            writer.WriteString("version", substance.Version);
            writer.WriteString("hash", substance.Hash);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteString("case", decision.Case);
        writer.WriteString("incident", decision.Incident.Id);
        writer.WriteString("asOf", DateText.Iso(decision.AsOf));
        writer.WriteString("scope", DecisionWords.Scopes.WordOf(decision.Scope));
        writer.WriteString("breach", decision.IsBreach switch { Truth.True => "yes", Truth.False => "no", _ => "unknown" });
        writer.WriteStartObject("seriousness");
        writer.WriteString("from", decision.Seriousness.From);
        writer.WriteString("to", decision.Seriousness.To);
        writer.WriteBoolean("given", decision.Seriousness.IsGiven);
        writer.WriteBoolean("lowered", decision.Seriousness.IsLowered);
        writer.WriteString("ownFrom", decision.Seriousness.OwnFrom);
        writer.WriteString("ownTo", decision.Seriousness.OwnTo);
        writer.WriteEndObject();
    }

    private static void WriteBehaviour(BehaviourDecision item, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Behaviour.Id);
        writer.WriteString("label", item.Behaviour.Label);
        writer.WriteString("verdict", DecisionWords.Verdicts.WordOf(item.Verdict));
        writer.WriteString("finding", Words.Findings.WordOf(item.Finding));
        WriteTexts(writer, "clauses", item.Behaviour.Clauses);
        WriteReasons(item.Reasons, writer);
        writer.WriteEndObject();
    }

    private static void WriteResponse(ResponseDecision item, Utf8JsonWriter writer)
    {
        var response = item.Response;
        writer.WriteStartObject();
        writer.WriteString("id", response.Id);
        writer.WriteString("label", response.Label);
        WriteTexts(writer, "clauses", response.Clauses);
        if (response.Rung is { } rung)
        {
            writer.WriteNumber("rung", rung);
        }
        else
        {
            writer.WriteNull("rung");
        }

        writer.WriteBoolean("immediate", response.IsImmediate);
        writer.WriteString("status", DecisionWords.Statuses.WordOf(item.Status));
        writer.WriteString("gate", item.Gate is { } gate ? DecisionWords.Gates.WordOf(gate) : null);
        WriteTexts(writer, "taken", item.Taken.Select(taking => taking.Event));
        writer.WriteString("inForce", item.InForce?.Event);
        writer.WriteString("inForceSince", item.InForce is { } since ? DateText.Iso(since.On) : null);
        writer.WriteString("inForceUntil", item.InForce?.Until is { } until ? DateText.Iso(until) : null);
        writer.WriteString("decidedBy", response.DecidedBy?.Role);
        WriteNotice(response.Notice, writer);
        WriteBar(response.Bar, writer);
        writer.WriteStartArray("missing");
        foreach (var missing in item.Missing)
        {
            WriteMissing(missing, writer);
        }

        writer.WriteEndArray();
        WriteReasons(item.Reasons, writer);
        writer.WriteEndObject();
    }

    private static void WriteNotice(Notice? notice, Utf8JsonWriter writer)
    {
        if (notice is null)
        {
            writer.WriteNull("notice");
            return;
        }

        writer.WriteStartObject("notice");
        writer.WriteString("form", notice.Form is { } form ? Words.NoticeForms.WordOf(form) : null);
        WriteTexts(writer, "states", notice.States);
        WriteCitation(notice.Clauses, notice.Reading, writer);
        writer.WriteEndObject();
    }

    private static void WriteBar(BarTerms? bar, Utf8JsonWriter writer)
    {
        if (bar is null)
        {
            writer.WriteNull("bar");
            return;
        }

        writer.WriteStartObject("bar");
        writer.WriteBoolean("timeLimited", bar.IsTimeLimited);
        WriteCitation(bar.Clauses, bar.Reading, writer);
        if (bar.Review is { } review)
        {
            writer.WriteStartObject("review");
            writer.WriteString("at", review.At);
            WriteCitation(review.Clauses, review.Reading, writer);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("review");
        }

        if (bar.Contact is { } contact)
        {
            writer.WriteStartObject("contact");
            WriteTexts(writer, "through", contact.Through);
            WriteTexts(writer, "channels", contact.Channels);
            WriteCitation(contact.Clauses, contact.Reading, writer);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("contact");
        }

        if (bar.Appeal is { } appeal)
        {
            writer.WriteStartObject("appeal");
            WriteCitation(appeal.Clauses, appeal.Reading, writer);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("appeal");
        }

        if (bar.Representations is { } representations)
        {
            writer.WriteStartObject("representations");
            WriteCitation(representations.Clauses, representations.Reading, writer);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("representations");
        }

        writer.WriteEndObject();
    }

    private static void WriteCitation(ValueList<string> clauses, string? reading, Utf8JsonWriter writer)
    {
        WriteTexts(writer, "clauses", clauses);
        writer.WriteString("basis", DecisionWords.Bases.WordOf(reading is null ? Basis.Stated : Basis.Reading));
    }

    private static void WriteMissing(Missing missing, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        switch (missing)
        {
            case MissingApproval approval:
                writer.WriteString("act", Words.Acts.WordOf(approval.Act));
                writer.WriteString("role", approval.Role);
                break;
            case MissingAct act:
                WriteIds(act.Ids, writer);
                writer.WriteString("outcome", act.Outcome is { } outcome ? Words.Outcomes.WordOf(outcome) : null);
                writer.WriteNumber("atLeast", act.AtLeast);
                writer.WriteBoolean("awaitsOutcome", act.AwaitsOutcome);
                break;
            case MissingFact fact:
                writer.WriteString("fact", fact.Fact);
                writer.WriteString("question", fact.Question);
                break;
            case MissingOneOf oneOf:
                WriteMany("any", oneOf.Alternatives, writer);
                break;
            case MissingAllOf allOf:
                WriteMany("all", allOf.Parts, writer);
                break;
            case MissingCondition { Condition: var condition, Text: var text }:
                WriteCondition(condition, writer);
                writer.WriteString("text", text);
                break;
        }

        WriteTexts(writer, "clauses", missing.Clauses);
        writer.WriteEndObject();
    }

    private static void WriteIds(ValueList<string> ids, Utf8JsonWriter writer)
    {
        if (ids.Count == 1)
        {
            writer.WriteString("take", ids[0]);
        }
        else
        {
            WriteTexts(writer, "take", ids);
        }
    }

    private static void WriteMany(string key, ValueList<Missing> parts, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(key);
        foreach (var part in parts)
        {
            WriteMissing(part, writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteCondition(Condition condition, Utf8JsonWriter writer)
    {
        switch (condition)
        {
            case SeriousnessCondition seriousness:
                writer.WriteString("seriousness", seriousness.Level);
                break;
            case BehaviourCondition behaviour:
                writer.WriteString("behaviour", behaviour.BehaviourOrTag);
                break;
            case RepresentationsCondition representations:
                writer.WriteString("representations", Words.RepresentationsStates.WordOf(representations.State));
                writer.WriteString("for", representations.Response);
                break;
            case NotifiedCondition notified:
                writer.WriteString("notified", notified.Response);
                break;
            case InForceCondition inForce:
                writer.WriteString("inForce", inForce.Response);
                break;
        }
    }

    private static void WriteReasons(ValueList<Reason> reasons, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("code", reason.Code);
            writer.WriteString("text", reason.Text);
            WriteTexts(writer, "clauses", reason.Clauses);
            writer.WriteString("basis", DecisionWords.Bases.WordOf(reason.Basis));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteWhatFollows(Decision decision, Utf8JsonWriter writer)
    {
        WriteList(writer, "required", decision.Required, (item, to) =>
        {
            to.WriteString("kind", DecisionWords.RequiredKinds.WordOf(item.Kind));
            to.WriteString("id", item.Id);
            to.WriteString("label", item.Label);
            WriteTexts(to, "clauses", item.Clauses);
        });
        WriteTexts(writer, "next", decision.Next);
        writer.WriteBoolean("resolved", decision.IsResolved);
        WriteTexts(writer, "awaited", decision.Awaited);
        WriteList(writer, "ask", decision.Ask, (item, to) =>
        {
            to.WriteString("fact", item.Fact);
            to.WriteString("question", item.Text);
        });
        WriteList(writer, "consider", decision.Consider, (item, to) =>
        {
            to.WriteString("id", item.Id);
            to.WriteString("ask", item.Ask);
            WriteTexts(to, "clauses", item.Clauses);
        });
        WriteList(writer, "deadlines", decision.Deadlines, (item, to) =>
        {
            to.WriteString("what", item.What);
            to.WriteString("on", DateText.Iso(item.On));
            WriteTexts(to, "clauses", item.Clauses);
            to.WriteString("basis", DecisionWords.Bases.WordOf(item.Basis));
            to.WriteString("event", item.Event);
            to.WriteString("holdingUntil", item.HoldingUntil is { } until ? DateText.Iso(until) : null);
            WriteMoved(to, item.MovedFrom);
            to.WriteString("note", item.Note);
        });
        WriteList(writer, "messages", decision.Messages, (item, to) =>
        {
            to.WriteString("event", item.Event);
            ResponseDeadlineJson.WriteMembers(item.Deadline, to);
            to.WriteString("holdingUntil", item.HoldingUntil is { } until ? DateText.Iso(until) : null);
            to.WriteString("dueAfterHolding", DateText.Iso(item.Due));
            to.WriteString("answered", item.AnsweredOn is { } answered ? DateText.Iso(answered) : null);
            WriteNumber(to, "lateBy", item.LateBy);
            WriteNumber(to, "lateByHolding", item.LateByHolding);
        });
        WriteList(writer, "reliedOn", decision.ReliedOn, (item, to) =>
        {
            to.WriteString("clause", item.Clause.Id);
            to.WriteString("text", item.Clause.Text);
            to.WriteString("basis", DecisionWords.Bases.WordOf(item.Basis));
        });
        WriteList(writer, "warnings", decision.Warnings, (item, to) =>
        {
            to.WriteString("code", item.Code);
            to.WriteString("event", item.Event.Length > 0 ? item.Event : null);
            to.WriteString("text", item.Text);
        });
    }

    private static void WriteMoved(Utf8JsonWriter writer, SkippedDay? from)
    {
        writer.WriteBoolean("moved", from is not null);
        if (from is null)
        {
            writer.WriteNull("movedFrom");
            return;
        }

        writer.WriteStartObject("movedFrom");
        writer.WriteString("on", DateText.Iso(from.Date));
        writer.WriteString("why", from.Why);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string key, ValueList<T> items, Action<T, Utf8JsonWriter> write)
    {
        writer.WriteStartArray(key);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item, writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string key, int? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(key, known);
        }
        else
        {
            writer.WriteNull(key);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string key, IEnumerable<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
