using ConductPolicy.Calendars;
using ConductPolicy.Conditions;
using ConductPolicy.Policies;
using NodaTime;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>Turns a rule file that has no errors into a policy. It checks nothing: shapes and rules have been checked before.</summary>
internal sealed class PolicyBuilder(SourceNode root, ContentHash content)
{
    private readonly Dictionary<string, Setting> _settings = Entries(root["settings"]).ToDictionary(node => node.Key!, SettingOf);
    private readonly Dictionary<string, ValueList<string>> _responsesByKind = Items(root["responses"]).Where(response => response["kind"] is not null)
        .GroupBy(response => Text(response, "kind"), response => Text(response, "id")).ToDictionary(group => group.Key, group => group.ToValueList());

    public Policy Build()
    {
        var levels = Texts(root["seriousness"]);
        return new Policy
        {
            Id = Text(root, "id"),
            Trust = Text(root, "trust"),
            Title = Text(root, "title"),
            Division = Text(root, "division"),
            Version = Text(root, "version"),
            IsAdopted = Text(root, "status") == "adopted",
            Content = content,
            Document = DocumentOf(root["document"]!),
            InForce = InForceOf(root["inForce"]!),
            Scope = (CitedCondition)ConditionOf(root["scope"]!),
            Related = ListOf(Items(root["related"]), node => new RelatedDocument(Text(node, "title"), ClausesOf(node))),
            Clauses = new(ListOf(Entries(root["clauses"]), ClauseOf)),
            Roles = new(ListOf(Entries(root["roles"]), RoleOf)),
            Facts = new(ListOf(Entries(root["facts"]), FactOf)),
            SeriousnessLevels = levels,
            Behaviours = new(ListOf(Items(root["behaviours"]), BehaviourOf)),
            Steps = new(ListOf(Items(root["steps"]), StepOf)),
            Responses = new(ListOf(Items(root["responses"]), ResponseOf)),
            Ladder = LadderOf(root["ladder"]!, levels),
            Timescales = new(ListOf(Entries(root["timescales"]), TimescaleOf)),
            Settings = new(_settings.Values.ToValueList()),
            Considerations = new(ListOf(Items(root["considerations"]), ConsiderationOf)),
            Safeguards = new(ListOf(Items(root["safeguards"]), SafeguardOf)),
        };
    }

    private static PolicyDocument DocumentOf(SourceNode node) => new(
        TextIfAny(node, "version"), TextIfAny(node, "adopted"), TextIfAny(node, "committee"), TextIfAny(node, "monitoredBy"),
        TextIfAny(node, "nextReview"), TextIfAny(node, "publishedOn"), ClausesOf(node));

    private static InForce InForceOf(SourceNode node) =>
        new(DateOf(node["from"]!), node["to"] is { Kind: SourceKind.Text } to ? DateOf(to) : null, ClausesOf(node), ReadingOf(node));

    private static Clause ClauseOf(SourceNode node) => new()
    {
        Id = node.Key!,
        Text = Text(node, "text"),
        Kind = Words.ClauseKinds.ValueOf(Text(node, "kind")),
        Force = TextIfAny(node, "force") is { } force ? Words.ClauseForces.ValueOf(force) : null,
        Qualifies = TextIfAny(node, "qualifies"),
        Covers = TextIfAny(node, "covers"),
    };

    private static Role RoleOf(SourceNode node) => new()
    {
        Id = node.Key!,
        Label = Text(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        MayActFor = Texts(node["mayActFor"]),
        Why = TextIfAny(node, "why"),
    };

    private static Fact FactOf(SourceNode node) => new()
    {
        Id = node.Key!,
        Label = Text(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        Type = Words.FactTypes.ValueOf(Text(node, "type")),
        Values = Texts(node["values"]),
        Ask = Text(node, "ask"),
        IsMomentary = IsTrue(node, "momentary"),
        IsOfCase = node["of"] is not null,
    };

    private static Setting SettingOf(SourceNode node) => new()
    {
        Id = node.Key!,
        Why = Text(node, "why"),
        Count = node["value"]!.TryGetInteger(out var count) ? count : null,
        Length = Text(node, "type") == "length" ? Length.Parse(Text(node, "value"), out _) : null,
        Word = Text(node, "type") == "choice" ? Text(node, "value") : null,
        Time = Text(node, "type") == "time" && TimeShape.TryParse(Text(node, "value"), out var time) ? time : null,
        Flag = Text(node, "type") == "flag" ? IsTrue(node, "value") : null,
    };

    private Behaviour BehaviourOf(SourceNode node) => new()
    {
        Id = Text(node, "id"),
        Label = Text(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        Seriousness = Text(node["seriousness"]!, "value"),
        SeriousnessReading = ReadingOf(node["seriousness"]!),
        Tags = Texts(node["tags"]),
        When = ConditionIfAny(node, "when"),
        Unless = ConditionIfAny(node, "unless"),
    };

    private Step StepOf(SourceNode node) => new()
    {
        Id = Text(node, "id"),
        Label = Text(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        IsRequired = IsTrue(node, "required"),
        When = ConditionIfAny(node, "when"),
        After = ConditionIfAny(node, "after"),
    };

    private Response ResponseOf(SourceNode node) => new()
    {
        Id = Text(node, "id"),
        Label = Text(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        Kind = TextIfAny(node, "kind"),
        Rung = node["rung"] is { } rung ? NumberOf(rung) : null,
        IsDuty = IsTrue(node, "duty"),
        When = ConditionIfAny(node, "when"),
        After = ConditionIfAny(node, "after"),
        ReplacesLadderAfter = IsTrue(node, "replacesLadderAfter"),
        Continues = TextIfAny(node, "continues"),
        DecidedBy = node["decidedBy"] is { } decider ? new Competence(Text(decider, "role"), ClausesOf(decider), ReadingOf(decider)) : null,
        Approvals = ListOf(Items(node["approvals"]), ApprovalOf),
        Notice = node["notice"] is { } notice ? NoticeOf(notice) : null,
        Bar = node["bar"] is { } bar ? BarOf(bar) : null,
    };

    private Approval ApprovalOf(SourceNode node) => new(
        Words.Acts.ValueOf(Text(node, "act")), Text(node, "role"), ConditionIfAny(node, "after"), ClausesOf(node), ReadingOf(node));

    private static Notice NoticeOf(SourceNode node) => new(
        TextIfAny(node, "form") is { } form ? Words.NoticeForms.ValueOf(form) : null, Texts(node["states"]), ClausesOf(node), ReadingOf(node));

    private static BarTerms BarOf(SourceNode node) => new(
        IsTrue(node, "timeLimited"),
        ObjectIfAny(node, "review") is { } review ? new BarReview(Text(review, "at"), ClausesOf(review), ReadingOf(review)) : null,
        ObjectIfAny(node, "contact") is { } contact
            ? new BarContact(Texts(contact["through"]), Texts(contact["channels"]), ClausesOf(contact), ReadingOf(contact))
            : null,
        ObjectIfAny(node, "appeal") is { } appeal ? new BarAppeal(ClausesOf(appeal), ReadingOf(appeal)) : null,
        ClausesOf(node),
        ReadingOf(node))
    {
        Representations = ObjectIfAny(node, "representations") is { } heard ? new BarRepresentations(ClausesOf(heard), ReadingOf(heard)) : null,
    };

    private Ladder LadderOf(SourceNode node, ValueList<string> levels) => new()
    {
        When = ConditionIfAny(node, "when"),
        After = ConditionIfAny(node, "after"),
        Ceiling = ((IEnumerable<string>)levels).Select(level => NumberOf(node["ceiling"]![level]!)).ToValueList(),
        RaisePerUnresolved = NumberOf(node["raisePerUnresolved"]!),
        RaiseAtMost = NumberOf(node["raiseAtMost"]!),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
    };

    private Timescale TimescaleOf(SourceNode node) => new()
    {
        Id = node.Key!,
        Label = Text(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        WorkingDays = CountOf(node["workingDays"]!),
        IsFromMessage = node["from"] is not null || node.Key == Timescale.GeneralCommunication,
    };

    private static Consideration ConsiderationOf(SourceNode node) => new()
    {
        Id = Text(node, "id"),
        Ask = Text(node, "ask"),
        Before = Texts(node["before"]),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        Why = TextIfAny(node, "why"),
    };

    private Safeguard SafeguardOf(SourceNode node) => new()
    {
        Id = Text(node, "id"),
        Label = TextIfAny(node, "label"),
        Clauses = ClausesOf(node),
        Reading = ReadingOf(node),
        Response = Text((node["never"] ?? node["always"])!, "response"),
        Unless = ConditionIfAny(node, "unless"),
        Has = Texts(node["always"]?["has"]),
    };

    private Condition? ConditionIfAny(SourceNode node, string key) => node[key] is { } condition ? ConditionOf(condition) : null;

    private Condition ConditionOf(SourceNode node)
    {
        if (node.Kind == SourceKind.Text)
        {
            return new FlagCondition(node.Text);
        }

        if (node["when"] is { } when)
        {
            return new CitedCondition(ConditionOf(when), ClausesOf(node), ReadingOf(node));
        }

        if (node["not"] is { } not)
        {
            return new NotCondition(ConditionOf(not));
        }

        if (node["all"] is { } all)
        {
            return new AllCondition(ListOf(Items(all), ConditionOf));
        }

        if (node["any"] is { } any)
        {
            return new AnyCondition(ListOf(Items(any), ConditionOf));
        }

        if (node["behaviour"] is { } behaviour)
        {
            return new BehaviourCondition(behaviour.Text, TextIfAny(node, "finding") is { } finding ? Words.Findings.ValueOf(finding) : null);
        }

        if (node["seriousness"] is { } seriousness)
        {
            return new SeriousnessCondition(seriousness.Text);
        }

        if (node["taken"] is { } taken)
        {
            return TakenOf(node, taken);
        }

        if (node["representations"] is { } representations)
        {
            return new RepresentationsCondition(Words.RepresentationsStates.ValueOf(representations.Text), Text(node, "for"));
        }

        if (node["notified"] is { } notified)
        {
            return new NotifiedCondition(notified.Text);
        }

        if (node["inForce"] is { } inForce)
        {
            return new InForceCondition(inForce.Text);
        }

        if (node["recorded"] is { } recorded)
        {
            return new RecordedCondition(Words.Acts.ValueOf(Text(recorded, "act")), Text(recorded, "role"), ConditionIfAny(recorded, "after"));
        }

        return node["in"] is { } values
            ? new ChoiceCondition(Text(node, "fact"), Texts(values))
            : new CountCondition(Text(node, "fact"), CountOf(node["atLeast"]!));
    }

    private TakenCondition TakenOf(SourceNode node, SourceNode taken)
    {
        var kind = taken["kind"]?.Text;
        var ids = kind is not null ? _responsesByKind[kind]
            : taken.Kind == SourceKind.Text ? [taken.Text] : Texts(taken);
        return new TakenCondition(
            ids,
            kind,
            TextIfAny(node, "outcome") is { } outcome ? Words.Outcomes.ValueOf(outcome) : null,
            node["atLeast"] is { } atLeast ? CountOf(atLeast) : new Quantity<int>(1, null),
            node["within"] is { } within ? LengthOf(within) : null,
            TextIfAny(node, "of") == "case");
    }

    private Quantity<int> CountOf(SourceNode node) => node["setting"] is { } setting
        ? new(_settings[setting.Text].Count!.Value, setting.Text)
        : new(NumberOf(node), null);

    private Quantity<Length> LengthOf(SourceNode node) => node["setting"] is { } setting
        ? new(_settings[setting.Text].Length!, setting.Text)
        : new(Length.Parse(node.Text, out _)!, null);

    private static ValueList<T> ListOf<T>(List<SourceNode> nodes, Func<SourceNode, T> build)
    {
        var built = new T[nodes.Count];
        for (var i = 0; i < built.Length; i++)
        {
            built[i] = build(nodes[i]);
        }

        return new ValueList<T>(built);
    }

    private static string Text(SourceNode node, string key) => node[key]!.Text;

    private static string? TextIfAny(SourceNode node, string key) => node[key]?.Text;

    private static string? ReadingOf(SourceNode node) => TextIfAny(node, "reading");

    private static ValueList<string> ClausesOf(SourceNode node) => Texts(node["clause"]);

    private static ValueList<string> Texts(SourceNode? node) => ListOf(Items(node), item => item.Text);

    private static SourceNode? ObjectIfAny(SourceNode node, string key) => node[key] is { Kind: SourceKind.Object } value ? value : null;

    private static bool IsTrue(SourceNode node, string key) => node[key]?.IsTrue ?? false;

    private static int NumberOf(SourceNode node) => node.TryGetInteger(out var value) ? value : 0;

    private static LocalDate DateOf(SourceNode node) => DateShape.TryParse(node.Text, out var date) ? date : default;
}
