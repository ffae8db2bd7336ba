using ConductPolicy.Decisions;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Letters;

/// <summary>A note to the sender of a letter. No part of the letter.</summary>
/// <param name="Text">The note, in a sentence or two.</param>
/// <param name="Clauses">The clauses that it speaks of; empty for none.</param>
/// <param name="Basis">Whether what it speaks of rests on their words, a reading of them, or a setting; null where it is a matter of neither.</param>
public sealed record LetterNote(string Text, ValueList<string> Clauses, Basis? Basis);

/// <summary>A letter drafted from the record of a case and the trust's own policy, for a person to finish and sign.</summary>
public sealed record LetterDraft
{
    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The case's reference.</summary>
    public required string Case { get; init; }

    /// <summary>The id of the incident.</summary>
    public required string Incident { get; init; }

    /// <summary>The day of the letter.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The response that it is about.</summary>
    public required Response Response { get; init; }

    /// <summary>What it tells.</summary>
    public required LetterKind Kind { get; init; }

    /// <summary>The id of the event that it tells of; null where that is not on record yet.</summary>
    public required string? Event { get; init; }

    /// <summary>The draft as Markdown: the letter, and after it a section for the sender with <see cref="Notes"/>.</summary>
    public required string Markdown { get; init; }

    /// <summary>The same as plain text, in lines of at most 78 characters but for those to paste into the case.</summary>
    public required string PlainText { get; init; }

    /// <summary>What the letter states, in the words of the rule format, such as <c>review-date</c>.</summary>
    public required ValueList<string> States { get; init; }

    /// <summary>The ids of the responses that it names as further action.</summary>
    public required ValueList<string> FurtherAction { get; init; }

    /// <summary>What only a person can write, in the order of the letter.</summary>
    public required ValueList<string> Blanks { get; init; }

    /// <summary>What each part rests on, what is not on record yet, and the like.</summary>
    public required ValueList<LetterNote> Notes { get; init; }

    /// <summary>What to add to the events of the case once the letter is sent: one line of JSON each.</summary>
    public required ValueList<string> ToRecord { get; init; }
}
