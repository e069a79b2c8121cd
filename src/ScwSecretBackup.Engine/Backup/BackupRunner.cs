using System.Globalization;
using ScwSecretBackup.Engine.Backup.Enabling;
using ScwSecretBackup.Engine.KnownValues;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Executes a plan: reads, encrypts and writes at once; the snapshot appears in one step at the end.</summary>
public sealed class BackupRunner
{
    /// <summary>Key of the context entry that says in words which selection a snapshot was made with; <c>none</c> when it left out nothing.</summary>
    public const string FilterKey = "Filter";

    private readonly ISecretManager _source;
    private readonly KlosetStore _store;
    private readonly TimeProvider _timeProvider;
    private readonly IEnablingJournal _enablings;

    /// <summary>Runs against the source and store of the plan.</summary>
    /// <param name="source">The source.</param>
    /// <param name="store">The store.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="enablings">Remembers which versions are enabled to be read, for the backup after one that was killed; null for nothing.</param>
    public BackupRunner(ISecretManager source, KlosetStore store, TimeProvider timeProvider, IEnablingJournal? enablings = null)
    {
        _source = source;
        _store = store;
        _timeProvider = timeProvider;
        _enablings = enablings ?? new NoEnablingJournal();
    }

    /// <summary>Runs the plan. When it throws, there is no new snapshot and the store is as valid as before.</summary>
    /// <exception cref="EngineException">Every value was refused.</exception>
    public async Task<BackupResult> RunAsync(BackupPlan plan, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<PlannedSecret> secrets = plan.Secrets ?? throw new ArgumentException("The plan was not made by a BackupPlanner.", nameof(plan));
        long start = _timeProvider.GetTimestamp();
        SnapshotWriter writer = await _store.BeginSnapshotAsync(plan.Request.VerifyReused || plan.FoundDamage, cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using var run = new BackupRun(plan, _source, writer, _enablings, _timeProvider, progress);
            try
            {
                await run.CaptureAsync(secrets, cancellationToken).ConfigureAwait(false);
                return await CommitAsync(plan, run, writer, start, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (run.LeftEnabled.Count > 0)
            {
                // However it ends, this is the first thing to say.
                throw LeftEnabled(run, exception);
            }
        }
    }

    private async Task<BackupResult> CommitAsync(
        BackupPlan plan, BackupRun run, SnapshotWriter writer, long start, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        if (run.Tally.AllDenied)
        {
            throw AllValuesDenied(plan);
        }

        Manifest manifest = await run.FinishAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(new EngineProgress("Committing the snapshot", 0, null, ""));
        SnapshotHeader header = await writer.CommitAsync(Describe(plan, manifest), cancellationToken).ConfigureAwait(false);
        bool isPartial = run.Skipped.Any(item => item.IsError) || run.LeftEnabled.Count > 0 || plan.Misses.Count > 0;
        return new BackupResult
        {
            SnapshotId = header.Id.ToString(),
            Timestamp = header.Timestamp,
            Duration = _timeProvider.GetElapsedTime(start),
            ProjectId = plan.Request.ProjectId,
            Region = plan.Region,
            Selection = plan.Request.Selection,
            Misses = plan.Misses,
            SecretCount = manifest.SecretCount,
            VersionCount = manifest.VersionCount,
            ValuesRead = run.Tally.Read,
            ValuesReused = run.Tally.Reused,
            CarriedForward = run.Tally.Carried,
            Skipped = run.Skipped,
            Flagged = run.Flagged,
            LeftEnabled = run.LeftEnabled,
            Warnings = run.Warnings,
            BytesAdded = writer.BytesWritten,
            Status = isPartial ? BackupStatus.Partial : BackupStatus.Complete,
        };
    }

    private static EngineException LeftEnabled(BackupRun run, Exception cause) => new(
        EngineErrorKind.VersionLeftEnabled,
        $"The backup ended early, and versions that it had enabled could not be disabled again: {string.Join(", ", run.LeftEnabled.Keys.Order(StringComparer.Ordinal))}.",
        "Disable these versions now, in the console or with 'scw secret version disable'.",
        cause);

    private static SnapshotDescription Describe(BackupPlan plan, Manifest manifest)
    {
        BackupRequest request = plan.Request;
        var source = new SnapshotSource(plan.Region, request.ProjectId);
        return new SnapshotDescription
        {
            Name = request.Name.Length > 0 ? request.Name : $"{SnapshotSource.ImporterType} backup of {source.Origin}",
            Category = "security",
            Environment = request.Environment,
            Perimeter = request.Perimeter,
            Job = request.Job,
            Dataset = request.Dataset.Length > 0 ? request.Dataset : source.Dataset,
            DataClasses = request.DataClasses,
            Tags = request.Tags,
            Context =
            [
                new("Producer", Producer.Name),
                new("ProducerVersion", Producer.Version),
                new("Secrets", manifest.SecretCount.ToString(CultureInfo.InvariantCulture)),
                new("Versions", manifest.VersionCount.ToString(CultureInfo.InvariantCulture)),
                new("Values", manifest.ValueCount.ToString(CultureInfo.InvariantCulture)),
                new("Skipped", manifest.Skipped.Count.ToString(CultureInfo.InvariantCulture)),
                new(FilterKey, request.Selection.ToString()),
                new(ParentSnapshot.HistoryKey, plan.HistoryCount.ToString(CultureInfo.InvariantCulture)),
            ],
            ImporterType = SnapshotSource.ImporterType,
            ImporterOrigin = source.Origin,
            ImporterDirectory = SnapshotSource.ImporterDirectory,
        };
    }

    private static EngineException AllValuesDenied(BackupPlan plan) => new(
        EngineErrorKind.AllValuesDenied,
        $"The key may list the secrets of {plan.Region}/{plan.Request.ProjectId} but may read none of their values. No snapshot was made.",
        "Give the key the permission set SecretManagerSecretAccess on the project.");
}
