using System.Text.Json;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>Reads the fields of a document that came out of a store. Everything unexpected is a damaged snapshot, named by its path.</summary>
internal sealed class DocumentReader
{
    private readonly JsonElement _element;
    private readonly string _path;

    private DocumentReader(JsonElement element, string path)
    {
        _element = element;
        _path = path;
    }

    /// <summary>Parses a whole document; its root must be an object.</summary>
    /// <exception cref="EngineException">It is not JSON, too deep, or no object.</exception>
    public static DocumentReader Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new DocumentReader(document.RootElement.Clone(), path)
                : throw Damaged(path, "it is not a JSON object");
        }
        catch (JsonException)
        {
            // The parser's message may quote the content, so it is not kept.
            throw Damaged(path, "it is not valid JSON");
        }
    }

    /// <summary>The error for a document that contradicts its format.</summary>
    public static EngineException Damaged(string path, string problem, Exception? innerException = null) => new(
        EngineErrorKind.DamagedSnapshot,
        $"The snapshot is damaged at '{path}': {problem}.",
        "Check the store, and use another snapshot.",
        innerException);

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A string that must be there.</summary>
    public string RequireString(string name) => FindString(name) ?? throw Damaged(_path, $"the field '{name}' is missing");

    /// <summary>A string, or null when absent or null.</summary>
    public string? FindString(string name) => Find(name) is { } value ? Text(value, name) : null;

    /// <summary>A boolean, or null when absent or null.</summary>
    public bool? FindBoolean(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw WrongType(name, "a boolean"),
    };

    /// <summary>A whole number in a range, or null when absent or null.</summary>
    public long? FindInteger(string name, long minimum, long maximum)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= minimum && number <= maximum
            ? number
            : throw WrongType(name, $"a whole number from {minimum} to {maximum}");
    }

    /// <summary>A time, or null when absent or null.</summary>
    public DateTimeOffset? FindTime(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time)
            ? time.ToUniversalTime()
            : throw WrongType(name, "a time");
    }

    /// <summary>A list of strings; empty when absent or null.</summary>
    public IReadOnlyList<string> FindStrings(string name) => [.. Items(name).Select(item => Text(item, name))];

    /// <summary>A nested object, or null when absent or null.</summary>
    public DocumentReader? FindObject(string name) => Find(name) is { } value ? Nested(value, name) : null;

    /// <summary>A list of objects; empty when absent or null.</summary>
    public IReadOnlyList<DocumentReader> FindObjects(string name) => [.. Items(name).Select(item => Nested(item, name))];

    /// <summary>The fields that are not among <paramref name="known"/>, or null when there are none.</summary>
    public IDictionary<string, JsonElement>? FindUnknown(IReadOnlySet<string> known)
    {
        Dictionary<string, JsonElement>? unknown = null;
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            string name = Name(property);
            if (!known.Contains(name))
            {
                (unknown ??= new(StringComparer.Ordinal))[name] = property.Value;
            }
        }

        return unknown;
    }

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement[] Items(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray()],
        _ => throw WrongType(name, "a list"),
    };

    private DocumentReader Nested(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object ? new DocumentReader(value, _path) : throw WrongType(name, "an object");

    private string Text(JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw WrongType(name, "a string");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Escapes of half a surrogate pair pass the parser and fail only here.
            throw WrongType(name, "valid Unicode");
        }
    }

    private string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw Damaged(_path, "a field name is not valid Unicode");
        }
    }

    private EngineException WrongType(string name, string expected) => Damaged(_path, $"the field '{name}' is not {expected}");
}
