using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Writes the versions of an item in order, and sets the protection after the last one.</summary>
internal sealed class VersionListWriter
{
    private readonly ISecretManager _destination;
    private readonly DestinationWrites _writes;
    private readonly VersionRestorer _versions;

    /// <summary>Writes to a destination.</summary>
    public VersionListWriter(ISecretManager destination, DestinationWrites writes, VersionRestorer versions)
    {
        _destination = destination;
        _writes = writes;
        _versions = versions;
    }

    /// <summary>Writes the revisions that an item says, oldest first.</summary>
    public async Task WriteAsync(RestorePlanItem item, TargetSecret target, RestoreProgress progress, CancellationToken cancellationToken)
    {
        foreach (int revision in item.RevisionsToWrite)
        {
            SnapshotVersion version = item.Source.Versions.First(candidate => candidate.Metadata.Revision == revision);
            await _versions.RestoreAsync(target, version, progress, cancellationToken).ConfigureAwait(false);
        }

        if (item.RevisionsToWrite.Count > 0)
        {
            progress.AddRestored("versions");
        }
    }

    /// <summary>Protects a secret from deletion, or no longer does.</summary>
    public async Task SetProtectionAsync(string targetId, bool isProtected, RestoreProgress progress)
    {
        await _writes.ChangeStateAsync(
            token => isProtected ? _destination.ProtectSecretAsync(targetId, token) : _destination.UnprotectSecretAsync(targetId, token),
            token => _destination.GetSecretAsync(targetId, token),
            secret => secret.Protected == isProtected).ConfigureAwait(false);
        progress.AddRestored(MetadataComparison.Protected);
    }
}
