using ConductPolicy.Cases;
using ConductPolicy.Conditions;

namespace ConductPolicy.Analysis;

/// <summary>One thing that can still come to a case, by the positions of what it is about in the policy.</summary>
internal abstract record Move;

/// <summary>A fact that is not known is answered.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Answers">The answers, of which any one will do.</param>
internal sealed record AnswerMove(int Fact, ValueList<FactValue> Answers) : Move;

/// <summary>A finding is made.</summary>
/// <param name="Behaviour">The behaviour.</param>
/// <param name="Finding">What is found.</param>
internal sealed record FindingMove(int Behaviour, Finding Finding) : Move;

/// <summary>Something comes on to the record. An invitation is one of which the time has run out.</summary>
/// <param name="Event">What.</param>
internal sealed record RecordMove(RecordEvent Event) : Move;

/// <summary>Moves, by their numbers.</summary>
/// <param name="InOrder">Each in the order in which it comes; one may come more than once.</param>
/// <param name="Sorted">The same, the lowest number first.</param>
internal sealed record Way(int[] InOrder, int[] Sorted)
{
    public static readonly Way None = new([], []);

    public int Count => Sorted.Length;

    public Way Then(int move) => new([.. InOrder, move], Merged(Sorted, [move]));

    public Way And(Way other) => other.Count == 0 ? this : Count == 0 ? other : new([.. InOrder, .. other.InOrder], Merged(Sorted, other.Sorted));

    /// <summary>Whether all of its moves are among those of another, each as often.</summary>
    public bool IsPartOf(Way other)
    {
        var at = 0;
        foreach (var move in Sorted)
        {
            while (at < other.Count && other.Sorted[at] < move)
            {
                at++;
            }

            if (at == other.Count || other.Sorted[at] != move)
            {
                return false;
            }

            at++;
        }

        return true;
    }

    /// <summary>Which of two comes first: the one of fewer moves, then the one whose first other move stands first in the rule set.</summary>
    public static int InOrderOfSize(Way one, Way other) => one.Count != other.Count ? one.Count.CompareTo(other.Count) : one.Sorted.AsSpan().SequenceCompareTo(other.Sorted);

    private static int[] Merged(int[] one, int[] other)
    {
        int[] all = [.. one, .. other];
        Array.Sort(all);
        return all;
    }
}

/// <summary>One way in which something open can turn out.</summary>
/// <param name="Values">What the variables it is about come to then.</param>
/// <param name="Ways">The smallest ways there.</param>
internal sealed record OpenOption((int Variable, bool Value)[] Values, IReadOnlyList<Way> Ways);

/// <summary>Something that is open in a case and bears on no other: a fact, a finding, a part of the record.</summary>
internal abstract class OpenChoice
{
    /// <summary>The variables that it settles.</summary>
    public abstract IReadOnlyList<int> Variables { get; }

    /// <summary>Every way in which it can turn out by so many moves or fewer; the first that it stays as it is.</summary>
    public abstract IReadOnlyList<OpenOption> Options(int most);

    /// <summary>Whether there are so many ways that the longest were not looked for.</summary>
    public virtual bool IsCut => false;
}

/// <summary>A choice each of whose ways is one move.</summary>
internal sealed class SingleChoice(IReadOnlyList<int> variables, IReadOnlyList<OpenOption> options) : OpenChoice
{
    public override IReadOnlyList<int> Variables => variables;

    public override IReadOnlyList<OpenOption> Options(int most) => options;
}
