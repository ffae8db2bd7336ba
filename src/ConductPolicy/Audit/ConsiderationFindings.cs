using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges whether what is to be thought of before a response is on record before it was taken.</summary>
internal sealed class ConsiderationFindings(Policy policy)
{
    // By response: the positions of what is to be thought of before it.
    private readonly int[][] _before = [.. policy.Responses.Ids.Select(response => Before(policy.Considerations, response))];

    public void Judge(IncidentReplay replay, int taking, int response)
    {
        var left = default(List<Consideration>);
        foreach (var i in _before[response])
        {
            if (!replay.Record.IsConsidered(i, response))
            {
                (left ??= []).Add(policy.Considerations[i]);
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

    private static int[] Before(Definitions<Consideration> considerations, string response) =>
        [.. Enumerable.Range(0, considerations.Count).Where(i => considerations[i].Before.Count == 0 || considerations[i].Before.Contains(response))];

    // One without a clause is the trust's own.
    private static Citations CitationsOf(Consideration consideration) => consideration.Clauses.Count == 0
        ? new Citations([], Basis.Setting, null)
        : Citations.Of(consideration);
}
