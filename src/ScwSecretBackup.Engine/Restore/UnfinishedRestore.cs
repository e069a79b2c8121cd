using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Recognises what an interrupted restore left behind: a secret that is younger than everything in the snapshot's one, with the same metadata but
/// unprotected, whose versions are the first ones of the snapshot's. Only such a secret is completed beyond adding versions.
/// </summary>
internal static class UnfinishedRestore
{
    /// <summary>Whether the destination's secret is the unfinished restore of <paramref name="source"/>.</summary>
    public static bool IsLeftIn(DestinationSecret target, SnapshotSecret source, VersionMatch match, IReadOnlyList<string> differences)
    {
        if (target.Secret.Id == source.Metadata.Id || target.Secret.Protected || differences.Any(field => field != MetadataComparison.Protected))
        {
            return false;
        }

        IReadOnlyList<SnapshotVersion> restorable = RestorableVersions.Of(source);
        return IsYounger(target.Secret, source)
            && target.Versions.Count == target.Present.Count
            && target.Present.Count <= restorable.Count
            && target.Present.Zip(restorable).All(pair => IsFirstWrite(pair.First, pair.Second, match));
    }

    /// <summary>Versions that should be disabled and are not.</summary>
    public static IReadOnlyList<int> FindLeftEnabled(DestinationSecret target, SnapshotSecret source, VersionMatch match)
    {
        var status = target.Present.ToDictionary(version => version.Revision, version => version.Status);
        return [.. RestorableVersions.Of(source)
            .Where(version => RestorableVersions.TargetStatus(version) == VersionStatus.Disabled)
            .Select(version => match.Revisions.GetValueOrDefault(version.Metadata.Revision))
            .Where(revision => status.GetValueOrDefault(revision) == VersionStatus.Enabled)];
    }

    /// <summary>Lifetimes that are not set, of versions that an interrupted run added.</summary>
    public static IReadOnlyList<VersionChange> FindLifetimesLeft(DestinationSecret target, SnapshotSecret source, VersionMatch match, UnfinishedWork begun, DateTimeOffset now)
    {
        var added = target.Present.Where(version => !begun.KnownRevisions.Contains(version.Revision)).ToDictionary(version => version.Revision);
        return [.. RestorableVersions.Of(source)
            .Where(version => match.Revisions.TryGetValue(version.Metadata.Revision, out int revision) && added.ContainsKey(revision))
            .Select(version => added[match.Revisions[version.Metadata.Revision]] is var there && VersionLifetime.FindChange(version, there.EphemeralProperties, now) is { } lifetime
                ? new VersionChange(there.Revision, null, null) { Lifetime = lifetime }
                : null)
            .OfType<VersionChange>()];
    }

    private static bool IsYounger(Secret target, SnapshotSecret source)
    {
        DateTimeOffset newest = source.Versions
            .Select(version => version.Metadata.CreatedAt)
            .Append(source.Metadata.CreatedAt)
            .Max() ?? DateTimeOffset.MaxValue;
        return target.CreatedAt >= newest;
    }

    private static bool IsFirstWrite(SecretVersion target, SnapshotVersion source, VersionMatch match) =>
        match.Revisions.TryGetValue(source.Metadata.Revision, out int revision)
        && revision == target.Revision
        && (target.Description ?? "") == (source.Metadata.Description ?? "")
        && (target.Status == RestorableVersions.TargetStatus(source) || target.Status == VersionStatus.Enabled);
}
