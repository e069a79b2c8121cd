using System.Net;
using ScwSecretBackup.Engine.Backup.Enabling;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Listing;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Gets the values of versions into a snapshot: from an earlier snapshot, or from the API.</summary>
internal sealed class ValueCapture : IDisposable
{
    private readonly ISecretManager _source;
    private readonly SnapshotWriter _writer;
    private readonly BackupTally _tally;
    private readonly TemporaryEnabling _enabling;
    private readonly bool _includeSingleAccess;
    private readonly SemaphoreSlim _accesses;
    private readonly ServiceFaults _faults = new();

    /// <summary>Captures into <paramref name="writer"/>.</summary>
    public ValueCapture(ISecretManager source, SnapshotWriter writer, BackupTally tally, TemporaryEnabling enabling, BackupRequest request)
    {
        _source = source;
        _writer = writer;
        _tally = tally;
        _enabling = enabling;
        _includeSingleAccess = request.IncludeSingleAccess;
        _accesses = new SemaphoreSlim(request.ThrottleLimit);
    }

    /// <summary>Captures one version.</summary>
    /// <exception cref="ScalewayException">The source failed in a way that concerns more than this value.</exception>
    public Task<CaptureOutcome> CaptureAsync(PlannedSecret secret, PlannedVersion planned, CancellationToken cancellationToken) => planned.Action switch
    {
        BackupAction.Read => ReadAsync(secret, planned, cancellationToken),
        BackupAction.EnableAndRead => EnableAndReadAsync(secret, planned, cancellationToken),
        BackupAction.Reuse or BackupAction.CarryForward => ReuseAsync(secret, planned, cancellationToken),
        _ => Task.FromResult(MetadataOnly(planned, planned.Version, planned.Reason)),
    };

    /// <summary>Ends a backup in which the service failed and gave no value at all.</summary>
    /// <exception cref="ScalewayException">The first failure.</exception>
    public void ThrowIfServiceIsDown() => _faults.ThrowIfNothingWorked();

    /// <inheritdoc />
    public void Dispose() => _accesses.Dispose();

    private async Task<CaptureOutcome> ReuseAsync(PlannedSecret secret, PlannedVersion planned, CancellationToken cancellationToken)
    {
        StoredObject? content = await TryReuseAsync(planned.Known!.Content!, cancellationToken).ConfigureAwait(false);
        bool carriedForward = planned.Action == BackupAction.CarryForward;
        if (content is not null)
        {
            if (carriedForward)
            {
                _tally.AddCarried();
            }
            else
            {
                _tally.AddReused();
            }

            CaptureState state = carriedForward ? CaptureState.CarriedForward : CaptureState.Captured;
            return Captured(planned.Version, state, planned.Reason, content, planned.Known!.DataCrc32);
        }

        const string Gone = "the value that an earlier snapshot held is no longer in the store";
        if (carriedForward)
        {
            return MetadataOnly(planned, planned.Version, $"{planned.Reason}, and {Gone}");
        }

        return planned.IsSingleAccess && !_includeSingleAccess
            ? MetadataOnly(planned, planned.Version, $"one access would consume it, and {Gone}")
            : SayReadAgain(await ReadAsync(secret, planned, cancellationToken).ConfigureAwait(false), NameOf(secret, planned.Version));
    }

    private static CaptureOutcome SayReadAgain(CaptureOutcome outcome, string name) => outcome.Value is null
        ? outcome
        : outcome with
        {
            Warning = $"{name}: the value that an earlier snapshot held is damaged in the store or gone from it, so it was read and stored again. Check the store. {outcome.Warning}".TrimEnd(),
        };

    private async Task<StoredObject?> TryReuseAsync(StoredObject known, CancellationToken cancellationToken)
    {
        try
        {
            return await _writer.TryReuseAsync(known, cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetFormatException)
        {
            // Damaged in the store: as good as gone.
            return null;
        }
    }

    private async Task<CaptureOutcome> ReadAsync(PlannedSecret secret, PlannedVersion planned, CancellationToken cancellationToken)
    {
        SecretVersion version = planned.Version;
        _tally.AddAttempt();
        try
        {
            using SecretValue value = await AccessAsync(version, cancellationToken).ConfigureAwait(false);
            _faults.AddSuccess();
            StoredObject content = await _writer.WriteObjectAsync(value.Data, contentType: null, cancellationToken).ConfigureAwait(false);
            _tally.AddRead();
            bool suspicious = value.DataCrc32 is { } recorded && !RecordedChecksum.Fits(value.Data.Span, recorded);
            return Captured(version, CaptureState.Captured, "", content, value.DataCrc32) with
            {
                Warning = suspicious
                    ? $"{NameOf(secret, version)}: the checksum recorded by its writer fits the value neither as CRC-32 nor as CRC-32C."
                    : "",
            };
        }
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception))
        {
            return await ExplainAsync(planned, exception, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayException exception) when (ServiceRefusal.IsFault(exception) && _faults.TryTolerate(version.SecretId, exception))
        {
            return MetadataOnly(planned, version, "the service failed to give it", exception);
        }
    }

    private async Task<CaptureOutcome> EnableAndReadAsync(PlannedSecret secret, PlannedVersion planned, CancellationToken cancellationToken)
    {
        SecretVersion version = planned.Version;
        try
        {
            return await _enabling.RunAsync(
                version, NameOf(secret, version), token => ReadAsync(secret, planned, token), cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Kind == EngineErrorKind.EnablingDenied)
        {
            return MetadataOnly(planned, version, "the version is disabled, and the key may not enable it", exception);
        }
        catch (ScalewayApiException exception) when (ServiceRefusal.ConcernsOneItem(exception))
        {
            return exception.IsNotFound
                ? MetadataOnly(planned, version, "it disappeared while the backup ran")
                : MetadataOnly(planned, version, $"the version is disabled, and the service refused to enable it with status {(int)exception.Status}", exception);
        }
        catch (ScalewayException exception) when (ServiceRefusal.IsFault(exception) && _faults.TryTolerate(version.SecretId, exception))
        {
            return MetadataOnly(planned, version, "the version is disabled, and the service failed to enable it", exception);
        }
    }

    private async Task<SecretValue> AccessAsync(SecretVersion version, CancellationToken cancellationToken)
    {
        await _accesses.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _source.AccessVersionAsync(version.SecretId, version.Revision, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _accesses.Release();
        }
    }

    private async Task<CaptureOutcome> ExplainAsync(PlannedVersion planned, ScalewayApiException exception, CancellationToken cancellationToken)
    {
        SecretVersion version = planned.Version;
        if (exception.IsPermissionDenied)
        {
            _tally.AddDenied();
            return MetadataOnly(planned, version, "the key may not read it", exception);
        }

        if (planned.IsSingleAccess)
        {
            // An earlier try may have consumed it and lost the answer on the way: never a change that somebody else made.
            return MetadataOnly(planned, version, "the service does not give it, and an attempt to read it may have consumed it", exception);
        }

        // The list said that it can be read: look once more before calling that an error (SECRET-MANAGER §10). With which status the service
        // refuses what was disabled meanwhile is unknown (§13, question 1).
        SecretVersion? now;
        try
        {
            now = await FindAgainAsync(version, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayException)
        {
            return MetadataOnly(planned, version, Refused(exception), exception);
        }

        if (now is null)
        {
            return MetadataOnly(planned, version, "it disappeared while the backup ran");
        }

        return VersionStatus.IsReadable(now)
            ? MetadataOnly(planned, now, Refused(exception), exception)
            : MetadataOnly(planned, now, $"it stopped being readable while the backup ran; its status is {now.Status} now");
    }

    private async Task<SecretVersion?> FindAgainAsync(SecretVersion version, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<SecretVersion> versions = await _source.ListVersionsAsync(version.SecretId, cancellationToken).ConfigureAwait(false);
            return versions.FirstOrDefault(candidate => candidate.Revision == version.Revision);
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    private static string NameOf(PlannedSecret secret, SecretVersion version) =>
        $"{SourceLister.DisplayName(secret.Source.Secret)} revision {version.Revision}";

    private static string Refused(ScalewayApiException exception) => exception.IsNotFound || exception.Status == HttpStatusCode.PreconditionFailed
        ? "the service lists it as enabled and does not give it"
        : $"the service refused to give it with status {(int)exception.Status}";

    private static CaptureOutcome Captured(SecretVersion version, CaptureState state, string reason, StoredObject content, uint? crc32) => new(
        new VersionDocument { Metadata = version, Capture = state, Reason = reason, Size = content.Size, DataCrc32 = crc32 },
        content);

    private static CaptureOutcome MetadataOnly(PlannedVersion planned, SecretVersion version, string reason, Exception? error = null) => new(
        new VersionDocument { Metadata = version, Capture = CaptureState.MetadataOnly, Reason = reason, HasNoEarlierValue = planned.HasNoEarlierValue },
        Value: null,
        error);
}
