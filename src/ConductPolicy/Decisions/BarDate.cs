using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>What falls on a date of a bar, in the order in which dates of one day are listed.</summary>
public enum BarDateKind
{
    /// <summary>The bar begins.</summary>
    Begins,

    /// <summary>The person may put their side until then, included.</summary>
    RepresentationsUntil,

    /// <summary>A review on the way.</summary>
    InterimReview,

    /// <summary>A provisional bar is confirmed or lifted by then.</summary>
    Decision,

    /// <summary>An extension is decided, with its own approvals, by then.</summary>
    ExtensionDecision,

    /// <summary>The final review.</summary>
    Review,

    /// <summary>The last day of the bar, included.</summary>
    Ends,
}

/// <summary>A date of a bar.</summary>
/// <param name="Kind">What falls on it.</param>
/// <param name="On">The day.</param>
/// <param name="MovedFrom">The day on which it would have fallen and why that is not worked; null where it was not moved.</param>
/// <param name="By">Who acts, by the roles' ids; empty where the policy does not say.</param>
/// <param name="Clauses">The clauses it rests on.</param>
/// <param name="Basis">Whether on their words, a reading or a setting: the weakest of its parts.</param>
/// <param name="Note">The readings and settings in words, or null.</param>
/// <param name="IsProjected">Whether a bank holiday that nobody has published yet could move it.</param>
public sealed record BarDate(
    BarDateKind Kind, LocalDate On, SkippedDay? MovedFrom, ValueList<string> By, ValueList<string> Clauses, Basis Basis, string? Note, bool IsProjected)
{
    /// <summary>What falls on it in one word: <c>begins</c>, <c>representations-until</c>, <c>interim-review</c>, <c>decision</c>, <c>extension-decision</c>, <c>review</c> or <c>ends</c>.</summary>
    public string What => Kind switch
    {
        BarDateKind.Begins => "begins",
        BarDateKind.RepresentationsUntil => "representations-until",
        BarDateKind.InterimReview => "interim-review",
        BarDateKind.Decision => "decision",
        BarDateKind.ExtensionDecision => "extension-decision",
        BarDateKind.Review => "review",
        _ => "ends",
    };
}
