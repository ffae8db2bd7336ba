using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Says a condition in words, as a clause of a sentence: small letter first, no full stop.</summary>
internal sealed class ConditionWording(Policy policy)
{
    public string Of(Condition condition) => condition switch
    {
        FlagCondition flag => Statement(policy.Facts[flag.Fact].Label),
        ChoiceCondition choice => $"{Statement(policy.Facts[choice.Fact].Label)} is {OneOf(choice.Values)}",
        CountCondition count => $"{Statement(policy.Facts[count.Fact].Label)} is at least {count.AtLeast.Value}{(count.AtLeast.Setting is null ? "" : " (a setting of the trust)")}",
        NotCondition not => Negated(not.Inner),
        AllCondition all => Joined(all.Conditions, " and "),

        // The definition of a conduct that the version of the incident's day does not have; no file can say it.
        AnyCondition { Conditions.Count: 0 } => "the policy spoke of it on the day of the incident",
        AnyCondition any => $"either {Joined(any.Conditions, ", or ")}",
        CitedCondition cited => Of(cited.When),
        BehaviourCondition behaviour => OfBehaviour(behaviour),
        SeriousnessCondition seriousness => $"the incident is of {(IsHighest(seriousness.Level) ? "" : "at least ")}{seriousness.Level} seriousness",
        TakenCondition taken => OfTaken(taken),
        RepresentationsCondition representations => OfRepresentations(representations),
        NotifiedCondition notified => $"the person has been told that {Label(notified.Response)} is intended",
        InForceCondition inForce => $"{Label(inForce.Response)} is in force",
        RecordedCondition recorded => $"the {ActNoun(recorded.Act)} of the {RoleLabel(recorded.Role)} is on record{(recorded.After is { } after ? $", from a day on which {Of(after)}" : "")}",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a kind of condition"),
    };

    public string Label(string stepOrResponse) =>
        $"“{(policy.Steps.TryGet(stepOrResponse, out var step) ? step.Label : policy.Responses[stepOrResponse].Label)}”";

    /// <summary>A role as it stands inside a sentence; abbreviations keep their capitals.</summary>
    public string RoleLabel(string role) => Statement(policy.Roles[role].Label);

    /// <summary>What an approval asks for, as something to do: <c>consult the CEO</c>.</summary>
    public string ToDo(ApprovalAct act, string role) => act switch
    {
        ApprovalAct.Consult => $"consult the {RoleLabel(role)}",
        ApprovalAct.Review => $"have the {RoleLabel(role)} review it; it may be taken only if the review confirms it",
        _ => $"have the {RoleLabel(role)} approve it",
    };

    public static string ActNoun(ApprovalAct act) => act == ApprovalAct.Review ? "confirming review" : ApprovalActText.NounOf(act);

    /// <summary>A label made the beginning of a clause in the middle of a sentence.</summary>
    public static string Statement(string label)
    {
        var text = label.TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    /// <summary>A clause made a sentence.</summary>
    public static string Sentence(string text)
    {
        var first = text.TrimStart('“');
        var mark = text.Length - first.Length;
        return $"{text[..mark]}{char.ToUpperInvariant(first[0])}{first[1..]}.";
    }

    public static string OneOf(IReadOnlyList<string> words) => words.Count == 1
        ? Spaced(words[0])
        : $"{string.Join(", ", words.Take(words.Count - 1).Select(Spaced))} or {Spaced(words[^1])}";

    private static string Spaced(string id) => id.Replace('-', ' ');

    private string Joined(ValueList<Condition> conditions, string by) =>
        string.Join(by, conditions.Select(part => part is AnyCondition or AllCondition or CitedCondition { When: AnyCondition or AllCondition } ? $"({Of(part)})" : Of(part)));

    private string Negated(Condition inner) => inner switch
    {
        CitedCondition cited => Negated(cited.When),
        TakenCondition { Outcome: Outcome.Resolved, Ids: [var id], AtLeast.Value: 1 } => $"nothing on record says that {Label(id)} resolved the matter",
        TakenCondition { Outcome: null, Ids: [var id], AtLeast.Value: 1 } => $"{Label(id)} is not on record",
        InForceCondition inForce => $"{Label(inForce.Response)} is not in force",
        _ => $"it is not so that {Of(inner)}",
    };

    private string OfBehaviour(BehaviourCondition condition)
    {
        var finding = condition.Finding switch
        {
            Finding.Established => " and is established",
            Finding.Alleged => " and is alleged only",
            _ => "",
        };
        return policy.Behaviours.TryGet(condition.BehaviourOrTag, out var behaviour)
            ? $"“{behaviour.Label}” stands{finding}"
            : $"a behaviour of the kind “{condition.BehaviourOrTag}” stands{finding}";
    }

    private string OfTaken(TakenCondition condition)
    {
        var what = condition.Kind is { } kind ? $"a {kind}" : string.Join(" or ", condition.Ids.Select(Label));
        var outcome = condition.Outcome switch
        {
            Outcome.Resolved => "is on record and resolved the matter",
            Outcome.Unresolved => "is on record and did not resolve the matter",
            Outcome.Declined => "was declined by the person",
            Outcome.Unreachable => "was tried, and the person could not be reached",
            _ => "is on record",
        };
        var times = condition.AtLeast.Value > 1 ? $" at least {condition.AtLeast.Value} times" : "";
        var within = condition.Within is { } length ? $", counted from {length.Value} before the incident" : "";
        return $"{what} {outcome}{times}{(condition.OfCase ? " in this case" : "")}{within}";
    }

    private string OfRepresentations(RepresentationsCondition condition)
    {
        var about = Label(condition.Response);
        return condition.State switch
        {
            RepresentationsState.Received => $"the person's representations about {about} have been received",
            RepresentationsState.PeriodOver => $"the time for representations about {about} is over",
            _ => $"the person has been heard about {about} (representations received, or the time for them over)",
        };
    }

    private bool IsHighest(string level) => policy.SeriousnessLevels[^1] == level;
}
