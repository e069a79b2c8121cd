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

        return new VersionMatch(matches, Denied: false);
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
