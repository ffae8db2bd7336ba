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
        if (by is null)
        {
            Add(FindingCode.DeciderNotOnRecord, "and the record does not say who decided");
        }
        else if (!IncidentRecord.ActsFor(replay.Policy, by, decider.Role))
        {
            Add(FindingCode.DecidedByWrongRole, $"as the {replay.Wording.RoleLabel(by)} decided");
        }

        void Add(string code, string why) => replay.Found(
            code, act, Citations.Of(decider.Clauses, decider.Reading), $"{replay.Done(act)}, {why}.", $"The {replay.Wording.RoleLabel(decider.Role)} decides on it.");
    }
}
