using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>One compression format of a store (FORMAT §4). Safe for concurrent use.</summary>
internal interface ICompressor
{
    void Compress(ReadOnlySpan<byte> plaintext, PinnedBuffer output);

    /// <exception cref="KlosetFormatException">The bytes are damaged or decompress to more than <paramref name="maxLength"/>.</exception>
    void Decompress(ReadOnlySpan<byte> compressed, PinnedBuffer output, int maxLength, string what);
}
