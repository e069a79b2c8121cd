using System.Globalization;
using System.Text.Json;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Http;

/// <summary>Fields of a JSON request body. As in the gateway, null counts as absent and unknown fields are ignored.</summary>
internal sealed class BodyReader
{
    private readonly JsonElement _object;
    private readonly string _prefix;

    private BodyReader(JsonElement value, string prefix)
    {
        _object = value;
        _prefix = prefix;
    }

    /// <summary>Parses a body; an empty one counts as <c>{}</c>.</summary>
    public static BodyReader Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw ApiErrors.InvalidArgument("body", "value must be a JSON object");
            }

            return new BodyReader(document.RootElement.Clone(), "");
        }
        catch (JsonException)
        {
            throw ApiErrors.InvalidArgument("body", "value must be valid JSON");
        }
    }

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? Decode(value, name) : throw Wrong(name, "a string");
    }

    public string? Uuid(string name)
    {
        string? value = Text(name);
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        return Rules.Uuid.TryNormalize(value, out string normal) ? normal : throw ApiErrors.NotAUuid(_prefix + name);
    }

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            throw Wrong(name, "a list of strings");
        }

        return [.. value.EnumerateArray().Select(item => Decode(item, name))];
    }

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "a boolean"),
    };

    /// <summary>An unsigned 32-bit number; the gateway takes it as a JSON string as well (SECRET-MANAGER §2).</summary>
    public uint? Number(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        bool valid = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetUInt32(out _),
            JsonValueKind.String => uint.TryParse(Decode(value, name), NumberStyles.None, CultureInfo.InvariantCulture, out _),
            _ => false,
        };
        return valid ? uint.Parse(value.ToString(), CultureInfo.InvariantCulture) : throw Wrong(name, "an unsigned 32-bit number");
    }

    /// <summary>Base64 with the standard or the URL alphabet; the padding may be missing.</summary>
    public byte[]? Bytes(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        try
        {
            string standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
            return Convert.FromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw Wrong(name, "valid base64");
        }
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw Wrong(name, "a timestamp of RFC 3339");
    }

    /// <summary>One of the values of an enumeration; its zero value (<c>unknown_...</c>) counts as absent.</summary>
    public string? Choice(string name, EnumValues values) => Text(name) is { Length: > 0 } text ? values.Check(_prefix + name, text) : null;

    public BodyReader? Child(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object ? new BodyReader(value, _prefix + name + ".") : throw Wrong(name, "an object");
    }

    private JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Decode(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "valid Unicode");
        }
    }

    private ApiException Wrong(string name, string expected) => ApiErrors.InvalidArgument(_prefix + name, $"value must be {expected}");
}
