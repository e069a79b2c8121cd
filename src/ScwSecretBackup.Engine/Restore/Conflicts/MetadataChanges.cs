using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>What of a secret's metadata can be set on one that exists, and what can't (SECRET-MANAGER §4).</summary>
internal static class MetadataChanges
{
    private const string Nothing = "none";

    /// <summary>The fields to set, each with what it replaces.</summary>
    public static IReadOnlyList<FieldChange> Find(Secret wanted, Secret target) =>
    [
        .. MetadataComparison.FindDifferences(wanted, target)
            .Where(field => CanBeSet(field, target))
            .Select(field => new FieldChange(field, Show(field, target), Show(field, wanted))),
    ];

    /// <summary>The fields that stay as the destination has them.</summary>
    public static IReadOnlyList<LostField> FindLost(Secret wanted, Secret target) =>
    [
        .. MetadataComparison.FindDifferences(wanted, target)
            .Where(field => !CanBeSet(field, target))
            .Select(field => new LostField(field, "it can be set only when a secret is created; the destination's secret keeps its own")),
    ];

    private static bool CanBeSet(string field, Secret target) => field switch
    {
        MetadataComparison.Lifetime => target.EphemeralPolicy is not null,
        MetadataComparison.KeyId or MetadataComparison.Type => false,
        _ => true,
    };

    private static string Show(string field, Secret secret) => field switch
    {
        MetadataComparison.Description => secret.Description ?? "",
        MetadataComparison.Tags => string.Join(", ", secret.Tags),
        MetadataComparison.Protected => secret.Protected ? "true" : "false",
        MetadataComparison.Lifetime => Show(secret.EphemeralPolicy),
        _ => Nothing,
    };

    private static string Show(EphemeralPolicy? policy) => policy is null
        ? Nothing
        : string.Join(", ", new[] { policy.TimeToLive, policy.ExpiresOnceAccessed == true ? "single access" : null, policy.Action }.OfType<string>());
}
