using System.Buffers;
using System.Security.Cryptography;

namespace ScwSecretBackup.Memory;

/// <summary>
/// Memory for a secret value: pinned, so that the garbage collector leaves no copies behind, and zeroed when disposed.
/// Compiled into each library that handles values, because the libraries do not know each other.
/// </summary>
internal sealed class PinnedMemoryOwner : IMemoryOwner<byte>
{
    private readonly int _length;
    private byte[]? _buffer;

    public PinnedMemoryOwner(int length)
    {
        _buffer = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        _length = length;
    }

    /// <inheritdoc />
    public Memory<byte> Memory => (_buffer ?? throw new ObjectDisposedException(nameof(PinnedMemoryOwner))).AsMemory(0, _length);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }
}
