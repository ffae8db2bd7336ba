namespace ConductPolicy.Audit;

/// <summary>The stable codes of what an audit finds; <c>docs/findings.md</c> says of each when it is found.</summary>
public static class FindingCode
{
    /// <summary>No behaviour of the incident may stand.</summary>
    public const string TakenWithoutBreach = "taken-without-breach";

    /// <summary>The response's own condition or the ladder's was not met, or the bar or the intention to bar had been lifted.</summary>
    public const string TakenNotApplicable = "taken-not-applicable";

    /// <summary>Something had to come first.</summary>
    public const string TakenTooEarly = "taken-too-early";

    /// <summary>The rung is above the ceiling.</summary>
    public const string TakenDisproportionate = "taken-disproportionate";

    /// <summary>A fact that decides was not on record.</summary>
    public const string TakenOnUnknownFacts = "taken-on-unknown-facts";

    /// <summary>The person had not been heard, nor the time for it run out.</summary>
    public const string NotHeard = "not-heard";

    /// <summary>Somebody else decided than the policy says.</summary>
    public const string DecidedByWrongRole = "decided-by-wrong-role";

    /// <summary>The record does not say who decided.</summary>
    public const string DeciderNotOnRecord = "decider-not-on-record";

    /// <summary>The approval was asked for and not given.</summary>
    public const string ApprovalRefused = "approval-refused";

    /// <summary>The approval came before what has to come before it.</summary>
    public const string ApprovalTooEarly = "approval-too-early";

    /// <summary>The approval came after the act.</summary>
    public const string ApprovalAfterAct = "approval-after-act";

    /// <summary>Somebody else approved than the policy asks.</summary>
    public const string ApprovalByWrongRole = "approval-by-wrong-role";

    /// <summary>The approval was for another response or incident, or for none.</summary>
    public const string ApprovalForOther = "approval-for-other";

    /// <summary>The approval is not on record.</summary>
    public const string ApprovalMissing = "approval-missing";

    /// <summary>A required step was not taken.</summary>
    public const string StepNotDone = "step-not-done";

    /// <summary>A duty was not done.</summary>
    public const string DutyNotDone = "duty-not-done";

    /// <summary>What is to be thought of first is not on record.</summary>
    public const string ConsiderationsNotOnRecord = "considerations-not-on-record";

    /// <summary>The person was not told.</summary>
    public const string NoticeMissing = "notice-missing";

    /// <summary>The person was not told in writing.</summary>
    public const string NoticeNotWritten = "notice-not-written";

    /// <summary>The person was not told everything.</summary>
    public const string NoticeIncomplete = "notice-incomplete";

    /// <summary>A bar that is limited in time has no last day.</summary>
    public const string BarWithoutEnd = "bar-without-end";

    /// <summary>A bar lasts longer than the trust allows.</summary>
    public const string BarTooLong = "bar-too-long";

    /// <summary>A bar ended unreviewed.</summary>
    public const string ReviewMissing = "review-missing";

    /// <summary>A bar was reviewed after its end.</summary>
    public const string ReviewLate = "review-late";

    /// <summary>A bar was not looked at when the trust's setting asks for it.</summary>
    public const string InterimReviewMissing = "interim-review-missing";

    /// <summary>A barred person was not asked for their side.</summary>
    public const string RepresentationsNotInvited = "representations-not-invited";

    /// <summary>A barred person was in touch otherwise than agreed.</summary>
    public const string ContactOutsideRoute = "contact-outside-route";

    /// <summary>A message was answered late.</summary>
    public const string AnswerLate = "answer-late";

    /// <summary>A message was not answered.</summary>
    public const string AnswerMissing = "answer-missing";
}
