using ConductPolicy.Calendars;
using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>The day by which a message is to be answered, by a timescale of a policy, with everything behind it.</summary>
public sealed record ResponseDeadline
{
    /// <summary>The timescale.</summary>
    public required Timescale Timescale { get; init; }

    /// <summary>The count: when the message came, from which day it was counted, and each day counted or skipped.</summary>
    public required ResponseCount Count { get; init; }

    /// <summary>The last day, itself counted.</summary>
    public LocalDate Due => Count.Due;

    /// <summary>The clauses it rests on.</summary>
    public ValueList<string> Clauses => Timescale.Clauses;

    /// <summary>How these clauses were understood, such as that staff answer by the day before which a parent should expect no answer; or null.</summary>
    public string? Reading => Timescale.Reading;

    /// <summary>Whether that there is such a day is a reading of the clauses or a setting; never their mere words, since the day itself rests on <see cref="Settings"/>.</summary>
    public required Basis Basis { get; init; }

    /// <summary>What the trust chose, or is taken by default, where the policy does not say how to count.</summary>
    public required ValueList<DeadlineSetting> Settings { get; init; }

    /// <summary>What else to know of the count, in sentences.</summary>
    public required ValueList<string> Notes { get; init; }
}

/// <summary>A setting by which a deadline was counted. Its basis is always <see cref="Basis.Setting"/>.</summary>
/// <param name="Id">Its id (<see cref="WellKnownSettings"/>).</param>
/// <param name="Value">Its value as a rule file writes it; <c>none</c> where there is no closing time.</param>
/// <param name="Why">Why the trust chose it, or why it is the default.</param>
/// <param name="IsDefault">Whether the rule set leaves it out.</param>
/// <param name="Decides">Whether it bore on this deadline: the day of receipt was not worked, for one, or was followed by school holidays.</param>
public sealed record DeadlineSetting(string Id, string Value, string Why, bool IsDefault, bool Decides);
