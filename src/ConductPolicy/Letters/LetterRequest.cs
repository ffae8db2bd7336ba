using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>What a letter tells a person.</summary>
public enum LetterKind
{
    /// <summary>That a response is taken.</summary>
    Act,

    /// <summary>That a response is being considered, and until when the person may put their side.</summary>
    Intention,

    /// <summary>That a bar is extended.</summary>
    Extension,
}

/// <summary>A letter that is asked for.</summary>
public sealed record LetterRequest
{
    /// <summary>The id of the response that it is about.</summary>
    public required string Response { get; init; }

    /// <summary>What it tells.</summary>
    public LetterKind Kind { get; init; }

    /// <summary>The id of the incident; null for the latest.</summary>
    public string? Incident { get; init; }

    /// <summary>The day of the letter; null for the one that the case names. Events after it are not seen.</summary>
    public LocalDate? AsOf { get; init; }

    /// <summary>The last day, included, of a bar or extension that is not on record yet; null where it is.</summary>
    public LocalDate? Ends { get; init; }

    /// <summary>The day that the school has chosen for the review of a bar, or for the decision on a provisional one; null for the latest that the policy and its settings allow.</summary>
    public LocalDate? Review { get; init; }

    /// <summary>The last day, included, on which the person may put their side, where no invitation is on record yet; null for the one that the trust's setting gives.</summary>
    public LocalDate? RepresentationsUntil { get; init; }
}
