using System.Buffers;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Restores one version: value, description, checksum, lifetime and status.</summary>
internal sealed class VersionRestorer
{
    private readonly ISecretManager _destination;
    private readonly SnapshotDocuments _documents;
    private readonly DestinationWrites _writes;
    private readonly ValueReadBack _readBack;
    private readonly VersionCreator _creator;
    private readonly TimeProvider _timeProvider;
    private readonly RestoreVerification _verify;

    /// <summary>Restores from a snapshot into a destination.</summary>
    public VersionRestorer(ISecretManager destination, SnapshotReader reader, DestinationWrites writes, TimeProvider timeProvider, RestoreVerification verify)
    {
        _destination = destination;
        _documents = new SnapshotDocuments(reader);
        _writes = writes;
        _readBack = new ValueReadBack(destination, writes);
        _creator = new VersionCreator(destination, _readBack, writes);
        _timeProvider = timeProvider;
        _verify = verify;
    }

    /// <summary>Restores a version as the newest one of <paramref name="target"/>.</summary>
    public async Task RestoreAsync(TargetSecret target, SnapshotVersion source, RestoreProgress progress, CancellationToken cancellationToken)
    {
        SecretVersion created;
        using (IMemoryOwner<byte> value = await _documents.ReadAsync(source.ValueEntry!, ServiceLimits.ValueBytes, cancellationToken).ConfigureAwait(false))
        {
            var request = new CreateVersionRequest(value.Memory) { Description = source.Metadata.Description, DataCrc32 = source.DataCrc32 };
            created = await _creator.CreateAsync(target, request, cancellationToken).ConfigureAwait(false);
            progress.AddRevision(source.Metadata.Revision, created.Revision);
            progress.AddVerification(await VerifyAsync(target, source, created, value.Memory).ConfigureAwait(false));
        }

        await RestoreLifetimeAsync(target, source, created, progress).ConfigureAwait(false);
        if (RestorableVersions.TargetStatus(source) == VersionStatus.Disabled)
        {
            await DisableAsync(target.Id, created.Revision).ConfigureAwait(false);
        }
    }

    private async Task<RestoreVerification> VerifyAsync(TargetSecret target, SnapshotVersion source, SecretVersion created, ReadOnlyMemory<byte> value)
    {
        bool? holds = _verify == RestoreVerification.Read ? await _readBack.HoldsAsync(target, created, value).ConfigureAwait(false) : null;
        if (holds == false)
        {
            throw RestoreErrors.VerificationFailed(created.Revision);
        }

        RestoreVerification withoutReading = source.DataCrc32 is null || _verify == RestoreVerification.None ? RestoreVerification.None : RestoreVerification.Crc;
        return holds == true ? RestoreVerification.Read : withoutReading;
    }

    /// <summary>Disables a version.</summary>
    public Task DisableAsync(string targetId, int revision) => _writes.ChangeStateAsync(
        token => _destination.DisableVersionAsync(targetId, revision, token),
        token => _destination.GetVersionAsync(targetId, revision, token),
        version => version.Status == VersionStatus.Disabled);

    /// <summary>Sets the lifetime back where the version's own differs from what it inherited.</summary>
    private async Task RestoreLifetimeAsync(TargetSecret target, SnapshotVersion source, SecretVersion created, RestoreProgress progress)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        if (VersionLifetime.HasPassed(source, now))
        {
            progress.AddLost(new LostField($"{LostFields.NameOf(source)} expires_at", "it has passed; the version's lifetime starts anew"));
        }

        if (VersionLifetime.FindChange(source, created.EphemeralProperties, now) is { } properties)
        {
            await _writes
                .WriteSettlingAsync(token => _destination.UpdateVersionAsync(target.Id, created.Revision, description: null, properties, token))
                .ConfigureAwait(false);
        }
    }
}
