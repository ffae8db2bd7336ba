using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Testing;

/// <summary>The parts that a response has, as an <c>always … has</c> safeguard names them.</summary>
internal static class ResponsePartNames
{
    public static IEnumerable<string> Of(Response response)
    {
        string?[] parts =
        [
            response.Notice?.Form switch { NoticeForm.Written => "notice.form:written", NoticeForm.Spoken => "notice.form:spoken", _ => null },
            response.Bar is { IsTimeLimited: true } ? "bar.timeLimited" : null,
            response.Bar?.Review is null ? null : "bar.review",
            response.Bar?.Contact is null ? null : "bar.contact",
            response.Bar?.Appeal is null ? null : "bar.appeal",
            response.DecidedBy is { } decider ? $"decidedBy:{decider.Role}" : null,
        ];
        return
        [
            .. parts.OfType<string>(),
            .. (response.Notice?.States ?? []).Select(state => $"notice.states:{state}"),
            .. response.Approvals.Select(approval => $"approval.{Word(approval.Act)}:{approval.Role}").Distinct(),
        ];
    }

    private static string Word(ApprovalAct act) => act switch
    {
        ApprovalAct.Consult => "consult",
        ApprovalAct.Review => "review",
        _ => "approve",
    };
}
