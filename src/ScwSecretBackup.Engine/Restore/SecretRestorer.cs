using ScwSecretBackup.Engine.Restore.Journal;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Restores one secret in the order of SECRET-MANAGER §11: create it unprotected, add the versions in order, set statuses, then metadata, protect it last.
/// Protection bars deletion only (SECRET-MANAGER §5.5), so that a protected secret needs no unprotecting before it is changed.
/// </summary>
internal sealed class SecretRestorer
{
    private readonly IRestoreJournal _journal;
    private readonly NewSecretWriter _creations;
    private readonly BegunCreation _begunCreations;
    private readonly ExistingSecretWriter _changes;
    private readonly SecretRecovery _recoveries;

    /// <summary>Restores with the writers for each kind of item.</summary>
    public SecretRestorer(IRestoreJournal journal, NewSecretWriter creations, BegunCreation begunCreations, ExistingSecretWriter changes, SecretRecovery recoveries)
    {
        _journal = journal;
        _creations = creations;
        _begunCreations = begunCreations;
        _changes = changes;
        _recoveries = recoveries;
    }

    /// <summary>Restores one secret. Never throws for what concerns only this secret; the result says how far it came.</summary>
    public async Task<RestoreItemResult> RestoreAsync(RestorePlanItem item, CancellationToken cancellationToken)
    {
        var progress = new RestoreProgress(item);
        if (item.Action is RestoreAction.Conflict or RestoreAction.Refuse)
        {
            return progress.ToResult(item.Action, item.Action == RestoreAction.Conflict ? RestoreErrors.Conflict(item.Reason) : RestoreErrors.NotRestorable(item.Reason));
        }

        string id = item.Source.Metadata.Id;
        UnfinishedWork? begun = _journal.Find(id, item.TargetFolder, item.TargetName);
        UnfinishedWork work = begun ?? new UnfinishedWork(id, item.TargetFolder, item.TargetName, item.TargetId, [.. item.KnownTargetRevisions]);
        try
        {
            if (item.Writes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await _journal.BeginAsync(work, cancellationToken).ConfigureAwait(false);
                await WriteAsync(item, begun, progress, cancellationToken).ConfigureAwait(false);
            }

            await EndAsync(begun is not null || item.Writes, work).ConfigureAwait(false);
            return progress.ToResult(item.Action);
        }
        catch (EngineException exception) when (exception.Kind == EngineErrorKind.DestinationConflict)
        {
            await EndAsync(begun is null, work).ConfigureAwait(false);
            return progress.ToResult(RestoreAction.Conflict, exception);
        }
        catch (Exception exception)
        {
            return progress.ToResult(item.Action, RestoreErrors.Explain(exception));
        }
    }

    private Task WriteAsync(RestorePlanItem item, UnfinishedWork? begun, RestoreProgress progress, CancellationToken cancellationToken) => item.Action switch
    {
        RestoreAction.Create when begun is { TargetId: null } => _begunCreations.WriteAsync(item, progress, cancellationToken),
        RestoreAction.Create => _creations.WriteAsync(item, progress, cancellationToken),
        RestoreAction.Recover => _recoveries.WriteAsync(item, progress, cancellationToken),
        _ => _changes.WriteAsync(item, progress, cancellationToken),
    };

    private Task EndAsync(bool applies, UnfinishedWork work) => applies ? _journal.EndAsync(work, CancellationToken.None) : Task.CompletedTask;
}
