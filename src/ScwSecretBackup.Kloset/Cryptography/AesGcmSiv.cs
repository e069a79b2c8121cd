using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>AES-256-GCM-SIV of RFC 8452 without additional data: the cipher of every frame (FORMAT §3.5). For one thread.</summary>
internal sealed class AesGcmSiv(ReadOnlySpan<byte> key)
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private readonly KeyParameter _key = new(key);
    private readonly GcmSivBlockCipher _cipher = new();

    /// <param name="nonce">12 bytes.</param>
    /// <param name="plaintext">Any bytes.</param>
    /// <param name="output">Ciphertext and tag: <see cref="TagSize"/> longer than the plaintext.</param>
    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> output)
    {
        _cipher.Init(true, Parameters(nonce));
        _cipher.ProcessBytes(plaintext, []);
        _cipher.DoFinal(output);
    }

    /// <summary>False when the tag does not match; the output is arbitrary then.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertextAndTag, Span<byte> output)
    {
        _cipher.Init(false, Parameters(nonce));
        _cipher.ProcessBytes(ciphertextAndTag, []);
        try
        {
            _cipher.DoFinal(output);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            return false;
        }
    }

    private AeadParameters Parameters(ReadOnlySpan<byte> nonce) => new(_key, TagSize * 8, nonce.ToArray());
}
