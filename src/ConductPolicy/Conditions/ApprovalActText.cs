namespace ConductPolicy.Conditions;

/// <summary>Approvals in words.</summary>
internal static class ApprovalActText
{
    public static string NounOf(ApprovalAct act) => act switch
    {
        ApprovalAct.Consult => "consultation",
        ApprovalAct.Review => "review",
        _ => "approval",
    };
}
