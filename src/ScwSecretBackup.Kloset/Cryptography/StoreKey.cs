using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>The 32-byte key of an encrypted store, in pinned memory, zeroed when disposed.</summary>
internal sealed class StoreKey : IDisposable
{
    private readonly PinnedMemoryOwner _memory = new(KdfParameters.KeyLength);

    public StoreKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KdfParameters.KeyLength)
        {
            throw new ArgumentException($"The key of a store has {KdfParameters.KeyLength} bytes, not {key.Length}.", nameof(key));
        }

        key.CopyTo(_memory.Memory.Span);
    }

    public ReadOnlySpan<byte> Bytes => _memory.Memory.Span;

    public void Dispose() => _memory.Dispose();
}
