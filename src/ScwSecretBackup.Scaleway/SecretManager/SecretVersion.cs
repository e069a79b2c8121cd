using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>One version's metadata (SECRET-MANAGER §3.2).</summary>
public sealed record SecretVersion
{
    /// <summary>Number from 1; never chosen, never reused.</summary>
    public required int Revision { get; init; }

    /// <summary>The secret it belongs to.</summary>
    public required string SecretId { get; init; }

    /// <summary><c>enabled</c>, <c>disabled</c>, <c>deleted</c>, <c>scheduled_for_deletion</c> or a value of a later API.</summary>
    public string Status { get; init; } = "";

    /// <summary>Creation time, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Last change of the metadata.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When it was deleted for good.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Description; null and empty are the same.</summary>
    public string? Description { get; init; }

    /// <summary>Whether this is the highest revision.</summary>
    public bool Latest { get; init; }

    /// <summary>Lifetime, or null.</summary>
    public EphemeralProperties? EphemeralProperties { get; init; }

    /// <summary>Not null: scheduled for deletion.</summary>
    public DateTimeOffset? DeletionRequestedAt { get; init; }

    /// <summary>Region; empty in older answers.</summary>
    public string? Region { get; init; }

    /// <summary>Fields this version of the client does not know, kept as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalFields { get; init; }
}
