using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ScwSecretBackup.Scaleway.Memory;

/// <summary>
/// Pinned buffers for the raw bodies of answers, one of which may hold a value: the collector can't copy them, and they are zeroed on return.
/// Reused, because pinned arrays are only collected with the oldest generation. As many are kept as answers were ever read at once.
/// </summary>
internal sealed class PinnedBufferPool
{
    /// <summary>Holds the base64 of the largest value (64 KiB) with its envelope, and an ordinary page of a listing.</summary>
    private const int PooledLength = 128 * 1024;

    private readonly ConcurrentBag<byte[]> _buffers = [];

    /// <summary>A buffer of at least <paramref name="minimumLength"/> bytes.</summary>
    public byte[] Rent(int minimumLength)
    {
        if (minimumLength > PooledLength)
        {
            return GC.AllocateUninitializedArray<byte>(minimumLength, pinned: true);
        }

        return _buffers.TryTake(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(PooledLength, pinned: true);
    }

    /// <summary>Zeroes a buffer and, if it has the pooled size, keeps it.</summary>
    public void Return(byte[] buffer)
    {
        CryptographicOperations.ZeroMemory(buffer);
        if (buffer.Length == PooledLength)
        {
            _buffers.Add(buffer);
        }
    }
}
