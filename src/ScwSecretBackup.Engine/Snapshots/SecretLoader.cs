using System.Buffers;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Reads one secret of a snapshot and checks that its documents and files agree.</summary>
internal sealed class SecretLoader
{
    /// <summary>More versions than any account can have; bounds what a hostile snapshot makes us hold.</summary>
    private const int MaxVersions = 1000;

    private readonly SnapshotReader _reader;
    private readonly SnapshotDocuments _documents;
    private readonly SecretGaps _gaps;

    /// <summary>Reads from an open snapshot.</summary>
    public SecretLoader(SnapshotReader reader, Manifest manifest)
    {
        _gaps = new SecretGaps(manifest);
        _reader = reader;
        _documents = new SnapshotDocuments(reader);
    }

    /// <summary>Reads a secret.</summary>
    /// <exception cref="EngineException">It is damaged.</exception>
    public async Task<SnapshotSecret> LoadAsync(SecretDirectory directory, CancellationToken cancellationToken) =>
        await LoadVersionsAsync(directory, await LoadMetadataAsync(directory, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads a secret, or what is left of it.</summary>
    public async Task<SnapshotSecret> LoadDamagedAsync(SecretDirectory directory, CancellationToken cancellationToken)
    {
        Secret? metadata = null;
        try
        {
            metadata = await LoadMetadataAsync(directory, cancellationToken).ConfigureAwait(false);
            return await LoadVersionsAsync(directory, metadata, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is EngineException { Kind: EngineErrorKind.DamagedSnapshot } or KlosetFormatException)
        {
            return new SnapshotSecret
            {
                Directory = directory.Path,
                Metadata = metadata ?? Guess(directory.Path),
                HasMetadata = metadata is not null,
                Versions = [],
                Damage = exception.Message,
            };
        }
    }

    private static Secret Guess(string directory)
    {
        (string folder, string name) = SecretPath.Guess(directory);
        return new Secret { Id = directory, ProjectId = "", Name = name, Path = folder };
    }

    private async Task<Secret> LoadMetadataAsync(SecretDirectory directory, CancellationToken cancellationToken)
    {
        SnapshotEntry document = directory.RequireDocument();
        using IMemoryOwner<byte> content = await _documents.ReadAsync(document, SecretDocument.MaxLength, cancellationToken).ConfigureAwait(false);
        return SecretDocument.Parse(content.Memory, document.Path);
    }

    private async Task<SnapshotSecret> LoadVersionsAsync(SecretDirectory directory, Secret secret, CancellationToken cancellationToken)
    {
        IReadOnlyList<SnapshotVersion> versions =
            directory.HasVersions ? await LoadVersionsAsync(directory.Path, secret.Id, cancellationToken).ConfigureAwait(false) : [];
        return new SnapshotSecret
        {
            Directory = directory.Path,
            Metadata = secret,
            Versions = versions,
            Gap = versions.Count == 0 ? _gaps.Find(secret) : "",
        };
    }

    private async Task<IReadOnlyList<SnapshotVersion>> LoadVersionsAsync(string directory, string secretId, CancellationToken cancellationToken)
    {
        string path = SnapshotLayout.VersionsPath(directory);
        IReadOnlyList<SnapshotEntry> entries = await _reader.ListDirectoryAsync(path, cancellationToken).ConfigureAwait(false);
        var values = new Dictionary<int, SnapshotEntry>();
        var documents = new SortedDictionary<int, SnapshotEntry>();
        foreach (SnapshotEntry entry in entries)
        {
            if (SnapshotLayout.TryParseValueName(entry.Name, out int revision))
            {
                values[revision] = entry;
            }
            else if (SnapshotLayout.TryParseVersionDocumentName(entry.Name, out revision))
            {
                documents[revision] = entry;
            }
        }

        if (documents.Count > MaxVersions)
        {
            throw DocumentReader.Damaged(path, $"it holds more than {MaxVersions} versions");
        }

        if (values.Keys.Any(revision => !documents.ContainsKey(revision)))
        {
            throw DocumentReader.Damaged(path, "a value has no metadata");
        }

        var versions = new List<SnapshotVersion>(documents.Count);
        foreach ((int revision, SnapshotEntry entry) in documents)
        {
            using IMemoryOwner<byte> content = await _documents.ReadAsync(entry, VersionDocument.MaxLength, cancellationToken).ConfigureAwait(false);
            var document = VersionDocument.Parse(content.Memory, entry.Path);
            CheckAgreement(document, entry.Path, secretId, revision, values.GetValueOrDefault(revision));
            versions.Add(new SnapshotVersion
            {
                Metadata = document.Metadata,
                Capture = document.Capture,
                Reason = document.Reason,
                Size = values.GetValueOrDefault(revision)?.Content?.Size,
                DataCrc32 = document.DataCrc32,
                ValueEntry = values.GetValueOrDefault(revision),
            });
        }

        return versions;
    }

    private static void CheckAgreement(VersionDocument document, string path, string secretId, int revision, SnapshotEntry? value)
    {
        if (document.Metadata.Revision != revision || document.Metadata.SecretId != secretId)
        {
            throw DocumentReader.Damaged(path, "it describes another secret or revision");
        }

        if ((document.Capture == CaptureState.MetadataOnly) != (value is null))
        {
            throw DocumentReader.Damaged(path, value is null ? "the value it describes is missing" : "a value is there that it says was not captured");
        }

        if (value is not null && (!value.IsRegularFile || value.Content is null || (document.Size is { } size && size != value.Content.Size)))
        {
            throw DocumentReader.Damaged(value.Path, "it is not the file that its metadata describes");
        }
    }
}
