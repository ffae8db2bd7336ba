using NodaTime;

namespace ConductPolicy.Calendars;

/// <summary>The term dates of a trust or school: when pupils attend, and when staff do without them.</summary>
/// <remarks>They are read from a file by <c>ConductPolicy.Loading.TermDatesFile</c>. Every day from <see cref="First"/> to <see cref="Last"/> that lies in no half-term is a school holiday.</remarks>
public sealed record TermDates
{
    /// <summary>Whose they are.</summary>
    public required string School { get; init; }

    /// <summary>The first day for which they speak, such as 1 September.</summary>
    public required LocalDate First { get; init; }

    /// <summary>The last day for which they speak, included, such as 31 August.</summary>
    public required LocalDate Last { get; init; }

    /// <summary>The terms, in the order of their days.</summary>
    public required ValueList<Term> Terms { get; init; }

    /// <summary>The days on which staff train and pupils do not attend: working days, not school days. They may lie inside half-terms or outside.</summary>
    public ValueList<LocalDate> InsetDays { get; init; } = [];

    /// <summary>Further days on which the school is shut to staff and pupils alike.</summary>
    public ValueList<Closure> Closures { get; init; } = [];

    /// <summary>The half-terms of all terms, in the order of their days.</summary>
    public ValueList<HalfTerm> HalfTerms => Terms.SelectMany(term => term.HalfTerms).ToValueList();
}

/// <summary>A term: its half-terms, with the half-term holidays between them.</summary>
/// <param name="Name">What people call it, such as <c>Autumn term</c>.</param>
/// <param name="HalfTerms">The stretches in which pupils attend, in the order of their days; at least one.</param>
/// <exception cref="ArgumentException">There is no half-term.</exception>
public sealed record Term(string Name, ValueList<HalfTerm> HalfTerms)
{
    /// <summary>The stretches in which pupils attend, in the order of their days; at least one.</summary>
    public ValueList<HalfTerm> HalfTerms { get; } = HalfTerms is { Count: > 0 } ? HalfTerms : throw new ArgumentException("A term has at least one half-term.", nameof(HalfTerms));

    /// <summary>The first day on which pupils attend.</summary>
    public LocalDate First => HalfTerms[0].First;

    /// <summary>The last day on which pupils attend, included.</summary>
    public LocalDate Last => HalfTerms[^1].Last;
}

/// <summary>A stretch in which pupils attend on the days that are neither at a weekend, nor a bank holiday, INSET or a closure.</summary>
/// <param name="First">The first day on which pupils attend.</param>
/// <param name="Last">The last day on which pupils attend, included.</param>
/// <exception cref="ArgumentException">The last day lies before the first.</exception>
public sealed record HalfTerm(LocalDate First, LocalDate Last)
{
    /// <summary>The last day on which pupils attend, included.</summary>
    public LocalDate Last { get; } = Last >= First
        ? Last
        : throw new ArgumentException($"A half-term cannot end on {DateText.Iso(Last)} when it begins on {DateText.Iso(First)}.", nameof(Last));
}
