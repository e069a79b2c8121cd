using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace ScwSecretBackup.Binding;

/// <summary>Turns a deserialized plan into the JSON that the engine reads.</summary>
internal static class PlanJson
{
    private const int MaxDepth = 12;

    /// <summary>The JSON of an object.</summary>
    public static string Of(object saved) => ToNode(saved, 0)?.ToJsonString() ?? "null";

    private static JsonNode? ToNode(object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentTransformationMetadataException("The plan is nested too deeply.");
        }

        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            Enum choice => JsonValue.Create(choice.ToString()),
            DateTimeOffset time => JsonValue.Create(time),
            DateTime time => JsonValue.Create(new DateTimeOffset(time)),
            Guid id => JsonValue.Create(id.ToString()),
            int or long or double or decimal => JsonValue.Create(Convert.ToDecimal(plain, CultureInfo.InvariantCulture)),
            PSObject document => ToObject(document.Properties.Select(property => (property.Name, (object?)property.Value)), depth),
            IDictionary table => ToObject(table.Cast<DictionaryEntry>().Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value)), depth),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => ToNode(item, depth + 1))]),
            _ => JsonValue.Create(Convert.ToString(plain, CultureInfo.InvariantCulture)),
        };
    }

    private static JsonObject ToObject(IEnumerable<(string Name, object? Value)> members, int depth)
    {
        var result = new JsonObject();
        foreach ((string name, object? value) in members)
        {
            result[name] = ToNode(value, depth + 1);
        }

        return result;
    }
}
