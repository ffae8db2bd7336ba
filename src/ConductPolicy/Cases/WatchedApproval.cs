using ConductPolicy.Conditions;

namespace ConductPolicy.Cases;

/// <summary>An approval of which a record keeps account.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Role">By whom.</param>
/// <param name="Counts">Whether one counts that came on to the record just now, as its newest event; null where each does.</param>
internal record WatchedApproval(ApprovalAct Act, string Role, Predicate<IncidentRecord>? Counts);
