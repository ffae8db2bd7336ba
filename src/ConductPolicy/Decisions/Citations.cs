using ConductPolicy.Conditions;
using ConductPolicy.Policies;

namespace ConductPolicy.Decisions;

/// <summary>What a part of a rule rests on: its clauses, and whether on their words, a reading or a setting.</summary>
/// <param name="Clauses">The clauses.</param>
/// <param name="Basis">The weakest basis among its parts.</param>
/// <param name="Note">The readings and settings in words; or null.</param>
internal readonly record struct Citations(ValueList<string> Clauses, Basis Basis, string? Note)
{
    public static Citations Of(ValueList<string> clauses, string? reading) =>
        new(clauses, reading is null ? Basis.Stated : Basis.Reading, reading);

    public static Citations Of(Definition definition) => Of(definition.Clauses, definition.Reading);

    /// <summary>These and others together: the clauses of both, on the weaker basis.</summary>
    public Citations With(Citations other) => new(Clauses.Equals(other.Clauses) ? Clauses : [.. Clauses.Union(other.Clauses)], Weaker(Basis, other.Basis), Note ?? other.Note);

    public Reason ToReason(string code, string text) => new(code, text, Clauses, Basis);

    /// <summary>The citations of a condition; where it cites no clause of its own, those of the rule it belongs to.</summary>
    public static Citations Of(Condition condition, Policy policy, ValueList<string> clauses, string? reading)
    {
        var cited = new List<string>();
        var notes = new List<string>();
        var basis = Basis.Stated;
        Collect(condition, policy, cited, notes, ref basis);
        if (cited.Count == 0 && reading is not null)
        {
            notes.Insert(0, reading);
            basis = Weaker(basis, Basis.Reading);
        }

        return new Citations(
            cited.Count > 0 ? cited.Distinct().ToValueList() : clauses, basis, notes.Count > 0 ? string.Join(" ", notes.Distinct()) : null);
    }

    private static void Collect(Condition condition, Policy policy, List<string> cited, List<string> notes, ref Basis basis)
    {
        switch (condition)
        {
            case CitedCondition citation:
                cited.AddRange(citation.Clauses);
                if (citation.Reading is { } reading)
                {
                    notes.Add(reading);
                    basis = Weaker(basis, Basis.Reading);
                }

                break;
            case CountCondition { AtLeast.Setting: { } setting }:
                AddSetting(setting);
                basis = Basis.Setting;
                break;
            case TakenCondition taken:
                foreach (var setting in new[] { taken.AtLeast.Setting, taken.Within?.Setting })
                {
                    if (setting is not null)
                    {
                        AddSetting(setting);
                        basis = Basis.Setting;
                    }
                }

                break;
        }

        foreach (var part in condition.Parts)
        {
            Collect(part, policy, cited, notes, ref basis);
        }

        void AddSetting(string id)
        {
            var setting = policy.Settings[id];
            notes.Add($"Setting `{id}`: {setting.Length?.ToString() ?? FormattableString.Invariant($"{setting.Count}")}. {setting.Why}");
        }
    }

    public static Basis Weaker(Basis a, Basis b) => a > b ? a : b;
}
