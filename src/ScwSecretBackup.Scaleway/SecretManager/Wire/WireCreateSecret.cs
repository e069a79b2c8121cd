using System.Text.Json.Serialization;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Body of "create secret" (SECRET-MANAGER §4.2).</summary>
internal sealed class WireCreateSecret
{
    public required string ProjectId { get; set; }

    public required string Name { get; set; }

    public required string Path { get; set; }

    public required string Type { get; set; }

    public required IReadOnlyList<string> Tags { get; set; }

    public string? Description { get; set; }

    // The official clients always send it.
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Protected { get; set; }

    public WireEphemeralPolicy? EphemeralPolicy { get; set; }

    public string? KeyId { get; set; }

    public static WireCreateSecret From(CreateSecretRequest request) => new()
    {
        ProjectId = request.ProjectId,
        Name = request.Name,
        Path = request.Path,
        Type = request.Type,
        Tags = request.Tags,
        Description = request.Description,
        Protected = request.Protected,
        EphemeralPolicy = WireEphemeralPolicy.From(request.EphemeralPolicy),
        KeyId = request.KeyId,
    };
}
