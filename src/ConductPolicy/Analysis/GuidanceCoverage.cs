using ConductPolicy.Policies;

namespace ConductPolicy.Analysis;

/// <summary>A part of a bar by which a policy gives what guidance asks.</summary>
/// <param name="Response">The bar.</param>
/// <param name="Part">The part, such as <c>notice.form:written</c>.</param>
/// <param name="Clauses">The clauses that it rests on; none where it is the trust's own choice and the text says nothing.</param>
/// <param name="Reading">How somebody understood those clauses, where their words do not say it; else null.</param>
public sealed record GuidancePart(string Response, string Part, ValueList<string> Clauses, string? Reading);

/// <summary>Whether a policy gives one thing that guidance asks.</summary>
/// <param name="Ask">What is asked.</param>
/// <param name="Given">The parts that give it, bar by bar.</param>
/// <param name="LackedBy">The bars of which it is asked and that lack it; none where it is asked of one at least and one has it.</param>
public sealed record GuidanceAnswer(GuidanceAsk Ask, ValueList<GuidancePart> Given, ValueList<string> LackedBy)
{
    /// <summary>Whether it is given by every bar of which it is asked.</summary>
    public bool IsGiven => Given.Count > 0 && LackedBy.Count == 0;

    /// <summary>Whether the words of the policy alone give it: no reading is needed, and no choice of the trust's own.</summary>
    public bool IsStated
    {
        get
        {
            foreach (var part in Given)
            {
                if (part.Clauses.Count == 0 || part.Reading is not null)
                {
                    return false;
                }
            }

            return IsGiven;
        }
    }
}

/// <summary>Which of the things that guidance asks of a bar a policy gives, by clause, and which it lacks.</summary>
/// <remarks>It compares a policy's text, as its rule set restates it, with guidance that binds nobody; it never says what the law asks.</remarks>
public sealed record GuidanceCoverage
{
    private GuidanceCoverage()
    {
    }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The guidance.</summary>
    public required Guidance Guidance { get; init; }

    /// <summary>An answer to each thing that is asked, in its order; none where the policy has no bars.</summary>
    public required ValueList<GuidanceAnswer> Answers { get; init; }

    /// <summary>Lays a policy beside guidance.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="guidance">The guidance.</param>
    public static GuidanceCoverage Of(Policy policy, Guidance guidance)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(guidance);
        var bars = policy.Responses.Where(response => response.Bar is not null).ToList();
        return new GuidanceCoverage
        {
            Policy = policy,
            Guidance = guidance,
            Answers = bars.Count == 0 ? [] : guidance.Asks.Select(ask => AnswerTo(policy, ask, bars)).ToValueList(),
        };
    }

    private static GuidanceAnswer AnswerTo(Policy policy, GuidanceAsk ask, List<Response> bars)
    {
        var asked = bars.FindAll(bar => ask.Of switch
        {
            GuidanceSubject.FirstBar => bar.Continues is null,
            GuidanceSubject.LastBar => !bars.Exists(other => other.Continues == bar.Id),
            _ => true,
        });
        var given = asked.SelectMany(bar => PartsOf(policy, ask, bar)).ToValueList();
        var lacking = asked.Select(bar => bar.Id).Except(given.Select(part => part.Response)).ToValueList();
        return new GuidanceAnswer(ask, given, ask.Of == GuidanceSubject.SomeBar && given.Count > 0 ? [] : lacking);
    }

    private static IEnumerable<GuidancePart> PartsOf(Policy policy, GuidanceAsk ask, Response bar) =>
        from part in ask.Has
        let basis = BarParts.Find(policy, bar, part)
        where basis is not null
        select new GuidancePart(bar.Id, part, basis.Clauses, basis.Reading);
}
