using System.Text.Json;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>
/// The body of a refusal, as far as it is JSON of the documented shape (SECRET-MANAGER §8.1); empty for everything else.
/// All text is bounded, printable, and free of values: see <see cref="ErrorText"/>.
/// </summary>
internal sealed record ErrorBody
{
    private const int MaxDetails = 20;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public string Type { get; init; } = "";

    public string Message { get; init; } = "";

    public string Resource { get; init; } = "";

    public string ResourceId { get; init; } = "";

    public IReadOnlyList<ScalewayErrorDetail> Details { get; init; } = [];

    /// <summary>Parses a body of any kind.</summary>
    /// <param name="body">Raw bytes.</param>
    /// <param name="text">Decides which free text may be passed on.</param>
    /// <param name="root">Reads further fields while the document is alive; null when the body isn't JSON.</param>
    public static ErrorBody Parse(ReadOnlySpan<byte> body, ErrorText text, Action<JsonElement?> root)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                root(document.RootElement);
                return Interpret(document.RootElement, text);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Plain text or HTML of the gateway, a cut body, or names that are not Unicode: the status says enough.
        }

        root(null);
        return new ErrorBody { Message = text.PlainBody(body) };
    }

    private static ErrorBody Interpret(JsonElement error, ErrorText text)
    {
        var type = ErrorText.Word(Read(error, "type"));
        return new ErrorBody
        {
            Type = type,
            Message = text.Message(Read(error, "message")),
            Resource = ErrorText.Word(Read(error, "resource")),
            ResourceId = ErrorText.Word(Read(error, "resource_id")),
            Details = [.. ReadDetails(error, type, text), .. ReadOwnDetail(error, type, text)],
        };
    }

    private static List<ScalewayErrorDetail> ReadDetails(JsonElement error, string type, ErrorText text)
    {
        var details = new List<ScalewayErrorDetail>();
        if (!error.TryGetProperty("details", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return details;
        }

        foreach (var item in list.EnumerateArray().Take(MaxDetails).Where(item => item.ValueKind == JsonValueKind.Object))
        {
            details.Add(type switch
            {
                "permissions_denied" => new(ErrorText.Word(Read(item, "resource")), ErrorText.Word(Read(item, "action")), ""),
                "quotas_exceeded" => new(ErrorText.Word(Read(item, "resource")), ErrorText.Word(Read(item, "current")), $"quota {ErrorText.Word(Read(item, "quota"))}"),
                _ => ReadArgument(item, text),
            });
        }

        return details;
    }

    private static ScalewayErrorDetail ReadArgument(JsonElement item, ErrorText text)
    {
        var name = text.Name(Read(item, "argument_name"));
        return new(name, ErrorText.Word(Read(item, "reason")), text.Help(name, () => Read(item, "help_message")));
    }

    /// <summary>Types without a list of details keep the same kind of facts at the top.</summary>
    private static IEnumerable<ScalewayErrorDetail> ReadOwnDetail(JsonElement error, string type, ErrorText text)
    {
        var (nameField, reasonField) = type switch
        {
            "denied_authentication" => ("method", "reason"),
            "precondition_failed" => ("precondition", ""),
            "already_exists" => ("resource", ""),
            "transient_state" => ("resource", "current_state"),
            "expired" => ("resource", "expired_since"),
            _ => ("", ""),
        };
        if (nameField.Length > 0)
        {
            var name = text.Name(Read(error, nameField));
            yield return new(name, ErrorText.Word(Read(error, reasonField)), text.Help(name, () => Read(error, "help_message")));
        }
    }

    private static string Read(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => ReadString(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => "",
            }
            : "";

    private static string ReadString(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            return "";
        }
    }
}
