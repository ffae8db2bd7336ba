using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>A bar on record with its dates, and what came of each until the day of the record.</summary>
/// <param name="Event">The id of the event by which it began.</param>
/// <param name="Schedule">Its dates, by its actual first and last day.</param>
/// <param name="Dates">Those that the record calls for, in their order, the first day left out.</param>
/// <param name="IsAsked">Whether the person was asked for their side, or put it unasked.</param>
internal sealed record BarOnRecord(string Event, BarSchedule Schedule, ValueList<BarDateOnRecord> Dates, bool IsAsked)
{
    /// <summary>A date of it in a few words, with the bar's label and event.</summary>
    public string WhatFallsOn(BarDate date) => $"{Schedule.Response.Label} ({Event}): {(date.Kind == BarDateKind.RepresentationsUntil && !IsAsked
        ? "the person is asked for their side, and may put it until this day, included" : Schedule.Describe(date))}";
}

/// <summary>A date of a bar on record.</summary>
/// <param name="Date">The date.</param>
/// <param name="DoneOn">The day on which what falls on it was done, or was over; null while it is not.</param>
internal sealed record BarDateOnRecord(BarDate Date, LocalDate? DoneOn);
