using System.Buffers;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Decodes every blob of a packfile and verifies its MAC (FORMAT §6.2). Safe for concurrent use.</summary>
internal sealed class PackfileBlobs
{
    // Below that, the packfiles that are checked side by side keep the processors busy.
    private const int ParallelFrom = 4 << 20;

    private readonly StoreCodec _codec;
    private readonly IntactBlobs _intact;

    /// <param name="codec">Codec of the store.</param>
    /// <param name="intact">Receives what is found intact.</param>
    public PackfileBlobs(StoreCodec codec, IntactBlobs intact)
    {
        _codec = codec;
        _intact = intact;
    }

    public void Check(PackfileContents contents, FindingList findings, CancellationToken cancellationToken)
    {
        (FindingSeverity Severity, string Message)?[] results = new (FindingSeverity, string)?[contents.Entries.Count];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = contents.BlobArea.Length < ParallelFrom ? 1 : Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, results.Length, options, i => results[i] = Check(contents, contents.Entries[i]));
        foreach ((FindingSeverity severity, string message) in results.OfType<(FindingSeverity, string)>())
        {
            findings.Add(severity, message);
        }
    }

    private (FindingSeverity Severity, string Message)? Check(PackfileContents contents, PackfileIndexEntry entry)
    {
        if (entry.Type == ResourceType.Random)
        {
            return null;
        }

        try
        {
            using IMemoryOwner<byte> plaintext = _codec.Decode(contents.Slice(entry).Span, BlobLimits.MaxPlaintext(entry.Type), $"{entry.Type} blob {entry.Blob}");
            ReadOnlySpan<byte> bytes = plaintext.Memory.Span;
            if (entry.Type is not (ResourceType.Snapshot or ResourceType.Signature) && _codec.Mac.Compute(bytes) != entry.Blob)
            {
                return (FindingSeverity.Error, $"The {entry.Type} blob {entry.Blob} doesn't have the MAC that names it.");
            }

            bool canonical = CanonicalForm.IsCanonical(entry.Type, bytes);
            Remember(contents.Name, entry, bytes);
            return canonical ? null : (FindingSeverity.Information, $"The {entry.Type} blob {entry.Blob} is not encoded as plakar 1.1 encodes it.");
        }
        catch (KlosetException exception)
        {
            return (FindingSeverity.Error, exception.Message);
        }
    }

    private void Remember(Mac packfile, PackfileIndexEntry entry, ReadOnlySpan<byte> plaintext)
    {
        switch (entry.Type)
        {
            case ResourceType.Chunk:
                _intact.AddChunk(packfile, entry, plaintext.Length);
                break;
            case ResourceType.Object:
                _intact.AddRecord(packfile, entry, ObjectRecord.Decode(plaintext));
                break;
            case ResourceType.VfsEntry:
                _intact.AddRecord(packfile, entry, EntryRecord.Decode(plaintext));
                break;
        }
    }
}
