using System.Buffers;
using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>A growing buffer for plaintext whose length is not known ahead: pinned, and zeroed when it grows and when disposed.</summary>
internal sealed class PinnedBuffer : IMemoryOwner<byte>, IBufferWriter<byte>
{
    private const int MinimumCapacity = 64;

    private byte[]? _buffer;

    public PinnedBuffer(int capacity) => _buffer = Allocate(capacity);

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
            CryptographicOperations.ZeroMemory(buffer);
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
        byte[] grown = Allocate(checked((int)wanted));
        old.AsSpan(0, Length).CopyTo(grown);
        CryptographicOperations.ZeroMemory(old);
        _buffer = grown;
    }

    private static byte[] Allocate(int capacity) => GC.AllocateUninitializedArray<byte>(Math.Max(capacity, MinimumCapacity), pinned: true);
}
