using ConductPolicy.Conditions;
using ConductPolicy.Loading;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Cases;

/// <summary>Turns a case file into a case, leaving out what has not the right shape, and remembers where each part stands.</summary>
internal sealed class CaseBuilder(SourceNode root)
{
    /// <summary>The place of each incident and event, and of the case itself.</summary>
    public Dictionary<object, SourceNode> Places { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether an incident or event was left out, for not having the right shape.</summary>
    public bool IsPartial => Items(root["incidents"]).Concat(Items(root["events"])).Any(node => node.IsBad);

    public ConductCase Build()
    {
        var built = new ConductCase
        {
            Id = root["id"]?.Text ?? "",
            AsOf = DateIfAny(root["asOf"]),
            Facts = AnswersOf(root["facts"]),
            Incidents = Items(root["incidents"]).Where(node => !node.IsBad).Select(node => Placed(IncidentOf(node), node)).ToValueList(),
            Events = Items(root["events"]).Where(node => !node.IsBad).Select(node => Placed(EventOf(node), node)).ToValueList(),
        };
        Places[built] = root;
        return built;
    }

    private T Placed<T>(T part, SourceNode node)
        where T : class
    {
        Places[part] = node;
        return part;
    }

    private static Incident IncidentOf(SourceNode node) => new()
    {
        Id = node["id"]!.Text,
        On = DateOf(node["on"]!),
        Behaviours = Items(node["behaviours"]).Select(BehaviourOf).ToValueList(),
        Seriousness = TextIfAny(node, "seriousness"),
        Facts = AnswersOf(node["facts"]),
    };

    private static AllegedBehaviour BehaviourOf(SourceNode node) => node.Kind == SourceKind.Text
        ? new AllegedBehaviour(node.Text)
        : new AllegedBehaviour(node["id"]!.Text, node["finding"] is { } finding ? Words.Findings.ValueOf(finding.Text) : Finding.Alleged);

    private static ValueList<FactAnswer> AnswersOf(SourceNode? node) => Entries(node).Where(answer => !answer.IsBad).Select(answer => new FactAnswer(answer.Key!, answer.Kind switch
    {
        SourceKind.Flag => answer.IsTrue,
        SourceKind.Number => answer.TryGetInteger(out var count) ? count : 0,
        SourceKind.Text => answer.Text,
        _ => FactValue.Unknown,
    })).ToValueList();

    private static CaseEvent EventOf(SourceNode node)
    {
        var built = KindOf(node, CaseShape.KindOf(node)!);
        return built with
        {
            Id = TextIfAny(node, "id"),
            At = node["at"] is { } at && TimeShape.TryParse(at.Text, out var time) ? time : null,
            Incident = TextIfAny(node, "incident"),
        };
    }

    private static CaseEvent KindOf(SourceNode node, string kind)
    {
        var on = DateOf(node["on"]!);
        var what = node[kind]!;
        return kind switch
        {
            "facts" => new FactsLearnt { On = on, Facts = AnswersOf(what) },
            "finding" => new FindingMade { On = on, Behaviour = what["behaviour"]!.Text, Finding = Words.Findings.ValueOf(what["is"]!.Text) },
            "seriousness" => new SeriousnessGiven { On = on, Level = what.Text, By = TextIfAny(node, "by") },
            "step" => new StepTaken { On = on, Step = what.Text, By = TextIfAny(node, "by"), Outcome = OutcomeIfAny(node["outcome"]) },
            "response" => new ResponseTaken
            {
                On = on,
                Response = what.Text,
                By = TextIfAny(node, "by"),
                Outcome = OutcomeIfAny(node["outcome"]),
                Ends = DateIfAny(node["ends"]),
            },
            "outcome" => new OutcomeKnown { On = on, Of = what["of"]!.Text, Outcome = Words.Outcomes.ValueOf(what["is"]!.Text) },
            "recorded" => Recorded(on, what),
            "notice" => new NoticeGiven
            {
                On = on,
                For = what["for"]!.Text,
                Form = what["form"] is { } form ? Words.NoticeForms.ValueOf(form.Text) : null,
                States = Items(what["states"]).Select(word => word.Text).ToValueList(),
                IsIntention = IsTrue(what["intention"]),
            },
            "representations" => new RepresentationsNoted
            {
                On = on,
                For = what["for"]!.Text,
                InvitedUntil = DateIfAny(what["invited"]),
                IsReceived = IsTrue(what["received"]),
            },
            "ended" => new ResponseEnded { On = on, Of = what["of"]!.Text, IsLifted = what["how"]!.Text == "lifted" },
            "extended" => new BarExtended { On = on, Of = what["of"]!.Text, By = TextIfAny(node, "by"), Ends = DateOf(what["ends"]!) },
            "visit" => new VisitAllowed { On = on, Of = what["of"]!.Text, Allowed = DateOf(what["allowed"]!) },
            "broken" => new BarBroken { On = on, Of = what["of"]!.Text },
            "message" => MessageOf(on, what),
            "appeal" => new AppealNoted { On = on, Of = what["of"]!.Text, IsDecided = what["is"]!.Text == "decided", Result = TextIfAny(what, "result") },
            "considered" => new ConsiderationNoted { On = on, Consideration = what.Text, For = TextIfAny(node, "for") },
            _ => new ContactMade { On = on, Through = what["through"]!.Text },
        };
    }

    /// <summary>The result of a consultation decides nothing, so it is kept as a note, as is one that is no result.</summary>
    public static (ApprovalResult? Result, string? Note) ResultOf(ApprovalAct act, string? result) =>
        act != ApprovalAct.Consult && result is not null && Words.ApprovalResults.TryGetValue(result, out var known) ? (known, null) : (null, result);

    private static ApprovalRecorded Recorded(LocalDate on, SourceNode what)
    {
        var act = Words.Acts.ValueOf(what["act"]!.Text);
        var (result, note) = ResultOf(act, TextIfAny(what, "result"));
        return new ApprovalRecorded { On = on, Act = act, Role = what["role"]!.Text, For = TextIfAny(what, "for"), By = TextIfAny(what, "by"), Result = result, Note = note };
    }

    private static CaseEvent MessageOf(LocalDate on, SourceNode what) => what["is"]!.Text == "received"
        ? new MessageReceived { On = on }
        : new MessageAnswered { On = on, Of = what["of"]?.Text ?? "", HoldingUntil = what["is"]!.Text == "holding" ? DateIfAny(what["until"]) : null };

    private static Outcome? OutcomeIfAny(SourceNode? node) => node is { Kind: SourceKind.Text } ? Words.Outcomes.ValueOf(node.Text) : null;

    private static string? TextIfAny(SourceNode node, string key) => node[key] is { Kind: SourceKind.Text } text ? text.Text : null;

    private static bool IsTrue(SourceNode? node) => node?.IsTrue ?? false;

    private static LocalDate DateOf(SourceNode node) => DateShape.TryParse(node.Text, out var date) ? date : default;

    private static LocalDate? DateIfAny(SourceNode? node) => node is { IsBad: false } ? DateOf(node) : null;
}
