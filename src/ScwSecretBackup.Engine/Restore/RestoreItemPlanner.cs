using ScwSecretBackup.Engine.Restore.Conflicts;
using ScwSecretBackup.Engine.Restore.Mapping;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Decides what a restore does with one secret.</summary>
internal sealed class RestoreItemPlanner
{
    private readonly RestoreRequest _request;
    private readonly DestinationIndex _index;
    private readonly DestinationReader _destination;
    private readonly TargetMapping _mapping;
    private readonly TargetClaims _claims;
    private readonly RecoveryPlanner _recovery;
    private readonly IConflictStrategy _strategy;

    /// <summary>Plans for a request.</summary>
    public RestoreItemPlanner(RestoreRequest request, DestinationIndex index, DestinationReader destination, TargetMapping mapping, TargetClaims claims, TargetComparer comparer)
    {
        _request = request;
        _index = index;
        _destination = destination;
        _mapping = mapping;
        _claims = claims;
        _recovery = new RecoveryPlanner(destination, index);
        var newVersion = new NewVersionStrategy(comparer);
        _strategy = request.ConflictAction switch
        {
            ConflictAction.NewVersion => newVersion,
            ConflictAction.Append => new AppendStrategy(comparer, newVersion),
            ConflictAction.Rename => new RenameStrategy(comparer, destination, claims, PlanCreate),
            ConflictAction.Overwrite => new OverwriteStrategy(comparer),
            _ => new FailStrategy(comparer, newVersion),
        };
    }

    /// <summary>Plans one secret.</summary>
    public async Task<RestorePlanItem> PlanAsync(SecretChoice choice, CancellationToken cancellationToken)
    {
        SnapshotSecret source = choice.Source;
        Secret wanted = _mapping.Map(source.Metadata);
        var draft = new RestorePlanItem
        {
            Source = source,
            Action = RestoreAction.Create,
            TargetFolder = wanted.Path,
            TargetName = wanted.Name,
            Wanted = wanted,
            RestoresNewest = choice.ByNumber,
            FieldsLost = LostFields.Of(source, wanted),
            Quota = new QuotaUse(0, 0, 0, _request.VersionQuota),
        };
        if (source.Damage.Length > 0)
        {
            return draft.Refuse($"damaged: {source.Damage}");
        }

        if (choice.LacksVersions)
        {
            return draft with { Action = RestoreAction.Skip, Reason = "it has none of the versions that were asked for" };
        }

        try
        {
            return _claims.FindObstacle(source.Metadata, wanted) is { } obstacle
                ? draft.Refuse(obstacle)
                : await PlanAsync(draft, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Kind == EngineErrorKind.DamagedSnapshot)
        {
            return draft.Refuse($"a value of it can't be read from the store; {exception.Message}");
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return draft.Refuse("the destination has a secret of that folder and name, and the key may not look at it");
        }
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception))
        {
            return draft.Refuse($"the destination has a secret of that folder and name, and the service refuses to show it with status {(int)exception.Status}");
        }
        catch (ScalewayListingException)
        {
            return draft.Refuse("the destination has a secret of that folder and name, and its versions could not be listed completely");
        }
    }

    private async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, CancellationToken cancellationToken)
    {
        if (_index.Find(draft.TargetFolder, draft.TargetName) is { } secret)
        {
            if (_request.ConflictAction == ConflictAction.Skip)
            {
                return draft with { TargetId = secret.Id, Action = RestoreAction.Skip, Reason = "the destination has a secret of that folder and name" };
            }

            if (await _destination.LoadAsync(secret, cancellationToken).ConfigureAwait(false) is { } target)
            {
                return await PlanExistingAsync(draft with { TargetId = secret.Id, DestinationFingerprint = target.Fingerprint, KnownTargetRevisions = target.Revisions }, target, cancellationToken).ConfigureAwait(false);
            }
        }

        return _request.RecoverPendingDeletion && await _recovery.PlanSecretAsync(draft, cancellationToken).ConfigureAwait(false) is { } recovery
            ? recovery
            : PlanCreate(draft);
    }

    private async Task<RestorePlanItem> PlanExistingAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        if (_request.ConflictAction != ConflictAction.Fail && FindValueObstacle(draft.Source) is { } obstacle)
        {
            return draft.Refuse(obstacle);
        }

        return _request.RecoverPendingDeletion && RecoveryPlanner.PlanVersions(draft, target) is { } recovery
            ? recovery
            : await _strategy.PlanAsync(draft, target, cancellationToken).ConfigureAwait(false);
    }

    private RestorePlanItem PlanCreate(RestorePlanItem draft)
    {
        if ((FindValueObstacle(draft.Source) ?? _mapping.FindObstacle(draft.Source, draft.Wanted)) is { } obstacle)
        {
            return draft.Refuse(obstacle);
        }

        int[] revisions = [.. RestorableVersions.Of(draft.Source).Select(version => version.Metadata.Revision)];
        return draft with
        {
            Reason = _index.Ids is null ? "the key may not list the destination; a secret that is there already will show as a conflict" : "",
            RevisionsToWrite = revisions,
            Quota = draft.Quota with { NewSecrets = 1, VersionsAfter = revisions.Length },
        };
    }

    private string? FindValueObstacle(SnapshotSecret source)
    {
        if (source.Gap.Length > 0)
        {
            return $"its versions are not in the snapshot: {source.Gap}";
        }

        if (RestorableVersions.LacksEveryValue(source))
        {
            return source.Metadata.DeletionRequestedAt is null
                ? "the snapshot holds none of its values"
                : "it was scheduled for deletion when it was backed up, and the snapshot holds none of its values";
        }

        IReadOnlyList<SnapshotVersion> restorable = RestorableVersions.Of(source);
        if (restorable.Count > _request.VersionQuota)
        {
            return $"it has {restorable.Count} versions, and the service allows {_request.VersionQuota}";
        }

        return restorable.FirstOrDefault(version => version.Size > ServiceLimits.ValueBytes) is { } tooLong
            ? $"{LostFields.NameOf(tooLong)} is longer than the {ServiceLimits.ValueBytes} bytes that the service allows"
            : null;
    }
}
