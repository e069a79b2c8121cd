using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// AES-256-GCM-SIV of RFC 8452 without additional data: the cipher of every frame (FORMAT §3.5). Put together from .NET's AES and
/// POLYVAL, because BouncyCastle's own mode copies plaintext into buffers that it does not clear.
/// For one thread; may be given one key after the other.
/// </summary>
internal sealed class AesGcmSiv : IDisposable
{
    public const int NonceSize = 12;
    public const int TagSize = 16;

    private const int KeySize = 32;
    private const int BlockSize = AesBlocks.BlockSize;
    private const int HalfBlock = BlockSize / 2;
    private const int DerivedBlocks = 6;
    private const int KeystreamSize = 512 * BlockSize;

    // Pinned, and zeroed after each use: keys and keystream pass through them.
    private readonly byte[] _key = GC.AllocateArray<byte>(KeySize, pinned: true);
    private readonly byte[] _blocks = GC.AllocateArray<byte>(KeystreamSize, pinned: true);
    private readonly byte[] _encrypted = GC.AllocateArray<byte>(KeystreamSize, pinned: true);

    private AesBlocks? _keyGenerating;

    /// <summary>Without a key yet.</summary>
    public AesGcmSiv()
    {
    }

    /// <param name="key">32 bytes; used up by this call, the caller may zero it.</param>
    public AesGcmSiv(ReadOnlySpan<byte> key) => SetKey(key);

    /// <summary>Forgets the key before and takes another.</summary>
    /// <param name="key">32 bytes; used up by this call, the caller may zero it.</param>
    public void SetKey(ReadOnlySpan<byte> key)
    {
        ForgetKey();
        _keyGenerating = CreateAes(key);
    }

    public void ForgetKey()
    {
        _keyGenerating?.Dispose();
        _keyGenerating = null;
    }

    /// <param name="nonce">12 bytes.</param>
    /// <param name="plaintext">Any bytes.</param>
    /// <param name="output">Ciphertext and tag: <see cref="TagSize"/> longer than the plaintext.</param>
    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> output)
    {
        using AesBlocks encrypting = DeriveKeys(nonce, out Polyval polyval);
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
        using AesBlocks encrypting = DeriveKeys(nonce, out Polyval polyval);
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

    public void Dispose() => ForgetKey();

    private AesBlocks CreateAes(ReadOnlySpan<byte> key)
    {
        key.CopyTo(_key);
        AesBlocks aes = AesBlocks.Encrypting(_key);
        CryptographicOperations.ZeroMemory(_key);
        return aes;
    }

    /// <summary>Step 1: a key for POLYVAL and a key for AES from every nonce.</summary>
    private AesBlocks DeriveKeys(ReadOnlySpan<byte> nonce, out Polyval polyval)
    {
        AesBlocks keyGenerating = _keyGenerating ?? throw new InvalidOperationException("The cipher has no key.");
        Span<byte> blocks = _blocks.AsSpan(0, DerivedBlocks * BlockSize);
        for (int i = 0; i < DerivedBlocks; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(blocks[(i * BlockSize)..], i);
            nonce.CopyTo(blocks[((i * BlockSize) + sizeof(int))..]);
        }

        keyGenerating.Transform(_blocks, blocks.Length, _encrypted);
        Span<byte> encrypted = _encrypted.AsSpan(0, blocks.Length);
        Span<byte> keys = stackalloc byte[BlockSize + KeySize];
        for (int i = 0; i < DerivedBlocks; i++)
        {
            encrypted.Slice(i * BlockSize, HalfBlock).CopyTo(keys[(i * HalfBlock)..]);
        }

        polyval = Polyval.Create(keys[..BlockSize]);
        AesBlocks encrypting = CreateAes(keys[BlockSize..]);
        CryptographicOperations.ZeroMemory(encrypted);
        CryptographicOperations.ZeroMemory(keys);
        return encrypting;
    }

    /// <summary>Steps 2 and 3.</summary>
    private void ComputeTag(AesBlocks encrypting, Polyval polyval, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> tag)
    {
        Span<byte> lengths = stackalloc byte[BlockSize];
        lengths.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(lengths[HalfBlock..], (ulong)plaintext.Length * 8);
        polyval.Append(plaintext);
        polyval.Append(lengths);
        Span<byte> sum = _blocks.AsSpan(0, BlockSize);
        polyval.Finish(sum);
        for (int i = 0; i < NonceSize; i++)
        {
            sum[i] ^= nonce[i];
        }

        sum[^1] &= 0x7f;
        encrypting.Transform(_blocks, BlockSize, _encrypted);
        _encrypted.AsSpan(0, BlockSize).CopyTo(tag);
        CryptographicOperations.ZeroMemory(sum);
    }

    /// <summary>Step 4: counter mode, the counter being the first four bytes of the block.</summary>
    private void ApplyKeystream(AesBlocks encrypting, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Vector128<uint> counter = Vector128.Create(tag[..BlockSize]).AsUInt32() | Vector128.Create(0, 0, 0, 0x8000_0000u);
        Span<Vector128<uint>> counters = MemoryMarshal.Cast<byte, Vector128<uint>>(_blocks.AsSpan());
        while (!input.IsEmpty)
        {
            int length = Math.Min(input.Length, KeystreamSize);
            int blocks = (length + BlockSize - 1) / BlockSize;
            for (int i = 0; i < blocks; i++)
            {
                counters[i] = counter;
                counter += Vector128.CreateScalar(1u);
            }

            encrypting.Transform(_blocks, blocks * BlockSize, _encrypted);
            Xor(input[..length], _encrypted, output);
            input = input[length..];
            output = output[length..];
        }

        CryptographicOperations.ZeroMemory(_encrypted);
    }

    private static void Xor(ReadOnlySpan<byte> input, ReadOnlySpan<byte> keystream, Span<byte> output)
    {
        int done = 0;
        for (; done <= input.Length - Vector256<byte>.Count; done += Vector256<byte>.Count)
        {
            (Vector256.Create(input[done..]) ^ Vector256.Create(keystream[done..])).CopyTo(output[done..]);
        }

        for (; done < input.Length; done++)
        {
            output[done] = (byte)(input[done] ^ keystream[done]);
        }
    }
}
