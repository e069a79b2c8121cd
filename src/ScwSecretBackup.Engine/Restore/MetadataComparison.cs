using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Compares what a restore sets on a secret with what the destination has.</summary>
internal static class MetadataComparison
{
    /// <summary>Field name of the protection.</summary>
    public const string Protected = "protected";

    /// <summary>Field name of the type.</summary>
    public const string Type = "type";

    /// <summary>The fields that differ.</summary>
    public static IReadOnlyList<string> FindDifferences(Secret source, Secret target, bool dropKeyId)
    {
        var differences = new List<string>();
        AddIf(source.Type != target.Type, Type);
        AddIf((source.Description ?? "") != (target.Description ?? ""), "description");
        AddIf(!source.Tags.SequenceEqual(target.Tags, StringComparer.Ordinal), "tags");
        AddIf(!AreEqual(source.EphemeralPolicy, target.EphemeralPolicy), "ephemeral_policy");
        AddIf((dropKeyId ? null : source.KeyId) != target.KeyId, "key_id");
        AddIf(source.Protected != target.Protected, Protected);
        return differences;

        void AddIf(bool differs, string field)
        {
            if (differs)
            {
                differences.Add(field);
            }
        }
    }

    private static bool AreEqual(EphemeralPolicy? left, EphemeralPolicy? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        return left.TimeToLive == right.TimeToLive
            && (left.ExpiresOnceAccessed ?? false) == (right.ExpiresOnceAccessed ?? false)
            && left.Action == right.Action;
    }
}
