using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>An overlay and what it extends as one rule set. What the overlay wrote keeps its place in its own file.</summary>
internal static class OverlayTree
{
    private static readonly string[] s_own = ["id", "title", "version", "status", "inForce"];
    private static readonly string[] s_lists = ["behaviours", "steps", "considerations", "safeguards"];
    private static readonly string[] s_maps = ["clauses", "roles", "facts"];

    /// <summary>The two as one. What the overlay may not say is left out.</summary>
    public static SourceNode Join(SourceNode overlay, SourceNode extended)
    {
        var sections = extended.Children.ConvertAll(section => overlay[section.Key!] is { } own ? JoinSection(section, own) : section);
        sections.AddRange(s_lists.Append("settings").Where(key => extended[key] is null).Select(key => overlay[key]).OfType<SourceNode>());

        // What it cites is cited, also where it is left out.
        sections.Add(Object("overlay", overlay.Children.FindAll(section => section.Key != "clauses")));
        return Object(null, sections);
    }

    private static SourceNode JoinSection(SourceNode section, SourceNode own) =>
        s_own.Contains(section.Key) ? own
        : s_maps.Contains(section.Key) ? Object(section.Key, [.. section.Children, .. Entries(own).Where(entry => !entry.IsBroken && section[entry.Key!] is null)])
        : s_lists.Contains(section.Key) ? List(section.Key, [.. section.Children, .. Items(own).Where(item => !item.IsBroken)])
        : section.Key switch
        {
            "settings" => Object(section.Key, [.. section.Children.Select(entry => own[entry.Key!] ?? entry), .. Entries(own).Where(entry => section[entry.Key!] is null)]),
            "responses" => List(section.Key, section.Children.ConvertAll(response => ById(own, response) is { } further ? JoinResponse(response, further) : response)),
            "ladder" => JoinConditions(section, own),
            _ => section,
        };

    private static SourceNode? ById(SourceNode list, SourceNode item) => Items(list).Find(other => other["id"]?.Text == item["id"]?.Text);

    private static SourceNode JoinResponse(SourceNode response, SourceNode further)
    {
        var joined = JoinConditions(response, further);
        if (further["approvals"] is { } approvals)
        {
            Put(joined, List("approvals", [.. Items(response["approvals"]), .. Items(approvals)]));
        }

        if (response["bar"] is { } bar && further["bar"]?["contact"] is { } contact)
        {
            var terms = Object("bar", bar.Children);
            Put(terms, bar["contact"] is { } own ? JoinContact(own, contact) : contact);
            Put(joined, terms);
        }

        return joined;
    }

    private static SourceNode JoinConditions(SourceNode own, SourceNode further)
    {
        var joined = Object(own.Key, own.Children);
        foreach (var key in new[] { "when", "after" })
        {
            if (further[key] is { } condition)
            {
                Put(joined, own[key] is { } first ? Object(key, [List("all", [first, condition])]) : condition);
            }
        }

        return joined;
    }

    private static SourceNode JoinContact(SourceNode own, SourceNode further)
    {
        var joined = Object("contact", own.Children);
        Put(joined, List("through", [.. Items(own["through"]), .. Items(further["through"])]));
        Put(joined, List("clause", [.. Items(own["clause"]), .. Items(further["clause"]).Where(clause => !Items(own["clause"]).Exists(same => same.Text == clause.Text))]));
        if (further["reading"] is { } reading)
        {
            Put(joined, own["reading"] is { } first ? new SourceNode(SourceKind.Text, 0, null, "reading") { Text = $"{first.Text} {reading.Text}" } : reading);
        }

        return joined;
    }

    private static SourceNode Object(string? key, List<SourceNode> members) => With(new SourceNode(SourceKind.Object, 0, null, key), members);

    private static SourceNode List(string? key, List<SourceNode> items) => With(new SourceNode(SourceKind.List, 0, null, key), items);

    private static SourceNode With(SourceNode node, List<SourceNode> children)
    {
        node.Children.AddRange(children);
        return node;
    }

    // Before any look-up of a key, as an object is looked up only once it is whole.
    private static void Put(SourceNode owner, SourceNode member)
    {
        owner.Children.RemoveAll(child => child.Key == member.Key);
        owner.Children.Add(member);
    }
}
