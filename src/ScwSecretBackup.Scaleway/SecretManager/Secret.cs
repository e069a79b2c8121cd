using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>A secret's metadata as the API returns it (SECRET-MANAGER §3.1). Enum-like values stay strings: the API may add some.</summary>
public sealed record Secret
{
    /// <summary>UUID, set by the server.</summary>
    public required string Id { get; init; }

    /// <summary>Project the secret belongs to.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Name, without its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Folder: <c>/</c> or <c>/a/b</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary><c>ready</c>, <c>locked</c> or a value of a later API.</summary>
    public string Status { get; init; } = "";

    /// <summary>Creation time, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Last change of the metadata; does not move with new versions.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Tags in the order the API keeps.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Versions that are enabled, disabled or scheduled for deletion.</summary>
    public int VersionCount { get; init; }

    /// <summary>Description; null and empty are the same.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a Scaleway product manages the secret.</summary>
    public bool Managed { get; init; }

    /// <summary>Type, such as <c>opaque</c> or <c>key_value</c>.</summary>
    public string Type { get; init; } = "opaque";

    /// <summary>Whether deletion is refused.</summary>
    public bool Protected { get; init; }

    /// <summary>Lifetime rules for versions, or null.</summary>
    public EphemeralPolicy? EphemeralPolicy { get; init; }

    /// <summary>Products that use the secret.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];

    /// <summary>Not null: the secret is scheduled for deletion.</summary>
    public DateTimeOffset? DeletionRequestedAt { get; init; }

    /// <summary>Key Manager key, or null for the service's own key.</summary>
    public string? KeyId { get; init; }

    /// <summary>Region.</summary>
    public string Region { get; init; } = "";

    /// <summary>Fields this version of the client does not know, kept as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalFields { get; init; }
}
