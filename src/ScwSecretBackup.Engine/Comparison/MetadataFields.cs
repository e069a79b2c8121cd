using System.Globalization;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>The metadata that makes two secrets or versions differ, field by field as text. What the server sets for each anew is not among it.</summary>
internal static class MetadataFields
{
    private const string Live = "live";
    private const string PendingDeletion = "scheduled_for_deletion";

    /// <summary>Fields of a secret.</summary>
    public static IEnumerable<(string Field, string Text)> Of(Secret secret) =>
    [
        ("path", SecretPath.NormalizeFolder(secret.Path)),
        ("name", secret.Name),
        ("type", secret.Type),
        ("description", secret.Description ?? ""),
        ("tags", string.Join(", ", secret.Tags.Select(Quote))),
        ("protected", Spell(secret.Protected)),
        ("ephemeral_policy", Spell(secret.EphemeralPolicy)),
        ("key_id", secret.KeyId ?? ""),
    ];

    /// <summary>What of a secret is a status.</summary>
    public static IEnumerable<(string Field, string Text)> StatusOf(Secret secret) =>
    [
        ("status", secret.Status),
        ("deletion", secret.DeletionRequestedAt is null ? Live : PendingDeletion),
    ];

    /// <summary>Fields of a version.</summary>
    public static IEnumerable<(string Field, string Text)> Of(VersionFacts version) =>
    [
        ("version description", version.Description),
        ("expires_at", version.Lifetime?.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture) ?? ""),
        ("expires_once_accessed", Spell(version.Lifetime?.ExpiresOnceAccessed ?? false)),
    ];

    private static string Quote(string tag) => tag.AsSpan().ContainsAny(',', '"') ? $"\"{tag.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : tag;

    private static string Spell(bool value) => value ? "true" : "false";

    private static string Spell(EphemeralPolicy? policy)
    {
        if (policy is null)
        {
            return "";
        }

        string lifetime = policy.TimeToLive is { } timeToLive ? $"time_to_live {timeToLive}, " : "";
        string access = policy.ExpiresOnceAccessed == true ? "expires_once_accessed, " : "";
        return $"{lifetime}{access}{policy.Action}";
    }
}
