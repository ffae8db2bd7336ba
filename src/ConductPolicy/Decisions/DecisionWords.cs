using ConductPolicy.Loading;

namespace ConductPolicy.Decisions;

/// <summary>The words of a decision's JSON.</summary>
internal static class DecisionWords
{
    public static readonly WordTable<ScopeVerdict> Scopes = new();

    public static readonly WordTable<Verdict> Verdicts = new();

    public static readonly WordTable<ResponseStatus> Statuses = new();

    public static readonly WordTable<Gate> Gates = new();

    public static readonly WordTable<Basis> Bases = new();

    public static readonly WordTable<RequiredKind> RequiredKinds = new();
}
