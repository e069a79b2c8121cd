using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>
/// A JSON object with one spelling: keys in ordinal order, no white space, UTC times without trailing zeros, absent instead of null.
/// Equal data therefore gives equal bytes, which deduplicate.
/// </summary>
internal sealed class CanonicalObject
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly SortedDictionary<string, Action<Utf8JsonWriter>> _fields = new(StringComparer.Ordinal);

    /// <summary>The spelling of a time.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Sets a string; null leaves the field out.</summary>
    public CanonicalObject Set(string name, string? value) => value is null ? this : SetField(name, writer => writer.WriteStringValue(value));

    /// <summary>Sets a boolean; null leaves the field out.</summary>
    public CanonicalObject Set(string name, bool? value) => value is null ? this : SetField(name, writer => writer.WriteBooleanValue(value.Value));

    /// <summary>Sets a whole number; null leaves the field out.</summary>
    public CanonicalObject Set(string name, long? value) => value is null ? this : SetField(name, writer => writer.WriteNumberValue(value.Value));

    /// <summary>Sets a time; null leaves the field out.</summary>
    public CanonicalObject Set(string name, DateTimeOffset? value) => value is null ? this : Set(name, Format(value.Value));

    /// <summary>Sets an object; null leaves the field out.</summary>
    public CanonicalObject Set(string name, CanonicalObject? value) => value is null ? this : SetField(name, value.WriteTo);

    /// <summary>Sets a list of strings, whose order is kept.</summary>
    public CanonicalObject Set(string name, IEnumerable<string> values) => SetList(name, values, static (writer, value) => writer.WriteStringValue(value));

    /// <summary>Sets a list of objects, whose order is kept.</summary>
    public CanonicalObject Set(string name, IEnumerable<CanonicalObject> values) => SetList(name, values, static (writer, value) => value.WriteTo(writer));

    /// <summary>Adds fields as another party spelled them, objects sorted; a field that is set already wins.</summary>
    public CanonicalObject AddUnknown(IEnumerable<KeyValuePair<string, JsonElement>>? fields)
    {
        foreach ((string name, JsonElement value) in fields ?? [])
        {
            _fields.TryAdd(name, writer => WriteElement(writer, value));
        }

        return this;
    }

    /// <summary>The object in UTF-8.</summary>
    public byte[] ToUtf8Bytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private CanonicalObject SetField(string name, Action<Utf8JsonWriter> write)
    {
        _fields[name] = write;
        return this;
    }

    private CanonicalObject SetList<T>(string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> write)
    {
        return SetField(name, writer =>
        {
            writer.WriteStartArray();
            foreach (T value in values)
            {
                write(writer, value);
            }

            writer.WriteEndArray();
        });
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach ((string name, Action<Utf8JsonWriter> write) in _fields)
        {
            writer.WritePropertyName(name);
            write(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Recursion is bounded: the parser that made the element refuses more than 64 levels.</summary>
    private static void WriteElement(Utf8JsonWriter writer, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var sorted = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (JsonProperty property in element.EnumerateObject())
            {
                sorted[property.Name] = property.Value;
            }

            writer.WriteStartObject();
            foreach ((string name, JsonElement value) in sorted)
            {
                writer.WritePropertyName(name);
                WriteElement(writer, value);
            }

            writer.WriteEndObject();
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (JsonElement item in element.EnumerateArray())
            {
                WriteElement(writer, item);
            }

            writer.WriteEndArray();
        }
        else
        {
            element.WriteTo(writer);
        }
    }
}
