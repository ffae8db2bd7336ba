using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>Writes a policy as the rule set that <see cref="PolicyBuilder"/> makes it from. What is null or empty is left out.</summary>
internal sealed class PolicyWriter(Utf8JsonWriter writer)
{
    public static byte[] Write(Policy policy)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new PolicyWriter(writer).WritePolicy(policy);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WritePolicy(Policy policy)
    {
        writer.WriteStartObject();
        Write("$schema", PolicyFile.SchemaPath);
        writer.WriteNumber("format", RuleSetShape.Format);
        Write("id", policy.Id);
        Write("trust", policy.Trust);
        Write("title", policy.Title);
        Write("division", policy.Division);
        Write("version", policy.Version);
        Write("status", policy.IsAdopted ? "adopted" : "draft");
        WriteDocument(policy.Document);
        WriteInForce(policy.InForce);
        Write("scope", policy.Scope);
        WriteList("related", policy.Related, related =>
        {
            Write("title", related.Title);
            WriteBasis(related.Clauses, null);
        });
        WriteMap("clauses", policy.Clauses, WriteClause);
        WriteMap("roles", policy.Roles, WriteRole);
        WriteMap("facts", policy.Facts, WriteFact);
        Write("seriousness", policy.SeriousnessLevels);
        WriteList("behaviours", policy.Behaviours, WriteBehaviour);
        WriteList("steps", policy.Steps, WriteStep, isRequired: true);
        WriteList("responses", policy.Responses, WriteResponse);
        WriteLadder(policy);
        WriteMap("timescales", policy.Timescales, timescale =>
        {
            Write("label", timescale.Label);
            WriteBasis(timescale.Clauses, timescale.Reading);
            Write("workingDays", timescale.WorkingDays);
            Write("from", timescale.IsFromMessage ? "message" : null);
        });
        WriteMap("settings", policy.Settings, WriteSetting);
        WriteList("considerations", policy.Considerations, WriteConsideration);
        WriteList("safeguards", policy.Safeguards, WriteSafeguard);
        writer.WriteEndObject();
    }

    private void WriteDocument(PolicyDocument document)
    {
        writer.WriteStartObject("document");
        Write("version", document.Version);
        Write("adopted", document.Adopted);
        Write("committee", document.Committee);
        Write("monitoredBy", document.MonitoredBy);
        Write("nextReview", document.NextReview);
        Write("publishedOn", document.PublishedOn);
        WriteBasis(document.Clauses, null);
        writer.WriteEndObject();
    }

    private void WriteInForce(InForce inForce)
    {
        writer.WriteStartObject("inForce");
        Write("from", DateText.Iso(inForce.From));
        Write("to", inForce.To is { } to ? DateText.Iso(to) : null);
        WriteBasis(inForce.Clauses, inForce.Reading);
        writer.WriteEndObject();
    }

    private void WriteClause(Clause clause)
    {
        Write("kind", Words.ClauseKinds.WordOf(clause.Kind));
        Write("force", clause.Force is { } force ? Words.ClauseForces.WordOf(force) : null);
        Write("qualifies", clause.Qualifies);
        Write("text", clause.Text);
        Write("covers", clause.Covers);
    }

    private void WriteRole(Role role)
    {
        Write("label", role.Label);
        Write("mayActFor", role.MayActFor);
        WriteBasis(role.Clauses, role.Reading);
        Write("why", role.Why);
    }

    private void WriteFact(Fact fact)
    {
        Write("type", Words.FactTypes.WordOf(fact.Type));
        Write("of", fact.IsOfCase ? "case" : null);
        Write("momentary", fact.IsMomentary);
        Write("values", fact.Values);
        Write("label", fact.Label);
        Write("ask", fact.Ask);
        WriteBasis(fact.Clauses, fact.Reading);
    }

    private void WriteBehaviour(Behaviour behaviour)
    {
        Write("id", behaviour.Id);
        Write("label", behaviour.Label);
        WriteBasis(behaviour.Clauses, behaviour.Reading);
        writer.WriteStartObject("seriousness");
        Write("value", behaviour.Seriousness);
        Write("reading", behaviour.SeriousnessReading);
        writer.WriteEndObject();
        Write("tags", behaviour.Tags);
        Write("when", behaviour.When);
        Write("unless", behaviour.Unless);
    }

    private void WriteStep(Step step)
    {
        Write("id", step.Id);
        Write("label", step.Label);
        WriteBasis(step.Clauses, step.Reading);
        Write("required", step.IsRequired);
        Write("when", step.When);
        Write("after", step.After);
    }

    private void WriteResponse(Response response)
    {
        Write("id", response.Id);
        Write("label", response.Label);
        WriteBasis(response.Clauses, response.Reading);
        Write("kind", response.Kind);
        if (response.Rung is { } rung)
        {
            writer.WriteNumber("rung", rung);
        }

        Write("immediate", response.IsImmediate);
        Write("duty", response.IsDuty);
        Write("when", response.When);
        Write("after", response.After);
        Write("replacesLadderAfter", response.ReplacesLadderAfter);
        Write("continues", response.Continues);
        WriteObject("decidedBy", response.DecidedBy, competence =>
        {
            Write("role", competence.Role);
            WriteBasis(competence.Clauses, competence.Reading);
        });
        WriteList("approvals", response.Approvals, approval =>
        {
            Write("act", Words.Acts.WordOf(approval.Act));
            Write("role", approval.Role);
            Write("after", approval.After);
            WriteBasis(approval.Clauses, approval.Reading);
        });
        WriteObject("notice", response.Notice, notice =>
        {
            Write("form", notice.Form is { } form ? Words.NoticeForms.WordOf(form) : null);
            Write("states", notice.States);
            WriteBasis(notice.Clauses, notice.Reading);
        });
        WriteObject("bar", response.Bar, WriteBar);
    }

    private void WriteBar(BarTerms bar)
    {
        // Required, so written where it is false too.
        writer.WriteBoolean("timeLimited", bar.IsTimeLimited);
        WriteBasis(bar.Clauses, bar.Reading);
        WriteObject("representations", bar.Representations, heard => WriteBasis(heard.Clauses, heard.Reading));
        WriteObject("review", bar.Review, review =>
        {
            Write("at", review.At);
            WriteBasis(review.Clauses, review.Reading);
        });
        WriteObject("contact", bar.Contact, contact =>
        {
            Write("through", contact.Through);
            Write("channels", contact.Channels);
            WriteBasis(contact.Clauses, contact.Reading);
        });
        WriteObject("appeal", bar.Appeal, appeal => WriteBasis(appeal.Clauses, appeal.Reading));
    }

    private void WriteLadder(Policy policy)
    {
        var ladder = policy.Ladder;
        writer.WriteStartObject("ladder");
        Write("when", ladder.When);
        Write("after", ladder.After);
        writer.WriteStartObject("ceiling");
        for (var i = 0; i < ladder.Ceiling.Count; i++)
        {
            writer.WriteNumber(policy.SeriousnessLevels[i], ladder.Ceiling[i]);
        }

        writer.WriteEndObject();
        writer.WriteNumber("raisePerUnresolved", ladder.RaisePerUnresolved);
        writer.WriteNumber("raiseAtMost", ladder.RaiseAtMost);
        WriteBasis(ladder.Clauses, ladder.Reading);
        writer.WriteEndObject();
    }

    private void WriteSetting(Setting setting)
    {
        Write("type", Words.TypeOf(setting));
        if (setting.Count is { } count)
        {
            writer.WriteNumber("value", count);
        }
        else if (setting.Flag is { } flag)
        {
            writer.WriteBoolean("value", flag);
        }

        Write("value", setting.Length?.ToString() ?? setting.Word ?? (setting.Time is { } time ? DateText.Iso(time) : null));
        Write("why", setting.Why);
    }

    private void WriteConsideration(Consideration consideration)
    {
        Write("id", consideration.Id);
        Write("ask", consideration.Ask);
        Write("before", consideration.Before);
        WriteBasis(consideration.Clauses, consideration.Reading);
        Write("why", consideration.Why);
    }

    private void WriteSafeguard(Safeguard safeguard)
    {
        Write("id", safeguard.Id);
        Write("label", safeguard.Label);
        WriteBasis(safeguard.Clauses, safeguard.Reading);
        writer.WriteStartObject(safeguard.Has.Count > 0 ? "always" : "never");
        Write("response", safeguard.Response);
        Write("has", safeguard.Has);
        Write("is", safeguard.Has.Count > 0 ? null : "permitted");
        writer.WriteEndObject();
        Write("unless", safeguard.Unless);
    }

    private void Write(string key, Condition? condition)
    {
        if (condition is not null)
        {
            writer.WritePropertyName(key);
            WriteCondition(condition);
        }
    }

    private void WriteCondition(Condition condition)
    {
        if (condition is FlagCondition flag)
        {
            writer.WriteStringValue(flag.Fact);
            return;
        }

        writer.WriteStartObject();
        WriteMembers(condition);
        writer.WriteEndObject();
    }

    private void WriteMembers(Condition condition)
    {
        switch (condition)
        {
            case CitedCondition cited:
                Write("when", cited.When);
                WriteBasis(cited.Clauses, cited.Reading);
                break;
            case NotCondition not:
                Write("not", not.Inner);
                break;
            case AllCondition all:
                WriteConditions("all", all.Conditions);
                break;
            case AnyCondition any:
                WriteConditions("any", any.Conditions);
                break;
            case ChoiceCondition choice:
                Write("fact", choice.Fact);
                Write("in", choice.Values);
                break;
            case CountCondition count:
                Write("fact", count.Fact);
                Write("atLeast", count.AtLeast);
                break;
            case BehaviourCondition behaviour:
                Write("behaviour", behaviour.BehaviourOrTag);
                Write("finding", behaviour.Finding is { } finding ? Words.Findings.WordOf(finding) : null);
                break;
            case SeriousnessCondition seriousness:
                Write("seriousness", seriousness.Level);
                break;
            case TakenCondition taken:
                WriteTaken(taken);
                break;
            case RepresentationsCondition representations:
                Write("representations", Words.RepresentationsStates.WordOf(representations.State));
                Write("for", representations.Response);
                break;
            case NotifiedCondition notified:
                Write("notified", notified.Response);
                break;
            case InForceCondition inForce:
                Write("inForce", inForce.Response);
                break;
            case RecordedCondition recorded:
                writer.WriteStartObject("recorded");
                Write("act", Words.Acts.WordOf(recorded.Act));
                Write("role", recorded.Role);
                Write("after", recorded.After);
                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a kind of condition");
        }
    }

    private void WriteConditions(string key, ValueList<Condition> conditions)
    {
        writer.WriteStartArray(key);
        foreach (var condition in conditions)
        {
            WriteCondition(condition);
        }

        writer.WriteEndArray();
    }

    private void WriteTaken(TakenCondition taken)
    {
        if (taken.Kind is not null)
        {
            writer.WriteStartObject("taken");
            Write("kind", taken.Kind);
            writer.WriteEndObject();
        }
        else if (taken.Ids.Count == 1)
        {
            Write("taken", taken.Ids[0]);
        }
        else
        {
            Write("taken", taken.Ids);
        }

        Write("outcome", taken.Outcome is { } outcome ? Words.Outcomes.WordOf(outcome) : null);
        if (taken.AtLeast is not { Value: 1, Setting: null })
        {
            Write("atLeast", taken.AtLeast);
        }

        WriteWithin(taken.Within);
        Write("of", taken.OfCase ? "case" : null);
    }

    private void WriteWithin(Quantity<Length>? within)
    {
        if (within is { Setting: null })
        {
            Write("within", within.Value.ToString());
        }
        else if (within is not null)
        {
            WriteSettingsPlace("within", within.Setting);
        }
    }

    private void Write(string key, Quantity<int> count)
    {
        if (count.Setting is null)
        {
            writer.WriteNumber(key, count.Value);
        }
        else
        {
            WriteSettingsPlace(key, count.Setting);
        }
    }

    private void WriteSettingsPlace(string key, string setting)
    {
        writer.WriteStartObject(key);
        Write("setting", setting);
        writer.WriteEndObject();
    }

    private void WriteBasis(ValueList<string> clauses, string? reading)
    {
        Write("clause", clauses);
        Write("reading", reading);
    }

    private void Write(string key, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(key, text);
        }
    }

    private void Write(string key, bool isSo)
    {
        if (isSo)
        {
            writer.WriteBoolean(key, isSo);
        }
    }

    private void Write(string key, ValueList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private void WriteObject<T>(string key, T? value, Action<T> writeMembers)
        where T : class
    {
        if (value is not null)
        {
            writer.WriteStartObject(key);
            writeMembers(value);
            writer.WriteEndObject();
        }
    }

    private void WriteList<T>(string key, IReadOnlyList<T> items, Action<T> writeMembers, bool isRequired = false)
    {
        if (items.Count == 0 && !isRequired)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeMembers(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteMap<T>(string key, Definitions<T> definitions, Action<T> writeMembers)
        where T : Definition
    {
        writer.WriteStartObject(key);
        foreach (var definition in definitions)
        {
            writer.WriteStartObject(definition.Id);
            writeMembers(definition);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
