using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// AES-256-GCM-SIV of RFC 8452 without additional data: the cipher of every frame (FORMAT §3.5). Put together from .NET's AES and
/// BouncyCastle's field multiplication, because BouncyCastle's own mode copies plaintext into buffers that it does not clear.
/// For one thread.
/// </summary>
internal sealed class AesGcmSiv : IDisposable
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private const int KeySize = 32;
    private const int BlockSize = 16;
    private const int HalfBlock = BlockSize / 2;
    private const int DerivedBlocks = 6;
    private const int KeystreamSize = 256 * BlockSize;

    private readonly Aes _keyGenerating;

    /// <param name="key">32 bytes; used up by this call, the caller may zero it.</param>
    public AesGcmSiv(ReadOnlySpan<byte> key) => _keyGenerating = CreateAes(key);

    /// <param name="nonce">12 bytes.</param>
    /// <param name="plaintext">Any bytes.</param>
    /// <param name="output">Ciphertext and tag: <see cref="TagSize"/> longer than the plaintext.</param>
    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> output)
    {
        using Aes encrypting = DeriveKeys(nonce, out Polyval polyval);
        Span<byte> tag = output.Slice(plaintext.Length, TagSize);
        ComputeTag(encrypting, polyval, nonce, plaintext, tag);
        ApplyKeystream(encrypting, tag, plaintext, output);
    }

    /// <summary>False when the tag does not match; the output is zeroed then.</summary>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="ciphertextAndTag">What <see cref="Encrypt"/> made.</param>
    /// <param name="output">Plaintext: <see cref="TagSize"/> shorter than the input.</param>
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertextAndTag, Span<byte> output)
    {
        using Aes encrypting = DeriveKeys(nonce, out Polyval polyval);
        ReadOnlySpan<byte> tag = ciphertextAndTag[^TagSize..];
        output = output[..(ciphertextAndTag.Length - TagSize)];
        ApplyKeystream(encrypting, tag, ciphertextAndTag[..^TagSize], output);
        Span<byte> expected = stackalloc byte[TagSize];
        ComputeTag(encrypting, polyval, nonce, output, expected);
        if (CryptographicOperations.FixedTimeEquals(expected, tag))
        {
            return true;
        }

        CryptographicOperations.ZeroMemory(output);
        return false;
    }

    public void Dispose() => _keyGenerating.Dispose();

    private static Aes CreateAes(ReadOnlySpan<byte> key)
    {
        byte[] copy = GC.AllocateUninitializedArray<byte>(KeySize, pinned: true);
        key.CopyTo(copy);
        Aes aes = Aes.Create();
        aes.Key = copy;
        CryptographicOperations.ZeroMemory(copy);
        return aes;
    }

    /// <summary>Step 1: a key for POLYVAL and a key for AES from every nonce.</summary>
    private Aes DeriveKeys(ReadOnlySpan<byte> nonce, out Polyval polyval)
    {
        Span<byte> blocks = stackalloc byte[DerivedBlocks * BlockSize];
        for (int i = 0; i < DerivedBlocks; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(blocks[(i * BlockSize)..], i);
            nonce.CopyTo(blocks[((i * BlockSize) + sizeof(int))..]);
        }

        Span<byte> encrypted = stackalloc byte[DerivedBlocks * BlockSize];
        _keyGenerating.EncryptEcb(blocks, encrypted, PaddingMode.None);
        Span<byte> keys = stackalloc byte[BlockSize + KeySize];
        for (int i = 0; i < DerivedBlocks; i++)
        {
            encrypted.Slice(i * BlockSize, HalfBlock).CopyTo(keys[(i * HalfBlock)..]);
        }

        polyval = new Polyval(keys[..BlockSize]);
        Aes encrypting = CreateAes(keys[BlockSize..]);
        CryptographicOperations.ZeroMemory(encrypted);
        CryptographicOperations.ZeroMemory(keys);
        return encrypting;
    }

    /// <summary>Steps 2 and 3.</summary>
    private static void ComputeTag(Aes encrypting, Polyval polyval, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> tag)
    {
        Span<byte> lengths = stackalloc byte[BlockSize];
        lengths.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(lengths[HalfBlock..], (ulong)plaintext.Length * 8);
        polyval.Append(plaintext);
        polyval.Append(lengths);
        Span<byte> sum = stackalloc byte[BlockSize];
        polyval.Finish(sum);
        for (int i = 0; i < NonceSize; i++)
        {
            sum[i] ^= nonce[i];
        }

        sum[^1] &= 0x7f;
        encrypting.EncryptEcb(sum, tag, PaddingMode.None);
    }

    /// <summary>Step 4: counter mode, the counter being the first four bytes of the block.</summary>
    private static void ApplyKeystream(Aes encrypting, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> counters = stackalloc byte[KeystreamSize];
        Span<byte> keystream = stackalloc byte[KeystreamSize];
        uint counter = BinaryPrimitives.ReadUInt32LittleEndian(tag);
        while (!input.IsEmpty)
        {
            int length = Math.Min(input.Length, KeystreamSize);
            int whole = (length + BlockSize - 1) / BlockSize * BlockSize;
            for (int position = 0; position < whole; position += BlockSize)
            {
                Span<byte> block = counters.Slice(position, BlockSize);
                tag.CopyTo(block);
                BinaryPrimitives.WriteUInt32LittleEndian(block, counter);
                block[^1] |= 0x80;
                counter = unchecked(counter + 1);
            }

            encrypting.EncryptEcb(counters[..whole], keystream, PaddingMode.None);
            Xor(input[..length], keystream[..length], output);
            input = input[length..];
            output = output[length..];
        }

        CryptographicOperations.ZeroMemory(keystream);
    }

    private static void Xor(ReadOnlySpan<byte> input, ReadOnlySpan<byte> keystream, Span<byte> output)
    {
        ReadOnlySpan<ulong> inputWords = MemoryMarshal.Cast<byte, ulong>(input);
        ReadOnlySpan<ulong> keystreamWords = MemoryMarshal.Cast<byte, ulong>(keystream);
        Span<ulong> outputWords = MemoryMarshal.Cast<byte, ulong>(output);
        for (int i = 0; i < inputWords.Length; i++)
        {
            outputWords[i] = inputWords[i] ^ keystreamWords[i];
        }

        for (int i = inputWords.Length * sizeof(ulong); i < input.Length; i++)
        {
            output[i] = (byte)(input[i] ^ keystream[i]);
        }
    }
}
