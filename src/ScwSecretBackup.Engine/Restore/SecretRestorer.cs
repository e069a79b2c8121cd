using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Restores one secret in the order of SECRET-MANAGER §11: create it unprotected, add the versions in order, protect it last.</summary>
internal sealed class SecretRestorer
{
    private readonly RestorePlan _plan;
    private readonly ISecretManager _destination;
    private readonly DestinationWrites _writes;
    private readonly SecretCreator _creator;
    private readonly VersionRestorer _versions;

    /// <summary>Restores items of a plan.</summary>
    public SecretRestorer(RestorePlan plan, ISecretManager destination, DestinationWrites writes, VersionRestorer versions)
    {
        _plan = plan;
        _destination = destination;
        _writes = writes;
        _creator = new SecretCreator(destination, plan.KnownTargetIds ?? new HashSet<string>(), writes);
        _versions = versions;
    }

    /// <summary>Restores one secret. Never throws for what concerns only this secret; the result says how far it came.</summary>
    public async Task<RestoreItemResult> RestoreAsync(RestorePlanItem item, CancellationToken cancellationToken)
    {
        var progress = new RestoreProgress(item);
        try
        {
            switch (item.Action)
            {
                case RestoreAction.Create:
                    await CreateAsync(item, progress, cancellationToken).ConfigureAwait(false);
                    break;
                case RestoreAction.NewVersion:
                    await AddAsync(item, progress, cancellationToken).ConfigureAwait(false);
                    break;
                case RestoreAction.Conflict:
                    return progress.ToResult(item.Action, RestoreErrors.Conflict(item.Reason));
                case RestoreAction.Refuse:
                    return progress.ToResult(item.Action, RestoreErrors.NotRestorable(item.Reason));
            }

            return progress.ToResult(item.Action);
        }
        catch (EngineException exception) when (exception.Kind == EngineErrorKind.DestinationConflict)
        {
            return progress.ToResult(RestoreAction.Conflict, exception);
        }
        catch (Exception exception)
        {
            return progress.ToResult(item.Action, RestoreErrors.Explain(exception));
        }
    }

    private async Task CreateAsync(RestorePlanItem item, RestoreProgress progress, CancellationToken cancellationToken)
    {
        Secret source = item.Source.Metadata;
        var request = new CreateSecretRequest
        {
            ProjectId = _plan.Request.ProjectId,
            Name = item.TargetName,
            Path = item.TargetFolder,
            Type = source.Type,
            Tags = source.Tags,
            Description = source.Description,
            EphemeralPolicy = source.EphemeralPolicy,
            KeyId = _plan.Request.DropKeyId ? null : source.KeyId,
        };
        Secret created = await _creator.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        progress.TargetId = created.Id;
        progress.AddRestored("name", "path", "type", "tags", "description");
        if (request.EphemeralPolicy is not null)
        {
            progress.AddRestored("ephemeral_policy");
        }

        if (request.KeyId is not null)
        {
            progress.AddRestored("key_id");
        }

        await WriteVersionsAsync(item, new TargetSecret(created, []), progress, cancellationToken).ConfigureAwait(false);
        await ProtectAsync(item, progress).ConfigureAwait(false);
    }

    private async Task AddAsync(RestorePlanItem item, RestoreProgress progress, CancellationToken cancellationToken)
    {
        string id = item.TargetId ?? throw new InvalidOperationException("An item that adds versions has a target.");
        Secret secret = await _destination.GetSecretAsync(id, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SecretVersion> versions = await _destination.ListVersionsAsync(id, cancellationToken).ConfigureAwait(false);
        if (!item.KnownTargetRevisions.SetEquals(versions.Select(version => version.Revision)))
        {
            throw RestoreErrors.Conflict("the destination's secret got or lost versions since the plan was made");
        }

        foreach (int revision in item.TargetRevisionsToDisable)
        {
            await _versions.DisableAsync(id, revision).ConfigureAwait(false);
        }

        await WriteVersionsAsync(item, new TargetSecret(secret, item.KnownTargetRevisions), progress, cancellationToken).ConfigureAwait(false);
        if (item.CompletesUnfinished)
        {
            await ProtectAsync(item, progress).ConfigureAwait(false);
        }
    }

    private async Task WriteVersionsAsync(RestorePlanItem item, TargetSecret target, RestoreProgress progress, CancellationToken cancellationToken)
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

    private async Task ProtectAsync(RestorePlanItem item, RestoreProgress progress)
    {
        if (item.Source.Metadata.Protected)
        {
            await _writes.ChangeStateAsync(
                token => _destination.ProtectSecretAsync(progress.TargetId!, token),
                token => _destination.GetSecretAsync(progress.TargetId!, token),
                secret => secret.Protected).ConfigureAwait(false);
            progress.AddRestored("protected");
        }
    }
}
