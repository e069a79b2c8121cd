using ScwSecretBackup.Engine.Restore.Conflicts;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Takes secrets and versions back from their scheduled deletion, then adds what is missing.</summary>
internal sealed class SecretRecovery
{
    private readonly ISecretManager _destination;
    private readonly DestinationWrites _writes;
    private readonly ExistingSecretWriter _changes;
    private readonly IConflictStrategy _completion;

    /// <summary>Recovers in a destination.</summary>
    /// <param name="destination">Client of the destination.</param>
    /// <param name="writes">Makes the calls.</param>
    /// <param name="changes">Writes what is missing.</param>
    /// <param name="completion">Plans what is missing once the values can be read.</param>
    public SecretRecovery(ISecretManager destination, DestinationWrites writes, ExistingSecretWriter changes, IConflictStrategy completion)
    {
        _destination = destination;
        _writes = writes;
        _changes = changes;
        _completion = completion;
    }

    /// <summary>Recovers one secret.</summary>
    public async Task WriteAsync(RestorePlanItem item, RestoreProgress progress, CancellationToken cancellationToken)
    {
        string id = item.TargetId ?? throw new InvalidOperationException("An item that is recovered has a target.");
        if (item.RevisionsToRecover.Count == 0)
        {
            await _writes.ChangeOnceAsync(
                token => _destination.RestoreSecretAsync(id, token),
                token => _destination.GetSecretAsync(id, token),
                secret => secret.DeletionRequestedAt is null).ConfigureAwait(false);
        }

        foreach (int revision in item.RevisionsToRecover)
        {
            await _writes.ChangeOnceAsync(
                token => _destination.RestoreVersionAsync(id, revision, token),
                token => _destination.GetVersionAsync(id, revision, token),
                version => !Versions.VersionStatus.IsScheduled(version)).ConfigureAwait(false);
        }

        progress.AddRestored("deletion_requested_at");
        Secret recovered = await _destination.GetSecretAsync(id, cancellationToken).ConfigureAwait(false);
        var target = new DestinationSecret(recovered, await _destination.ListVersionsAsync(id, cancellationToken).ConfigureAwait(false));
        RestorePlanItem completion = await _completion.PlanAsync(item, target, cancellationToken).ConfigureAwait(false);
        if (completion.Action is RestoreAction.Refuse or RestoreAction.Conflict)
        {
            throw RestoreErrors.NotRestorable($"it was taken back from its deletion, but {completion.Reason}");
        }

        progress.Replan(completion);
        if (completion.Writes)
        {
            await _changes.WriteAsync(completion, recovered, progress, cancellationToken).ConfigureAwait(false);
        }
    }
}
