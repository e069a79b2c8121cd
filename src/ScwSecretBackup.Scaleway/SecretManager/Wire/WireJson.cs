using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ScwSecretBackup.Scaleway.Http;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>JSON bodies of calls without a value.</summary>
internal static class WireJson
{
    public static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new UnreadableAnswerException("it is JSON null");
        }
        catch (JsonException exception)
        {
            throw new UnreadableAnswerException($"it is not the JSON of this call, at {exception.Path ?? "$"}");
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableAnswerException("it holds text that is not valid Unicode");
        }
    }

    public static HttpContent Write<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>Body of an action without fields.</summary>
    public static HttpContent WriteEmpty()
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
