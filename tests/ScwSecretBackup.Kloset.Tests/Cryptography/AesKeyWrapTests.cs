using CsCheck;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class AesKeyWrapTests
{
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
            AesWrapEngine reference = new();
            reference.Init(forWrapping: true, new KeyParameter(keyEncryptionKey));
            byte[] wrapped = new byte[40];
            AesKeyWrap.Wrap(keyEncryptionKey, key, wrapped);
            return wrapped.AsSpan().SequenceEqual(reference.Wrap(key, 0, key.Length));
        });
}
