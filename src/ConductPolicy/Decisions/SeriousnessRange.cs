namespace ConductPolicy.Decisions;

/// <summary>How serious an incident is: one level, or from one to another where undetermined behaviours leave it open.</summary>
/// <param name="From">The least level it may have, or null where no behaviour may stand.</param>
/// <param name="To">The highest level it may have, or null where no behaviour may stand.</param>
/// <param name="IsGiven">Whether somebody gave it for the incident, in place of what the behaviours are by themselves.</param>
/// <param name="IsLowered">Whether the level given is lower than what the behaviours are by themselves.</param>
/// <param name="OwnFrom">The least level that the behaviours have by themselves; the same as <paramref name="From"/> where none was given.</param>
/// <param name="OwnTo">The highest level that they have by themselves.</param>
public sealed record SeriousnessRange(string? From, string? To, bool IsGiven, bool IsLowered, string? OwnFrom, string? OwnTo);
