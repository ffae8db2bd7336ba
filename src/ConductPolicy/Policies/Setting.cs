using ConductPolicy.Calendars;
using NodaTime;

namespace ConductPolicy.Policies;

/// <summary>Something that the trust chose because the policy is silent: a number, a length, a word, a time of day, or yes or no.</summary>
public sealed record Setting : Definition
{
    /// <summary>Why the trust chose it.</summary>
    public required string Why { get; init; }

    /// <summary>The number, where it is a count; else null.</summary>
    public int? Count { get; init; }

    /// <summary>The length, where it is one; else null.</summary>
    public Length? Length { get; init; }

    /// <summary>The word, where it is a choice; else null.</summary>
    public string? Word { get; init; }

    /// <summary>The time of day, where it is one; else null.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>Yes or no, where it is a flag; else null.</summary>
    public bool? Flag { get; init; }
}
