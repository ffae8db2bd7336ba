using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConductPolicy.Loading;

/// <summary>Writes a shape as a JSON Schema (2020-12), for completion in an editor. What it lets through is checked against the rest of the file as well.</summary>
internal sealed class SchemaWriter(Utf8JsonWriter writer, Shape condition)
{
    private const string TrustsOwn = "^x-";

    /// <summary>The schema of a file.</summary>
    /// <param name="root">What the file holds.</param>
    /// <param name="id">The name of the schema's own file.</param>
    /// <param name="title">What the file is.</param>
    public static string Write(ObjectShape root, string id, string title)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new SchemaWriter(writer, ConditionShape.Condition).WriteRoot(root, id, title);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private void WriteRoot(ObjectShape root, string id, string title)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("$id", id);
        writer.WriteString("title", title);
        WriteKeywords(root);
        if (Holds(root, condition, []))
        {
            writer.WriteStartObject("$defs");
            writer.WriteStartObject("condition");
            WriteKeywords(condition);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    // Conditions hold conditions, so they are written once and referred to.
    private void WriteSchema(Shape shape)
    {
        writer.WriteStartObject();
        if (ReferenceEquals(shape, condition))
        {
            writer.WriteString("$ref", "#/$defs/condition");
        }
        else
        {
            WriteKeywords(shape);
        }

        writer.WriteEndObject();
    }

    private void WriteKeywords(Shape shape)
    {
        switch (shape)
        {
            case TextShape { MayBeEmpty: true }:
                writer.WriteString("type", "string");
                break;
            case TextShape:
                WritePattern(@"\S");
                break;
            case IdShape id:
                WritePattern(id.Pattern);
                break;
            case WordShape word:
                WriteTexts("enum", word.Words);
                break;
            case NumberShape number:
                writer.WriteString("type", "integer");
                writer.WriteNumber("minimum", number.Minimum);
                writer.WriteNumber("maximum", number.Maximum);
                break;
            case FlagShape:
                writer.WriteString("type", "boolean");
                break;
            case NullShape:
                writer.WriteString("type", "null");
                break;
            case DateShape:
                WritePattern("^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$");
                writer.WriteString("format", "date");
                break;
            case WeekdayDateShape:
                WritePattern(WeekdayDateShape.Pattern);
                break;
            case TimeShape:
                WritePattern("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$");
                break;
            case LengthShape length:
                WritePattern(length.Pattern);
                break;
            case ReferenceShape reference:
                WritePattern(@"\S");
                writer.WriteString("description", $"{ShapeCheck.Capital(reference.Name)}.");
                break;
            case ListShape list:
                WriteList(list);
                break;
            case MapShape map:
                WriteMap(map);
                break;
            case ObjectShape thing:
                WriteObject(thing);
                break;
            case VariantShape variant:
                WriteAnyOf(variant.Variants);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape.Name, "not a shape that a schema can say");
        }
    }

    private void WritePattern(string pattern)
    {
        writer.WriteString("type", "string");
        writer.WriteString("pattern", pattern);
    }

    private void WriteList(ListShape list)
    {
        writer.WriteString("type", "array");
        if (list.Minimum > 0)
        {
            writer.WriteNumber("minItems", list.Minimum);
        }

        writer.WriteNumber("maxItems", list.Maximum);
        writer.WritePropertyName("items");
        WriteSchema(list.Item);
    }

    private void WriteMap(MapShape map)
    {
        writer.WriteString("type", "object");
        WriteTrustsOwn();
        if (map.Keys is { Pattern: var keyPattern })
        {
            writer.WriteStartObject("propertyNames");
            writer.WriteString("pattern", keyPattern);
            writer.WriteEndObject();
        }

        if (map.Known.Count > 0)
        {
            WriteProperties(map.Known);
        }

        writer.WritePropertyName("additionalProperties");
        WriteSchema(map.Value);
    }

    private void WriteObject(ObjectShape thing)
    {
        writer.WriteString("type", "object");
        WriteProperties(thing.Keys);
        WriteTexts("required", [.. thing.Keys.Where(key => key.IsRequired).Select(key => key.Name)]);
        WriteTrustsOwn();
        writer.WriteBoolean("additionalProperties", thing.MayHaveMore);
    }

    private void WriteProperties(IReadOnlyList<ShapeKey> keys)
    {
        writer.WriteStartObject("properties");
        foreach (var key in keys)
        {
            writer.WriteStartObject(key.Name);
            writer.WriteString("description", ShapeCheck.Capital(key.About));
            if (key.MayBeNull)
            {
                WriteAnyOf([key.Shape], orNull: true);
            }
            else if (ReferenceEquals(key.Shape, condition))
            {
                writer.WriteString("$ref", "#/$defs/condition");
            }
            else if (key.Shape is ReferenceShape)
            {
                WritePattern(@"\S");
            }
            else
            {
                WriteKeywords(key.Shape);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteTrustsOwn()
    {
        writer.WriteStartObject("patternProperties");
        writer.WriteBoolean(TrustsOwn, true);
        writer.WriteEndObject();
    }

    private void WriteAnyOf(IReadOnlyList<Shape> shapes, bool orNull = false)
    {
        writer.WriteStartArray("anyOf");
        foreach (var shape in shapes)
        {
            WriteSchema(shape);
        }

        if (orNull)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "null");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteTexts(string key, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static bool Holds(Shape shape, Shape wanted, HashSet<Shape> seen)
    {
        if (ReferenceEquals(shape, wanted))
        {
            return true;
        }

        return seen.Add(shape) && (shape switch
        {
            ListShape list => [list.Item],
            MapShape map => map.Known.Select(key => key.Shape).Append(map.Value),
            ObjectShape thing => thing.Keys.Select(key => key.Shape),
            VariantShape variant => variant.Variants,
            _ => Enumerable.Empty<Shape>(),
        }).Any(inner => Holds(inner, wanted, seen));
    }
}
