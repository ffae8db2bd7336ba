using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cases;

/// <summary>The names that cases of a policy are made of, and its facts answered with yes and no, made once for all cases. Immutable.</summary>
internal sealed class CaseNames
{
    // The ids that most cases give their incidents and events.
    private const int UsualIds = 64;

    private readonly NameTable _names;

    // By the position of the fact's name, as the names of facts come first.
    private readonly FactAnswer[] _yes;
    private readonly FactAnswer[] _no;

    public CaseNames(Policy policy)
    {
        string[] facts = [.. policy.Facts.Ids.Where(CaseShape.Id.IsId)];
        _yes = Array.ConvertAll(facts, fact => new FactAnswer(fact, true));
        _no = Array.ConvertAll(facts, fact => new FactAnswer(fact, false));
        _names = new NameTable(
        [
            .. facts,
            .. policy.Facts.SelectMany(fact => fact.Values).Concat(policy.SeriousnessLevels)
                .Concat(policy.Behaviours.Ids).Concat(policy.Steps.Ids).Concat(policy.Responses.Ids).Concat(policy.Roles.Ids).Concat(policy.Considerations.Ids)
                .Where(CaseShape.Id.IsId),
            .. Words.Findings.All, .. Words.Outcomes.All, .. Words.Acts.All, .. Words.NoticeForms.All, .. Words.NoticeStates,
            "expired", "lifted", "received", "holding", "answered", "made", "decided",
            .. Enumerable.Range(1, UsualIds).SelectMany(number => (string[])[FormattableString.Invariant($"e{number}"), FormattableString.Invariant($"i{number}")]),
        ]);
    }

    public string this[int index] => _names[index];

    /// <summary>The position of the name of some length with which a text begins, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> utf8, int length) => _names.IndexOf(utf8, length);

    /// <summary>The answer yes or no to a fact by the position of its name, or to a name that is no fact, which the check of the case refuses.</summary>
    public FactAnswer Answer(int name, bool isYes) => name >= _yes.Length ? new FactAnswer(_names[name], isYes) : isYes ? _yes[name] : _no[name];
}
