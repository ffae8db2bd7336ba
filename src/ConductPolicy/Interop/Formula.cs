namespace ConductPolicy.Interop;

/// <summary>What holds of named yes-or-no values: names, some of them negated, joined by all and any. Immutable.</summary>
/// <remarks>
/// The language is so small that nothing can be written in it but these: a name, <c>!</c>, <c>&amp;&amp;</c>, <c>||</c>, brackets,
/// <c>true</c> and <c>false</c>. Names are made by this library; no text of a rule file becomes part of one unless it is an id.
/// </remarks>
internal sealed class Formula
{
    public static readonly Formula True = new(isAll: true, []);
    public static readonly Formula False = new(isAll: false, []);

    private readonly bool _isAll;
    private readonly Formula[] _parts;
    private readonly string? _name;
    private readonly bool _isNegated;

    private Formula(bool isAll, Formula[] parts)
    {
        _isAll = isAll;
        _parts = parts;
        Text = parts.Length == 0 ? (isAll ? "true" : "false")
            : string.Join(isAll ? " && " : " || ", parts.Select(part => part._name is null ? $"({part.Text})" : part.Text));
    }

    private Formula(string name, bool isNegated)
    {
        _parts = [];
        _name = name;
        _isNegated = isNegated;
        Text = isNegated ? $"!{name}" : name;
    }

    /// <summary>The formula as C# has it, and RulesEngine with it.</summary>
    public string Text { get; }

    /// <summary>Whether it is so short that a name of its own would not make it plainer: a name, negated or not, or a constant.</summary>
    public bool IsPlain => _parts.Length == 0;

    /// <summary>That a value is true.</summary>
    public static Formula Of(string name) => new(name, isNegated: false);

    public static Formula All(params IEnumerable<Formula> parts) => Joined(isAll: true, parts);

    public static Formula Any(params IEnumerable<Formula> parts) => Joined(isAll: false, parts);

    public Formula Not() => _name is null ? Joined(!_isAll, _parts.Select(part => part.Not())) : new Formula(_name, !_isNegated);

    // A part that decides the whole is the whole, and one that decides nothing is left out, as is what is said twice.
    private static Formula Joined(bool isAll, IEnumerable<Formula> parts)
    {
        var joined = new List<Formula>();
        var said = new HashSet<string>();
        foreach (var part in parts.SelectMany(part => part._name is null && part._isAll == isAll ? (IEnumerable<Formula>)part._parts : [part]))
        {
            if (part._name is null && part._parts.Length == 0)
            {
                return part;
            }

            if (said.Add(part.Text))
            {
                joined.Add(part);
            }
        }

        return joined is [var only] ? only : new Formula(isAll, [.. joined]);
    }
}
