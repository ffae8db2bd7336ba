using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges whether what is to be thought of before a response is on record before it was taken.</summary>
internal static class ConsiderationFindings
{
    public static void Judge(IncidentReplay replay, int taking, int response)
    {
        var considerations = replay.Policy.Considerations;
        var left = default(List<Consideration>);
        for (var i = 0; i < considerations.Count; i++)
        {
            if ((considerations[i].Before.Count == 0 || considerations[i].Before.Contains(replay.Policy.Responses[response].Id)) && !replay.Record.IsConsidered(i, response))
            {
                (left ??= []).Add(considerations[i]);
            }
        }

        if (left is null)
        {
            return;
        }

        var cited = left.Select(CitationsOf).Aggregate((a, b) => a.With(b));
        replay.Found(
            FindingCode.ConsiderationsNotOnRecord, taking, cited, $"{replay.Done(taking)}, and it is not on record that {(left.Count == 1 ? "this was" : "these were")} thought of before.",
            string.Join(" ", left.Select(consideration => consideration.Ask)));
    }

    // One without a clause is the trust's own.
    private static Citations CitationsOf(Consideration consideration) => consideration.Clauses.Count == 0
        ? new Citations([], Basis.Setting, null)
        : Citations.Of(consideration);
}
