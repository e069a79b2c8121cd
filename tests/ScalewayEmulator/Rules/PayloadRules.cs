using System.Globalization;
using System.Text;
using System.Text.Json;
using ScalewayEmulator.Http;

namespace ScalewayEmulator.Rules;

/// <summary>What a version of each type of secret may hold (SECRET-MANAGER §5.2), with the messages of the service's JSON schema validator.</summary>
internal static class PayloadRules
{
    public const int MaximumLength = 64 * 1024;

    private static readonly string[] DatabaseEngines = ["postgres", "mysql", "other"];

    public static void Check(string type, byte[] data)
    {
        if (data.Length == 0)
        {
            throw ApiErrors.Required("data");
        }

        if (data.Length > MaximumLength)
        {
            throw ApiErrors.InvalidArgument("data", "value must be at most 65536 bytes", "constraint");
        }

        string problems = type switch
        {
            "certificate" => PemBundle.IsValid(data) ? "" : "Invalid pem",
            "key_value" => CheckJson(data, []),
            "basic_credentials" => CheckJson(data, ["username", "password"]),
            "database_credentials" => CheckJson(data, ["engine", "username", "password", "host", "dbname", "port"]),
            "ssh_key" => CheckJson(data, ["ssh_private_key"]),
            _ => "",
        };
        if (problems.Length > 0)
        {
            throw ApiErrors.InvalidArgument("data", problems);
        }
    }

    private static string CheckJson(byte[] data, IReadOnlyList<string> required)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(data);
            return CheckObject(document.RootElement, required);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The parser finds syntax errors at once, but text that is no Unicode only when it is decoded.
            return "Invalid json";
        }
    }

    /// <summary>All of these types are flat objects whose values are strings.</summary>
    private static string CheckObject(JsonElement root, IReadOnlyList<string> required)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return $"- (root): Invalid type. Expected: object, given: {NameOfType(root)}\n";
        }

        var problems = new StringBuilder();
        foreach (string name in required.Where(name => !root.TryGetProperty(name, out _)))
        {
            problems.Append(CultureInfo.InvariantCulture, $"- (root): {name} is required\n");
        }

        foreach (JsonProperty property in root.EnumerateObject())
        {
            bool known = required.Count == 0 || required.Contains(property.Name);
            problems.Append(known ? CheckProperty(property, isDatabase: required.Contains("engine")) : "");
        }

        return problems.ToString();
    }

    private static string CheckProperty(JsonProperty property, bool isDatabase)
    {
        if (property.Value.ValueKind != JsonValueKind.String)
        {
            return $"- {property.Name}: Invalid type. Expected: string, given: {NameOfType(property.Value)}\n";
        }

        return (isDatabase, property.Name) switch
        {
            (true, "engine") when !DatabaseEngines.Contains(property.Value.GetString()) =>
                "- engine: engine must be one of the following: \"postgres\", \"mysql\", \"other\"\n",
            (true, "port") when !IsPort(property.Value.GetString()!) => "- port: Does not match format 'port'\n",
            _ => "",
        };
    }

    private static bool IsPort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string NameOfType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
