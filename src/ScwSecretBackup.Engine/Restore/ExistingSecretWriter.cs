using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Adds versions to a secret that the destination has, and sets what the plan says of its metadata.</summary>
internal sealed class ExistingSecretWriter
{
    private readonly ISecretManager _destination;
    private readonly DestinationWrites _writes;
    private readonly VersionListWriter _versions;

    /// <summary>Writes to a destination.</summary>
    public ExistingSecretWriter(ISecretManager destination, DestinationWrites writes, VersionListWriter versions)
    {
        _destination = destination;
        _writes = writes;
        _versions = versions;
    }

    /// <summary>Writes after checking that nobody changed the secret's versions since the plan.</summary>
    public async Task WriteAsync(RestorePlanItem item, RestoreProgress progress, CancellationToken cancellationToken)
    {
        DestinationSecret target = await LoadAsync(item, cancellationToken).ConfigureAwait(false);
        if (target.Secret.DeletionRequestedAt is not null)
        {
            throw RestoreErrors.Conflict("the destination's secret was scheduled for deletion since the plan was made");
        }

        if (!item.KnownTargetRevisions.SetEquals(target.Revisions))
        {
            throw RestoreErrors.Conflict("the destination's secret got or lost versions since the plan was made");
        }

        if (item.ExistingRevisions.Values.Except(target.Present.Select(version => version.Revision)).Any())
        {
            throw RestoreErrors.Conflict("a version that the plan counts on was deleted, or scheduled for that, since the plan was made");
        }

        await WriteAsync(item, target.Secret, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes to a secret whose versions are known.</summary>
    public async Task WriteAsync(RestorePlanItem item, Secret secret, RestoreProgress progress, CancellationToken cancellationToken)
    {
        if (item.CompletesUnfinished)
        {
            // What an interrupted creation left enabled comes before what it had no time to add.
            await ChangeVersionsAsync(item, secret.Id, progress).ConfigureAwait(false);
        }

        await _versions.WriteAsync(item, new TargetSecret(secret, item.KnownTargetRevisions), progress, cancellationToken).ConfigureAwait(false);
        if (!item.CompletesUnfinished)
        {
            await ChangeVersionsAsync(item, secret.Id, progress).ConfigureAwait(false);
        }

        await UpdateAsync(item, secret.Id, progress).ConfigureAwait(false);
        bool setsProtection = item.Changes.Any(change => change.Field == MetadataComparison.Protected) || (item.CompletesUnfinished && item.Wanted.Protected);
        if (setsProtection)
        {
            await _versions.SetProtectionAsync(secret.Id, item.Wanted.Protected, progress).ConfigureAwait(false);
        }
    }

    private async Task<DestinationSecret> LoadAsync(RestorePlanItem item, CancellationToken cancellationToken)
    {
        string id = item.TargetId ?? throw new InvalidOperationException("An item that changes a secret has a target.");
        try
        {
            Secret secret = await _destination.GetSecretAsync(id, cancellationToken).ConfigureAwait(false);
            return new DestinationSecret(secret, await _destination.ListVersionsAsync(id, cancellationToken).ConfigureAwait(false));
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            throw RestoreErrors.Conflict("the destination's secret is gone since the plan was made", exception);
        }
    }

    /// <summary>Enabling goes before disabling, so that the secret never is without an enabled version that it should have.</summary>
    private async Task ChangeVersionsAsync(RestorePlanItem item, string id, RestoreProgress progress)
    {
        foreach (VersionChange change in item.VersionChanges.OrderBy(change => change.Status == VersionStatus.Disabled))
        {
            if (change.Description is not null || change.Lifetime is not null)
            {
                await _writes
                    .WriteSettlingAsync(token => _destination.UpdateVersionAsync(id, change.Revision, change.Description, change.Lifetime, token)).ConfigureAwait(false);
            }

            if (change.Status is { } status)
            {
                await _writes.ChangeStateAsync(
                    token => status == VersionStatus.Enabled
                        ? _destination.EnableVersionAsync(id, change.Revision, token)
                        : _destination.DisableVersionAsync(id, change.Revision, token),
                    token => _destination.GetVersionAsync(id, change.Revision, token),
                    version => version.Status == status).ConfigureAwait(false);
            }
        }

        if (item.VersionChanges.Count > 0)
        {
            progress.AddRestored("version metadata");
        }
    }

    private async Task UpdateAsync(RestorePlanItem item, string id, RestoreProgress progress)
    {
        var fields = item.Changes.Select(change => change.Field).Where(field => field != MetadataComparison.Protected).ToHashSet(StringComparer.Ordinal);
        if (fields.Count == 0)
        {
            return;
        }

        var request = new UpdateSecretRequest
        {
            Tags = fields.Contains(MetadataComparison.Tags) ? item.Wanted.Tags : null,
            Description = fields.Contains(MetadataComparison.Description) ? item.Wanted.Description ?? "" : null,
            EphemeralPolicy = fields.Contains(MetadataComparison.Lifetime) ? item.Wanted.EphemeralPolicy : null,
        };
        await _writes.WriteSettlingAsync(token => _destination.UpdateSecretAsync(id, request, token)).ConfigureAwait(false);
        progress.AddRestored(fields.Order(StringComparer.Ordinal));
    }
}
