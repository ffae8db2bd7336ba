using ConductPolicy.Calendars;
using ConductPolicy.Policies;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>What a rule set has to keep to beyond the shape of each of its values.</summary>
internal sealed class RuleSetCheck(SourceNode root, ShapeCheck check)
{
    private const string FactsOnly = "The scope, and a behaviour's `when` and `unless`, speak of facts alone";
    private const string EventsOnly = "An approval's `after` speaks of events alone";
    private static readonly string[] s_deciding = ["behaviour", "exception", "step", "condition", "response", "approval", "safeguard", "timescale"];

    private readonly Dictionary<SourceNode, NameSet> _values = [];

    // By their ids or keys; the first where one is given twice.
    private readonly Dictionary<string, SourceNode> _responses = ById(Items(root["responses"]), node => node["id"]?.Text);
    private readonly Dictionary<string, SourceNode> _facts = ById(Entries(root["facts"]), node => node.Key);
    private readonly Dictionary<string, SourceNode> _settings = ById(Entries(root["settings"]), node => node.Key);
    private readonly HashSet<string> _bars = [.. Items(root["responses"]).Where(response => response["bar"] is { Kind: SourceKind.Object }).Select(response => response["id"]?.Text ?? "")];

    private static Dictionary<string, SourceNode> ById(List<SourceNode> nodes, Func<SourceNode, string?> id)
    {
        var found = new Dictionary<string, SourceNode>(nodes.Count);
        foreach (var node in nodes)
        {
            found.TryAdd(id(node) ?? "", node);
        }

        return found;
    }

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
        CheckBarSettings();
        CheckReadings();
    }

    /// <summary>Checks what only a finished policy can show.</summary>
    public void RunOn(Policy policy)
    {
        CheckParts(policy);
        CheckReviews();
        CheckClosingTime(policy);
        CheckUnused();
        CheckWays(policy);
    }

    private void CheckParts(Policy policy)
    {
        foreach (var node in Items(root["safeguards"]))
        {
            foreach (var part in Items(node["always"]?["has"]))
            {
                var response = policy.Responses[node["always"]!["response"]!.Text];
                switch (ResponseParts.Has(response, part.Text))
                {
                    case null:
                        check.Report(part, ProblemCode.UnknownPart, $"`{ShapeCheck.Printable(part.Text)}` names no part of a response.", $"Write for example {NearestName.OneOf(ResponseParts.Examples)}.");
                        break;
                    case false:
                        check.Report(
                            part, ProblemCode.SafeguardFails, $"The safeguard `{node["id"]!.Text}` does not hold: `{response.Id}` has no `{part.Text}`.",
                            $"Give the response `{response.Id}` that part; the safeguard is what the policy promises.");
                        break;
                }
            }
        }
    }

    private void CheckReviews()
    {
        foreach (var response in Items(root["responses"]))
        {
            if (response["bar"] is { } bar && !IsTrue(bar["timeLimited"]) && bar["review"] is { Kind: SourceKind.Object } review)
            {
                check.Report(
                    review, ProblemCode.Contradiction, $"The review comes at the end of the bar, and {NameOf(response)} has no end.",
                    "Make `timeLimited` true, or remove `review`.", atKey: true);
            }
        }
    }

    // By the one a message of Friday evening is Monday's, by the other one of Saturday is Saturday's.
    private void CheckClosingTime(Policy policy)
    {
        var isNextDays = policy.Settings.TryGet(WellKnownSettings.ReceivedOnDayNotWorked, out var receipt)
            && receipt.Word == Words.ReceiptsOnDayNotWorked.WordOf(ReceiptOnDayNotWorked.CountsAsNextWorkingDay);
        if (root["settings"]?[WellKnownSettings.ClosingTime] is { } closing && !isNextDays)
        {
            check.Warn(
                closing, ProblemCode.LaterDueEarlier, "With this closing time a message of Friday evening counts as Monday's, but one of Saturday counts from Saturday, so the later one is due earlier.",
                $"Set `{WellKnownSettings.ReceivedOnDayNotWorked}` to `{Words.ReceiptsOnDayNotWorked.WordOf(ReceiptOnDayNotWorked.CountsAsNextWorkingDay)}` too.", atKey: true);
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
            check.Report(tag, ProblemCode.DuplicateId, $"`{tag.Text}` is the id of a behaviour, so it cannot be a tag too.", "Rename the tag.");
        }
    }

    private void ReportRepeats(IEnumerable<SourceNode> nodes, string noun)
    {
        var seen = new Dictionary<string, SourceNode>();
        foreach (var node in nodes)
        {
            if (node["id"] is { Kind: SourceKind.Text } id && !seen.TryAdd(id.Text, id))
            {
                check.Report(
                    id, ProblemCode.DuplicateId, $"There is a {noun} `{ShapeCheck.Printable(id.Text)}` already, on line {check.LineOf(seen[id.Text])}.",
                    "Give one of the two another id, or remove it.");
            }
        }
    }

    private void ReportRepeatedTexts(IEnumerable<SourceNode> nodes)
    {
        var seen = new HashSet<string>();
        foreach (var node in nodes.Where(node => !seen.Add(node.Text)))
        {
            check.Report(node, ProblemCode.DuplicateId, $"`{ShapeCheck.Printable(node.Text)}` stands in this list twice.", "Remove one of the two.");
        }
    }

    private void CheckClauses()
    {
        var cited = new HashSet<string>();
        foreach (var section in root.Children.Where(child => (child.MeantKey ?? child.Key) != "clauses" && !ObjectShape.IsTrustsOwn(child.Key!)))
        {
            CollectCitations(section, cited);
        }

        // What was probably meant by a misspelt clause is cited, and what a mistake of form hides may be.
        cited.UnionWith(cited.Where(clause => !check.Names.Has(ReferenceKind.Clause, clause)).Take(ShapeCheck.MaximumProblems)
            .SelectMany(clause => check.Names.Nearest(ReferenceKind.Clause, clause)).ToList());
        if (IsBrokenWithin(root))
        {
            return;
        }

        foreach (var clause in Entries(root["clauses"]))
        {
            var isDeciding = s_deciding.Contains(clause["kind"]?.Text);
            if (cited.Contains(clause.Key!))
            {
                if (clause["covers"] is { } covers)
                {
                    check.Warn(covers, ProblemCode.CoveredAndCited, $"Clause `{ShapeCheck.Printable(clause.Key!)}` says that nothing follows from it, but it is cited.", "Remove `covers`.", atKey: true);
                }
            }
            else if (isDeciding)
            {
                check.Report(
                    clause, ProblemCode.ClauseNotCited, $"Clause `{ShapeCheck.Printable(clause.Key!)}` decides something (its kind is `{clause["kind"]!.Text}`), and nothing cites it.",
                    clause["covers"] is null ? "Cite it under `clause` where it takes effect." : "Cite it under `clause` where it takes effect; `covers` is not enough for such a clause.",
                    atKey: true);
            }
            else if (clause["covers"] is null)
            {
                check.Report(
                    clause, ProblemCode.ClauseNotCovered, $"Clause `{ShapeCheck.Printable(clause.Key!)}` is neither cited nor says why nothing follows from it.",
                    "Cite it under `clause` where it takes effect, or add `covers` with the reason.", atKey: true);
            }
        }
    }

    private static bool IsBrokenWithin(SourceNode node) => node.IsBroken || node.Children.Exists(IsBrokenWithin);

    private static void CollectCitations(SourceNode node, HashSet<string> cited)
    {
        foreach (var child in node.Children)
        {
            if (child.Key is { } key && ObjectShape.IsTrustsOwn(key))
            {
                continue;
            }

            if ((child.MeantKey ?? child.Key) == "clause")
            {
                cited.UnionWith(child.Kind == SourceKind.Text ? [child.Text] : Items(child).Select(item => item.Text));
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
            if (fact["type"] is not { IsBad: false, Kind: SourceKind.Text } type)
            {
                continue;
            }

            var isChoice = type.Text == "choice";
            if (isChoice && fact["values"] is null)
            {
                check.Report(fact, ProblemCode.MissingKey, $"The choice `{fact.Key}` has no `values`.", "Add `\"values\": [ … ]` with the answers to choose from.", atKey: true);
            }
            else if (!isChoice && fact["values"] is { } values)
            {
                check.Report(values, ProblemCode.UnknownKey, $"`{fact.Key}` is no choice, so it has no `values`.", "Remove `values`, or make its type `choice`.", atKey: true);
            }

            ReportRepeatedTexts(Items(fact["values"]));
            if (IsTrue(fact["momentary"]) && fact["of"] is { } of)
            {
                check.Report(of, ProblemCode.Contradiction, $"`{fact.Key}` is momentary, so it cannot hold for the whole case.", "Remove `of` or `momentary`.", atKey: true);
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
        foreach (var response in Items(root["responses"]).Where(response => response["id"] is not null))
        {
            _responses.TryAdd(response["id"]!.Text, response);
        }

        var byRung = new Dictionary<int, List<SourceNode>>();
        foreach (var response in Items(root["responses"]))
        {
            var isImmediate = IsTrue(response["immediate"]);
            var rung = response["rung"];
            if (isImmediate == rung is not null && response["immediate"] is not { IsBad: true } && !response.IsBroken)
            {
                check.Report(
                    response, ProblemCode.RungOrImmediate, $"The response {NameOf(response)} {(isImmediate ? "has a rung and is immediate too" : "has no rung and is not immediate")}.",
                    "Give it either a `rung` or `\"immediate\": true`.");
            }

            if (isImmediate && response["after"] is { } after)
            {
                check.Report(after, ProblemCode.Contradiction, $"{NameOf(response)} is immediate, so nothing comes before it.", "Remove `after`, or give it a rung.", atKey: true);
            }

            if (IsTrue(response["replacesLadderAfter"]) && response["after"] is null)
            {
                check.Report(
                    response["replacesLadderAfter"]!, ProblemCode.Contradiction, $"{NameOf(response)} has no `after` to stand in the place of the ladder's.", "Add `after`.", atKey: true);
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

        var first = _responses.GetValueOrDefault(continues.Text);
        if (continues.Text == response["id"]?.Text || first?["continues"] is not null)
        {
            check.Report(
                continues, ProblemCode.Contradiction, continues.Text == response["id"]?.Text
                    ? $"{NameOf(response)} cannot continue itself."
                    : $"{NameOf(response)} cannot continue `{ShapeCheck.Printable(continues.Text)}`, which continues another itself.",
                "Name the response that begins the chain.");
        }
        else if (IsTrue(response["immediate"]) || IsTrue(first?["immediate"]))
        {
            check.Report(continues, ProblemCode.Contradiction, $"{NameOf(response)} continues an immediate response or is one.", "Only responses on the ladder continue one another.");
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
                rung, ProblemCode.RungTwice, $"{NameOf(response)} stands on rung {number}, where {NameOf(rival)} stands already.",
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
        var misspelt = ceiling.Children.Take(ShapeCheck.MaximumProblems).SelectMany(child => check.Names.Nearest(ReferenceKind.Seriousness, child.Key!)).ToHashSet();
        foreach (var level in Items(root["seriousness"]))
        {
            if (misspelt.Contains(level.Text))
            {
                continue;
            }

            if (ceiling[level.Text] is not { } rung)
            {
                check.Report(ceiling, ProblemCode.MissingKey, $"The ladder has no ceiling for `{level.Text}`.", $"Add `\"{level.Text}\": …` with the highest rung for it.", atKey: true);
                continue;
            }

            if (rung.TryGetInteger(out var number) && number < highest)
            {
                check.Report(rung, ProblemCode.CeilingFalls, $"The ceiling falls to {number} at `{level.Text}`, from {highest} for what is less serious.", $"What is more serious never has a lower ceiling: write {highest} or more.");
            }
            else
            {
                highest = number;
            }
        }
    }

    private void CheckRolesAndDates()
    {
        foreach (var timescale in Entries(root["timescales"]))
        {
            CheckCount(timescale["workingDays"]);
        }

        foreach (var role in Entries(root["roles"]))
        {
            foreach (var other in Items(role["mayActFor"]).Where(other => other.Text == role.Key))
            {
                check.Report(other, ProblemCode.Contradiction, $"`{role.Key}` cannot act for itself.", "Remove it from `mayActFor`.");
            }
        }

        if (root["inForce"] is { } inForce && inForce["to"] is { Kind: SourceKind.Text } to && inForce["from"] is { } from
            && DateShape.TryParse(from.Text, out var first) && DateShape.TryParse(to.Text, out var last) && last < first)
        {
            check.Report(to, ProblemCode.Contradiction, $"The version ends on {to.Text}, before it begins on {from.Text}.", "Exchange the two dates, or mend one.");
        }
    }

    private void CheckSafeguards()
    {
        foreach (var safeguard in Items(root["safeguards"]))
        {
            if ((safeguard["never"] is null) == (safeguard["always"] is null) && !safeguard.IsBroken)
            {
                check.Report(safeguard, ProblemCode.NeverOrAlways, $"The safeguard {NameOf(safeguard)} has {(safeguard["never"] is null ? "neither `never` nor `always`" : "both `never` and `always`")}.", "Write one of the two.");
            }
            else if (safeguard["unless"] is { } unless && safeguard["never"] is null)
            {
                check.Report(unless, ProblemCode.Contradiction, "`unless` belongs to `never`.", "Remove it, or write `never` instead of `always`.", atKey: true);
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
            check.Report(node, ProblemCode.NotAFact, $"{FactsOnly}, and this condition does not.", "Use flags, choices and counts here; anything else is for `when` and `after` of steps and responses.");
        }
        else if ((isFact || isOfIncident) && limit == EventsOnly)
        {
            check.Report(node, ProblemCode.NotAnEvent, $"{EventsOnly}, and this condition does not.", "Use `taken`, `representations`, `notified` or `inForce` here.");
        }

        if (node["recorded"] is not null && !isSafeguard)
        {
            check.Report(node, ProblemCode.RecordedOutsideSafeguard, "`recorded` belongs in the `unless` of a safeguard, and nowhere else.", "To ask for an approval, list it under the response's `approvals`.");
        }

        if (node["not"]?["not"] is not null)
        {
            check.Report(node, ProblemCode.DoubleNot, "This is the `not` of a `not`.", "Write the condition inside instead.");
        }

        CheckValues(node);
        CheckCount(node["atLeast"]);
        CheckWithin(node["within"]);
        foreach (var part in Items(node["all"]).Concat(Items(node["any"])).Append(node["not"]).Append(node["when"]))
        {
            CheckCondition(part, limit, isSafeguard);
        }

        CheckCondition(node["recorded"]?["after"], EventsOnly, isSafeguard: false);
    }

    private void CheckValues(SourceNode node)
    {
        if (node["in"] is not { } values || node["fact"] is not { } fact || !_facts.TryGetValue(fact.Text, out var choice) || choice["values"] is null)
        {
            return;
        }

        if (!_values.TryGetValue(choice, out var known))
        {
            _values[choice] = known = new NameSet();
            Items(choice["values"]).ForEach(value => known.Add(value.Text));
        }

        foreach (var value in Items(values).Where(value => value.Kind == SourceKind.Text && !known.Contains(value.Text) && !check.IsFull))
        {
            check.Report(value, ProblemCode.UnknownReference, $"`{ShapeCheck.Printable(value.Text)}` is no value of `{fact.Text}`.", check.Names.Help(known, value.Text));
        }

        ReportRepeatedTexts(Items(values));
        if (known.Sorted.Count > 0 && Items(values).Select(item => item.Text).Where(known.Contains).Distinct().Count() == known.Sorted.Count)
        {
            check.Warn(values, ProblemCode.AlwaysHolds, $"This names every value of `{fact.Text}`, so it holds whatever the answer.", "Leave out the values that are not meant, or the whole condition.", atKey: true);
        }
    }

    // A setting may be 0, but at least 0 always holds, and a period of 0 days is none.
    private void CheckCount(SourceNode? count)
    {
        if (count?["setting"] is { Kind: SourceKind.Text } setting && _settings.GetValueOrDefault(setting.Text)?["value"] is { } value && value.TryGetInteger(out var number) && number == 0)
        {
            check.Report(setting, ProblemCode.BadNumber, $"The setting `{setting.Text}` is 0, and here a number of at least 1 is needed.", "Change the setting, or write a number here.");
        }
    }

    // What is written in place, the shape has seen.
    private void CheckWithin(SourceNode? within)
    {
        if (within?["setting"] is { Kind: SourceKind.Text } setting
            && _settings.GetValueOrDefault(setting.Text)?["value"] is { Kind: SourceKind.Text } value
            && Length.Parse(value.Text, out _) is { IsPlain: false } length)
        {
            check.Report(setting, ProblemCode.BadLength, $"The setting `{setting.Text}` will not do here: {LengthShape.NotPlain(length)}", LengthShape.PlainHelp);
        }
    }

    // What a bar's dates are computed from is always a length.
    private void CheckBarSettings()
    {
        foreach (var setting in Entries(root["settings"]))
        {
            if (IsBarSetting(setting) && setting["type"] is { Kind: SourceKind.Text, Text: not "length" } type)
            {
                check.Report(type, ProblemCode.Contradiction, $"`{setting.Key}` is a length of time of bars, and its type is another.", "Make `type` `length`, or give the setting another name.");
            }
        }
    }

    private bool IsBarSetting(SourceNode setting) => BarSettings.IsOne(setting.Key!, _bars);

    private void CheckReadings()
    {
        const string Help = "Add `\"reading\": \"…\"` with how the trust came to it.";
        foreach (var behaviour in Items(root["behaviours"]))
        {
            if (behaviour["seriousness"] is { Kind: SourceKind.Object, IsBad: false } seriousness && seriousness["reading"] is null)
            {
                check.Warn(seriousness, ProblemCode.ReadingMissing, $"Nothing says why {NameOf(behaviour)} is as serious as that.", Help, atKey: true);
            }
        }

        foreach (var response in Items(root["responses"]))
        {
            if (response["rung"] is { IsBad: false } rung && response["reading"] is null)
            {
                check.Warn(rung, ProblemCode.ReadingMissing, $"Nothing says why {NameOf(response)} stands on that rung.", Help, atKey: true);
            }
        }

        if (root["ladder"] is { Kind: SourceKind.Object, IsBad: false } ladder && ladder["reading"] is null)
        {
            check.Warn(ladder, ProblemCode.ReadingMissing, "Nothing says how the ceilings of the ladder were found.", Help, atKey: true);
        }
    }

    private void CheckUnused()
    {
        var names = check.Names;
        ReferenceKind[] factKinds = [ReferenceKind.Flag, ReferenceKind.Choice, ReferenceKind.Count];
        foreach (var fact in Entries(root["facts"]).Where(fact => fact["reading"] is null && !factKinds.Any(kind => names.IsUsed(kind, fact.Key!))))
        {
            WarnUnused(fact, $"No condition asks for the fact `{fact.Key}`.", " A fact kept for the record says so in its `reading`.");
        }

        foreach (var setting in Entries(root["settings"]).Where(setting => !names.IsUsed(ReferenceKind.CountSetting, setting.Key!) && !names.IsUsed(ReferenceKind.LengthSetting, setting.Key!) && !IsBarSetting(setting)))
        {
            if (!RuleSetShape.KnownSettings.Contains(setting.Key))
            {
                var meant = NearestName.Find(setting.Key!, RuleSetShape.KnownSettings, most: 1);
                WarnUnused(setting, $"Nothing uses the setting `{setting.Key}`.", meant.Count == 0 ? "" : $" Did you mean `{meant[0]}`?");
            }
        }

        foreach (var role in Entries(root["roles"]).Where(role => !names.IsUsed(ReferenceKind.Role, role.Key!) && role["mayActFor"] is null && role["clause"] is null))
        {
            WarnUnused(role, $"Nothing is asked of the role `{role.Key}`, and it acts for none.");
        }

        foreach (var tag in Items(root["behaviours"]).SelectMany(behaviour => Items(behaviour["tags"])).Where(tag => !names.IsUsed(ReferenceKind.BehaviourOrTag, tag.Text)))
        {
            WarnUnused(tag, $"No condition speaks of the tag `{tag.Text}`.");
        }

        CheckUnusedLevels();
    }

    // A level may be given in a case though no rule names it; where its ceiling is that of the level below it changes nothing.
    private void CheckUnusedLevels()
    {
        var levels = Items(root["seriousness"]);
        for (var i = 1; i < levels.Count; i++)
        {
            var ceiling = root["ladder"]!["ceiling"]!;
            if (!check.Names.IsUsed(ReferenceKind.Seriousness, levels[i].Text) && ceiling[levels[i].Text]!.Text == ceiling[levels[i - 1].Text]!.Text)
            {
                WarnUnused(levels[i], $"Nothing tells the level `{levels[i].Text}` from `{levels[i - 1].Text}`: the ceiling is the same, and no rule speaks of it.");
            }
        }
    }

    private void WarnUnused(SourceNode node, string message, string help = "") =>
        check.Warn(node, ProblemCode.Unused, message, $"Remove it, or use it where it was meant to be.{help}", atKey: node.Key is not null);

    private void CheckWays(Policy policy)
    {
        var ways = new WayToResponse(policy);
        for (var i = 0; i < policy.Responses.Count; i++)
        {
            if (policy.Responses[i].Rung > ways.HighestReach)
            {
                check.Warn(
                    Items(root["responses"])[i]["rung"]!, ProblemCode.OutOfReach, $"No case reaches `{policy.Responses[i].Id}`: the highest ceiling with its raise is {ways.HighestReach}.",
                    "Give it a lower rung, or raise a ceiling.");
            }
        }

        for (var i = 0; i < policy.Behaviours.Count; i++)
        {
            if (!ways.Exists(policy.Behaviours[i]))
            {
                check.Warn(
                    Items(root["behaviours"])[i]["id"]!, ProblemCode.LeadsNowhere, $"`{policy.Behaviours[i].Id}` by itself leads to no response: none on the ladder is within its reach, and no other applies to it.",
                    "Raise its seriousness or the ceiling for it, or let a response apply to it.");
            }
        }
    }

    private static string NameOf(SourceNode node) => node["id"] is { Kind: SourceKind.Text } id ? $"`{ShapeCheck.Printable(id.Text)}`" : $"number {node.Index + 1}";

    private static bool IsTrue(SourceNode? node) => node?.IsTrue ?? false;
}
