using ConductPolicy.Policies;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>What a rule set has to keep to beyond the shape of each of its values.</summary>
internal sealed class RuleSetCheck(SourceNode root, ShapeCheck check)
{
    private const string FactsOnly = "speaks of facts alone";
    private const string EventsOnly = "speaks of events alone";
    private static readonly string[] s_deciding = ["behaviour", "exception", "step", "condition", "response", "approval", "safeguard", "timescale"];

    public void Run()
    {
        CheckRepeatedIds();
        CheckClauses();
        CheckFacts();
        CheckBehaviours();
        CheckResponses();
        CheckLadder();
        CheckRolesAndDates();
        CheckSafeguards();
        CheckConditions();
    }

    /// <summary>Checks what only a finished policy can show.</summary>
    public void RunOn(Policy policy)
    {
        foreach (var node in Items(root["safeguards"]))
        {
            foreach (var part in Items(node["always"]?["has"]))
            {
                var response = policy.Responses[node["always"]!["response"]!.Text];
                switch (ResponseParts.Has(response, part.Text))
                {
                    case null:
                        check.Report(part, "unknown-part", $"`{ShapeCheck.Printable(part.Text)}` names no part of a response.", $"Write for example {NearestName.OneOf(ResponseParts.Examples)}.");
                        break;
                    case false:
                        check.Report(
                            part, "safeguard-fails", $"The safeguard `{node["id"]!.Text}` does not hold: `{response.Id}` has no `{part.Text}`.",
                            $"Give the response `{response.Id}` that part; the safeguard is what the policy promises.");
                        break;
                }
            }
        }
    }

    private void CheckRepeatedIds()
    {
        ReportRepeats([.. Items(root["steps"]), .. Items(root["responses"])], "step or response");
        ReportRepeats(Items(root["behaviours"]), "behaviour");
        ReportRepeats(Items(root["considerations"]), "consideration");
        ReportRepeats(Items(root["safeguards"]), "safeguard");
        ReportRepeatedTexts(Items(root["seriousness"]));
        var behaviours = Items(root["behaviours"]).Select(node => node["id"]?.Text).ToHashSet();
        foreach (var tag in Items(root["behaviours"]).SelectMany(node => Items(node["tags"])).Where(tag => behaviours.Contains(tag.Text)))
        {
            check.Report(tag, "duplicate-id", $"`{tag.Text}` is the id of a behaviour, so it cannot be a tag too.", "Rename the tag.");
        }
    }

    private void ReportRepeats(IEnumerable<SourceNode> nodes, string noun)
    {
        var seen = new HashSet<string>();
        foreach (var node in nodes)
        {
            if (node["id"] is { Kind: SourceKind.Text } id && !seen.Add(id.Text))
            {
                check.Report(id, "duplicate-id", $"There is a {noun} `{ShapeCheck.Printable(id.Text)}` above already.", "Give one of the two another id.");
            }
        }
    }

    private void ReportRepeatedTexts(IEnumerable<SourceNode> nodes)
    {
        var seen = new HashSet<string>();
        foreach (var node in nodes.Where(node => !seen.Add(node.Text)))
        {
            check.Report(node, "duplicate-id", $"`{ShapeCheck.Printable(node.Text)}` stands in this list twice.", "Remove one of the two.");
        }
    }

    private void CheckClauses()
    {
        var cited = new HashSet<string>();
        foreach (var section in root.Children.Where(child => child.Key != "clauses" && !ObjectShape.IsTrustsOwn(child.Key!)))
        {
            CollectCitations(section, cited);
        }

        foreach (var clause in Entries(root["clauses"]))
        {
            var isDeciding = s_deciding.Contains(clause["kind"]?.Text);
            if (cited.Contains(clause.Key!))
            {
                if (clause["covers"] is { } covers)
                {
                    check.Warn(covers, "covered-and-cited", $"Clause `{clause.Key}` says that nothing follows from it, but it is cited.", "Remove `covers`.", atKey: true);
                }
            }
            else if (isDeciding)
            {
                check.Report(
                    clause, "clause-not-cited", $"Clause `{clause.Key}` decides something ({clause["kind"]!.Text}), and nothing cites it.",
                    "Cite it under `clause` where it takes effect; `covers` is not enough for such a clause.", atKey: true);
            }
            else if (clause["covers"] is null)
            {
                check.Report(
                    clause, "clause-not-covered", $"Clause `{clause.Key}` is neither cited nor says why nothing follows from it.",
                    "Cite it under `clause` where it takes effect, or add `covers` with the reason.", atKey: true);
            }
        }
    }

    private static void CollectCitations(SourceNode node, HashSet<string> cited)
    {
        foreach (var child in node.Children)
        {
            if (child.Key is { } key && ObjectShape.IsTrustsOwn(key))
            {
                continue;
            }

            if (child.Key == "clause")
            {
                cited.UnionWith(Items(child).Select(item => item.Text));
            }
            else
            {
                CollectCitations(child, cited);
            }
        }
    }

    private void CheckFacts()
    {
        foreach (var fact in Entries(root["facts"]))
        {
            var isChoice = fact["type"]?.Text == "choice";
            if (isChoice && fact["values"] is null)
            {
                check.Report(fact, "missing-key", $"The choice `{fact.Key}` has no `values`.", "Add `\"values\": [ … ]` with the answers to choose from.", atKey: true);
            }
            else if (!isChoice && fact["values"] is { } values)
            {
                check.Report(values, "unknown-key", $"`{fact.Key}` is no choice, so it has no `values`.", "Remove `values`, or make its type `choice`.", atKey: true);
            }

            ReportRepeatedTexts(Items(fact["values"]));
            if (IsTrue(fact["momentary"]) && fact["of"] is { } of)
            {
                check.Report(of, "contradiction", $"`{fact.Key}` is momentary, so it cannot hold for the whole case.", "Remove `of` or `momentary`.", atKey: true);
            }
        }
    }

    private void CheckBehaviours()
    {
        foreach (var behaviour in Items(root["behaviours"]))
        {
            ReportRepeatedTexts(Items(behaviour["tags"]));
        }
    }

    private void CheckResponses()
    {
        var byRung = new Dictionary<int, List<SourceNode>>();
        foreach (var response in Items(root["responses"]))
        {
            var isImmediate = IsTrue(response["immediate"]);
            var rung = response["rung"];
            if (isImmediate == rung is not null)
            {
                check.Report(
                    response, "rung-or-immediate", $"The response {NameOf(response)} {(isImmediate ? "has a rung and is immediate too" : "has no rung and is not immediate")}.",
                    "Give it either a `rung` or `\"immediate\": true`.");
            }

            if (isImmediate && response["after"] is { } after)
            {
                check.Report(after, "contradiction", $"{NameOf(response)} is immediate, so nothing comes before it.", "Remove `after`, or give it a rung.", atKey: true);
            }

            if (IsTrue(response["replacesLadderAfter"]) && response["after"] is null)
            {
                check.Report(
                    response["replacesLadderAfter"]!, "contradiction", $"{NameOf(response)} has no `after` to stand in the place of the ladder's.", "Add `after`.", atKey: true);
            }

            CheckContinues(response);
            if (rung is not null && rung.TryGetInteger(out var number))
            {
                CheckRung(response, rung, number, byRung);
            }
        }
    }

    private void CheckContinues(SourceNode response)
    {
        if (response["continues"] is not { } continues)
        {
            return;
        }

        var first = Items(root["responses"]).FirstOrDefault(other => other["id"]?.Text == continues.Text);
        if (continues.Text == response["id"]?.Text || first?["continues"] is not null)
        {
            check.Report(
                continues, "contradiction", $"{NameOf(response)} cannot continue `{ShapeCheck.Printable(continues.Text)}`, which continues another itself.",
                "Name the response that begins the chain.");
        }
        else if (IsTrue(response["immediate"]) || IsTrue(first?["immediate"]))
        {
            check.Report(continues, "contradiction", $"{NameOf(response)} continues an immediate response or is one.", "Only responses on the ladder continue one another.");
        }
    }

    private void CheckRung(SourceNode response, SourceNode rung, int number, Dictionary<int, List<SourceNode>> byRung)
    {
        if (!byRung.TryGetValue(number, out var others))
        {
            byRung[number] = others = [];
        }

        var rival = others.Find(other => other["continues"]?.Text != response["id"]?.Text && response["continues"]?.Text != other["id"]?.Text);
        if (rival is not null)
        {
            check.Report(
                rung, "rung-twice", $"{NameOf(response)} stands on rung {number}, where {NameOf(rival)} stands already.",
                "Give it a rung of its own; only a response that `continues` another may share its rung.");
        }

        others.Add(response);
    }

    private void CheckLadder()
    {
        if (root["ladder"]?["ceiling"] is not { Kind: SourceKind.Object } ceiling)
        {
            return;
        }

        var highest = 0;
        foreach (var level in Items(root["seriousness"]))
        {
            if (ceiling[level.Text] is not { } rung)
            {
                check.Report(ceiling, "missing-key", $"The ladder has no ceiling for `{level.Text}`.", $"Add `\"{level.Text}\": …` with the highest rung for it.", atKey: true);
                continue;
            }

            if (rung.TryGetInteger(out var number) && number < highest)
            {
                check.Report(rung, "ceiling-falls", $"The ceiling falls to {number} at `{level.Text}`, from {highest} for what is less serious.", "Ceilings never fall as seriousness rises.");
            }
            else
            {
                highest = number;
            }
        }
    }

    private void CheckRolesAndDates()
    {
        foreach (var role in Entries(root["roles"]))
        {
            foreach (var other in Items(role["mayActFor"]).Where(other => other.Text == role.Key))
            {
                check.Report(other, "contradiction", $"`{role.Key}` cannot act for itself.", "Remove it from `mayActFor`.");
            }
        }

        if (root["inForce"] is { } inForce && inForce["to"] is { Kind: SourceKind.Text } to && inForce["from"] is { } from
            && DateShape.TryParse(from.Text, out var first) && DateShape.TryParse(to.Text, out var last) && last < first)
        {
            check.Report(to, "contradiction", $"The version ends on {to.Text}, before it begins on {from.Text}.", "Exchange the two dates, or mend one.");
        }
    }

    private void CheckSafeguards()
    {
        foreach (var safeguard in Items(root["safeguards"]))
        {
            if ((safeguard["never"] is null) == (safeguard["always"] is null))
            {
                check.Report(safeguard, "never-or-always", $"The safeguard {NameOf(safeguard)} needs either `never` or `always`.", "Write one of the two.");
            }
            else if (safeguard["unless"] is { } unless && safeguard["never"] is null)
            {
                check.Report(unless, "contradiction", "`unless` belongs to `never`.", "Remove it, or write `never` instead of `always`.", atKey: true);
            }
        }
    }

    private void CheckConditions()
    {
        CheckCondition(root["scope"]?["when"], FactsOnly, isSafeguard: false);
        foreach (var behaviour in Items(root["behaviours"]))
        {
            CheckCondition(behaviour["when"], FactsOnly, isSafeguard: false);
            CheckCondition(behaviour["unless"], FactsOnly, isSafeguard: false);
        }

        foreach (var node in Items(root["steps"]).Concat(Items(root["responses"])).Append(root["ladder"]).OfType<SourceNode>())
        {
            CheckCondition(node["when"], null, isSafeguard: false);
            CheckCondition(node["after"], null, isSafeguard: false);
            foreach (var approval in Items(node["approvals"]))
            {
                CheckCondition(approval["after"], EventsOnly, isSafeguard: false);
            }
        }

        foreach (var safeguard in Items(root["safeguards"]))
        {
            CheckCondition(safeguard["unless"], null, isSafeguard: true);
        }
    }

    private void CheckCondition(SourceNode? node, string? limit, bool isSafeguard)
    {
        if (node is null)
        {
            return;
        }

        var isFact = node.Kind == SourceKind.Text || node["fact"] is not null;
        var isConnective = node["all"] is not null || node["any"] is not null || node["not"] is not null || node["when"] is not null;
        var isOfIncident = node["behaviour"] is not null || node["seriousness"] is not null;
        ReportRepeatedTexts(Items(node["taken"]));
        if (node.Kind == SourceKind.Object && !isConnective && !isFact && limit == FactsOnly)
        {
            check.Report(node, "not-a-fact", $"This condition {FactsOnly}.", "Use flags, choices and counts here; what was done is for `when` and `after` of steps and responses.");
        }
        else if ((isFact || isOfIncident) && limit == EventsOnly)
        {
            check.Report(node, "not-an-event", $"This condition {EventsOnly}.", "Use `taken`, `representations`, `notified` or `inForce` here.");
        }

        if (node["recorded"] is not null && !isSafeguard)
        {
            check.Report(node, "recorded-outside-safeguard", "`recorded` belongs in a safeguard's `unless` alone.", "To ask for an approval, list it under the response's `approvals`.");
        }

        if (node["not"]?["not"] is not null)
        {
            check.Report(node, "double-not", "This is the `not` of a `not`.", "Write the condition inside instead.");
        }

        CheckValues(node);
        foreach (var part in Items(node["all"]).Concat(Items(node["any"])).Append(node["not"]).Append(node["when"]))
        {
            CheckCondition(part, limit, isSafeguard);
        }
    }

    private void CheckValues(SourceNode node)
    {
        if (node["in"] is not { } values || node["fact"] is not { } fact || root["facts"]?[fact.Text] is not { } choice)
        {
            return;
        }

        var known = Items(choice["values"]).Select(value => value.Text).ToList();
        foreach (var value in Items(values).Where(value => value.Kind == SourceKind.Text && !known.Contains(value.Text)))
        {
            check.Report(value, "unknown-reference", $"`{ShapeCheck.Printable(value.Text)}` is no value of `{fact.Text}`.", NearestName.Help(value.Text, known));
        }

        ReportRepeatedTexts(Items(values));
    }

    private static string NameOf(SourceNode node) => node["id"] is { Kind: SourceKind.Text } id ? $"`{ShapeCheck.Printable(id.Text)}`" : $"number {node.Index + 1}";

    private static bool IsTrue(SourceNode? node) => node?.IsTrue ?? false;
}
