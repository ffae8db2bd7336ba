using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>What a decision says of one response.</summary>
/// <param name="Response">The response, with its notice, its bar's terms and who decides on it.</param>
/// <param name="Status">Whether it may be taken.</param>
/// <param name="Gate">The gate that is closed, undetermined or waiting; null where it is permitted.</param>
/// <param name="Taken">The ids of the events by which it was taken for this incident, oldest first.</param>
/// <param name="InForce">The id of the event by which it was taken that is in force; or null.</param>
/// <param name="Missing">What is missing; empty where nothing done or answered would help, or nothing is missing.</param>
/// <param name="Reasons">Why, with clauses: for a status that rules it out, what does; else all that it rests on.</param>
public sealed record ResponseDecision(
    Response Response, ResponseStatus Status, Gate? Gate, ValueList<string> Taken, string? InForce, ValueList<Missing> Missing, ValueList<Reason> Reasons);
