using System.Management.Automation;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup;

/// <summary>What the backup of one project and region did.</summary>
public sealed class ScwBackupResult
{
    internal ScwBackupResult(BackupResult result, string? source, string store)
    {
        Source = source;
        SnapshotId = result.SnapshotId;
        Timestamp = result.Timestamp;
        Duration = result.Duration;
        ProjectId = result.ProjectId;
        Region = result.Region;
        SecretCount = result.SecretCount;
        VersionCount = result.VersionCount;
        ValuesRead = result.ValuesRead;
        ValuesReused = result.ValuesReused;
        CarriedForward = result.CarriedForward;
        Skipped = result.Skipped.Select(version => new ScwSkippedVersion(version)).ToArray();
        BytesAdded = result.BytesAdded;
        Flagged = result.Flagged.Select(item => new ScwFlaggedItem(item)).ToArray();
        Filter = result.Selection.IsEverything ? "" : result.Selection.ToString();
        Status = result.Status;
        ExitCode = Status == BackupStatus.Complete ? ExitCodes.Success : ExitCodes.General;
        Store = store;
    }

    /// <summary>The result of a backup that made no snapshot.</summary>
    internal ScwBackupResult(ScalewaySession source, SecretSelection selection, string store, DateTimeOffset start, ErrorRecord error)
    {
        Source = source.App?.Name;
        Timestamp = start;
        Duration = DateTimeOffset.UtcNow - start;
        ProjectId = source.Settings.ProjectId;
        Region = source.Settings.Region;
        Skipped = [];
        Flagged = [];
        Filter = selection.IsEverything ? "" : selection.ToString();
        Status = BackupStatus.Failed;
        Error = error.ErrorDetails.Message;
        ExitCode = ExitCodes.Of(error);
        Store = store;
    }

    /// <summary>Id of the snapshot, 64 hex digits; null when there is none because the backup failed.</summary>
    public string? SnapshotId { get; }

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>Time it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Name of the registered source, or null.</summary>
    public string? Source { get; }

    /// <summary>Project.</summary>
    public string ProjectId { get; }

    /// <summary>Region.</summary>
    public string Region { get; }

    /// <summary>Region and project, as the snapshot names its origin.</summary>
    public string Origin => $"{Region}/{ProjectId}";

    /// <summary>Secrets in the snapshot.</summary>
    public int SecretCount { get; }

    /// <summary>Versions in the snapshot.</summary>
    public int VersionCount { get; }

    /// <summary>Values read from the API.</summary>
    public int ValuesRead { get; }

    /// <summary>Values that an earlier snapshot held already.</summary>
    public int ValuesReused { get; }

    /// <summary>Values that can't be read now and came from an earlier snapshot.</summary>
    public int CarriedForward { get; }

    /// <summary>
    /// Versions whose value is not in the snapshot, each with its reason. Most are left out by rule, such as those that are disabled and were never captured, or scheduled
    /// for deletion: a snapshot without them is Complete. Those with IsError should have been captured and make it Partial.
    /// </summary>
    public IReadOnlyList<ScwSkippedVersion> Skipped { get; }

    /// <summary>What is in the snapshot and needs a second look before it is restored: managed by a product, about to expire, one of two of a name.</summary>
    public IReadOnlyList<ScwFlaggedItem> Flagged { get; }

    /// <summary>What the backup was limited to, in words; empty when it took everything.</summary>
    public string Filter { get; }

    /// <summary>Whether the snapshot is of a part of the project only, as it was asked for.</summary>
    public bool IsPartial => Filter.Length > 0;

    /// <summary>Bytes added to the store.</summary>
    public long BytesAdded { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>
    /// Complete: all that can be captured is in the snapshot. Partial: something that should have been captured was not, and an error says what. Failed: there is no snapshot.
    /// </summary>
    public BackupStatus Status { get; }

    /// <summary>Why it failed, or null. The error stream has the whole error.</summary>
    public string? Error { get; }

    /// <summary>For <c>exit</c> in a job: 0 complete, 1 partial or failed, 64 usage, 65 damaged data, 66 no such store, 77 denied, 78 incompatible.</summary>
    public int ExitCode { get; }

    /// <summary>Status and snapshot id, or origin.</summary>
    public override string ToString() => $"{Status} {SnapshotId ?? Origin}";
}
