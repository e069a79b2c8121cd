using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Backup.Enabling;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Listing;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>One backup on its way into one snapshot: the workers and what they found.</summary>
internal sealed class BackupRun : IDisposable
{
    private readonly BackupPlan _plan;
    private readonly SnapshotWriter _writer;
    private readonly TemporaryEnabling _enabling;
    private readonly ValueCapture _capture;
    private readonly SnapshotAssembler _assembler;
    private readonly IProgress<EngineProgress>? _progress;
    private readonly ConcurrentBag<CaptureOutcome> _outcomes = [];
    private readonly ConcurrentBag<(SkippedVersion Item, string SecretId)> _skipped = [];
    private readonly ConcurrentBag<FlaggedItem> _flagged = [];
    private readonly HashSet<string> _sharingNames;
    private int _secretsDone;

    /// <summary>Prepares a run.</summary>
    public BackupRun(
        BackupPlan plan, ISecretManager source, SnapshotWriter writer, IEnablingJournal journal, TimeProvider timeProvider, IProgress<EngineProgress>? progress)
    {
        _plan = plan;
        _writer = writer;
        _progress = progress;
        Tally = new BackupTally();
        _enabling = new TemporaryEnabling(source, plan.Request.ProjectId, journal, timeProvider);
        _capture = new ValueCapture(source, writer, Tally, _enabling, plan.Request);
        _assembler = new SnapshotAssembler(writer);
        _sharingNames = [.. plan.Secrets!
            .Select(secret => secret.Source.Secret)
            .GroupBy(secret => (secret.Path, secret.Name))
            .Where(group => group.Skip(1).Any())
            .SelectMany(group => group.Select(secret => secret.Id))];
    }

    /// <summary>Counts of what was done.</summary>
    public BackupTally Tally { get; }

    /// <summary>What is not in the snapshot, in order of folder, name and revision.</summary>
    public IReadOnlyList<SkippedVersion> Skipped => [.. _skipped
        .Select(skipped => skipped.Item)
        .OrderBy(item => item.Folder, StringComparer.Ordinal)
        .ThenBy(item => item.Name, StringComparer.Ordinal)
        .ThenBy(item => item.Revision)];

    /// <summary>What needs a second look before it is restored, in order of folder, name and revision.</summary>
    public IReadOnlyList<FlaggedItem> Flagged => [.. _flagged
        .OrderBy(item => item.Folder, StringComparer.Ordinal)
        .ThenBy(item => item.Name, StringComparer.Ordinal)
        .ThenBy(item => item.Revision)
        .ThenBy(item => item.Note, StringComparer.Ordinal)];

    /// <summary>Versions that were enabled to be read and could not be disabled again.</summary>
    public IReadOnlyDictionary<string, EngineException> LeftEnabled => _enabling.LeftEnabled;

    /// <summary>Oddities that kept nothing out of the snapshot.</summary>
    public IReadOnlyList<string> Warnings => [.. _outcomes.Select(outcome => outcome.Warning).Where(warning => warning.Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Captures everything. Values that reading destroys come last: a run that fails before loses none of them.
    /// </summary>
    public async Task CaptureAsync(IReadOnlyList<PlannedSecret> secrets, CancellationToken cancellationToken)
    {
        foreach (PlannedSecret secret in secrets.Where(secret => secret.Source.Directory is null))
        {
            Skip(secret, 0, secret.Source.Problem, secret.Source.Error);
        }

        ILookup<bool, PlannedSecret> phases = secrets.Where(secret => secret.Source.Directory is not null).ToLookup(secret => secret.ConsumesValues);
        await CaptureAllAsync(phases[false], cancellationToken).ConfigureAwait(false);
        _capture.ThrowIfServiceIsDown();
        await CaptureAllAsync(phases[true], cancellationToken).ConfigureAwait(false);
        _capture.ThrowIfServiceIsDown();
    }

    /// <summary>Writes the manifest; what is left to do is the commit.</summary>
    public async Task<Manifest> FinishAsync(CancellationToken cancellationToken)
    {
        var manifest = new Manifest
        {
            ProjectId = _plan.Request.ProjectId,
            Region = _plan.Region,
            SecretCount = _secretsDone,
            LiveSecretCount = _plan.LiveSecretCount,
            VersionCount = _outcomes.Count,
            ValueCount = _outcomes.Count(outcome => outcome.Value is not null),
            CarriedForwardCount = Tally.Carried,
            Filter = _plan.Request.Selection,
            Skipped = [.. _skipped.Select(skipped => new ManifestGap(skipped.Item.Folder, skipped.Item.Name, skipped.Item.Revision, skipped.Item.Reason) { SecretId = skipped.SecretId })],
            Flagged = [.. Flagged.Select(item => new ManifestFlag(item.Folder, item.Name, item.Revision, item.Note))],
        };
        await _assembler.FinishAsync(manifest, cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    /// <inheritdoc />
    public void Dispose() => _capture.Dispose();

    private Task CaptureAllAsync(IEnumerable<PlannedSecret> secrets, CancellationToken cancellationToken)
    {
        // A few workers more than calls may be under way: they chunk, encrypt and write while the others wait for the network.
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = _plan.Request.ThrottleLimit + Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        return Parallel.ForEachAsync(secrets, options, async (secret, token) => await CaptureSecretAsync(secret, token).ConfigureAwait(false));
    }

    private async Task CaptureSecretAsync(PlannedSecret planned, CancellationToken cancellationToken)
    {
        Secret secret = planned.Source.Secret;
        string directory = planned.Source.Directory!;
        if (planned.Source.Problem.Length > 0)
        {
            Skip(planned, 0, planned.Source.Problem, planned.Source.Error);
        }

        var outcomes = new List<CaptureOutcome>(planned.Versions.Count);
        foreach (PlannedVersion version in planned.Versions)
        {
            CaptureOutcome outcome = await _capture.CaptureAsync(planned, version, cancellationToken).ConfigureAwait(false);
            outcomes.Add(outcome);
            _outcomes.Add(outcome);
            if (outcome.Document.Capture == CaptureState.MetadataOnly)
            {
                Skip(planned, version.Version.Revision, outcome.Document.Reason, outcome.Error);
            }
        }

        await _assembler.AddSecretAsync(secret, directory, outcomes, cancellationToken).ConfigureAwait(false);
        foreach (FlaggedItem item in SnapshotFlags.Of(secret, _sharingNames.Contains(secret.Id), outcomes.Select(outcome => outcome.Document)))
        {
            _flagged.Add(item);
        }

        int done = Interlocked.Increment(ref _secretsDone);
        _progress?.Report(new EngineProgress("Capturing values", done, _plan.SecretCount, SourceLister.DisplayName(secret)));
    }

    private void Skip(PlannedSecret planned, int revision, string reason, Exception? error)
    {
        Secret secret = planned.Source.Secret;
        _skipped.Add((new SkippedVersion(secret.Path, secret.Name, revision, reason, error), secret.Id));
        if (error is not null && planned.Source.Directory is { } directory)
        {
            _writer.AddError(revision == 0 ? directory : SnapshotLayout.ValuePath(directory, revision), reason);
        }
    }
}
