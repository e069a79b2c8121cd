using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Decides what a restore does with one secret.</summary>
internal sealed class RestoreItemPlanner
{
    private readonly RestoreRequest _request;
    private readonly ISecretManager _destination;
    private readonly DestinationIndex _index;
    private readonly ExistingSecretPlanner _existing;

    /// <summary>Plans for a request.</summary>
    public RestoreItemPlanner(RestoreRequest request, ISecretManager destination, DestinationIndex index, VersionMatcher matcher)
    {
        _request = request;
        _destination = destination;
        _index = index;
        _existing = new ExistingSecretPlanner(request, matcher);
    }

    /// <summary>Plans one secret.</summary>
    /// <param name="source">The secret.</param>
    /// <param name="nameIsClaimed">Whether another secret of the same run goes to the same folder and name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<RestorePlanItem> PlanAsync(SnapshotSecret source, bool nameIsClaimed, CancellationToken cancellationToken)
    {
        var draft = new RestorePlanItem
        {
            Source = source,
            Action = RestoreAction.Create,
            TargetFolder = SecretPath.NormalizeFolder(source.Metadata.Path),
            TargetName = source.Metadata.Name,
            FieldsLost = LostFields.Of(source, _request.DropKeyId),
        };
        try
        {
            return nameIsClaimed
                ? Refuse(draft, "another secret of the snapshot has the same folder and name; restore it alone, after the other one was moved")
                : await PlanAsync(draft, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Kind == EngineErrorKind.DamagedSnapshot)
        {
            return Refuse(draft, $"a value of it can't be read from the store; {exception.Message}");
        }
        catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
        {
            return Refuse(draft, "the destination has a secret of that folder and name, and the key may not look at it");
        }
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception))
        {
            return Refuse(draft, $"the destination has a secret of that folder and name, and the service refuses to show it with status {(int)exception.Status}");
        }
        catch (ScalewayListingException)
        {
            return Refuse(draft, "the destination has a secret of that folder and name, and its versions could not be listed completely");
        }
    }

    private async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, CancellationToken cancellationToken)
    {
        if (_index.Find(draft.TargetFolder, draft.TargetName) is { } secret)
        {
            draft = draft with { TargetId = secret.Id };
            if (_request.ConflictAction == ConflictAction.Skip)
            {
                return draft with { Action = RestoreAction.Skip, Reason = "the destination has a secret of that folder and name" };
            }

            if (await LoadAsync(secret, cancellationToken).ConfigureAwait(false) is { } target)
            {
                return await PlanExistingAsync(draft, target, cancellationToken).ConfigureAwait(false);
            }

            draft = draft with { TargetId = null };
        }

        return PlanCreate(draft);
    }

    private async Task<RestorePlanItem> PlanExistingAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        if (_request.ConflictAction == ConflictAction.Fail)
        {
            return await _existing.PlanFailAsync(draft, target, cancellationToken).ConfigureAwait(false);
        }

        return FindObstacle(draft.Source, creates: false) is { } obstacle
            ? Refuse(draft, obstacle)
            : await _existing.PlanNewVersionAsync(draft, target, cancellationToken).ConfigureAwait(false);
    }

    private RestorePlanItem PlanCreate(RestorePlanItem draft)
    {
        if (FindObstacle(draft.Source, creates: true) is { } obstacle)
        {
            return Refuse(draft, obstacle);
        }

        return draft with
        {
            Reason = _index.Ids is null ? "the key may not list the destination; a secret that is there already will show as a conflict" : "",
            RevisionsToWrite = [.. RestorableVersions.Of(draft.Source).Select(version => version.Metadata.Revision)],
        };
    }

    private string? FindObstacle(SnapshotSecret source, bool creates)
    {
        if (RestorableVersions.LacksEveryValue(source))
        {
            return source.Metadata.DeletionRequestedAt is null
                ? "the snapshot holds none of its values"
                : "it was scheduled for deletion when it was backed up, and the snapshot holds none of its values";
        }

        IReadOnlyList<SnapshotVersion> restorable = RestorableVersions.Of(source);
        if (restorable.Count > ServiceLimits.VersionsPerSecret)
        {
            return $"it has {restorable.Count} versions, and the service allows {ServiceLimits.VersionsPerSecret}";
        }

        if (restorable.FirstOrDefault(version => version.Size > ServiceLimits.ValueBytes) is { } tooLong)
        {
            return $"{LostFields.NameOf(tooLong)} is longer than the {ServiceLimits.ValueBytes} bytes that the service allows";
        }

        bool keyIsForeign = source.Metadata.KeyId is not null && source.Metadata.Region != _destination.Region;
        return creates && keyIsForeign && !_request.DropKeyId
            ? $"its Key Manager key belongs to {source.Metadata.Region} and can't be used in {_destination.Region}; restore it without the key, or refrain"
            : null;
    }

    private async Task<DestinationSecret?> LoadAsync(Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            return new DestinationSecret(secret, await _destination.ListVersionsAsync(secret.Id, cancellationToken).ConfigureAwait(false));
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    private static RestorePlanItem Refuse(RestorePlanItem draft, string reason) => draft with { Action = RestoreAction.Refuse, Reason = reason };
}
