using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>
/// Puts secrets into a snapshot as files (ARCHITECTURE §4). Times come from the data alone, so an unchanged secret gives identical entries.
/// Safe for concurrent use, <see cref="FinishAsync"/> excepted.
/// </summary>
internal sealed class SnapshotAssembler
{
    private readonly SnapshotWriter _writer;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _directoryTimes = new(StringComparer.Ordinal);

    /// <summary>Writes into <paramref name="writer"/>.</summary>
    public SnapshotAssembler(SnapshotWriter writer) => _writer = writer;

    /// <summary>Adds a secret with its versions.</summary>
    public async Task AddSecretAsync(Secret secret, string directory, IReadOnlyList<CaptureOutcome> versions, CancellationToken cancellationToken)
    {
        await AddDocumentAsync(SnapshotLayout.SecretDocumentPath(directory), SecretDocument.Write(secret), secret.UpdatedAt, cancellationToken).ConfigureAwait(false);
        DateTimeOffset newest = secret.CreatedAt ?? DateTimeOffset.UnixEpoch;
        foreach (CaptureOutcome outcome in versions)
        {
            SecretVersion version = outcome.Document.Metadata;
            string path = SnapshotLayout.VersionDocumentPath(directory, version.Revision);
            await AddDocumentAsync(path, outcome.Document.Write(), version.UpdatedAt ?? version.CreatedAt, cancellationToken).ConfigureAwait(false);
            if (outcome.Value is { } value)
            {
                _writer.AddFile(SnapshotLayout.ValuePath(directory, version.Revision), value, SnapshotLayout.File(version.CreatedAt));
            }

            newest = version.CreatedAt > newest ? version.CreatedAt.Value : newest;
        }

        if (versions.Count > 0)
        {
            Touch(SnapshotLayout.VersionsPath(directory), newest);
        }

        Touch(directory, newest);
    }

    /// <summary>Adds the manifest and the attributes of all directories.</summary>
    public async Task FinishAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        DateTimeOffset newest = _directoryTimes.IsEmpty ? DateTimeOffset.UnixEpoch : _directoryTimes.Values.Max();
        await AddDocumentAsync(SnapshotLayout.ManifestPath, manifest.Write(), newest, cancellationToken).ConfigureAwait(false);
        var all = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["/"] = newest };
        foreach ((string directory, DateTimeOffset time) in _directoryTimes)
        {
            for (string path = directory; path.Length > 0; path = path[..path.LastIndexOf('/')])
            {
                all[path] = all.TryGetValue(path, out DateTimeOffset other) && other > time ? other : time;
            }
        }

        foreach ((string path, DateTimeOffset time) in all)
        {
            _writer.AddDirectory(path, SnapshotLayout.Directory(time));
        }
    }

    private void Touch(string directory, DateTimeOffset time) => _directoryTimes[directory] = time;

    private async Task AddDocumentAsync(string path, byte[] document, DateTimeOffset? modifiedAt, CancellationToken cancellationToken)
    {
        StoredObject content = await _writer.WriteObjectAsync(document, SnapshotLayout.JsonContentType, cancellationToken).ConfigureAwait(false);
        _writer.AddFile(path, content, SnapshotLayout.File(modifiedAt));
    }
}
