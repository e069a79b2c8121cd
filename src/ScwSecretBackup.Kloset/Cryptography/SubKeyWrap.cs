using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>Wraps the 32-byte sub-key of an encrypted stream under the key of the store (FORMAT §3.3).</summary>
internal static class SubKeyWrap
{
    public const int SubKeySize = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static int WrappedSize(SubKeyAlgorithm algorithm) =>
        algorithm == SubKeyAlgorithm.Aes256Gcm ? NonceSize + SubKeySize + TagSize : SubKeySize + AesKeyWrap.Overhead;

    /// <param name="algorithm">Of the store.</param>
    /// <param name="key">Of the store.</param>
    /// <param name="subKey">32 bytes.</param>
    /// <param name="wrapped"><see cref="WrappedSize"/> bytes.</param>
    public static void Wrap(SubKeyAlgorithm algorithm, StoreKey key, ReadOnlySpan<byte> subKey, Span<byte> wrapped)
    {
        if (algorithm == SubKeyAlgorithm.Aes256KeyWrap)
        {
            AesKeyWrap.Wrap(key.Bytes, subKey, wrapped);
            return;
        }

        Span<byte> nonce = wrapped[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        using AesGcm gcm = new(key.Bytes, TagSize);
        gcm.Encrypt(nonce, subKey, wrapped.Slice(NonceSize, SubKeySize), wrapped[(NonceSize + SubKeySize)..]);
    }

    /// <summary>False when the integrity check fails: another key, or damaged bytes.</summary>
    /// <param name="algorithm">Of the store.</param>
    /// <param name="key">Of the store.</param>
    /// <param name="wrapped"><see cref="WrappedSize"/> bytes.</param>
    /// <param name="subKey">32 bytes, which the caller zeroes after use.</param>
    public static bool TryUnwrap(SubKeyAlgorithm algorithm, StoreKey key, ReadOnlySpan<byte> wrapped, Span<byte> subKey)
    {
        if (algorithm == SubKeyAlgorithm.Aes256KeyWrap)
        {
            return AesKeyWrap.TryUnwrap(key.Bytes, wrapped, subKey);
        }

        using AesGcm gcm = new(key.Bytes, TagSize);
        try
        {
            gcm.Decrypt(wrapped[..NonceSize], wrapped.Slice(NonceSize, SubKeySize), wrapped[(NonceSize + SubKeySize)..], subKey);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
