using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>Wraps the 32-byte sub-key of an encrypted stream under the key of the store (FORMAT §3.3).</summary>
internal static class SubKeyWrap
{
    public const int SubKeySize = 32;

    private const int KeyWrapOverhead = 8;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static int WrappedSize(SubKeyAlgorithm algorithm) =>
        algorithm == SubKeyAlgorithm.Aes256Gcm ? NonceSize + SubKeySize + TagSize : SubKeySize + KeyWrapOverhead;

    public static byte[] Wrap(SubKeyAlgorithm algorithm, StoreKey key, byte[] subKey) =>
        algorithm == SubKeyAlgorithm.Aes256Gcm ? WrapGcm(key, subKey) : Engine(forWrapping: true, key).Wrap(subKey, 0, subKey.Length);

    /// <summary>Null when the integrity check fails: another key, or damaged bytes. The caller zeroes the result.</summary>
    public static byte[]? TryUnwrap(SubKeyAlgorithm algorithm, StoreKey key, ReadOnlySpan<byte> wrapped)
    {
        try
        {
            return algorithm == SubKeyAlgorithm.Aes256Gcm
                ? UnwrapGcm(key, wrapped)
                : Engine(forWrapping: false, key).Unwrap(wrapped.ToArray(), 0, wrapped.Length);
        }
        catch (InvalidCipherTextException)
        {
            return null;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesWrapEngine Engine(bool forWrapping, StoreKey key)
    {
        AesWrapEngine engine = new();
        engine.Init(forWrapping, new KeyParameter(key.Bytes));
        return engine;
    }

    private static byte[] WrapGcm(StoreKey key, byte[] subKey)
    {
        byte[] wrapped = new byte[NonceSize + SubKeySize + TagSize];
        Span<byte> nonce = wrapped.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm gcm = new(key.Bytes, TagSize);
        gcm.Encrypt(nonce, subKey, wrapped.AsSpan(NonceSize, SubKeySize), wrapped.AsSpan(NonceSize + SubKeySize));
        return wrapped;
    }

    private static byte[] UnwrapGcm(StoreKey key, ReadOnlySpan<byte> wrapped)
    {
        byte[] subKey = new byte[SubKeySize];
        using AesGcm gcm = new(key.Bytes, TagSize);
        gcm.Decrypt(wrapped[..NonceSize], wrapped.Slice(NonceSize, SubKeySize), wrapped[(NonceSize + SubKeySize)..], subKey);
        return subKey;
    }
}
