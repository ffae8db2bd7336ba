using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Finds which unanswered facts bear on a decision, and puts the most decisive first.</summary>
internal sealed class QuestionOrder(IncidentState state, MissingParts missing)
{
    private readonly Policy _policy = state.Policy;

    public ValueList<Question> Ask(ValueList<ResponseDecision> responses)
    {
        if (state.Scope == Truth.False)
        {
            return [];
        }

        var unknown = responses.Where(item => item.Status == ResponseStatus.Unknown).Select(item => item.Response).ToList();
        var candidates = Bearing(unknown).Distinct().Select(id => new Candidate(_policy.Facts[id], MadeDefinite(_policy.Facts[id], unknown))).ToList();
        candidates.Sort((a, b) =>
            a.Fact.IsMomentary.CompareTo(b.Fact.IsMomentary) is var byMoment and not 0 ? byMoment
            : b.MadeDefinite.CompareTo(a.MadeDefinite) is var byWeight and not 0 ? byWeight
            : string.CompareOrdinal(a.Fact.Id, b.Fact.Id));
        return candidates.Select(candidate => new Question(candidate.Fact.Id, candidate.Fact.Ask)).ToValueList();
    }

    private sealed record Candidate(Fact Fact, int MadeDefinite);

    private IEnumerable<string> Bearing(List<Response> unknown)
    {
        var conditions = new List<Condition?> { _policy.Scope };
        foreach (var response in unknown)
        {
            conditions.Add(response.When);
            if (!response.IsImmediate)
            {
                conditions.AddRange([_policy.Ladder.When, response.ReplacesLadderAfter ? null : _policy.Ladder.After, response.After]);
            }
        }

        foreach (var step in _policy.Steps)
        {
            if (state.Stands != Truth.False && step.IsRequired && !state.Record.IsAttempted(step.Id) && state.Evaluate(step.When).And(state.Evaluate(step.After)) == Truth.Unknown)
            {
                conditions.AddRange([step.When, step.After]);
            }
        }

        return conditions.SelectMany(condition => missing.UnknownFacts(condition, []))
            .Concat(missing.UnknownFactsOfBehaviours())
            .Select(item => item.Fact);
    }

    // How many statuses are definite whatever the answer to this fact turns out to be.
    private int MadeDefinite(Fact fact, List<Response> unknown)
    {
        var index = _policy.Facts.IndexOf(fact.Id);
        var open = new HashSet<Response>(ReferenceEqualityComparer.Instance);
        foreach (var answer in PossibleAnswers.To(fact, _policy))
        {
            var answered = state.With(index, answer);
            open.UnionWith(unknown.Where(response => new ResponseGates(answered, response).StatusOf(answered, response).Status == ResponseStatus.Unknown));
        }

        return unknown.Count - open.Count;
    }
}
