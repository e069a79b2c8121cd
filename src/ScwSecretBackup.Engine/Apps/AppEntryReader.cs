using System.Globalization;
using System.Text.Json;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>One object of the configuration file, and how messages call it.</summary>
internal sealed class AppEntryReader
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly string _file;
    private readonly string _entry;

    public AppEntryReader(JsonElement element, string file, string entry)
    {
        _file = file;
        _entry = entry;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Fault("it is not a JSON object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!_fields.TryAdd(Decode(() => property.Name), property.Value))
            {
                throw Fault($"'{property.Name}' is there twice");
            }
        }
    }

    /// <summary>The error for this entry.</summary>
    public EngineException Fault(string problem) => AppConfigurationReader.Invalid(_file, $"{_entry}: {problem}");

    /// <summary>Stops at a field that is not among the known ones.</summary>
    public void RefuseOthers(params string[] known)
    {
        if (_fields.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Fault($"'{unknown}' is not a field of this version; it knows {string.Join(", ", known)}");
        }
    }

    public int RequireNumber(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : throw Fault($"'{name}' is missing or not a whole number");

    public string RequireText(string name) => Text(name) ?? throw Fault($"'{name}' is missing");

    public string? Text(string name) => Find(name) is { } value ? ToText(value, name) : null;

    public IReadOnlyList<string> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(item => ToText(item, name))],
        _ => throw Fault($"'{name}' is not a list of strings"),
    };

    public Uri? Address(string name) =>
        Text(name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address
        : throw Fault($"'{name}' is not an absolute address");

    public Guid? Id(string name) =>
        Text(name) is not { } text ? null
        : Guid.TryParseExact(text, "D", out Guid id) ? id
        : throw Fault($"'{name}' is not an id");

    public DateTimeOffset? Time(string name) =>
        Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time
        : throw Fault($"'{name}' is not a date");

    public AppEntryReader? Nested(string name) => Find(name) is { } value ? new AppEntryReader(value, _file, $"'{name}' of {_entry}") : null;

    /// <summary>The named objects of a section; names differ by more than case.</summary>
    public IEnumerable<(string Name, AppEntryReader Reader)> Entries(string section, string kind)
    {
        if (Nested(section) is not { } entries)
        {
            yield break;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonElement value) in entries._fields)
        {
            yield return names.Add(name)
                ? (name, new AppEntryReader(value, _file, $"{kind} '{name}'"))
                : throw Fault($"the {kind} '{name}' is there twice; case makes no difference");
        }
    }

    private JsonElement? Find(string name) => _fields.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string ToText(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? Decode(() => value.GetString()!) : throw Fault($"'{name}' is not a string");

    /// <summary>Escapes of half a surrogate pair pass the parser and fail only here.</summary>
    private string Decode(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Fault("it holds text that is not valid Unicode");
        }
    }
}
