using System.Globalization;
using ConductPolicy.Policies;

namespace ConductPolicy.Cases;

/// <summary>The answer to a fact: yes or no, a number, or a choice. <c>default</c> is no answer: unknown.</summary>
/// <remarks>Write <c>true</c>, <c>4</c> or <c>"email"</c>; each converts by itself.</remarks>
public readonly record struct FactValue
{
    private readonly string? _choice;
    private readonly int _number;

    // One more than the type of fact it answers; 0 for no answer.
    private readonly byte _kind;

    private FactValue(FactType type, int number, string? choice)
    {
        _kind = (byte)(type + 1);
        _number = number;
        _choice = choice;
    }

    /// <summary>No answer.</summary>
    public static FactValue Unknown => default;

    /// <summary>Yes or no, where it is the answer to a flag; else null.</summary>
    public bool? Flag => _kind == (int)FactType.Flag + 1 ? _number != 0 : null;

    /// <summary>The number, where it is the answer to a count; else null.</summary>
    public int? Count => _kind == (int)FactType.Count + 1 ? _number : null;

    /// <summary>The value chosen, where it is the answer to a choice; else null.</summary>
    public string? Choice => _choice;

    /// <summary>Whether there is an answer.</summary>
    public bool IsKnown => _kind != 0;

    /// <summary>Whether it is an answer to a fact: of its type, and for a choice one of its values.</summary>
    internal bool Answers(Fact fact) => fact.Type switch
    {
        FactType.Flag => Flag is not null,
        FactType.Count => Count is >= 0,
        _ => Choice is { } choice && fact.Values.Contains(choice),
    };

    /// <summary>The answer to a flag.</summary>
    /// <param name="value">Yes or no.</param>
    public static implicit operator FactValue(bool value) => FromBoolean(value);

    /// <summary>The answer to a count.</summary>
    /// <param name="value">The number, 0 or more.</param>
    public static implicit operator FactValue(int value) => FromInt32(value);

    /// <summary>The answer to a choice.</summary>
    /// <param name="value">The value chosen.</param>
    public static implicit operator FactValue(string value) => FromString(value);

    /// <summary>The answer to a flag.</summary>
    /// <param name="value">Yes or no.</param>
    public static FactValue FromBoolean(bool value) => new(FactType.Flag, value ? 1 : 0, null);

    /// <summary>The answer to a count.</summary>
    /// <param name="value">The number, 0 or more.</param>
    public static FactValue FromInt32(int value) => new(FactType.Count, value, null);

    /// <summary>The answer to a choice.</summary>
    /// <param name="value">The value chosen.</param>
    public static FactValue FromString(string value) => value is null ? Unknown : new(FactType.Choice, 0, value);

    /// <summary>The answer in words: <c>yes</c>, <c>no</c>, the number, the value, or <c>unknown</c>.</summary>
    public override string ToString() => Flag switch
    {
        true => "yes",
        false => "no",
        null => Count?.ToString(CultureInfo.InvariantCulture) ?? Choice ?? "unknown",
    };
}
