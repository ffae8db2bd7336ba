using ConductPolicy.Loading;

namespace ConductPolicy.Decisions;

/// <summary>The words of a decision's JSON.</summary>
internal static class DecisionWords
{
    public static readonly WordTable<ScopeVerdict> Scopes = new(
        "out", "unknown", "in");

    public static readonly WordTable<Verdict> Verdicts = new(
        "not-established", "not-a-breach", "excused", "undetermined", "breach");

    public static readonly WordTable<ResponseStatus> Statuses = new(
        "not-applicable", "too-early", "disproportionate", "unknown", "awaiting-approval", "permitted");

    public static readonly WordTable<Gate> Gates = new(
        "applicable", "in-sequence", "proportionate", "approved");

    public static readonly WordTable<Basis> Bases = new(
        "stated", "reading", "setting");

    public static readonly WordTable<RequiredKind> RequiredKinds = new(
        "step", "duty");
}
