using System.Buffers;
using ScwSecretBackup.Kloset.Compression;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Hashing;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// How a store turns plaintext items into stored bytes and back: compress, then encrypt, each as CONFIG says (FORMAT §4). Safe for concurrent use.
/// The key is used where it is: it must live as long as the codec.
/// </summary>
internal sealed class StoreCodec
{
    // Room for the header and trailer of incompressible data, so that the buffer seldom grows.
    private const int CompressionOverhead = 64;

    private readonly PinnedPool _pool = new();
    private readonly ICompressor? _compressor;
    private readonly EncryptedStream? _encryption;

    /// <param name="configuration">Of the store.</param>
    /// <param name="key">Null exactly for a plaintext store.</param>
    public StoreCodec(StoreConfiguration configuration, StoreKey? key)
    {
        if ((configuration.Encryption is null) != (key is null))
        {
            throw new ArgumentException("An encrypted store has a key, a plaintext store has none.", nameof(key));
        }

        _compressor = Compressor.Create(configuration.Compression);
        _encryption = configuration.Encryption is { } encryption && key is not null
            ? new EncryptedStream(encryption.SubKeyAlgorithm, encryption.ChunkSize, key, _pool)
            : null;
        Mac = StoreMac.Create(configuration, key);
    }

    /// <summary>The store MAC (FORMAT §6.1).</summary>
    public IStoreMac Mac { get; }

    /// <summary>Compresses and encrypts; intermediate plaintext is zeroed.</summary>
    /// <param name="plaintext">What to encode.</param>
    /// <param name="before">Bytes left free before the stored bytes: an envelope then takes no copy of them.</param>
    /// <param name="after">Bytes left free after them.</param>
    public byte[] Encode(ReadOnlySpan<byte> plaintext, int before = 0, int after = 0)
    {
        if (_compressor is null)
        {
            return Encrypt(plaintext, before, after);
        }

        using PinnedBuffer compressed = new(plaintext.Length + CompressionOverhead, _pool);
        _compressor.Compress(plaintext, compressed);
        return Encrypt(compressed.WrittenSpan, before, after);
    }

    /// <summary>Decrypts and decompresses into pinned memory, whose Memory has the exact length.</summary>
    /// <param name="encoded">Stored bytes.</param>
    /// <param name="maxLength">Bound on the plaintext, which is never allocated beyond it.</param>
    /// <param name="what">What the bytes are, for messages.</param>
    /// <exception cref="KlosetFormatException">The bytes are damaged or decode to more than <paramref name="maxLength"/>.</exception>
    public IMemoryOwner<byte> Decode(ReadOnlySpan<byte> encoded, int maxLength, string what)
    {
        if (_encryption is null)
        {
            return Decompress(encoded, maxLength, what);
        }

        // Compressed bytes are bounded by the stored size; only plaintext is bounded by maxLength.
        PinnedBuffer decrypted = _encryption.Decrypt(encoded, _compressor is null ? maxLength : int.MaxValue, what);
        if (_compressor is null)
        {
            return decrypted;
        }

        using (decrypted)
        {
            return Decompress(decrypted.WrittenSpan, maxLength, what);
        }
    }

    private byte[] Encrypt(ReadOnlySpan<byte> compressed, int before, int after)
    {
        if (_encryption is not null)
        {
            return _encryption.Encrypt(compressed, before, after);
        }

        byte[] stored = new byte[checked(before + compressed.Length + after)];
        compressed.CopyTo(stored.AsSpan(before));
        return stored;
    }

    private PinnedBuffer Decompress(ReadOnlySpan<byte> compressed, int maxLength, string what)
    {
        PinnedBuffer output = new(Math.Min(compressed.Length, maxLength), _pool);
        try
        {
            if (_compressor is null)
            {
                Copy(compressed, output, maxLength, what);
            }
            else
            {
                _compressor.Decompress(compressed, output, maxLength, what);
            }

            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static void Copy(ReadOnlySpan<byte> plaintext, PinnedBuffer output, int maxLength, string what)
    {
        if (plaintext.Length > maxLength)
        {
            throw new KlosetFormatException($"The {what} has {plaintext.Length} bytes where at most {maxLength} may be.");
        }

        output.Write(plaintext);
    }
}
