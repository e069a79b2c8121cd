using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>
/// Encrypts what is cached of one store, with AES-256-GCM under a key derived from the store's. As the store has them, states take a key
/// unwrapping, a GCM-SIV and a BLAKE3 each, which costs several times as much as this. The key of a plaintext store is public, as its
/// states are. Safe for concurrent use.
/// </summary>
internal sealed class CacheCipher : IDisposable
{
    /// <summary>A cached state is this much longer than its record stream.</summary>
    public const int Overhead = NonceSize + TagSize;

    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int RepositoryIdSize = 16;

    private readonly PinnedMemoryOwner _key = new(KeySize);

    /// <param name="repositoryId">Of the store.</param>
    /// <param name="key">Of the store; null for a plaintext store.</param>
    public CacheCipher(Guid repositoryId, StoreKey? key)
    {
        Span<byte> salt = stackalloc byte[RepositoryIdSize];
        repositoryId.TryWriteBytes(salt, bigEndian: true, out _);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key is null ? salt : key.Bytes, _key.Memory.Span, salt, "scw state cache 1"u8);
    }

    /// <summary>The encrypted record stream of a state, bound to its name and version.</summary>
    public byte[] Seal(Mac id, KlosetVersion version, ReadOnlySpan<byte> stream)
    {
        byte[] output = GC.AllocateUninitializedArray<byte>(stream.Length + Overhead);
        Span<byte> nonce = output.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm gcm = new(_key.Memory.Span, TagSize);
        gcm.Encrypt(nonce, stream, output.AsSpan(NonceSize, stream.Length), output.AsSpan(NonceSize + stream.Length), Bind(id, version));
        return output;
    }

    /// <summary>The record stream, or null when it is damaged, of another store, or of another state.</summary>
    public PinnedMemoryOwner? TryOpen(Mac id, KlosetVersion version, ReadOnlySpan<byte> sealedStream)
    {
        if (sealedStream.Length < Overhead)
        {
            return null;
        }

        PinnedMemoryOwner stream = new(sealedStream.Length - Overhead);
        try
        {
            using AesGcm gcm = new(_key.Memory.Span, TagSize);
            gcm.Decrypt(sealedStream[..NonceSize], sealedStream[NonceSize..^TagSize], sealedStream[^TagSize..], stream.Memory.Span, Bind(id, version));
            return stream;
        }
        catch (AuthenticationTagMismatchException)
        {
            stream.Dispose();
            return null;
        }
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Bind(Mac id, KlosetVersion version) => [.. id.ToArray(), .. BitConverter.GetBytes(version.Word)];
}
