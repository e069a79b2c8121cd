using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>AES key wrap with the default initial value (RFC 3394), over .NET's AES.</summary>
internal static class AesKeyWrap
{
    /// <summary>The wrapped key is this much longer.</summary>
    public const int Overhead = SemiBlock;

    private const int SemiBlock = 8;
    private const int Rounds = 6;
    private const ulong InitialValue = 0xA6A6A6A6A6A6A6A6;

    /// <param name="keyEncryptionKey">16, 24 or 32 bytes.</param>
    /// <param name="key">Two or more times 8 bytes.</param>
    /// <param name="wrapped">8 bytes longer than the key.</param>
    public static void Wrap(ReadOnlySpan<byte> keyEncryptionKey, ReadOnlySpan<byte> key, Span<byte> wrapped)
    {
        using AesBlocks aes = Create(keyEncryptionKey, AesBlocks.Encrypting);
        byte[] block = NewBlock();
        byte[] output = NewBlock();
        Span<byte> registers = wrapped[SemiBlock..];
        key.CopyTo(registers);
        int count = key.Length / SemiBlock;
        ulong integrity = InitialValue;
        for (int step = 0; step < Rounds * count; step++)
        {
            Span<byte> register = registers.Slice(step % count * SemiBlock, SemiBlock);
            BinaryPrimitives.WriteUInt64BigEndian(block, integrity);
            register.CopyTo(block.AsSpan(SemiBlock));
            aes.Transform(block, block.Length, output);
            integrity = BinaryPrimitives.ReadUInt64BigEndian(output) ^ (ulong)(step + 1);
            output.AsSpan(SemiBlock).CopyTo(register);
        }

        BinaryPrimitives.WriteUInt64BigEndian(wrapped, integrity);
        CryptographicOperations.ZeroMemory(block);
        CryptographicOperations.ZeroMemory(output);
    }

    /// <summary>False when the integrity check fails; the key is zeroed then.</summary>
    /// <param name="keyEncryptionKey">16, 24 or 32 bytes.</param>
    /// <param name="wrapped">What <see cref="Wrap"/> made.</param>
    /// <param name="key">8 bytes shorter than the wrapped key.</param>
    public static bool TryUnwrap(ReadOnlySpan<byte> keyEncryptionKey, ReadOnlySpan<byte> wrapped, Span<byte> key)
    {
        using AesBlocks aes = Create(keyEncryptionKey, AesBlocks.Decrypting);
        byte[] block = NewBlock();
        byte[] output = NewBlock();
        wrapped[SemiBlock..].CopyTo(key);
        int count = key.Length / SemiBlock;
        ulong integrity = BinaryPrimitives.ReadUInt64BigEndian(wrapped);
        for (int step = (Rounds * count) - 1; step >= 0; step--)
        {
            Span<byte> register = key.Slice(step % count * SemiBlock, SemiBlock);
            BinaryPrimitives.WriteUInt64BigEndian(block, integrity ^ (ulong)(step + 1));
            register.CopyTo(block.AsSpan(SemiBlock));
            aes.Transform(block, block.Length, output);
            integrity = BinaryPrimitives.ReadUInt64BigEndian(output);
            output.AsSpan(SemiBlock).CopyTo(register);
        }

        CryptographicOperations.ZeroMemory(block);
        CryptographicOperations.ZeroMemory(output);
        if (integrity == InitialValue)
        {
            return true;
        }

        CryptographicOperations.ZeroMemory(key);
        return false;
    }

    private static AesBlocks Create(ReadOnlySpan<byte> keyEncryptionKey, Func<byte[], AesBlocks> create)
    {
        byte[] copy = GC.AllocateUninitializedArray<byte>(keyEncryptionKey.Length, pinned: true);
        keyEncryptionKey.CopyTo(copy);
        AesBlocks aes = create(copy);
        CryptographicOperations.ZeroMemory(copy);
        return aes;
    }

    // Key material passes through them.
    private static byte[] NewBlock() => GC.AllocateUninitializedArray<byte>(AesBlocks.BlockSize, pinned: true);
}
