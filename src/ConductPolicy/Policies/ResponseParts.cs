using ConductPolicy.Conditions;

namespace ConductPolicy.Policies;

/// <summary>The parts of a response that an <c>always … has</c> safeguard may name.</summary>
internal static class ResponseParts
{
    public static readonly string[] Examples =
        ["notice.form:written", "notice.states:length", "bar.timeLimited", "bar.review", "bar.contact", "bar.appeal", "decidedBy:headteacher", "approval.consult:ceo"];

    /// <summary>Whether a response has a part; null where the words name no part at all.</summary>
    public static bool? Has(Response response, string part)
    {
        var (name, value) = part.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? (part[..colon], part[(colon + 1)..]) : (part, null);
        return (name, value) switch
        {
            ("notice.form", "written") => response.Notice?.Form == NoticeForm.Written,
            ("notice.form", "spoken") => response.Notice?.Form == NoticeForm.Spoken,
            ("notice.states", { } word) => response.Notice?.States.Contains(word) ?? false,
            ("bar.timeLimited", null) => response.Bar?.IsTimeLimited ?? false,
            ("bar.review", null) => response.Bar?.Review is not null,
            ("bar.contact", null) => response.Bar?.Contact is not null,
            ("bar.appeal", null) => response.Bar?.Appeal is not null,
            ("decidedBy", { } role) => response.DecidedBy?.Role == role,
            ("approval.consult", { } role) => HasApproval(response, ApprovalAct.Consult, role),
            ("approval.review", { } role) => HasApproval(response, ApprovalAct.Review, role),
            ("approval.approve", { } role) => HasApproval(response, ApprovalAct.Approve, role),
            _ => null,
        };
    }

    private static bool HasApproval(Response response, ApprovalAct act, string role)
    {
        foreach (var approval in response.Approvals)
        {
            if (approval.Act == act && approval.Role == role)
            {
                return true;
            }
        }

        return false;
    }
}
