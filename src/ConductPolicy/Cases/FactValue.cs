using System.Globalization;

namespace ConductPolicy.Cases;

/// <summary>The answer to a fact: yes or no, a number, or a choice. <c>default</c> is no answer: unknown.</summary>
/// <remarks>Write <c>true</c>, <c>4</c> or <c>"email"</c>; each converts by itself.</remarks>
public readonly record struct FactValue
{
    private FactValue(bool? flag, int? count, string? choice)
    {
        Flag = flag;
        Count = count;
        Choice = choice;
    }

    /// <summary>No answer.</summary>
    public static FactValue Unknown => default;

    /// <summary>Yes or no, where it is the answer to a flag; else null.</summary>
    public bool? Flag { get; }

    /// <summary>The number, where it is the answer to a count; else null.</summary>
    public int? Count { get; }

    /// <summary>The value chosen, where it is the answer to a choice; else null.</summary>
    public string? Choice { get; }

    /// <summary>Whether there is an answer.</summary>
    public bool IsKnown => Flag is not null || Count is not null || Choice is not null;

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
    public static FactValue FromBoolean(bool value) => new(value, null, null);

    /// <summary>The answer to a count.</summary>
    /// <param name="value">The number, 0 or more.</param>
    public static FactValue FromInt32(int value) => new(null, value, null);

    /// <summary>The answer to a choice.</summary>
    /// <param name="value">The value chosen.</param>
    public static FactValue FromString(string value) => new(null, null, value);

    /// <summary>The answer in words: <c>yes</c>, <c>no</c>, the number, the value, or <c>unknown</c>.</summary>
    public override string ToString() => Flag switch
    {
        true => "yes",
        false => "no",
        null => Count?.ToString(CultureInfo.InvariantCulture) ?? Choice ?? "unknown",
    };
}
