using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>
/// Finds the values that snapshots hold, without reading any. Directories of versions that a newer snapshot had with the same identity are skipped.
/// Damaged documents count as absent, so that their values are read anew.
/// </summary>
internal sealed class ValueScanner
{
    private readonly int _concurrency;
    private volatile bool _foundDamage;
    private readonly ConcurrentDictionary<Mac, bool> _visited = [];
    private readonly ConcurrentDictionary<Mac, string> _secretIds = [];

    /// <summary>Reads several documents at once.</summary>
    public ValueScanner(int concurrency) => _concurrency = concurrency;

    /// <summary>Whether anything that was looked at is damaged. Then more may be, and what the index says is there may not be.</summary>
    public bool FoundDamage => _foundDamage;

    /// <summary>Remembers damage that was met elsewhere.</summary>
    public void NoteDamage() => _foundDamage = true;

    /// <summary>What a snapshot knows of the versions of all its secrets.</summary>
    public async IAsyncEnumerable<KnownVersion> ScanAsync(SnapshotReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<IReadOnlyList<KnownVersion>> scanned = OrderedPrefetch.SelectAsync(
            SnapshotTree.EnumerateAsync(reader, cancellationToken),
            _concurrency,
            (directory, token) => ScanAsync(reader, directory, token),
            cancellationToken);
        await foreach (IReadOnlyList<KnownVersion> values in scanned.ConfigureAwait(false))
        {
            foreach (KnownVersion value in values)
            {
                yield return value;
            }
        }
    }

    /// <summary>The directories of some secrets, wherever a snapshot has them.</summary>
    public async IAsyncEnumerable<(string SecretId, string Directory)> LocateAsync(
        SnapshotReader reader, IReadOnlySet<string> secretIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<(string? SecretId, string Directory)> located = OrderedPrefetch.SelectAsync(
            SnapshotTree.EnumerateAsync(reader, cancellationToken),
            _concurrency,
            async (directory, token) => (await ReadSecretIdAsync(reader, directory.Document, token).ConfigureAwait(false), directory.Path),
            cancellationToken);
        await foreach ((string? secretId, string directory) in located.ConfigureAwait(false))
        {
            if (secretId is not null && secretIds.Contains(secretId))
            {
                yield return (secretId, directory);
            }
        }
    }

    /// <summary>Whether a snapshot has a secret in a directory.</summary>
    public async Task<bool> IsAtAsync(SnapshotReader reader, string secretId, string directory, CancellationToken cancellationToken)
    {
        SnapshotEntry? document = await reader.FindAsync(SnapshotLayout.SecretDocumentPath(directory), cancellationToken).ConfigureAwait(false);
        return document is not null && await ReadSecretIdAsync(reader, document, cancellationToken).ConfigureAwait(false) == secretId;
    }

    /// <summary>What a snapshot knows of the versions of one secret; nothing when a snapshot scanned before knew the same.</summary>
    public async Task<IReadOnlyList<KnownVersion>> ScanVersionsAsync(SnapshotReader reader, string directory, CancellationToken cancellationToken)
    {
        string path = SnapshotLayout.VersionsPath(directory);
        if (await reader.FindAsync(path, cancellationToken).ConfigureAwait(false) is not { IsDirectory: true }
            || (await reader.GetDirectoryIdentityAsync(path, cancellationToken).ConfigureAwait(false) is { } identity && !_visited.TryAdd(identity, true)))
        {
            return [];
        }

        var contents = new Dictionary<int, StoredObject>();
        var documents = new Dictionary<int, SnapshotEntry>();
        foreach (SnapshotEntry entry in await reader.ListDirectoryAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (SnapshotLayout.TryParseVersionDocumentName(entry.Name, out int revision))
            {
                documents[revision] = entry;
            }
            else if (SnapshotLayout.TryParseValueName(entry.Name, out revision) && entry is { IsRegularFile: true, Content: { } content })
            {
                contents[revision] = content;
            }
        }

        var versions = new List<KnownVersion>();
        foreach ((int revision, SnapshotEntry entry) in documents)
        {
            StoredObject? content = contents.GetValueOrDefault(revision);
            if (await ReadVersionAsync(reader, entry, cancellationToken).ConfigureAwait(false) is { } document
                && document.Metadata.Revision == revision
                && (content is not null || document.HasNoEarlierValue))
            {
                versions.Add(new KnownVersion(document.Metadata.SecretId, revision, document.Metadata.CreatedAt, content, document.DataCrc32));
            }
        }

        return versions;
    }

    private Task<IReadOnlyList<KnownVersion>> ScanAsync(SnapshotReader reader, SecretDirectory directory, CancellationToken cancellationToken)
    {
        if (directory.Document is null)
        {
            NoteDamage();
        }

        return directory.HasVersions ? ScanVersionsAsync(reader, directory.Path, cancellationToken) : Task.FromResult<IReadOnlyList<KnownVersion>>([]);
    }

    private async Task<string?> ReadSecretIdAsync(SnapshotReader reader, SnapshotEntry? document, CancellationToken cancellationToken)
    {
        if (document is null)
        {
            NoteDamage();
            return null;
        }

        if (document.Content is { } content && _secretIds.TryGetValue(content.Id, out string? known))
        {
            return known;
        }

        try
        {
            using IMemoryOwner<byte> bytes = await new SnapshotDocuments(reader).ReadAsync(document, SecretDocument.MaxLength, cancellationToken).ConfigureAwait(false);
            string id = SecretDocument.Parse(bytes.Memory, document.Path).Id;
            _secretIds[document.Content!.Id] = id;
            return id;
        }
        catch (EngineException)
        {
            NoteDamage();
            return null;
        }
    }

    private async Task<VersionDocument?> ReadVersionAsync(SnapshotReader reader, SnapshotEntry document, CancellationToken cancellationToken)
    {
        try
        {
            using IMemoryOwner<byte> bytes = await new SnapshotDocuments(reader).ReadAsync(document, VersionDocument.MaxLength, cancellationToken).ConfigureAwait(false);
            return VersionDocument.Parse(bytes.Memory, document.Path);
        }
        catch (EngineException)
        {
            NoteDamage();
            return null;
        }
    }
}
