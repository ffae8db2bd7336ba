using ConductPolicy.Decisions;

namespace ConductPolicy.Cli;

/// <summary>The word of each status, as decisions in JSON have it.</summary>
internal static class StatusWord
{
    private static readonly Dictionary<ResponseStatus, string> s_words = new()
    {
        [ResponseStatus.NotApplicable] = "not-applicable",
        [ResponseStatus.TooEarly] = "too-early",
        [ResponseStatus.Disproportionate] = "disproportionate",
        [ResponseStatus.Unknown] = "unknown",
        [ResponseStatus.AwaitingApproval] = "awaiting-approval",
        [ResponseStatus.Permitted] = "permitted",
    };

    public static string Of(ResponseStatus status) => s_words[status];
}
