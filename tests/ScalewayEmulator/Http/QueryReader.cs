using System.Globalization;
using Microsoft.AspNetCore.Http;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Http;

/// <summary>Query parameters, checked; an empty value counts as absent.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public string? Text(string name)
    {
        string? value = query[name].FirstOrDefault();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public IReadOnlyList<string> Texts(string name) => [.. query[name].Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];

    public string? Uuid(string name)
    {
        string? value = Text(name);
        return value is null || Rules.Uuid.TryNormalize(value, out value) ? value : throw ApiErrors.NotAUuid(name);
    }

    public int? Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw ApiErrors.InvalidArgument(name, "value must be a number of 0 or more");
    }

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw ApiErrors.InvalidArgument(name, "value must be a boolean"),
    };

    /// <summary>One of the values of an enumeration; its zero value (<c>unknown_...</c>) counts as absent.</summary>
    public string? Choice(string name, EnumValues values) => Text(name) is { } text ? values.Check(name, text) : null;
}
