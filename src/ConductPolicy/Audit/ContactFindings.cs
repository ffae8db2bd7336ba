using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges whether a barred person was in touch as the policy says.</summary>
internal static class ContactFindings
{
    public static void Judge(IncidentReplay replay, int entry, ContactMade contact)
    {
        var cited = default(Citations?);
        var routes = default(List<string>);
        var bar = -1;
        for (var i = 0; i < replay.Policy.Responses.Count; i++)
        {
            if (replay.Policy.Responses[i].Bar?.Contact is { } route && replay.Record.InForce(i) is >= 0 and var inForce && !IsWithin(replay.Policy, contact.Through, route))
            {
                var own = Citations.Of(route.Clauses, route.Reading);
                cited = cited?.With(own) ?? own;
                (routes ??= []).AddRange(route.Through.Select(role => $"the {replay.Wording.RoleLabel(role)}"));
                bar = Math.Max(bar, inForce);
            }
        }

        if (cited is { } broken)
        {
            replay.Found(
                FindingCode.ContactOutsideRoute, entry, broken,
                $"On {DateText.Long(contact.On)} the person was in touch through the {replay.Wording.RoleLabel(contact.Through)} ({replay.Timeline.EventId(entry)}), while {replay.Name(bar)} was in force.",
                $"While barred, the person is in touch through {string.Join(" or ", routes!.Distinct())}.");
        }
    }

    private static bool IsWithin(Policy policy, string through, BarContact route)
    {
        foreach (var role in route.Through)
        {
            if (IncidentRecord.ActsFor(policy, through, role))
            {
                return true;
            }
        }

        return false;
    }
}
