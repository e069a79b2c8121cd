using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ScwSecretBackup.Engine.Progress;
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

    /// <summary>Runs against the store and destination of the plan.</summary>
    public RestoreRunner(KlosetStore store, ISecretManager destination, TimeProvider timeProvider)
        : this(store, destination, timeProvider, SettlingPolicy.Default)
    {
    }

    /// <summary>Runs with other waits.</summary>
    internal RestoreRunner(KlosetStore store, ISecretManager destination, TimeProvider timeProvider, SettlingPolicy settling)
    {
        _store = store;
        _destination = destination;
        _timeProvider = timeProvider;
        _settling = settling;
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
            var restorer = new SecretRestorer(plan, _destination, writes, new VersionRestorer(_destination, reader, writes, _timeProvider));
            var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Request.ThrottleLimit, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                plan.Items,
                options,
                async (item, _) => await results.WriteAsync(await restorer.RestoreAsync(item, cancellationToken).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false))
                .ConfigureAwait(false);
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
}
