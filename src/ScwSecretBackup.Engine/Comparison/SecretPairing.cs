using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>
/// Finds for each secret of the reference the one it is to be compared with: the very same by its id, however it is called now, else the one
/// of the same folder and name.
/// </summary>
internal static class SecretPairing
{
    /// <summary>The pairs in order of folder and name. A secret that waits for its deletion and has no partner is no difference: it is leaving.</summary>
    public static IReadOnlyList<SecretPair> Pair(IReadOnlyList<ComparedSecret> references, IReadOnlyList<ComparedSecret> differences)
    {
        var free = new HashSet<ComparedSecret>(differences);
        var pairs = new List<SecretPair>(references.Count);
        List<ComparedSecret> open = TakeById(references, differences, free, pairs);
        TakeByName(open, free, pairs);
        pairs.AddRange(free.Where(secret => !IsLeaving(secret)).Select(secret => new SecretPair(null, secret)));
        return [.. pairs.OrderBy(pair => pair.Folder, StringComparer.Ordinal).ThenBy(pair => pair.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether a secret can be the partner of one of <paramref name="references"/>.</summary>
    public static Func<Secret, bool> Expected(IReadOnlyList<ComparedSecret> references)
    {
        var ids = references.Select(reference => reference.Metadata.Id).ToHashSet(StringComparer.Ordinal);
        var names = references.Select(reference => FullName(reference.Metadata)).ToHashSet();
        return secret => ids.Contains(secret.Id) || names.Contains(FullName(secret));
    }

    private static List<ComparedSecret> TakeById(
        IReadOnlyList<ComparedSecret> references, IReadOnlyList<ComparedSecret> differences, HashSet<ComparedSecret> free, List<SecretPair> pairs)
    {
        var byId = differences.ToLookup(secret => secret.Metadata.Id, StringComparer.Ordinal);
        var open = new List<ComparedSecret>();
        foreach (ComparedSecret reference in references)
        {
            if (byId[reference.Metadata.Id].FirstOrDefault(free.Contains) is { } same)
            {
                free.Remove(same);
                pairs.Add(new SecretPair(reference, same));
            }
            else
            {
                open.Add(reference);
            }
        }

        return open;
    }

    private static void TakeByName(List<ComparedSecret> open, HashSet<ComparedSecret> free, List<SecretPair> pairs)
    {
        ILookup<(string, string), ComparedSecret> byName = free
            .Where(secret => !IsLeaving(secret))
            .OrderBy(secret => secret.Metadata.CreatedAt ?? DateTimeOffset.MaxValue)
            .ToLookup(secret => FullName(secret.Metadata));
        foreach (ComparedSecret reference in open.Where(secret => !IsLeaving(secret)))
        {
            ComparedSecret? namesake = byName[FullName(reference.Metadata)].FirstOrDefault(free.Contains);
            pairs.Add(new SecretPair(reference, namesake));
            if (namesake is not null)
            {
                free.Remove(namesake);
            }
        }
    }

    private static (string Folder, string Name) FullName(Secret secret) => (SecretPath.NormalizeFolder(secret.Path), secret.Name);

    private static bool IsLeaving(ComparedSecret secret) => secret.Metadata.DeletionRequestedAt is not null;
}
