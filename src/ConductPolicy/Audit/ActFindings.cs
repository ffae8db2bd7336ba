using ConductPolicy.Cases;
using ConductPolicy.Conditions;
using ConductPolicy.Decisions;
using ConductPolicy.Policies;

namespace ConductPolicy.Audit;

/// <summary>Judges an act by the gates as they stood just before it, approvals left out of account.</summary>
internal static class ActFindings
{
    /// <summary>Finds what is wrong with an act; gives whether its approvals are to be looked at.</summary>
    public static bool Judge(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response)
    {
        switch (ResponseGates.StatusOf(state, response))
        {
            case ResponseStatus.NotApplicable when state.Stands == Truth.False:
                AddWithoutBreach(replay, act, state, response);
                return false;
            case ResponseStatus.NotApplicable:
                AddNotApplicable(replay, act, state, response);
                return false;
            case ResponseStatus.TooEarly:
                AddTooEarly(replay, act, state, response);
                break;
            case ResponseStatus.Disproportionate:
                AddDisproportionate(replay, act, state, response);
                break;
            case ResponseStatus.Unknown:
                AddUnknown(replay, act, state, response);
                break;
        }

        return true;
    }

    private static void AddWithoutBreach(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response)
    {
        var own = Citations.Of(response.Response);
        var cited = state.Named.IsEmpty ? own : new Citations(own.Clauses, Basis.Stated, null);
        var why = new List<string>();
        foreach (var behaviour in state.Named)
        {
            var verdict = replay.Builder.VerdictOn(behaviour, state);
            var reason = verdict.Reasons[0];
            cited = cited.With(new Citations(reason.Clauses, reason.Basis, null));
            why.Add($"“{verdict.Behaviour.Label}”: {reason.Text}");
        }

        replay.Found(
            FindingCode.TakenWithoutBreach, act, cited, $"{replay.Done(act)}, and by the record as it stood there was no breach.",
            $"The policy has its responses for a breach of it. {(why.Count == 0 ? "The incident names no behaviour." : string.Join(" ", why))}");
    }

    private static void AddNotApplicable(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response)
    {
        var cited = default(Citations?);
        var asked = new List<string>();
        foreach (var question in replay.Builder.Questions[response.Position])
        {
            if (question.Gate == Gate.Applicable && question.TruthIn(state) == Truth.False)
            {
                var part = question.Answer(state);
                var own = new Citations(part.Reason.Clauses, part.Reason.Basis, null);
                cited = cited?.With(own) ?? own;
                asked.Add(part.Condition is { } condition
                    ? $"It is open only where {replay.Wording.Of(BearingCondition.Of(condition, state))}. That was not so."
                    : part.Reason.Text);
            }
        }

        replay.Found(
            FindingCode.TakenNotApplicable, act, cited ?? Citations.Of(response.Response), $"{replay.Done(act)}, and by the record as it stood it was not open.",
            string.Join(" ", asked));
    }

    private static void AddTooEarly(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response)
    {
        var wanting = WantingParts.Of(state, response);
        var isOnlyUnheard = IsInSequenceOnceHeard(replay, state, response);
        if (!isOnlyUnheard)
        {
            replay.Found(
                FindingCode.TakenTooEarly, act, wanting.Acts ?? Citations.Of(response.Response), $"{replay.Done(act)}, before what has to come first.",
                $"It comes only after this{replay.ForWhich}: {Sequence(replay, state, response)}. {WhyNot(replay, state, response)}");
        }

        if (wanting.Representations is { } unheard)
        {
            replay.Found(
                FindingCode.NotHeard, act, unheard, $"{replay.Done(act)}, and nothing that counts for it says that by then the person had put their side, or that the time they were given for it was over.",
                "The person's representations come first, or the end of the time that they were given for them; what was recorded before a lifting counts for nothing taken after it.");
        }
    }

    private static string Sequence(IncidentReplay replay, in IncidentState state, CompiledResponse response)
    {
        var parts = new List<string>();
        foreach (var question in replay.Builder.Questions[response.Position])
        {
            if (question.Gate == Gate.InSequence && question.TruthIn(state) == Truth.False && question.Answer(state).Condition is { } condition)
            {
                parts.Add(replay.Wording.Of(BearingCondition.Of(condition, state)));
            }
        }

        return string.Join("; and ", parts);
    }

    // That something did not come out as asked is one thing, that nobody put down what came of it another.
    private static string WhyNot(IncidentReplay replay, in IncidentState state, CompiledResponse response)
    {
        var awaited = new List<string>();
        foreach (var question in replay.Builder.Questions[response.Position])
        {
            if (question.Gate == Gate.InSequence && question.TruthIn(state) == Truth.False && question.Answer(state).Condition is { } condition)
            {
                AddAwaited(replay, condition, state, awaited);
            }
        }

        return awaited.Count == 0 ? "That was not so." : $"By the record as it stood that was not so: what came of {string.Join(" and ", awaited.Distinct())} was not on record.";
    }

    private static void AddAwaited(IncidentReplay replay, CompiledCondition condition, in IncidentState state, List<string> awaited)
    {
        if (condition.Source is TakenCondition taken && condition.Awaited >= 0 && state.Bits.Holds(condition.Awaited))
        {
            awaited.Add(string.Join(" or ", taken.Ids.Select(replay.Wording.Label)));
        }

        foreach (var part in condition.Parts)
        {
            AddAwaited(replay, part, state, awaited);
        }
    }

    private static bool IsInSequenceOnceHeard(IncidentReplay replay, in IncidentState state, CompiledResponse response)
    {
        var heard = replay.Compiled.BitsOf(replay.Record);
        var bits = new TruthBits(heard.Words);
        foreach (var atom in replay.Compiled.Atoms.Recorded)
        {
            bits.Set(atom.Atom, atom.Condition is RepresentationsCondition ? Truth.True : state.Bits[atom.Atom]);
        }

        return ResponseGates.IsInSequence(new IncidentState(replay.Compiled, heard), response) != Truth.False;
    }

    private static void AddDisproportionate(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response)
    {
        var ladder = replay.Policy.Ladder;
        var levels = replay.Policy.SeriousnessLevels;
        var (from, to) = (state.Seriousness.From, state.Seriousness.To);
        var ceiling = Array.Find(replay.Builder.Questions[response.Position], question => question.Gate == Gate.Proportionate)!.Answer(state).Reason;
        replay.Found(
            FindingCode.TakenDisproportionate, act, new Citations(ceiling.Clauses, ceiling.Basis, null), $"{replay.Done(act)}, for an incident of {(from == to ? "" : $"{levels[from]} to ")}{levels[to]} seriousness.",
            $"For that seriousness the highest was rung {ladder.Ceiling[to] + state.Raise}; it stands on rung {response.Rung}.");
    }

    private static void AddUnknown(IncidentReplay replay, int act, in IncidentState state, CompiledResponse response)
    {
        var decision = replay.Builder.Assess(state, replay.Record, response);
        var cited = default(Citations?);
        foreach (var reason in decision.Reasons)
        {
            var own = new Citations(reason.Clauses, reason.Basis, null);
            cited = cited?.With(own) ?? own;
        }

        // Where it is a behaviour that may be excused or be no breach, what it turns on stands in clauses of its own.
        foreach (var behaviour in state.Named)
        {
            if (state.VerdictOf(behaviour) == Verdict.Undetermined && replay.Builder.VerdictOn(behaviour, state).Reasons[0] is var reason
                && decision.Missing.Any(missing => missing.Clauses.Any(reason.Clauses.Contains)))
            {
                cited = cited?.With(new Citations(reason.Clauses, reason.Basis, null));
            }
        }

        var questions = decision.Missing.OfType<MissingFact>().Select(missing => missing.Question).Distinct();
        replay.Found(
            FindingCode.TakenOnUnknownFacts, act, cited ?? Citations.Of(response.Response), $"{replay.Done(act)}, and what decides whether it was open was not on record.",
            $"It turns on this, as it was on that day: {string.Join(" ", questions)}");
    }
}

/// <summary>What was wanting for a response to be in sequence: acts, and the person's representations, each with the clauses nearest to it.</summary>
internal sealed class WantingParts
{
    public Citations? Acts { get; private set; }

    public Citations? Representations { get; private set; }

    public static WantingParts Of(in IncidentState state, CompiledResponse response)
    {
        var wanting = new WantingParts();
        var own = Citations.Of(response.Response);
        if (!response.ReplacesLadderAfter && state.Policy.LadderAfter is { } ladder)
        {
            wanting.Collect(ladder, new Citations(state.Policy.Policy.Ladder.Clauses, Basis.Stated, null), state);
        }

        if (response.After is { } after)
        {
            wanting.Collect(after, own, state);
        }

        if (response.Continues is not null && !ResponseGates.HasWhatItContinues(state, response))
        {
            wanting.Acts = wanting.Acts?.With(own) ?? own;
        }

        return wanting;
    }

    private void Collect(CompiledCondition condition, Citations cited, in IncidentState state)
    {
        if (condition.Evaluate(state.Bits) == Truth.True)
        {
            return;
        }

        switch (condition.Source)
        {
            case CitedCondition own:
                Collect(condition.Parts[0], Citations.Of(own.Clauses, own.Reading), state);
                break;
            case AllCondition or AnyCondition:
                foreach (var part in condition.Parts)
                {
                    Collect(part, cited, state);
                }

                break;
            case RepresentationsCondition:
                Representations = Representations?.With(cited) ?? cited;
                break;
            default:
                var leaf = cited with { Basis = Citations.Weaker(cited.Basis, Citations.Of(condition.Source, state.Policy.Policy, cited.Clauses, null).Basis) };
                Acts = Acts?.With(leaf) ?? leaf;
                break;
        }
    }
}
