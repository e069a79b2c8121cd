using System.Buffers;
using System.Collections.Concurrent;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Reads values as a restore does, each once however many snapshots have it. Safe for concurrent use.</summary>
internal sealed class ValueCheck
{
    private readonly ConcurrentDictionary<(Mac Content, uint? Checksum), Lazy<Task<ContentProblem?>>> _known = new();

    /// <summary>What is wrong with the value of a version; null when nothing is.</summary>
    public async Task<ContentProblem?> CheckAsync(SnapshotDocuments documents, SnapshotVersion version, CancellationToken cancellationToken)
    {
        Lazy<Task<ContentProblem?>> check = _known.GetOrAdd(
            (version.ValueEntry!.Content!.Id, version.DataCrc32),
            _ => new Lazy<Task<ContentProblem?>>(() => ReadAsync(documents, version, cancellationToken)));
        ContentProblem? problem = await check.Value.ConfigureAwait(false);
        return problem is null ? null : problem with { Revision = version.Metadata.Revision };
    }

    private static async Task<ContentProblem?> ReadAsync(SnapshotDocuments documents, SnapshotVersion version, CancellationToken cancellationToken)
    {
        try
        {
            using IMemoryOwner<byte> value = await documents.ReadAsync(version.ValueEntry!, ServiceLimits.ValueBytes, cancellationToken).ConfigureAwait(false);
            return version.DataCrc32 is not { } recorded || RecordedChecksum.Fits(value.Memory.Span, recorded)
                ? null
                : new ContentProblem(0, FindingSeverity.Warning, "the value is what was backed up, but the checksum that its writer once gave doesn't fit it");
        }
        catch (Exception exception) when (exception is EngineException or KlosetException)
        {
            return new ContentProblem(0, FindingSeverity.Error, (exception.InnerException ?? exception).Message);
        }
    }
}
