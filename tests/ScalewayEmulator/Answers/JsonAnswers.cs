using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScalewayEmulator.Answers;

/// <summary>Success bodies, fields in the order of current recordings (SECRET-MANAGER §3).</summary>
internal static class JsonAnswers
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static ApiAnswer Secret(EmulatedSecret secret) => new(200, Write(writer => SecretFields(writer, secret)));

    public static ApiAnswer Version(EmulatedSecret secret, EmulatedVersion version) => new(200, Write(writer => VersionFields(writer, secret, version)));

    public static ApiAnswer Secrets(IReadOnlyList<EmulatedSecret> page, int total) =>
        new(200, Write(writer => List(writer, "secrets", page, SecretFields, total)));

    public static ApiAnswer Versions(EmulatedSecret secret, IReadOnlyList<EmulatedVersion> page, int total) =>
        new(200, Write(writer => List(writer, "versions", page, (w, version) => VersionFields(w, secret, version), total)));

    public static ApiAnswer Strings(string name, IReadOnlyList<string> page, int total) => new(200, Write(writer =>
    {
        StringArray(writer, name, page);
        writer.WriteNumber("total_count", total);
    }));

    public static ApiAnswer Access(EmulatedSecret secret, EmulatedVersion version) => new(200, Write(writer =>
    {
        writer.WriteString("secret_id", secret.Id);
        writer.WriteNumber("revision", version.Revision);
        writer.WriteString("data", Convert.ToBase64String(version.Data));
        if (version.DataCrc32 is { } crc)
        {
            writer.WriteNumber("data_crc32", crc);
        }
        else
        {
            writer.WriteNull("data_crc32");
        }

        writer.WriteString("type", secret.Type);
    }));

    public static ApiAnswer Browse(IReadOnlyList<BrowseItem> page, int total, string currentPath) => new(200, Write(writer =>
    {
        List(writer, "items", page, BrowseFields, total);
        writer.WriteString("current_path", currentPath);
    }));

    private static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> page, Action<Utf8JsonWriter, T> fields, int total)
    {
        writer.WriteStartArray(name);
        foreach (T item in page)
        {
            writer.WriteStartObject();
            fields(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("total_count", total);
    }

    private static void SecretFields(Utf8JsonWriter writer, EmulatedSecret secret)
    {
        writer.WriteString("id", secret.Id);
        writer.WriteString("project_id", secret.ProjectId);
        writer.WriteString("name", secret.Name);
        writer.WriteString("status", secret.Status);
        Time(writer, "created_at", secret.CreatedAt);
        Time(writer, "updated_at", secret.UpdatedAt);
        StringArray(writer, "tags", secret.Tags);
        writer.WriteNumber("version_count", secret.VersionCount);
        writer.WriteString("description", secret.Description);
        writer.WriteBoolean("managed", secret.Managed);
        writer.WriteString("type", secret.Type);
        writer.WriteBoolean("protected", secret.Protected);
        writer.WriteString("path", secret.Path);
        Policy(writer, secret);
        StringArray(writer, "used_by", secret.UsedBy);
        Time(writer, "deletion_requested_at", secret.DeletionRequestedAt);
        writer.WriteString("key_id", secret.KeyId);
        writer.WriteString("region", secret.Region);
    }

    private static void VersionFields(Utf8JsonWriter writer, EmulatedSecret secret, EmulatedVersion version)
    {
        writer.WriteNumber("revision", version.Revision);
        writer.WriteString("secret_id", secret.Id);
        writer.WriteString("status", version.Status);
        Time(writer, "created_at", version.CreatedAt);
        Time(writer, "updated_at", version.UpdatedAt);
        Time(writer, "deleted_at", version.DeletedAt);
        writer.WriteString("description", version.Description);
        writer.WriteBoolean("latest", version.Revision == secret.HighestRevision);
        if (version.EphemeralAction is null)
        {
            writer.WriteNull("ephemeral_properties");
        }
        else
        {
            writer.WriteStartObject("ephemeral_properties");
            Time(writer, "expires_at", version.ExpiresAt);
            OptionalBoolean(writer, "expires_once_accessed", version.ExpiresOnceAccessed);
            writer.WriteString("action", version.EphemeralAction);
            writer.WriteEndObject();
        }

        Time(writer, "deletion_requested_at", version.DeletionRequestedAt);
        writer.WriteString("region", secret.Region);
    }

    private static void Policy(Utf8JsonWriter writer, EmulatedSecret secret)
    {
        if (!secret.IsEphemeral)
        {
            writer.WriteNull("ephemeral_policy");
            return;
        }

        writer.WriteStartObject("ephemeral_policy");
        writer.WriteString("time_to_live", secret.TimeToLive);
        OptionalBoolean(writer, "expires_once_accessed", secret.ExpiresOnceAccessed);
        writer.WriteString("action", secret.EphemeralAction);
        writer.WriteEndObject();
    }

    private static void BrowseFields(Utf8JsonWriter writer, BrowseItem item)
    {
        writer.WriteString("name", item.Name);
        Time(writer, "created_at", item.CreatedAt);
        Time(writer, "updated_at", item.UpdatedAt);
        if (item.Secret is not { } secret)
        {
            writer.WriteStartObject("folder");
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartObject("secret");
        writer.WriteString("id", secret.Id);
        StringArray(writer, "tags", secret.Tags);
        writer.WriteNumber("version_count", secret.VersionCount);
        writer.WriteBoolean("protected", secret.Protected);
        Policy(writer, secret);
        writer.WriteString("type", secret.Type);
        writer.WriteEndObject();
    }

    private static void StringArray(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void OptionalBoolean(Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } set)
        {
            writer.WriteBoolean(name, set);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is not { } time)
        {
            writer.WriteNull(name);
            return;
        }

        // The service's encoder drops zero groups of three decimals and keeps microseconds (SECRET-MANAGER §2).
        DateTimeOffset utc = time.ToUniversalTime();
        long microseconds = utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
        string format = microseconds == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : microseconds % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.ffffffZ";
        writer.WriteString(name, utc.ToString(format.Replace("Z", "'Z'", StringComparison.Ordinal), CultureInfo.InvariantCulture));
    }
}
