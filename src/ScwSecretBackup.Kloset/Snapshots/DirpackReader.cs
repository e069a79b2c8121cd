using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Objects;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Reads the children of a directory from its dirpack, chunk by chunk.</summary>
internal static class DirpackReader
{
    public static async IAsyncEnumerable<DirpackFrame> ReadAsync(ObjectReader objects, Mac dirpack, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectRecord record = await objects.ReadRecordAsync(dirpack, cancellationToken).ConfigureAwait(false);

        // Frames don't end where chunks end: what is left of a chunk is put before the next one.
        byte[] rest = [];
        await foreach (ReadOnlyMemory<byte> chunk in objects.ReadChunksAsync(dirpack, record, cancellationToken).ConfigureAwait(false))
        {
            ReadOnlyMemory<byte> data = (byte[])[.. rest, .. chunk.Span];
            while (DirpackFrame.TryRead(data, out DirpackFrame frame, out int consumed))
            {
                yield return frame;
                data = data[consumed..];
            }

            rest = data.ToArray();
        }

        if (rest.Length > 0)
        {
            throw new KlosetFormatException($"Dirpack {dirpack} ends inside a frame.");
        }
    }
}
