using System.Text.Json;
using System.Text.Json.Serialization;
using ScwSecretBackup.Scaleway.Http;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>A version as it comes: any field may be missing or null.</summary>
internal sealed class WireVersion
{
    public int? Revision { get; set; }

    public string? SecretId { get; set; }

    public string? Status { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? UpdatedAt { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? DeletedAt { get; set; }

    public string? Description { get; set; }

    public bool? Latest { get; set; }

    public WireEphemeralProperties? EphemeralProperties { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? DeletionRequestedAt { get; set; }

    public string? Region { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? AdditionalFields { get; set; }

    /// <summary>The version, which must be of the secret that was asked for.</summary>
    public SecretVersion ToVersion(string secretId)
    {
        if (SecretId is not null && !SecretId.Equals(secretId, StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableAnswerException("it holds a version of another secret");
        }

        return new SecretVersion
        {
            Revision = Revision is > 0 ? Revision.Value : throw new UnreadableAnswerException("a version has no revision number"),
            SecretId = SecretId ?? secretId,
            Status = Status ?? "",
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            DeletedAt = DeletedAt,
            Description = Description,
            Latest = Latest ?? false,
            EphemeralProperties = EphemeralProperties?.ToProperties(),
            DeletionRequestedAt = DeletionRequestedAt,
            Region = Region,
            AdditionalFields = AdditionalFields,
        };
    }
}
