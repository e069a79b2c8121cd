using System.Collections.Concurrent;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>
/// Buffers in which packfiles are built: small ones for small packfiles, and few of full size that are used again and again, because
/// arrays of that size are collected late. They hold encoded blobs only. Safe for concurrent use.
/// </summary>
/// <param name="fullSize">Bytes that a packfile seldom exceeds.</param>
internal sealed class PackfileBuffers(int fullSize)
{
    private const int SmallSize = 256 * 1024;
    private const int GrowthDivisor = 4;

    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>An array of at least that length, its content arbitrary.</summary>
    public byte[] Rent(int length)
    {
        if (length <= Math.Min(SmallSize, fullSize))
        {
            return GC.AllocateUninitializedArray<byte>(Math.Min(SmallSize, fullSize));
        }

        if (length > fullSize)
        {
            return GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, (long)length + (length / GrowthDivisor)));
        }

        return _free.TryTake(out byte[]? free) ? free : GC.AllocateUninitializedArray<byte>(fullSize);
    }

    /// <summary>Gives an array back that is not used any more.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length == fullSize)
        {
            _free.Add(buffer);
        }
    }

    /// <summary>Forgets the free ones.</summary>
    public void Clear() => _free.Clear();
}
