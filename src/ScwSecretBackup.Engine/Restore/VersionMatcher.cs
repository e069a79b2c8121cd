using System.Buffers;
using System.Net;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Matches the versions of a snapshot's secret with those of the destination by value. Reads as little as it can, and never a version that
/// one access consumes.
/// </summary>
internal sealed class VersionMatcher
{
    private readonly ISecretManager _destination;
    private readonly SnapshotDocuments _documents;
    private readonly Fingerprinter _fingerprinter = new();

    /// <summary>Matches a snapshot with a destination.</summary>
    public VersionMatcher(ISecretManager destination, SnapshotReader reader)
    {
        _destination = destination;
        _documents = new SnapshotDocuments(reader);
    }

    /// <summary>Matches.</summary>
    public async Task<VersionMatch> MatchAsync(SnapshotSecret source, DestinationSecret target, CancellationToken cancellationToken)
    {
        IReadOnlyList<SnapshotVersion> restorable = RestorableVersions.Of(source);
        Dictionary<int, int> matches = MatchByIdentity(source, target);
        SnapshotVersion[] openSources = [.. restorable.Where(version => !matches.ContainsKey(version.Metadata.Revision))];
        SecretVersion[] openTargets = [.. target.Present.Where(version => !matches.ContainsValue(version.Revision))];
        if (openSources.Length == 0 || openTargets.Length == 0)
        {
            return new VersionMatch(matches, Denied: false);
        }

        var targets = new List<ComparedVersion>();
        foreach (SecretVersion version in openTargets)
        {
            try
            {
                targets.Add(await DescribeAsync(target, version, cancellationToken).ConfigureAwait(false));
            }
            catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
            {
                return new VersionMatch(matches, Denied: true);
            }
        }

        var sources = new List<ComparedVersion>();
        foreach (SnapshotVersion version in openSources)
        {
            sources.Add(await DescribeAsync(version, cancellationToken).ConfigureAwait(false));
        }

        foreach ((int sourceRevision, int targetRevision) in VersionAlignment.Compute(sources, targets))
        {
            matches[sourceRevision] = targetRevision;
        }

        return new VersionMatch(matches, Denied: false) { Assumed = AssumeDisabled(restorable, target, matches) };
    }

    /// <summary>
    /// Whether a version of the destination holds the value of one of the snapshot; null when it can't be read or reading would destroy it.
    /// </summary>
    public async Task<bool?> HoldsAsync(SnapshotVersion source, DestinationSecret target, SecretVersion version, CancellationToken cancellationToken)
    {
        try
        {
            ComparedVersion actual = await DescribeAsync(target, version, cancellationToken).ConfigureAwait(false);
            ComparedVersion expected = await DescribeAsync(source, cancellationToken).ConfigureAwait(false);
            return actual.Fingerprint is null || expected.Fingerprint is null ? null : actual.Fingerprint == expected.Fingerprint;
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return null;
        }
    }

    /// <summary>
    /// A disabled version can't be read, so that one which was added out of order is not recognised by its neighbours. Writing it again would add
    /// another one at every run; so a younger one of the same status and description counts as it, and the plan says that this is not proven.
    /// </summary>
    private static HashSet<int> AssumeDisabled(IReadOnlyList<SnapshotVersion> restorable, DestinationSecret target, Dictionary<int, int> matches)
    {
        var assumed = new HashSet<int>();
        List<SecretVersion> free = [.. target.Present.Where(version => version.Status == VersionStatus.Disabled && !matches.ContainsValue(version.Revision))];
        foreach (SnapshotVersion source in restorable.Where(version => !matches.ContainsKey(version.Metadata.Revision)))
        {
            int found = RestorableVersions.TargetStatus(source) != VersionStatus.Disabled
                ? -1
                : free.FindIndex(version => (version.Description ?? "") == (source.Metadata.Description ?? "") && version.CreatedAt > source.Metadata.CreatedAt);
            if (found >= 0)
            {
                matches[source.Metadata.Revision] = free[found].Revision;
                assumed.Add(source.Metadata.Revision);
                free.RemoveAt(found);
            }
        }

        return assumed;
    }

    /// <summary>Versions are immutable: where the destination's secret is the very one that was backed up, equal numbers mean equal values.</summary>
    private static Dictionary<int, int> MatchByIdentity(SnapshotSecret source, DestinationSecret target)
    {
        if (source.Metadata.Id != target.Secret.Id)
        {
            return [];
        }

        var created = target.Present.ToDictionary(version => version.Revision, version => version.CreatedAt);
        return source.Versions
            .Where(version => created.TryGetValue(version.Metadata.Revision, out DateTimeOffset? time) && time == version.Metadata.CreatedAt)
            .ToDictionary(version => version.Metadata.Revision, version => version.Metadata.Revision);
    }

    private async Task<ComparedVersion> DescribeAsync(DestinationSecret target, SecretVersion version, CancellationToken cancellationToken)
    {
        ValueFingerprint? fingerprint = null;
        if (target.IsReadable(version))
        {
            try
            {
                using SecretValue value = await _destination.AccessVersionAsync(target.Secret.Id, version.Revision, cancellationToken).ConfigureAwait(false);
                fingerprint = _fingerprinter.Compute(value.Data.Span);
            }
            catch (ScalewayApiException exception) when (exception.IsNotFound || exception.Status == HttpStatusCode.PreconditionFailed)
            {
                // It stopped being readable since it was listed: compared by position, like any other that can't be read.
            }
        }

        return new ComparedVersion(version.Revision, version.Status, version.Description ?? "", fingerprint);
    }

    private async Task<ComparedVersion> DescribeAsync(SnapshotVersion version, CancellationToken cancellationToken)
    {
        ValueFingerprint? fingerprint = null;
        if (version.Size <= ServiceLimits.ValueBytes)
        {
            using IMemoryOwner<byte> value = await _documents.ReadAsync(version.ValueEntry!, ServiceLimits.ValueBytes, cancellationToken).ConfigureAwait(false);
            fingerprint = _fingerprinter.Compute(value.Memory.Span);
        }

        return new ComparedVersion(version.Metadata.Revision, RestorableVersions.TargetStatus(version), version.Metadata.Description ?? "", fingerprint);
    }
}
