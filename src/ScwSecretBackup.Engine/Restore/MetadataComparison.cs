using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Compares what a restore sets on a secret with what the destination has.</summary>
internal static class MetadataComparison
{
    /// <summary>Field name of the protection.</summary>
    public const string Protected = "protected";

    /// <summary>Field name of the type.</summary>
    public const string Type = "type";

    /// <summary>Field name of the description.</summary>
    public const string Description = "description";

    /// <summary>Field name of the tags.</summary>
    public const string Tags = "tags";

    /// <summary>Field name of the lifetime rules.</summary>
    public const string Lifetime = "ephemeral_policy";

    /// <summary>Field name of the Key Manager key.</summary>
    public const string KeyId = "key_id";

    /// <summary>The fields that differ.</summary>
    public static IReadOnlyList<string> FindDifferences(Secret wanted, Secret target)
    {
        var differences = new List<string>();
        AddIf(wanted.Type != target.Type, Type);
        AddIf((wanted.Description ?? "") != (target.Description ?? ""), Description);
        AddIf(!wanted.Tags.SequenceEqual(target.Tags, StringComparer.Ordinal), Tags);
        AddIf(!AreEqual(wanted.EphemeralPolicy, target.EphemeralPolicy), Lifetime);
        AddIf(wanted.KeyId != target.KeyId, KeyId);
        AddIf(wanted.Protected != target.Protected, Protected);
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
