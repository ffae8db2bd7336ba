using ConductPolicy.Policies;
using static ConductPolicy.Loading.SourceContents;

namespace ConductPolicy.Loading;

/// <summary>What an overlay has to keep to towards the policy that it extends.</summary>
internal sealed class OverlayCheck(SourceNode root, Policy extended, ShapeCheck check)
{
    public void Run()
    {
        if (root["id"] is { } id && id.Text == extended.Id)
        {
            check.Report(id, ProblemCode.BaseChanged, $"`{ShapeCheck.Printable(id.Text)}` is the id of the policy that this overlay extends.", "Give the overlay an id of its own, such as the trust's id and the school's name.");
        }

        CheckEntries("clauses", "clause", extended.Clauses);
        CheckEntries("roles", "role", extended.Roles);
        CheckEntries("facts", "fact", extended.Facts);
        CheckItems("behaviours", "behaviour", extended.Behaviours.Contains);
        CheckItems("steps", "step or response", id => extended.Steps.Contains(id) || extended.Responses.Contains(id));
        CheckItems("considerations", "consideration", extended.Considerations.Contains);
        CheckItems("safeguards", "safeguard", extended.Safeguards.Contains);
        CheckTags();
        CheckRoles();
        CheckSettings();
        CheckResponses();
        CheckDates();
    }

    private void CheckEntries<T>(string section, string noun, Definitions<T> definitions)
        where T : Definition
    {
        foreach (var entry in Entries(root[section]).Where(entry => definitions.Contains(entry.Key!)))
        {
            ReportTaken(entry, entry.Key!, noun, atKey: true);
        }
    }

    private void CheckItems(string section, string noun, Func<string, bool> isTaken)
    {
        foreach (var id in Items(root[section]).Select(item => item["id"]).Where(id => id is { Kind: SourceKind.Text } && isTaken(id.Text)))
        {
            ReportTaken(id!, id!.Text, noun, atKey: false);
        }
    }

    // Nothing more is said of it, and it is left out.
    private void ReportTaken(SourceNode node, string id, string noun, bool atKey)
    {
        check.Report(
            node, ProblemCode.BaseChanged, $"`{ShapeCheck.Printable(id)}` is a {noun} of the base, and an overlay cannot change it.",
            "Remove it, or give what the school adds an id of its own.", atKey);
        (atKey ? node : node.Parent!).IsBroken = true;
    }

    private void CheckTags()
    {
        var tags = extended.Behaviours.SelectMany(behaviour => behaviour.Tags).ToHashSet();
        foreach (var id in Items(root["behaviours"]).Select(behaviour => behaviour["id"]).Where(id => id is not null && tags.Contains(id.Text)))
        {
            check.Report(id!, ProblemCode.DuplicateId, $"`{id!.Text}` is a tag of behaviours of the base, so it cannot be the id of one too.", "Give it another id.");
            id.Parent!.IsBroken = true;
        }
    }

    // To act for a role is to decide, or approve, in its place.
    private void CheckRoles()
    {
        foreach (var other in Entries(root["roles"]).SelectMany(role => Items(role["mayActFor"])).Where(other => extended.Roles.Contains(other.Text)))
        {
            check.Report(other, ProblemCode.BaseChanged, $"Who may act for the `{other.Text}` is for the base to say: an overlay cannot let somebody else approve or decide.", "Remove it.");
        }
    }

    private void CheckSettings()
    {
        foreach (var setting in Entries(root["settings"]))
        {
            if (extended.Settings.TryGet(setting.Key!, out var own) && setting["type"] is { Kind: SourceKind.Text } type && type.Text != Words.TypeOf(own))
            {
                check.Report(type, ProblemCode.BaseChanged, $"The setting `{setting.Key}` of the base is a {Words.TypeOf(own)}, and an overlay cannot make it a {ShapeCheck.Printable(type.Text)}.", $"Write `{Words.TypeOf(own)}`, with another value.");
            }
        }
    }

    private void CheckResponses()
    {
        var seen = new HashSet<string>();
        foreach (var further in Items(root["responses"]))
        {
            if (further["id"] is not { Kind: SourceKind.Text } id || !extended.Responses.TryGet(id.Text, out var response))
            {
                continue;
            }

            if (!seen.Add(id.Text))
            {
                check.Report(id, ProblemCode.DuplicateId, $"The further terms of `{id.Text}` stand here twice.", "Write them in one.");
            }

            foreach (var approval in Items(further["approvals"]).Where(approval => response.Approvals.Any(same => approval["role"]?.Text == same.Role && approval["act"]?.Text == Words.Acts.WordOf(same.Act))))
            {
                check.Report(approval, ProblemCode.BaseChanged, $"The base asks for this approval of `{id.Text}` already, and an overlay cannot change it.", "Remove it.");
            }

            CheckContact(further, response);
        }
    }

    private void CheckContact(SourceNode further, Response response)
    {
        if (further["bar"] is { } bar && response.Bar is null)
        {
            check.Report(bar, ProblemCode.BaseChanged, $"`{response.Id}` is no bar, and an overlay cannot make it one.", "Remove `bar`.", atKey: true);
        }
        else if (further["bar"]?["contact"] is { } contact && response.Bar?.Contact is { } own)
        {
            if (contact["channels"] is { } channels)
            {
                check.Report(channels, ProblemCode.BaseChanged, $"The base says by which channels the person is in touch while `{response.Id}` lasts, and an overlay cannot change that.", "Remove `channels`.", atKey: true);
            }

            foreach (var role in Items(contact["through"]).Where(role => own.Through.Contains(role.Text)))
            {
                check.Report(role, ProblemCode.DuplicateId, $"Contact goes through `{role.Text}` already.", "Remove it.");
            }
        }
    }

    private void CheckDates()
    {
        if (root["inForce"] is not { } inForce || inForce["from"] is not { } from || !DateShape.TryParse(from.Text, out var first))
        {
            return;
        }

        var isOver = extended.InForce.To is { } last && last < first;
        if (isOver || (inForce["to"] is { Kind: SourceKind.Text } to && DateShape.TryParse(to.Text, out var end) && end < extended.InForce.From))
        {
            check.Report(from, ProblemCode.NotInForce, "The base is in force on none of these days, so the overlay is not either.", "Give days on which the base is in force, or leave `inForce` out: then the overlay is in force as long as its base.");
        }
    }
}
