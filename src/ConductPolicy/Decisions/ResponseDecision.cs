using ConductPolicy.Policies;
using NodaTime;

namespace ConductPolicy.Decisions;

/// <summary>An event by which a response was taken.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="On">The day.</param>
/// <param name="Until">For a bar, its last day as it stands, extensions included; null where none is on record.</param>
public sealed record Taking(string Event, LocalDate On, LocalDate? Until);

/// <summary>What a decision says of one response.</summary>
/// <param name="Response">The response, with its notice, its bar's terms and who decides on it.</param>
/// <param name="Status">Whether it may be taken.</param>
/// <param name="Gate">The gate that is closed, undetermined or waiting; null where it is permitted.</param>
/// <param name="Taken">The events by which it was taken for this incident, oldest first.</param>
/// <param name="InForce">The event by which it was taken that is in force; or null.</param>
/// <param name="Missing">What is missing; empty where nothing done or answered would help, or nothing is missing.</param>
/// <param name="Reasons">Why, with clauses: for a status that rules it out, what does; else all that it rests on.</param>
public sealed record ResponseDecision(
    Response Response, ResponseStatus Status, Gate? Gate, ValueList<Taking> Taken, Taking? InForce, ValueList<Missing> Missing, ValueList<Reason> Reasons);
