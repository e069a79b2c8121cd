using System.Collections.Concurrent;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// Encrypts one item of a store: a fresh sub-key, wrapped, then frames of AES-256-GCM-SIV (FORMAT §3.3). Safe for concurrent use.
/// Frames carry no number: their order and completeness are vouched for by what is around them.
/// </summary>
internal sealed class EncryptedStream(SubKeyAlgorithm subKeyAlgorithm, int chunkSize, StoreKey key, PinnedPool? pool = null)
{
    private const int FrameOverhead = AesGcmSiv.NonceSize + AesGcmSiv.TagSize;

    // As many as items were ever encrypted or decrypted at once. Their pinned buffers cost more to make than a small item to encrypt.
    private readonly ConcurrentBag<AesGcmSiv> _idle = [];

    private int PrefixSize => SubKeyWrap.WrappedSize(subKeyAlgorithm);

    /// <summary>The encrypted bytes in a new array; <paramref name="plaintext"/> is not kept.</summary>
    /// <param name="plaintext">What to encrypt.</param>
    /// <param name="before">Bytes left free before.</param>
    /// <param name="after">Bytes left free after.</param>
    public byte[] Encrypt(ReadOnlySpan<byte> plaintext, int before = 0, int after = 0)
    {
        Span<byte> subKey = stackalloc byte[SubKeyWrap.SubKeySize];
        RandomNumberGenerator.Fill(subKey);
        byte[] output = Encrypt(plaintext, subKey, RandomNumberGenerator.Fill, before, after);
        CryptographicOperations.ZeroMemory(subKey);
        return output;
    }

    /// <summary>With a given sub-key and source of nonces, for known answers in tests.</summary>
    internal byte[] Encrypt(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> subKey, NonceSource fillNonce, int before = 0, int after = 0)
    {
        int frames = (int)(((long)plaintext.Length + chunkSize - 1) / chunkSize);
        byte[] output = new byte[checked(before + PrefixSize + plaintext.Length + (frames * FrameOverhead) + after)];
        SubKeyWrap.Wrap(subKeyAlgorithm, key, subKey, output.AsSpan(before, PrefixSize));

        using Lease lease = TakeCipher(subKey);
        AesGcmSiv cipher = lease.Cipher;
        Span<byte> rest = output.AsSpan(before + PrefixSize);
        while (!plaintext.IsEmpty)
        {
            int length = Math.Min(chunkSize, plaintext.Length);
            Span<byte> nonce = rest[..AesGcmSiv.NonceSize];
            fillNonce(nonce);
            cipher.Encrypt(nonce, plaintext[..length], rest.Slice(AesGcmSiv.NonceSize, length + AesGcmSiv.TagSize));
            rest = rest[(length + FrameOverhead)..];
            plaintext = plaintext[length..];
        }

        return output;
    }

    /// <summary>The plaintext in pinned memory.</summary>
    /// <exception cref="KlosetFormatException">The bytes are damaged, were made with another key, or decrypt to more than <paramref name="maxLength"/>.</exception>
    public PinnedBuffer Decrypt(ReadOnlySpan<byte> encrypted, int maxLength, string what)
    {
        int plaintextLength = PlaintextLength(encrypted.Length, maxLength, what);
        using Lease lease = UnwrapCipher(encrypted[..PrefixSize], what);
        AesGcmSiv cipher = lease.Cipher;
        PinnedBuffer output = new(plaintextLength, pool);
        try
        {
            ReadOnlySpan<byte> rest = encrypted[PrefixSize..];
            while (!rest.IsEmpty)
            {
                int frame = (int)Math.Min((long)chunkSize + FrameOverhead, rest.Length);
                ReadOnlySpan<byte> ciphertextAndTag = rest[AesGcmSiv.NonceSize..frame];
                int length = frame - FrameOverhead;
                if (!cipher.TryDecrypt(rest[..AesGcmSiv.NonceSize], ciphertextAndTag, output.GetSpan(length)[..length]))
                {
                    throw new KlosetFormatException($"The {what} is damaged: the authentication tag of its encrypted bytes does not match.");
                }

                output.Advance(length);
                rest = rest[frame..];
            }

            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private Lease UnwrapCipher(ReadOnlySpan<byte> wrapped, string what)
    {
        Span<byte> subKey = stackalloc byte[SubKeyWrap.SubKeySize];
        if (!SubKeyWrap.TryUnwrap(subKeyAlgorithm, key, wrapped, subKey))
        {
            throw new KlosetFormatException($"The {what} is damaged or was encrypted with another key: its sub-key can't be unwrapped.");
        }

        Lease lease = TakeCipher(subKey);
        CryptographicOperations.ZeroMemory(subKey);
        return lease;
    }

    private Lease TakeCipher(ReadOnlySpan<byte> subKey)
    {
        AesGcmSiv cipher = _idle.TryTake(out AesGcmSiv? idle) ? idle : new AesGcmSiv();
        cipher.SetKey(subKey);
        return new Lease(cipher, _idle);
    }

    /// <summary>Frames are cut by position, so the length follows from the size (FORMAT §3.4).</summary>
    private int PlaintextLength(int encryptedLength, int maxLength, string what)
    {
        int framed = encryptedLength - PrefixSize;
        if (framed < 0)
        {
            throw new KlosetFormatException($"The {what} is cut off: {encryptedLength} bytes can't be encrypted data.");
        }

        long frameSize = (long)chunkSize + FrameOverhead;
        long full = framed / frameSize;
        long tail = framed % frameSize;
        if (tail is > 0 and < FrameOverhead)
        {
            throw new KlosetFormatException($"The {what} is cut off: its last encrypted frame has {tail} bytes.");
        }

        long length = (full * chunkSize) + (tail == 0 ? 0 : tail - FrameOverhead);
        return length <= maxLength
            ? (int)length
            : throw new KlosetFormatException($"The {what} decrypts to {length} bytes where at most {maxLength} may be.");
    }

    /// <summary>A cipher in use; it goes back without its key.</summary>
    private readonly struct Lease(AesGcmSiv cipher, ConcurrentBag<AesGcmSiv> idle) : IDisposable
    {
        public AesGcmSiv Cipher => cipher;

        public void Dispose()
        {
            cipher.ForgetKey();
            idle.Add(cipher);
        }
    }
}
