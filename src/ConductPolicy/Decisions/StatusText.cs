namespace ConductPolicy.Decisions;

/// <summary>Statuses in words for people.</summary>
internal static class StatusText
{
    public static string Of(ResponseStatus status) => status switch
    {
        ResponseStatus.NotApplicable => "not open",
        ResponseStatus.TooEarly => "too early",
        ResponseStatus.Disproportionate => "out of proportion",
        ResponseStatus.Unknown => "depends on an answer",
        ResponseStatus.AwaitingApproval => "waits for others",
        _ => "may be done",
    };
}
