using System.Text.Json;
using System.Text.Json.Serialization;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.Http;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>A secret as it comes: any field may be missing or null.</summary>
internal sealed class WireSecret
{
    public string? Id { get; set; }

    public string? ProjectId { get; set; }

    public string? Name { get; set; }

    public string? Path { get; set; }

    public string? Status { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? CreatedAt { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? UpdatedAt { get; set; }

    public List<string?>? Tags { get; set; }

    public int? VersionCount { get; set; }

    public string? Description { get; set; }

    public bool? Managed { get; set; }

    public string? Type { get; set; }

    public bool? Protected { get; set; }

    public WireEphemeralPolicy? EphemeralPolicy { get; set; }

    public List<string?>? UsedBy { get; set; }

    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? DeletionRequestedAt { get; set; }

    public string? KeyId { get; set; }

    public string? Region { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? AdditionalFields { get; set; }

    public Secret ToSecret() => new()
    {
        // The id goes into addresses of further calls.
        Id = Id is not null && SettingFormat.IsUuid(Id) ? Id : throw new UnreadableAnswerException("a secret has no id of the expected form"),
        ProjectId = ProjectId ?? throw new UnreadableAnswerException($"secret {Id} has no project"),
        Name = Name ?? throw new UnreadableAnswerException($"secret {Id} has no name"),
        Path = string.IsNullOrEmpty(Path) ? "/" : Path,
        Status = Status ?? "",
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Tags = Tags is null ? [] : [.. Tags.OfType<string>()],
        VersionCount = VersionCount ?? 0,
        Description = Description,
        Managed = Managed ?? false,
        Type = Type ?? "opaque",
        Protected = Protected ?? false,
        EphemeralPolicy = EphemeralPolicy?.ToPolicy(),
        UsedBy = UsedBy is null ? [] : [.. UsedBy.OfType<string>()],
        DeletionRequestedAt = DeletionRequestedAt,
        KeyId = string.IsNullOrEmpty(KeyId) ? null : KeyId,
        Region = Region ?? "",
        AdditionalFields = AdditionalFields,
    };
}
