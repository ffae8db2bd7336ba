using System.Buffers;
using ConductPolicy.Cases;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>One incident of a case made ready to be decided many times, as on a form that is being filled in. Immutable.</summary>
/// <remarks>
/// Its facts and its record are held as bits: for each thing that a condition can ask, one that says whether it is known and one that
/// says whether it is true. <see cref="DecisionEngine.Prepare"/> makes it.
/// </remarks>
public sealed class PreparedIncident
{
    // On the stack up to here; the bits of a policy larger than that are rented.
    private const int WordsOnStack = 256;

    private readonly CompiledPolicy _policy;
    private readonly IncidentBits _incident;

    internal PreparedIncident(CompiledPolicy policy, IncidentBits incident)
    {
        _policy = policy;
        _incident = incident;
    }

    /// <summary>The policy that decides.</summary>
    public Policy Policy => _policy.Policy;

    internal CompiledPolicy Compiled => _policy;

    /// <summary>What the policy makes of the incident.</summary>
    /// <param name="words">Room for its bits, as many words as the policy has.</param>
    internal IncidentState StateOn(Span<ulong> words)
    {
        _incident.Words.CopyTo(words);
        return new IncidentState(_policy, _incident, words);
    }

    /// <summary>Writes the status of each response, in the order of the policy's responses. Allocates nothing.</summary>
    /// <param name="statuses">Where to write them; what is longer than the policy has responses is left as it is.</param>
    /// <exception cref="ArgumentException">The span is shorter than the policy has responses.</exception>
    public void Statuses(Span<ResponseStatus> statuses)
    {
        if (statuses.Length < _policy.Responses.Length)
        {
            throw new ArgumentException($"The policy has {_policy.Responses.Length} responses, and the span has room for {statuses.Length}.", nameof(statuses));
        }

        var count = _policy.WordCount;
        var rented = count > WordsOnStack ? ArrayPool<ulong>.Shared.Rent(count) : null;
        var words = rented is null ? stackalloc ulong[count] : rented.AsSpan(0, count);
        var state = StateOn(words);
        for (var i = 0; i < _policy.Responses.Length; i++)
        {
            statuses[i] = ResponseGates.StatusOf(state, _policy.Responses[i]);
        }

        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    /// <summary>The same with one fact answered, or with its answer taken back.</summary>
    /// <param name="fact">The fact's id.</param>
    /// <param name="answer">The answer; <see cref="FactValue.Unknown"/> for none.</param>
    /// <exception cref="KeyNotFoundException">The policy has no such fact; the message names the nearest that it has.</exception>
    /// <exception cref="ArgumentException">It is no answer to that fact.</exception>
    public PreparedIncident With(string fact, FactValue answer)
    {
        var position = Policy.Facts.PositionOf(fact);
        if (answer.IsKnown && !answer.Answers(Policy.Facts[position]))
        {
            throw new ArgumentException($"`{answer}` is no answer to `{fact}`.", nameof(answer));
        }

        var words = (ulong[])_incident.Words.Clone();
        _policy.Atoms.Set(new TruthBits(words), position, answer);
        return new PreparedIncident(_policy, _incident with { Words = words });
    }
}
