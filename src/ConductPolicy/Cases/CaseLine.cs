using ConductPolicy.Loading;
using ConductPolicy.Policies;

namespace ConductPolicy.Cases;

/// <summary>A line of a file of many cases: the case, or what is wrong with it. Only <see cref="CaseLines"/> makes them, so a case in one is known to be without problems.</summary>
public sealed record CaseLine
{
    private readonly Policy? _policy;

    internal CaseLine(int number, ConductCase read, Policy policy) => (Number, Case, _policy) = (number, read, policy);

    internal CaseLine(int number, ValueList<Problem> problems) => (Number, Problems) = (number, problems);

    /// <summary>The line's number in the file, counted from 1; lines with nothing in them are counted too.</summary>
    public int Number { get; }

    /// <summary>The case; null where the line has problems.</summary>
    public ConductCase? Case { get; }

    /// <summary>Everything that is wrong with the line, each with its line and column; none where there is a case.</summary>
    public ValueList<Problem> Problems { get; } = [];

    /// <summary>Whether the case was checked by this very policy.</summary>
    internal bool IsCheckedBy(Policy policy) => ReferenceEquals(_policy, policy);
}
