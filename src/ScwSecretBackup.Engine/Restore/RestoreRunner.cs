using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Restore.Conflicts;
using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Executes a restore plan (ARCHITECTURE §6.2). Never repeats a create whose outcome is unclear without looking first.</summary>
public sealed class RestoreRunner
{
    private readonly KlosetStore _store;
    private readonly ISecretManager _destination;
    private readonly TimeProvider _timeProvider;
    private readonly SettlingPolicy _settling;
    private readonly IRestoreJournal _journal;

    /// <summary>Runs against the store and destination of the plan.</summary>
    public RestoreRunner(KlosetStore store, ISecretManager destination, TimeProvider timeProvider, IRestoreJournal? journal = null)
        : this(store, destination, timeProvider, SettlingPolicy.Default, journal)
    {
    }

    /// <summary>Runs with other waits.</summary>
    internal RestoreRunner(KlosetStore store, ISecretManager destination, TimeProvider timeProvider, SettlingPolicy settling, IRestoreJournal? journal = null)
    {
        _store = store;
        _destination = destination;
        _timeProvider = timeProvider;
        _settling = settling;
        _journal = journal ?? new NoRestoreJournal();
    }

    /// <summary>
    /// Runs the plan; yields one result a secret as they end. When it is cancelled, or no more results are taken, the writes under way end and
    /// nothing new begins; the results of secrets under way say how far they came.
    /// </summary>
    public async IAsyncEnumerable<RestoreItemResult> RunAsync(
        RestorePlan plan, IProgress<EngineProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        SnapshotReader reader = await _store.OpenSnapshotAsync(plan.Request.Snapshot.Id, cancellationToken).ConfigureAwait(false);
        var results = Channel.CreateUnbounded<RestoreItemResult>();
        await new PermissionProbe(_destination, _timeProvider).DemandAsync(plan, cancellationToken).ConfigureAwait(false);
        Task worker = Task.Run(() => RestoreAllAsync(plan, reader, results.Writer, stop.Token), CancellationToken.None);
        try
        {
            int done = 0;
            await foreach (RestoreItemResult result in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                progress?.Report(new EngineProgress("Restoring secrets", ++done, plan.Items.Count, result.Item.TargetName));
                yield return result;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await worker.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RestoreAllAsync(RestorePlan plan, SnapshotReader reader, ChannelWriter<RestoreItemResult> results, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            using var writes = new DestinationWrites(_settling, _timeProvider, cancellationToken);
            // Only the journal can tell what a run that was cut appended from what is to be appended again.
            RunJournal? run = plan.Request.ConflictAction == ConflictAction.Append ? new RunJournal(_journal) : null;
            SecretRestorer restorer = CreateRestorer(plan, reader, writes, run ?? _journal);
            Queue<RestorePlanItem> items = await RestoreFirstAsync(plan, restorer, results, cancellationToken).ConfigureAwait(false);
            var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Request.ThrottleLimit, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                items,
                options,
                async (item, _) => await results.WriteAsync(await restorer.RestoreAsync(item, cancellationToken).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false))
                .ConfigureAwait(false);
            await (run?.CompleteAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The reader of the channel reports the cancellation after the last result.
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        finally
        {
            results.Complete(failure);
        }
    }

    /// <summary>
    /// Restores the first secret that needs something created before all others, alone: where the key may create nothing, that ends the run with nothing
    /// changed. Returns the rest.
    /// </summary>
    private static async Task<Queue<RestorePlanItem>> RestoreFirstAsync(
        RestorePlan plan, SecretRestorer restorer, ChannelWriter<RestoreItemResult> results, CancellationToken cancellationToken)
    {
        RestorePlanItem? first = plan.Items.FirstOrDefault(item => item.Action == RestoreAction.Create)
            ?? plan.Items.FirstOrDefault(item => item.Writes && item.RevisionsToWrite.Count > 0);
        if (first is null)
        {
            return new Queue<RestorePlanItem>(plan.Items);
        }

        cancellationToken.ThrowIfCancellationRequested();
        RestoreItemResult result = await restorer.RestoreAsync(first, cancellationToken).ConfigureAwait(false);
        if (result is { Error: EngineException { Kind: EngineErrorKind.DestinationDenied } denied, HasWritten: false })
        {
            throw denied.InnerException is Scaleway.ScalewayApiException { IsAuthenticationDenied: true }
                ? denied
                : RestoreErrors.Denied("SecretManagerSecretCreate", "create secrets and versions", denied.InnerException ?? denied);
        }

        await results.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
        return new Queue<RestorePlanItem>(plan.Items.Where(item => item != first));
    }

    private SecretRestorer CreateRestorer(RestorePlan plan, SnapshotReader reader, DestinationWrites writes, IRestoreJournal journal)
    {
        var versions = new VersionListWriter(
            _destination, writes, new VersionRestorer(_destination, reader, writes, _timeProvider, plan.Request.Verify));
        var creator = new SecretCreator(_destination, plan.KnownTargetIds ?? new HashSet<string>(), writes);
        var changes = new ExistingSecretWriter(_destination, writes, versions);
        var comparer = new TargetComparer(new VersionMatcher(_destination, reader), _journal, _timeProvider);
        var newVersion = new NewVersionStrategy(comparer);
        IConflictStrategy completion = plan.Request.ConflictAction == ConflictAction.Overwrite ? new OverwriteStrategy(comparer) : newVersion;
        var creations = new NewSecretWriter(plan.Request.ProjectId, creator, versions);
        var begunCreations = new BegunCreation(_destination, plan.Request.ProjectId, writes, creations, changes, new FailStrategy(comparer, newVersion));
        return new SecretRestorer(journal, creations, begunCreations, changes, new SecretRecovery(_destination, writes, changes, completion));
    }
}
