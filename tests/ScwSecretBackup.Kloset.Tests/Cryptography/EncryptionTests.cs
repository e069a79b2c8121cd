using CsCheck;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class EncryptionTests
{
    private static readonly byte[] SubKey = [.. Enumerable.Range(0x40, 32).Select(i => (byte)i)];

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
