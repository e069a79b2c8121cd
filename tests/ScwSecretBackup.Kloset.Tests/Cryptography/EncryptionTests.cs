using CsCheck;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class EncryptionTests
{
    private static readonly byte[] SubKey = [.. Enumerable.Range(0x40, 32).Select(i => (byte)i)];

    // RFC 3394, sections 4.1 to 4.6.
    [Theory]
    [InlineData(16, 16, "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5")]
    [InlineData(24, 16, "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d")]
    [InlineData(32, 16, "64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7")]
    [InlineData(24, 24, "031d33264e15d33268f24ec260743edce1c6c7ddee725a936ba814915c6762d2")]
    [InlineData(32, 24, "a8f9bc1612c68b3ff6e6f4fbe30e71e4769c8b80a32cb8958cd5d17d6b254da1")]
    [InlineData(32, 32, "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21")]
    public void Key_wrap_gives_the_answers_of_rfc_3394(int keyEncryptionKeySize, int keySize, string expected)
    {
        byte[] keyEncryptionKey = [.. Enumerable.Range(0, keyEncryptionKeySize).Select(i => (byte)i)];
        byte[] key = Hex.Decode("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f")[..keySize];
        byte[] wrapped = new byte[keySize + AesKeyWrap.Overhead];
        byte[] unwrapped = new byte[keySize];

        AesKeyWrap.Wrap(keyEncryptionKey, key, wrapped);

        Assert.Equal(expected, Hex.Encode(wrapped));
        Assert.True(AesKeyWrap.TryUnwrap(keyEncryptionKey, wrapped, unwrapped));
        Assert.Equal(key, unwrapped);
    }

    [Fact]
    public void Key_wrap_agrees_with_another_implementation() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32]).Sample((keyEncryptionKey, key) =>
        {
            Org.BouncyCastle.Crypto.Engines.AesWrapEngine reference = new();
            reference.Init(forWrapping: true, new Org.BouncyCastle.Crypto.Parameters.KeyParameter(keyEncryptionKey));
            byte[] wrapped = new byte[40];
            AesKeyWrap.Wrap(keyEncryptionKey, key, wrapped);
            return wrapped.AsSpan().SequenceEqual(reference.Wrap(key, 0, key.Length));
        });

    [Fact]
    public void Polyval_gives_the_known_answer()
    {
        Polyval polyval = new(Hex.Decode("25629347589242761d31f826ba4b757b"));
        byte[] result = new byte[Polyval.BlockSize];

        polyval.Append(Hex.Decode("4f4f95668c83dfb6401762bb2d01a262d1a24ddd2721d006bbe45f20d3c9f362"));
        polyval.Finish(result);

        Assert.Equal("f7a3b47b846119fae5b7866cf5e5b77e", Hex.Encode(result));
    }

    [Fact]
    public void Gcm_siv_agrees_with_another_implementation() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[12], Gen.Byte.Array[0, 10_000]).Sample(
            (key, nonce, plaintext) =>
            {
                Org.BouncyCastle.Crypto.Modes.GcmSivBlockCipher reference = new();
                reference.Init(true, new Org.BouncyCastle.Crypto.Parameters.ParametersWithIV(new Org.BouncyCastle.Crypto.Parameters.KeyParameter(key), nonce));
                byte[] expected = new byte[plaintext.Length + AesGcmSiv.TagSize];
                reference.ProcessBytes(plaintext, []);
                reference.DoFinal(expected);

                using AesGcmSiv cipher = new(key);
                byte[] output = new byte[expected.Length];
                byte[] decrypted = new byte[plaintext.Length];
                cipher.Encrypt(nonce, plaintext, output);
                return output.AsSpan().SequenceEqual(expected)
                    && cipher.TryDecrypt(nonce, output, decrypted)
                    && decrypted.AsSpan().SequenceEqual(plaintext);
            },
            iter: 300);

    // RFC 8452, appendix C.3: the counter wraps.
    [Theory]
    [InlineData(
        "000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108",
        "f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3eaffffffff000000000000000000000000")]
    [InlineData(
        "eb3640277c7ffd1303c7a542d02d3e4c0000000000000000",
        "18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56dffffffff000000000000000000000000")]
    public void Gcm_siv_counter_wraps_as_in_rfc_8452(string plaintext, string expected)
    {
        using AesGcmSiv cipher = new(new byte[32]);
        byte[] input = Hex.Decode(plaintext);
        byte[] output = new byte[input.Length + AesGcmSiv.TagSize];

        cipher.Encrypt(new byte[12], input, output);

        Assert.Equal(expected, Hex.Encode(output));
    }

    [Fact]
    public void Gcm_siv_releases_nothing_when_the_tag_is_wrong()
    {
        using AesGcmSiv cipher = new(SubKey);
        byte[] nonce = new byte[AesGcmSiv.NonceSize];
        byte[] encrypted = new byte[100 + AesGcmSiv.TagSize];
        cipher.Encrypt(nonce, KnownStore.CanaryBytes, encrypted);
        encrypted[^1] ^= 1;
        byte[] output = [.. Enumerable.Repeat((byte)1, 100)];

        Assert.False(cipher.TryDecrypt(nonce, encrypted, output));
        Assert.All(output, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(SubKeyAlgorithm.Aes256KeyWrap, 40)]
    [InlineData(SubKeyAlgorithm.Aes256Gcm, 60)]
    public void Sub_key_is_unwrapped_only_when_no_bit_changed(SubKeyAlgorithm algorithm, int size)
    {
        using StoreKey key = KnownStore.NewKey();
        byte[] wrapped = new byte[SubKeyWrap.WrappedSize(algorithm)];
        byte[] unwrapped = new byte[SubKeyWrap.SubKeySize];
        SubKeyWrap.Wrap(algorithm, key, SubKey, wrapped);

        Assert.Equal(size, wrapped.Length);
        Assert.True(SubKeyWrap.TryUnwrap(algorithm, key, wrapped, unwrapped));
        Assert.Equal(SubKey, unwrapped);
        for (int i = 0; i < wrapped.Length; i++)
        {
            wrapped[i] ^= 0x80;
            Assert.False(SubKeyWrap.TryUnwrap(algorithm, key, wrapped, unwrapped));
            wrapped[i] ^= 0x80;
        }
    }

    // RFC 8452, appendix C.2, cases without additional data.
    [Theory]
    [InlineData("", "07f5f4169bbf55a8400cd47ea6fd400f")]
    [InlineData("0100000000000000", "c2ef328e5c71c83b843122130f7364b761e0b97427e3df28")]
    [InlineData("010000000000000000000000", "9aab2aeb3faa0a34aea8e2b18ca50da9ae6559e48fd10f6e5c9ca17e")]
    [InlineData("01000000000000000000000000000000", "85a01b63025ba19b7fd3ddfc033b3e76c9eac6fa700942702e90862383c6c366")]
    [InlineData(
        "0100000000000000000000000000000002000000000000000000000000000000",
        "4a6a9db4c8c6549201b9edb53006cba821ec9cf850948a7c86c68ac7539d027fe819e63abcd020b006a976397632eb5d")]
    public void Gcm_siv_gives_the_answers_of_rfc_8452(string plaintext, string expected)
    {
        using AesGcmSiv cipher = new(Hex.Decode("01" + new string('0', 62)));
        byte[] nonce = Hex.Decode("03" + new string('0', 22));
        byte[] input = Hex.Decode(plaintext);
        byte[] output = new byte[input.Length + AesGcmSiv.TagSize];
        byte[] decrypted = new byte[input.Length];

        cipher.Encrypt(nonce, input, output);

        Assert.Equal(expected, Hex.Encode(output));
        Assert.True(cipher.TryDecrypt(nonce, output, decrypted));
        Assert.Equal(input, decrypted);
    }

    [Fact]
    public void Gcm_siv_of_the_known_content_gives_the_known_answer()
    {
        byte[] nonce = [.. Enumerable.Range(0x80, 12).Select(i => (byte)i)];
        byte[] output = new byte[KnownStore.Content.Length + AesGcmSiv.TagSize];

        using AesGcmSiv cipher = new(SubKey);
        cipher.Encrypt(nonce, KnownStore.Content, output);

        Assert.Equal("2bf0fb77563e5151b665a981847a734447ff926d4b96b0bf36667da423b6", Hex.Encode(output));
    }

    [Fact]
    public void Canary_with_known_sub_key_and_nonce_gives_the_known_answer()
    {
        using StoreKey key = KnownStore.NewKey();
        EncryptedStream stream = new(SubKeyAlgorithm.Aes256KeyWrap, EncryptionConfiguration.DefaultChunkSize, key);
        byte[] plaintext = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

        byte[] canary = stream.Encrypt(plaintext, SubKey, nonce =>
        {
            for (int i = 0; i < nonce.Length; i++)
            {
                nonce[i] = (byte)(0x80 + i);
            }
        });

        Assert.Equal(Hex.Encode(KnownStore.CanaryBytes), Hex.Encode(canary));
        Canary.Verify(KnownStore.Encrypted.Encryption!, key);
    }

    [Fact]
    public void New_canary_has_100_bytes_and_fits_only_its_key()
    {
        using StoreKey key = KnownStore.NewKey();
        using StoreKey other = new(new byte[32]);
        EncryptionConfiguration encryption = KnownStore.Encrypted.Encryption! with { Canary = Canary.Create(key) };

        Assert.Equal(100, encryption.Canary.Length);
        Canary.Verify(encryption, key);
        Assert.Throws<KlosetKeyException>(() => Canary.Verify(encryption, other));
    }

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1, 40 + 28 + 1)]
    [InlineData(65536, 40 + 28 + 65536)]
    [InlineData(65537, 40 + (2 * 28) + 65537)]
    [InlineData(131072, 40 + (2 * 28) + 131072)]
    public void Frames_hold_65536_bytes_and_no_empty_one_follows(int length, int encryptedLength)
    {
        using StoreKey key = KnownStore.NewKey();
        EncryptedStream stream = new(SubKeyAlgorithm.Aes256KeyWrap, EncryptionConfiguration.DefaultChunkSize, key);
        byte[] plaintext = new byte[length];
        Random.Shared.NextBytes(plaintext);

        byte[] encrypted = stream.Encrypt(plaintext);
        using PinnedBuffer decrypted = stream.Decrypt(encrypted, length, "blob");

        Assert.Equal(encryptedLength, encrypted.Length);
        Assert.Equal(plaintext, decrypted.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData(SubKeyAlgorithm.Aes256KeyWrap)]
    [InlineData(SubKeyAlgorithm.Aes256Gcm)]
    public void Any_plaintext_survives_with_any_frame_size(SubKeyAlgorithm algorithm)
    {
        using StoreKey key = KnownStore.NewKey();
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[1, 70]).Sample(
            (plaintext, chunkSize) =>
            {
                EncryptedStream stream = new(algorithm, chunkSize, key);
                using PinnedBuffer decrypted = stream.Decrypt(stream.Encrypt(plaintext), plaintext.Length, "blob");
                return decrypted.WrittenSpan.SequenceEqual(plaintext);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Two_encryptions_of_one_plaintext_share_nothing()
    {
        using StoreKey key = KnownStore.NewKey();
        EncryptedStream stream = new(SubKeyAlgorithm.Aes256KeyWrap, EncryptionConfiguration.DefaultChunkSize, key);

        byte[] first = stream.Encrypt(KnownStore.Content);
        byte[] second = stream.Encrypt(KnownStore.Content);

        Assert.NotEqual(first[..40], second[..40]);
        Assert.NotEqual(first[40..52], second[40..52]);
        Assert.NotEqual(first[52..], second[52..]);
    }

    [Fact]
    public void Every_changed_byte_is_found()
    {
        using StoreKey key = KnownStore.NewKey();
        EncryptedStream stream = new(SubKeyAlgorithm.Aes256KeyWrap, 16, key);
        byte[] encrypted = stream.Encrypt(KnownStore.CanaryBytes.AsSpan(0, 40));
        for (int i = 0; i < encrypted.Length; i++)
        {
            encrypted[i] ^= 1;
            Assert.Throws<KlosetFormatException>(() => stream.Decrypt(encrypted, 1000, "blob"));
            encrypted[i] ^= 1;
        }
    }

    [Fact]
    public void Plaintext_beyond_the_limit_is_refused()
    {
        using StoreKey key = KnownStore.NewKey();
        EncryptedStream stream = new(SubKeyAlgorithm.Aes256KeyWrap, 16, key);
        byte[] encrypted = stream.Encrypt(new byte[40]);

        Assert.Throws<KlosetFormatException>(() => stream.Decrypt(encrypted, 39, "blob"));
        stream.Decrypt(encrypted, 40, "blob").Dispose();
    }

    [Fact]
    public void Pinned_buffer_forgets_its_content_when_disposed()
    {
        PinnedBuffer buffer = new(16);
        "secret"u8.CopyTo(buffer.GetSpan(6));
        buffer.Advance(6);
        Memory<byte> memory = buffer.Memory;
        Memory<byte> beforeGrowth = memory;
        buffer.GetSpan(10_000);

        Assert.Equal(new byte[6], beforeGrowth.ToArray());

        memory = buffer.Memory;
        Assert.Equal("secret"u8.ToArray(), memory.ToArray());
        buffer.Dispose();
        Assert.Equal(new byte[6], memory.ToArray());
        Assert.Throws<ObjectDisposedException>(() => buffer.Memory);
    }
}
