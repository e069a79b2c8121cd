using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ScalewayEmulator.Access;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>One request, taken apart.</summary>
/// <param name="Region">Region of the path.</param>
/// <param name="Query">Query parameters.</param>
/// <param name="Body">JSON body; an empty object when there is none.</param>
/// <param name="Key">The key that asks.</param>
internal sealed record ApiRequest(string Region, IQueryCollection Query, JsonElement Body, ApiKey Key)
{
    /// <summary>The last value of a query parameter, or null.</summary>
    public string? QueryValue(string name) => Query.TryGetValue(name, out var values) && values.Count > 0 && !string.IsNullOrEmpty(values[^1]) ? values[^1] : null;

    /// <summary>All values of a repeatable query parameter.</summary>
    public IReadOnlyList<string> QueryValues(string name) =>
        Query.TryGetValue(name, out var values) ? [.. values.OfType<string>().Where(value => value.Length > 0)] : [];

    /// <summary>A boolean query parameter; false when absent.</summary>
    public bool QueryFlag(string name) => QueryValue(name) switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => throw ApiErrors.InvalidArgument(name, "format", "value must be a boolean"),
    };

    /// <summary>Page and page size: from 1; 50 by default, at most 100 (SECRET-MANAGER §4.1).</summary>
    public (int Skip, int Take) Paging()
    {
        int page = Number("page", 1);
        int size = Math.Min(Number("page_size", 50), 100);
        return ((page - 1) * size, size);
    }

    /// <summary>Whether the body has the field with a value that is not null.</summary>
    public bool Has(string field) => Body.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A string field, or null.</summary>
    public string? Text(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        JsonElement value = Body.GetProperty(field);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw ApiErrors.InvalidArgument(field, "format", "value must be a string");
    }

    /// <summary>A boolean field; false when absent.</summary>
    public bool Flag(string field)
    {
        if (!Has(field))
        {
            return false;
        }

        return Body.GetProperty(field).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw ApiErrors.InvalidArgument(field, "format", "value must be a boolean"),
        };
    }

    /// <summary>A list of strings, or null when absent or null.</summary>
    public List<string>? Texts(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        JsonElement value = Body.GetProperty(field);
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw ApiErrors.InvalidArgument(field, "format", "value must be a list of strings");
    }

    private int Number(string name, int fallback)
    {
        if (QueryValue(name) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, out int number) && number is > 0 and < 1_000_000
            ? number
            : throw ApiErrors.InvalidArgument(name, "constraint", "value must be greater than 0");
    }
}
