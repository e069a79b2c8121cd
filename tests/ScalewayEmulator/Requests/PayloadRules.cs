using System.Globalization;
using System.Text;
using System.Text.Json;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>What a payload must look like for its secret's type (SECRET-MANAGER §5.2).</summary>
internal static class PayloadRules
{
    public const int MaxSize = 64 * 1024;

    public static void Check(string type, byte[] data)
    {
        if (data.Length > MaxSize)
        {
            throw ApiErrors.InvalidArgument("data", "constraint", "value must not be larger than 65536 bytes");
        }

        switch (type)
        {
            case "key_value":
                CheckObject(data, [], everyField: true);
                break;
            case "basic_credentials":
                CheckObject(data, ["username", "password"], everyField: false);
                break;
            case "ssh_key":
                CheckObject(data, ["ssh_private_key"], everyField: false);
                break;
            case "database_credentials":
                CheckObject(data, ["engine", "username", "password", "host", "dbname", "port"], everyField: false);
                CheckDatabase(data);
                break;
            case "certificate":
                CheckCertificate(data);
                break;
        }
    }

    private static void CheckObject(byte[] data, string[] required, bool everyField)
    {
        using JsonDocument document = Parse(data);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Refused($"- (root): Invalid type. Expected: object, given: {KindName(root)}\n");
        }

        var problems = new StringBuilder();
        foreach (string field in required.Where(field => !root.TryGetProperty(field, out _)))
        {
            problems.Append(CultureInfo.InvariantCulture, $"- (root): {field} is required\n");
        }

        foreach (JsonProperty property in root.EnumerateObject())
        {
            if ((everyField || required.Contains(property.Name)) && property.Value.ValueKind != JsonValueKind.String)
            {
                problems.Append(CultureInfo.InvariantCulture, $"- {property.Name}: Invalid type. Expected: string, given: {KindName(property.Value)}\n");
            }
        }

        if (problems.Length > 0)
        {
            throw Refused(problems.ToString());
        }
    }

    private static void CheckDatabase(byte[] data)
    {
        using JsonDocument document = Parse(data);
        if (document.RootElement.GetProperty("engine").GetString() is not ("postgres" or "mysql" or "other"))
        {
            throw Refused("- engine: engine must be one of the following: \"postgres\", \"mysql\", \"other\"\n");
        }

        if (!ushort.TryParse(document.RootElement.GetProperty("port").GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw Refused("- port: Does not match pattern\n");
        }
    }

    private static void CheckCertificate(byte[] data)
    {
        string text = Encoding.ASCII.GetString(data);
        if (!text.Contains("-----BEGIN ", StringComparison.Ordinal) || !text.Contains("-----END ", StringComparison.Ordinal))
        {
            throw Refused("Invalid PEM");
        }
    }

    private static JsonDocument Parse(byte[] data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException)
        {
            throw Refused("Invalid json");
        }
    }

    private static ApiErrorException Refused(string help) => ApiErrors.InvalidArgument("data", "format", help);

    private static string KindName(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => element.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
