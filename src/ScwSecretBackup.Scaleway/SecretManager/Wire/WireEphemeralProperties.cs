using System.Text.Json.Serialization;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Lifetime of a version, in requests and answers.</summary>
internal sealed class WireEphemeralProperties
{
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? ExpiresAt { get; set; }

    public bool? ExpiresOnceAccessed { get; set; }

    public string? Action { get; set; }

    public static WireEphemeralProperties? From(EphemeralProperties? properties) => properties is null
        ? null
        : new WireEphemeralProperties
        {
            ExpiresAt = properties.ExpiresAt,
            ExpiresOnceAccessed = properties.ExpiresOnceAccessed,
            Action = properties.Action,
        };

    public EphemeralProperties ToProperties() => new()
    {
        ExpiresAt = ExpiresAt,
        ExpiresOnceAccessed = ExpiresOnceAccessed,
        Action = Action ?? "unknown_action",
    };
}
