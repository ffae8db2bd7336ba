using ConductPolicy.Loading;

namespace ConductPolicy.Cases;

/// <summary>A line of a file of many cases: the case, or what is wrong with it.</summary>
public sealed record CaseLine
{
    /// <summary>The line's number in the file, counted from 1; lines with nothing in them are counted too.</summary>
    public required int Number { get; init; }

    /// <summary>The case; null where the line has problems.</summary>
    public ConductCase? Case { get; init; }

    /// <summary>Everything that is wrong with the line, each with its line and column; none where there is a case.</summary>
    public ValueList<Problem> Problems { get; init; } = [];
}
