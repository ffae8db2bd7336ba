using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Loading;

/// <summary>The words of the JSON formats and the values they stand for, one table for reading and writing.</summary>
internal static class Words
{
    public static readonly WordTable<ClauseKind> ClauseKinds = new(
        (ClauseKind.Value, "value"), (ClauseKind.Scope, "scope"), (ClauseKind.Definition, "definition"), (ClauseKind.Expectation, "expectation"),
        (ClauseKind.Timescale, "timescale"), (ClauseKind.Behaviour, "behaviour"), (ClauseKind.Exception, "exception"), (ClauseKind.Step, "step"),
        (ClauseKind.Condition, "condition"), (ClauseKind.Response, "response"), (ClauseKind.Approval, "approval"),
        (ClauseKind.Safeguard, "safeguard"), (ClauseKind.Competence, "competence"), (ClauseKind.Power, "power"),
        (ClauseKind.Commitment, "commitment"), (ClauseKind.Related, "related"), (ClauseKind.Document, "document"));

    public static readonly WordTable<ClauseForce> ClauseForces = new(
        (ClauseForce.Must, "must"), (ClauseForce.Will, "will"), (ClauseForce.Would, "would"), (ClauseForce.Should, "should"),
        (ClauseForce.NotTolerated, "not-tolerated"), (ClauseForce.Request, "request"), (ClauseForce.May, "may"));

    public static readonly WordTable<FactType> FactTypes = new(
        (FactType.Flag, "flag"), (FactType.Count, "count"), (FactType.Choice, "choice"));

    public static readonly WordTable<NoticeForm> NoticeForms = new((NoticeForm.Written, "written"), (NoticeForm.Spoken, "spoken"));

    public static readonly string[] NoticeStates = ["reasons", "length", "review-date", "representations", "contact-route", "appeal", "further-action"];

    public static readonly WordTable<Finding> Findings = new(
        (Finding.Alleged, "alleged"), (Finding.Established, "established"), (Finding.NotEstablished, "not-established"));

    public static readonly WordTable<Outcome> Outcomes = new(
        (Outcome.Resolved, "resolved"), (Outcome.Unresolved, "unresolved"), (Outcome.Declined, "declined"), (Outcome.Unreachable, "unreachable"));

    public static readonly WordTable<ApprovalAct> Acts = new(
        (ApprovalAct.Consult, "consult"), (ApprovalAct.Review, "review"), (ApprovalAct.Approve, "approve"));

    public static readonly WordTable<ApprovalResult> ApprovalResults = new(
        (ApprovalResult.Confirmed, "confirmed"), (ApprovalResult.Agreed, "agreed"), (ApprovalResult.Refused, "refused"), (ApprovalResult.Lifted, "lifted"));

    public static readonly WordTable<RepresentationsState> RepresentationsStates = new(
        (RepresentationsState.Received, "received"), (RepresentationsState.PeriodOver, "period-over"), (RepresentationsState.Heard, "heard"));
}

/// <summary>Values and the words that stand for them in JSON.</summary>
/// <typeparam name="T">The values.</typeparam>
internal sealed class WordTable<T>(params (T Value, string Word)[] pairs)
    where T : struct, Enum
{
    public string[] All { get; } = [.. pairs.Select(pair => pair.Word)];

    public T ValueOf(string word)
    {
        foreach (var pair in pairs)
        {
            if (pair.Word == word)
            {
                return pair.Value;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(word), word, "not one of the words");
    }

    public string WordOf(T value)
    {
        foreach (var pair in pairs)
        {
            if (EqualityComparer<T>.Default.Equals(pair.Value, value))
            {
                return pair.Word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "not one of the values");
    }
}
