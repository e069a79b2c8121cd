using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// AES on single blocks, from which the modes here are composed. Keeps .NET's cipher set up: a call that takes the key each time costs ten
/// times what its block does. For one thread.
/// </summary>
internal sealed class AesBlocks : IDisposable
{
    public const int BlockSize = 16;

    private readonly ICryptoTransform _transform;

    private AesBlocks(ICryptoTransform transform) => _transform = transform;

    /// <param name="key">16, 24 or 32 bytes; not kept, the caller may zero it.</param>
    public static AesBlocks Encrypting(byte[] key)
    {
        using Aes aes = CreateAes();
        return new AesBlocks(aes.CreateEncryptor(key, null));
    }

    /// <param name="key">16, 24 or 32 bytes; not kept, the caller may zero it.</param>
    public static AesBlocks Decrypting(byte[] key)
    {
        using Aes aes = CreateAes();
        return new AesBlocks(aes.CreateDecryptor(key, null));
    }

    /// <param name="input">Whole blocks.</param>
    /// <param name="length">Bytes of them.</param>
    /// <param name="output">Another array: not every platform's cipher can work in place.</param>
    public void Transform(byte[] input, int length, byte[] output) => _transform.TransformBlock(input, 0, length, output, 0);

    public void Dispose() => _transform.Dispose();

    // Given the key later, it makes no copy of it that stays behind.
    private static Aes CreateAes()
    {
        Aes aes = Aes.Create();
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        return aes;
    }
}
