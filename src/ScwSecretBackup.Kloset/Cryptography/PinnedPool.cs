using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// Pinned arrays for plaintext, zeroed when they come back. Reused, because new ones are zeroed by the system page by page, and collected
/// only with the oldest generation. Keeps a few of every size up to those of ordinary chunks. Safe for concurrent use.
/// </summary>
internal sealed class PinnedPool
{
    private const int SmallestLog = 10;
    private const int LargestLog = 21;

    // A chunk is decrypted into one and decompressed into another, on every core.
    private static readonly int KeptOfEachSize = 2 * Math.Clamp(Environment.ProcessorCount, 2, 8);

    private readonly ConcurrentBag<byte[]>[] _idle = [.. Enumerable.Range(SmallestLog, LargestLog - SmallestLog + 1).Select(_ => new ConcurrentBag<byte[]>())];

    /// <summary>An array of at least that length, with arbitrary content.</summary>
    public byte[] Rent(int minimumLength)
    {
        int log = Math.Max(SmallestLog, BitOperations.Log2((uint)Math.Max(minimumLength, 1) - 1) + 1);
        if (log > LargestLog)
        {
            return GC.AllocateUninitializedArray<byte>(minimumLength, pinned: true);
        }

        return _idle[log - SmallestLog].TryTake(out byte[]? idle) ? idle : GC.AllocateUninitializedArray<byte>(1 << log, pinned: true);
    }

    /// <summary>Zeroes an array that <see cref="Rent"/> gave and, while there are few of its size, keeps it.</summary>
    public void Return(byte[] array)
    {
        CryptographicOperations.ZeroMemory(array);
        int log = BitOperations.Log2((uint)array.Length);
        if (log is >= SmallestLog and <= LargestLog && BitOperations.IsPow2(array.Length) && _idle[log - SmallestLog].Count < KeptOfEachSize)
        {
            _idle[log - SmallestLog].Add(array);
        }
    }
}
