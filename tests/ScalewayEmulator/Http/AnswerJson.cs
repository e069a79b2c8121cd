using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScalewayEmulator.Rules;

namespace ScalewayEmulator.Http;

/// <summary>Objects as the service writes them: set and order of the fields of SECRET-MANAGER §3.</summary>
internal static class AnswerJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ApiAnswer Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return new ApiAnswer(200, buffer.WrittenMemory);
    }

    /// <summary>A page of a list: <c>{"name":[...],"total_count":n}</c>.</summary>
    public static ApiAnswer List<T>(string name, Page page, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> writeItem, Action<Utf8JsonWriter>? writeMore = null) => Object(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        foreach (T item in page.Of(all))
        {
            writeItem(json, item);
        }

        json.WriteEndArray();
        json.WriteNumber("total_count", all.Count);
        writeMore?.Invoke(json);
        json.WriteEndObject();
    });

    public static void WriteSecret(Utf8JsonWriter json, EmulatedSecret secret)
    {
        json.WriteStartObject();
        json.WriteString("id", secret.Id);
        json.WriteString("project_id", secret.ProjectId);
        json.WriteString("name", secret.Name);
        json.WriteString("status", secret.Status);
        WriteTime(json, "created_at", secret.CreatedAt);
        WriteTime(json, "updated_at", secret.UpdatedAt);
        WriteStrings(json, "tags", secret.Tags);
        json.WriteNumber("version_count", secret.StoredVersionCount);
        json.WriteString("description", secret.Description);
        json.WriteBoolean("managed", secret.Managed);
        json.WriteString("type", secret.Type);
        json.WriteBoolean("protected", secret.Protected);
        json.WriteString("path", secret.Path);
        WritePolicy(json, secret);
        WriteStrings(json, "used_by", secret.UsedBy);
        WriteTime(json, "deletion_requested_at", secret.DeletionRequestedAt);
        WriteStringOrNull(json, "key_id", secret.KeyId);
        json.WriteString("region", secret.Region);
        json.WriteEndObject();
    }

    public static void WriteVersion(Utf8JsonWriter json, EmulatedSecret secret, EmulatedVersion version)
    {
        json.WriteStartObject();
        json.WriteNumber("revision", version.Revision);
        json.WriteString("secret_id", secret.Id);
        json.WriteString("status", secret.ListedStatus(version));
        WriteTime(json, "created_at", version.CreatedAt);
        WriteTime(json, "updated_at", version.UpdatedAt);
        WriteTime(json, "deleted_at", version.DeletedAt);
        json.WriteString("description", version.Description);
        json.WriteBoolean("latest", ReferenceEquals(secret.LatestVersion, version));
        WriteProperties(json, version);
        WriteTime(json, "deletion_requested_at", version.DeletionRequestedAt ?? (version.Status == VersionStatus.Deleted ? null : secret.DeletionRequestedAt));
        json.WriteString("region", secret.Region);
        json.WriteEndObject();
    }

    public static void WriteAccess(Utf8JsonWriter json, EmulatedSecret secret, EmulatedVersion version)
    {
        json.WriteStartObject();
        json.WriteString("secret_id", secret.Id);
        json.WriteNumber("revision", version.Revision);
        json.WriteBase64String("data", version.Data);
        if (version.DataCrc32 is { } checksum)
        {
            json.WriteNumber("data_crc32", checksum);
        }
        else
        {
            json.WriteNull("data_crc32");
        }

        json.WriteString("type", secret.Type);
        json.WriteEndObject();
    }

    public static void WritePolicy(Utf8JsonWriter json, EmulatedSecret secret)
    {
        if (!secret.IsEphemeral)
        {
            json.WriteNull("ephemeral_policy");
            return;
        }

        json.WriteStartObject("ephemeral_policy");
        WriteStringOrNull(json, "time_to_live", secret.TimeToLive);
        WriteBooleanOrNull(json, "expires_once_accessed", secret.ExpiresOnceAccessed);
        json.WriteString("action", secret.EphemeralAction ?? "unknown_action");
        json.WriteEndObject();
    }

    public static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? value) =>
        WriteStringOrNull(json, name, value is { } time ? Timestamp.Format(time) : null);

    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, EmulatedVersion version)
    {
        if (!version.IsEphemeral)
        {
            json.WriteNull("ephemeral_properties");
            return;
        }

        json.WriteStartObject("ephemeral_properties");
        WriteTime(json, "expires_at", version.ExpiresAt);
        WriteBooleanOrNull(json, "expires_once_accessed", version.ExpiresOnceAccessed);
        json.WriteString("action", version.EphemeralAction ?? "unknown_action");
        json.WriteEndObject();
    }

    private static void WriteStringOrNull(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteBooleanOrNull(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
