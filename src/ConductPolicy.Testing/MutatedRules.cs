namespace ConductPolicy.Testing;

/// <summary>A rule file with something changed in it. It may be no JSON any more, or no rule set, or a good one that says something else.</summary>
public sealed class MutatedRules
{
    private readonly string _rules;
    private readonly ValueList<RuleChange> _changes;

    internal MutatedRules(string rules, ValueList<RuleChange> changes)
    {
        _rules = rules;
        _changes = changes;
        Text = Changed(rules, changes);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What was changed, and in which line of the good file.</summary>
    public ValueList<string> Changes => _changes.Select(change => change.What).ToValueList();

    /// <summary>What was changed, a change a line, and then the whole text.</summary>
    public override string ToString() => $"{string.Join('\n', Changes)}\n{Text}";

    internal IEnumerable<MutatedRules> Shrunk() => _changes.Count == 1
        ? []
        : _changes.Select(undone => new MutatedRules(_rules, _changes.Where(kept => !ReferenceEquals(kept, undone)).ToValueList()));

    // From the end, so that the places before stay where they are; of two changes of one place the later one in the file is made.
    private static string Changed(string rules, ValueList<RuleChange> changes)
    {
        var untouched = rules.Length;
        foreach (var (start, length, put) in changes.SelectMany(change => change.Edits).OrderByDescending(edit => edit.Start))
        {
            if (start + length <= untouched)
            {
                rules = string.Concat(rules.AsSpan(0, start), put, rules.AsSpan(start + length));
                untouched = start;
            }
        }

        return rules;
    }
}

/// <summary>A change of a rule file, in words and as edits.</summary>
internal sealed record RuleChange(string What, ValueList<RuleEdit> Edits);

/// <summary>A stretch of a text, and what is put in its place.</summary>
internal sealed record RuleEdit(int Start, int Length, string Put);
