using CsCheck;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class AesGcmSivTests
{
    private static readonly byte[] SubKey = [.. Enumerable.Range(0x40, 32).Select(i => (byte)i)];

    [Fact]
    public void Gcm_siv_agrees_with_another_implementation() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[12], Gen.Byte.Array[0, 10_000]).Sample(
            (key, nonce, plaintext) =>
            {
                GcmSivBlockCipher reference = new();
                reference.Init(true, new ParametersWithIV(new KeyParameter(key), nonce));
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
}
