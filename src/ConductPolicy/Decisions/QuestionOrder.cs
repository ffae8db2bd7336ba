using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>Finds which unanswered facts bear on a decision, and puts the most decisive first.</summary>
internal sealed class QuestionOrder
{
    private readonly CompiledPolicy _compiled;
    private readonly Question[] _questions;
    private readonly int[] _factOf;

    public QuestionOrder(CompiledPolicy compiled)
    {
        _compiled = compiled;
        _questions = [.. compiled.Policy.Facts.Select(fact => new Question(fact.Id, fact.Ask))];
        _factOf = compiled.Atoms.FactsByAtom();
    }

    private readonly record struct Candidate(Fact Fact, int Position, int MadeDefinite);

    /// <param name="state">The incident.</param>
    /// <param name="incident">Its bits.</param>
    /// <param name="statuses">The status of each response.</param>
    /// <param name="isAttempted">For each step, whether it was attempted.</param>
    public ValueList<Question> Ask(in IncidentState state, in IncidentBits incident, ReadOnlySpan<ResponseStatus> statuses, ReadOnlySpan<bool> isAttempted)
    {
        var facts = new bool[_questions.Length];
        if (state.Scope == Truth.False || !MarkBearing(state, statuses, isAttempted, facts))
        {
            return [];
        }

        var candidates = new Candidate[facts.Count(true)];
        var count = 0;
        var isOpen = new bool[statuses.Length];
        var scratch = candidates.Length > 1 ? incident with { Words = (ulong[])incident.Words.Clone() } : default;
        for (var i = 0; i < facts.Length; i++)
        {
            if (facts[i])
            {
                candidates[count++] = new Candidate(_compiled.Policy.Facts[i], i, candidates.Length > 1 ? MadeDefinite(i, scratch, statuses, isOpen) : 0);
            }
        }

        Array.Sort(candidates, Compare);
        var questions = new Question[count];
        for (var i = 0; i < count; i++)
        {
            questions[i] = _questions[candidates[i].Position];
        }

        return new ValueList<Question>(questions);
    }

    private static int Compare(Candidate a, Candidate b) =>
        a.Fact.IsMomentary.CompareTo(b.Fact.IsMomentary) is var byMoment and not 0 ? byMoment
        : b.MadeDefinite.CompareTo(a.MadeDefinite) is var byWeight and not 0 ? byWeight
        : string.CompareOrdinal(a.Fact.Id, b.Fact.Id);

    private bool MarkBearing(in IncidentState state, ReadOnlySpan<ResponseStatus> statuses, ReadOnlySpan<bool> isAttempted, Span<bool> facts)
    {
        var isAny = Mark(_compiled.Scope, state, facts);
        foreach (var i in state.Named)
        {
            if (state.VerdictOf(i) == Verdict.Undetermined)
            {
                isAny |= Mark(_compiled.Behaviours[i].When, state, facts) | Mark(_compiled.Behaviours[i].Unless, state, facts);
            }
        }

        for (var i = 0; i < statuses.Length; i++)
        {
            var response = _compiled.Responses[i];
            if (statuses[i] != ResponseStatus.Unknown)
            {
                continue;
            }

            isAny |= Mark(response.When, state, facts) | Mark(response.After, state, facts);
            if (!response.Response.IsImmediate)
            {
                isAny |= Mark(_compiled.LadderWhen, state, facts) | (!response.Response.ReplacesLadderAfter && Mark(_compiled.LadderAfter, state, facts));
            }
        }

        for (var i = 0; i < isAttempted.Length && state.Stands != Truth.False; i++)
        {
            var (step, when, after) = _compiled.Steps[i];
            if (step.IsRequired && !isAttempted[i] && state.Evaluate(when).And(state.Evaluate(after)) == Truth.Unknown)
            {
                isAny |= Mark(when, state, facts) | Mark(after, state, facts);
            }
        }

        return isAny;
    }

    // What leaves a condition open: an undetermined behaviour is asked about by itself.
    private bool Mark(CompiledCondition? condition, in IncidentState state, Span<bool> facts)
    {
        if (condition is null || condition.Evaluate(state.Bits) != Truth.Unknown)
        {
            return false;
        }

        if (condition.Atom >= 0)
        {
            return condition.Atom < _factOf.Length && (facts[_factOf[condition.Atom]] = true);
        }

        var isAny = false;
        foreach (var part in condition.Parts)
        {
            isAny |= Mark(part, state, facts);
        }

        return isAny;
    }

    // How many statuses are definite whatever the answer to this fact turns out to be.
    private int MadeDefinite(int fact, in IncidentBits incident, ReadOnlySpan<ResponseStatus> statuses, Span<bool> isOpen)
    {
        var bits = new TruthBits(incident.Words);
        isOpen.Clear();
        foreach (var answer in _compiled.Atoms.AnswersTo(fact))
        {
            _compiled.Atoms.Set(bits, fact, answer);
            var answered = new IncidentState(_compiled, incident);
            for (var i = 0; i < statuses.Length; i++)
            {
                isOpen[i] |= statuses[i] == ResponseStatus.Unknown && !isOpen[i]
                    && ResponseGates.StatusOf(answered, _compiled.Responses[i]) == ResponseStatus.Unknown;
            }
        }

        _compiled.Atoms.Set(bits, fact, Cases.FactValue.Unknown);
        var definite = 0;
        for (var i = 0; i < statuses.Length; i++)
        {
            definite += statuses[i] == ResponseStatus.Unknown && !isOpen[i] ? 1 : 0;
        }

        return definite;
    }
}
