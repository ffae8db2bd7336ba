using ConductPolicy.Cases;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges who decided on an act.</summary>
internal static class DeciderFindings
{
    public static void Judge(IncidentReplay replay, int act, Response response)
    {
        if (response.DecidedBy is not { } decider)
        {
            return;
        }

        var by = replay.Timeline.Entries[act].Event switch
        {
            ResponseTaken taken => taken.By,
            BarExtended extended => extended.By,
            _ => null,
        };
        var asked = $"The {replay.Wording.RoleLabel(decider.Role)} decides on it.";
        var cited = Citations.Of(decider.Clauses, decider.Reading);
        if (by is null)
        {
            replay.Found(FindingCode.DeciderNotOnRecord, act, cited, $"{replay.Done(act)}, and the record does not say who decided.", asked);
        }
        else if (!IncidentRecord.ActsFor(replay.Policy, by, decider.Role))
        {
            replay.Found(FindingCode.DecidedByWrongRole, act, cited, $"{replay.Done(act)}, as the {replay.Wording.RoleLabel(by)} decided.", asked);
        }
    }
}
