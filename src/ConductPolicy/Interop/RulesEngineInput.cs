using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ConductPolicy.Interop;

/// <summary>What exported workflows are run on: of one incident, each thing that a rule asks, yes or no. Immutable.</summary>
/// <remarks>What is not known is said in two: <c>known_on_site</c> is false then, and <c>yes_on_site</c> with it.</remarks>
public sealed class RulesEngineInput
{
    /// <summary>The name of the parameter as which the rules read it.</summary>
    public const string Parameter = "incident";

    private readonly bool[] _values;

    internal RulesEngineInput(ValueList<string> names, bool[] values)
    {
        Names = names;
        _values = values;
    }

    /// <summary>The names, the same for every incident of a policy.</summary>
    public ValueList<string> Names { get; }

    /// <summary>The values, in the order of the names.</summary>
    public ReadOnlySpan<bool> Values => _values;

    /// <summary>As RulesEngine takes it: a dictionary whose keys it makes the properties of a type.</summary>
    public IDictionary<string, object> ToDictionary()
    {
        var values = new Dictionary<string, object>(Names.Count);
        for (var i = 0; i < _values.Length; i++)
        {
            values.Add(Names[i], _values[i]);
        }

        return values;
    }

    /// <summary>The input as indented JSON, an object with one member a name.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the input as a JSON object.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        for (var i = 0; i < _values.Length; i++)
        {
            writer.WriteBoolean(Names[i], _values[i]);
        }

        writer.WriteEndObject();
    }
}
