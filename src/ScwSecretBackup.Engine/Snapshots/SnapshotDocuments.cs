using System.Buffers;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Reads the documents of one snapshot with a bound on every length.</summary>
internal sealed class SnapshotDocuments
{
    private readonly SnapshotReader _reader;

    /// <summary>Reads from an open snapshot.</summary>
    public SnapshotDocuments(SnapshotReader reader) => _reader = reader;

    /// <summary>The manifest.</summary>
    /// <exception cref="EngineException">The snapshot is foreign, newer or damaged.</exception>
    public async Task<Manifest> ReadManifestAsync(CancellationToken cancellationToken)
    {
        SnapshotDescription description = _reader.Header.Description;
        SnapshotEntry? entry = description.ImporterType == SnapshotSource.ImporterType && description.ImporterDirectory == SnapshotSource.ImporterDirectory
            ? await _reader.FindAsync(SnapshotLayout.ManifestPath, cancellationToken).ConfigureAwait(false)
            : null;
        if (entry is not { IsRegularFile: true, Content: not null })
        {
            throw Manifest.Foreign(_reader.Header);
        }

        using IMemoryOwner<byte> content = await ReadAsync(entry, Manifest.MaxLength, cancellationToken).ConfigureAwait(false);
        return Manifest.Parse(content.Memory, _reader.Header);
    }

    /// <summary>The content of a document.</summary>
    /// <exception cref="EngineException">It is longer than <paramref name="maxLength"/> or damaged.</exception>
    public async Task<IMemoryOwner<byte>> ReadAsync(SnapshotEntry entry, int maxLength, CancellationToken cancellationToken)
    {
        if (!entry.IsRegularFile || entry.Content is null)
        {
            throw DocumentReader.Damaged(entry.Path, "it is not a regular file");
        }

        if (entry.Content.Size > maxLength)
        {
            throw DocumentReader.Damaged(entry.Path, $"it is longer than {maxLength} bytes");
        }

        try
        {
            return await _reader.ReadFileAsync(entry, maxLength, cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetFormatException exception)
        {
            throw DocumentReader.Damaged(entry.Path, "its content can't be read", exception);
        }
    }
}
