using System.Buffers;
using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>A growing buffer for plaintext whose length is not known ahead: pinned, and zeroed when it grows and when disposed.</summary>
internal sealed class PinnedBuffer : IMemoryOwner<byte>, IBufferWriter<byte>
{
    private const int MinimumCapacity = 64;

    private readonly PinnedPool? _pool;
    private byte[]? _buffer;

    /// <param name="capacity">Bytes that it is likely to hold.</param>
    /// <param name="pool">Where its memory comes from and goes to; null for memory of its own.</param>
    public PinnedBuffer(int capacity, PinnedPool? pool = null)
    {
        _pool = pool;
        _buffer = Rent(capacity);
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written so far.</summary>
    public Memory<byte> Memory => Buffer.AsMemory(0, Length);

    public ReadOnlySpan<byte> WrittenSpan => Buffer.AsSpan(0, Length);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(PinnedBuffer));

    /// <summary>Room for at least <paramref name="sizeHint"/> bytes after those written; the content is arbitrary.</summary>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return Buffer.AsSpan(Length);
    }

    /// <inheritdoc cref="GetSpan" />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return Buffer.AsMemory(Length);
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Buffer.Length - Length);
        Length += count;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            Return(buffer);
        }
    }

    private void EnsureRoom(int count)
    {
        byte[] old = Buffer;
        if (count <= old.Length - Length)
        {
            return;
        }

        long wanted = Math.Max((long)Length + count, Math.Min(2L * old.Length, Array.MaxLength));
        byte[] grown = Rent(checked((int)wanted));
        old.AsSpan(0, Length).CopyTo(grown);
        _buffer = grown;
        Return(old);
    }

    private byte[] Rent(int capacity) =>
        _pool?.Rent(capacity) ?? GC.AllocateUninitializedArray<byte>(Math.Max(capacity, MinimumCapacity), pinned: true);

    private void Return(byte[] buffer)
    {
        if (_pool is null)
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
        else
        {
            _pool.Return(buffer);
        }
    }
}
