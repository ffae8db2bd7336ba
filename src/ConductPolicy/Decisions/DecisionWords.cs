using ConductPolicy.Loading;

namespace ConductPolicy.Decisions;

/// <summary>The words of a decision's JSON.</summary>
internal static class DecisionWords
{
    public static readonly WordTable<ScopeVerdict> Scopes = new((ScopeVerdict.In, "in"), (ScopeVerdict.Out, "out"), (ScopeVerdict.Unknown, "unknown"));

    public static readonly WordTable<Verdict> Verdicts = new(
        (Verdict.Breach, "breach"), (Verdict.Excused, "excused"), (Verdict.NotABreach, "not-a-breach"),
        (Verdict.Undetermined, "undetermined"), (Verdict.NotEstablished, "not-established"));

    public static readonly WordTable<ResponseStatus> Statuses = new(
        (ResponseStatus.NotApplicable, "not-applicable"), (ResponseStatus.TooEarly, "too-early"),
        (ResponseStatus.Disproportionate, "disproportionate"), (ResponseStatus.Unknown, "unknown"),
        (ResponseStatus.AwaitingApproval, "awaiting-approval"), (ResponseStatus.Permitted, "permitted"));

    public static readonly WordTable<Gate> Gates = new(
        (Gate.Applicable, "applicable"), (Gate.InSequence, "in-sequence"), (Gate.Proportionate, "proportionate"), (Gate.Approved, "approved"));

    public static readonly WordTable<Basis> Bases = new((Basis.Stated, "stated"), (Basis.Reading, "reading"), (Basis.Setting, "setting"));

    public static readonly WordTable<RequiredKind> RequiredKinds = new((RequiredKind.Step, "step"), (RequiredKind.Duty, "duty"));
}
