using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Layout;

/// <summary>
/// <c>@secret.json</c>: everything a restore needs. <c>updated_at</c> and <c>version_count</c> are left out: they move without a change of what
/// the document describes.
/// </summary>
internal static class SecretDocument
{
    /// <summary>Longest document that is read, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    private static readonly HashSet<string> KnownFields = new(StringComparer.Ordinal)
    {
        "created_at", "deletion_requested_at", "description", "ephemeral_policy", "id", "key_id", "managed", "name", "path", "project_id", "protected",
        "region", "status", "tags", "type", "used_by",
    };

    /// <summary>Spells a secret.</summary>
    public static byte[] Write(Secret secret) => new CanonicalObject()
        .Set("created_at", secret.CreatedAt)
        .Set("deletion_requested_at", secret.DeletionRequestedAt)
        .Set("description", secret.Description ?? "")
        .Set("ephemeral_policy", EphemeralFields.Write(secret.EphemeralPolicy))
        .Set("id", secret.Id)
        .Set("key_id", secret.KeyId)
        .Set("managed", secret.Managed)
        .Set("name", secret.Name)
        .Set("path", secret.Path)
        .Set("project_id", secret.ProjectId)
        .Set("protected", secret.Protected)
        .Set("region", secret.Region)
        .Set("status", secret.Status)
        .Set("tags", secret.Tags)
        .Set("type", secret.Type)
        .Set("used_by", secret.UsedBy)
        .AddUnknown(secret.AdditionalFields)
        .ToUtf8Bytes();

    /// <summary>Reads a secret.</summary>
    /// <exception cref="EngineException">The document is damaged.</exception>
    public static Secret Parse(ReadOnlyMemory<byte> utf8, string path)
    {
        var reader = DocumentReader.Parse(utf8, path);
        var secret = new Secret
        {
            Id = reader.RequireString("id"),
            ProjectId = reader.RequireString("project_id"),
            Name = reader.RequireString("name"),
            Path = reader.RequireString("path"),
            Type = reader.RequireString("type"),
            Status = reader.FindString("status") ?? "",
            CreatedAt = reader.FindTime("created_at"),
            Tags = reader.FindStrings("tags"),
            Description = reader.FindString("description"),
            Managed = reader.FindBoolean("managed") ?? false,
            Protected = reader.FindBoolean("protected") ?? false,
            EphemeralPolicy = EphemeralFields.ReadPolicy(reader.FindObject("ephemeral_policy")),
            UsedBy = reader.FindStrings("used_by"),
            DeletionRequestedAt = reader.FindTime("deletion_requested_at"),
            KeyId = reader.FindString("key_id"),
            Region = reader.FindString("region") ?? "",
            AdditionalFields = reader.FindUnknown(KnownFields),
        };
        return SecretPath.TryCreate(secret.Path, secret.Name, out string problem) is null
            ? throw DocumentReader.Damaged(path, problem)
            : secret;
    }
}
