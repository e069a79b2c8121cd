using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Restore.Conflicts;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Creates a secret of which the journal says that an earlier run began to. The destination may list it late, so that this run was planned without it:
/// when the name turns out to be taken, it is searched for before that counts as a conflict, and completed when it is the earlier run's.
/// </summary>
internal sealed class BegunCreation
{
    private readonly ISecretManager _destination;
    private readonly string _projectId;
    private readonly DestinationWrites _writes;
    private readonly NewSecretWriter _creations;
    private readonly ExistingSecretWriter _changes;
    private readonly FailStrategy _strategy;

    /// <summary>Creates in a project.</summary>
    /// <param name="destination">Client of the destination.</param>
    /// <param name="projectId">Project.</param>
    /// <param name="writes">Makes the calls.</param>
    /// <param name="creations">Creates what turns out not to be there.</param>
    /// <param name="changes">Writes what is missing.</param>
    /// <param name="strategy">Tells the earlier run's secret from others, whatever the conflict action of this one.</param>
    public BegunCreation(
        ISecretManager destination, string projectId, DestinationWrites writes, NewSecretWriter creations, ExistingSecretWriter changes, FailStrategy strategy)
    {
        _destination = destination;
        _projectId = projectId;
        _writes = writes;
        _creations = creations;
        _changes = changes;
        _strategy = strategy;
    }

    /// <summary>Creates the secret with its versions, or completes it.</summary>
    /// <exception cref="EngineException">Another secret has the folder and name, or the destination does not show which.</exception>
    public async Task WriteAsync(RestorePlanItem item, RestoreProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            await _creations.WriteAsync(item, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException conflict) when (conflict.Kind == EngineErrorKind.DestinationConflict && progress.TargetId is null)
        {
            if (await FindOccupantAsync(item, cancellationToken).ConfigureAwait(false) is not { } occupant)
            {
                throw;
            }

            await CompleteAsync(item, occupant, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CompleteAsync(RestorePlanItem item, DestinationSecret occupant, RestoreProgress progress, CancellationToken cancellationToken)
    {
        RestorePlanItem draft = item with { TargetId = occupant.Secret.Id, RevisionsToWrite = [], KnownTargetRevisions = occupant.Revisions };
        RestorePlanItem completion = await _strategy.PlanAsync(draft, occupant, cancellationToken).ConfigureAwait(false);
        if (completion.Action is RestoreAction.Conflict or RestoreAction.Refuse)
        {
            throw RestoreErrors.Conflict(completion.Reason);
        }

        progress.TargetId = occupant.Secret.Id;
        progress.Replan(completion);
        if (completion.Writes)
        {
            await _changes.WriteAsync(completion, occupant.Secret, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The secret that has the name, once the destination shows it with all its versions; null when it does not within the time for settling.</summary>
    private async Task<DestinationSecret?> FindOccupantAsync(RestorePlanItem item, CancellationToken cancellationToken)
    {
        var request = new ListSecretsRequest { ProjectId = _projectId, Name = item.TargetName, Path = item.TargetFolder };
        for (int attempt = 1; attempt <= _writes.Attempts; attempt++)
        {
            try
            {
                IReadOnlyList<Secret> found = await _destination.ListSecretsAsync(request, cancellationToken).ConfigureAwait(false);
                Secret? owner = found.FirstOrDefault(secret =>
                    secret.Name == item.TargetName && SecretPath.NormalizeFolder(secret.Path) == item.TargetFolder && secret.DeletionRequestedAt is null);
                IReadOnlyList<SecretVersion> versions = owner is null ? [] : await _destination.ListVersionsAsync(owner.Id, cancellationToken).ConfigureAwait(false);
                if (owner is not null && versions.Count >= owner.VersionCount)
                {
                    return new DestinationSecret(owner, versions);
                }
            }
            catch (ScalewayApiException exception) when (exception.IsPermissionDenied)
            {
                return null;
            }
            catch (ScalewayApiException exception) when (exception.IsNotFound)
            {
                // Listed, and its versions are not to be had yet.
            }

            await _writes.WaitAsync(attempt).ConfigureAwait(false);
        }

        return null;
    }
}
