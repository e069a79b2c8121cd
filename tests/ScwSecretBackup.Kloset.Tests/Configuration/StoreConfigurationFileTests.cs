using CsCheck;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Configuration;

public sealed class StoreConfigurationFileTests
{
    private const string PlaintextFile =
        """
        5f4b4c4f5345545f010000000000010087a954696d657374616d70d7ff1d6f3454684ee180ac5265706f7369746f72794944c41000112233445566778899aabb
        ccddeeffa85061636b66696c6583a74d696e53697a65cf0000000000000000a741766753697a65cf0000000000000000a74d617853697a65cf00000000040000
        00a84368756e6b696e6784a9416c676f726974686dae666173746364632d76312e302e30a74d696e53697a65ce00080000aa4e6f726d616c53697a65ce001000
        00a74d617853697a65ce00800000a748617368696e6782a9416c676f726974686da6424c414b4533a442697473ce00000100ab436f6d7072657373696f6e86a9
        416c676f726974686da34c5a34a54c6576656cce00020000aa57696e646f7753697a65ffa94368756e6b53697a65ffa9426c6f636b53697a65ffa9456e61626c
        65435243c2aa456e6372797074696f6ec0a2a1e5f8e56fd5a283b3b73a74aac78598fde0962c20fc1c97271dd7548895a8
        """;

    private const string EncryptionPart =
        """
        85af5375624b6579416c676f726974686da94145533235362d4b57ad44617461416c676f726974686dae4145533235362d47434d2d534956a94368756e6b5369
        7a65ce00010000a94b4446506172616d7383a34b4446a84152474f4e324944a453616c74c410000102030405060708090a0b0c0d0e0fa86172676f6e32696485
        a853616c7453697a65ce00000010a454696d65ce00000004a64d656d6f7279ce00040000a754687265616473cc01a64b65794c656ece00000020a643616e6172
        79c46441c0ad5f65d48d0738560b40e75d4b4c7f9fade144f96e544b5cf0785c2b63bda90a290a0f98b5c2808182838485868788898a8b44cf837d4da5045ebc
        c1eca4402cc511acd1cabdb0739eafb3adc99a1837b614f935a8e090aef9c1fbaa320b0675ce2a
        """;

    private const string EncryptedFileMac = "33f84a9134a0a29d94f0fb006c7a05161de49af06c320195913440c734b85563";

    [Fact]
    public void Plaintext_config_is_written_byte_for_byte_as_plakar_writes_it()
    {
        byte[] file = StoreConfigurationFile.Write(KnownStore.Plaintext, key: null);

        Assert.Equal(369, file.Length);
        Assert.Equal(Hex.Encode(Hex.Decode(PlaintextFile)), Hex.Encode(file));
    }

    [Fact]
    public void Encrypted_config_is_written_byte_for_byte_as_plakar_writes_it()
    {
        byte[] plaintext = Hex.Decode(PlaintextFile);
        byte[] expected = [.. plaintext.AsSpan(0, plaintext.Length - Envelope.FooterSize - 1), .. Hex.Decode(EncryptionPart), .. Hex.Decode(EncryptedFileMac)];
        using StoreKey key = KnownStore.NewKey();

        byte[] file = StoreConfigurationFile.Write(KnownStore.Encrypted, key);

        Assert.Equal(663, file.Length);
        Assert.Equal(Hex.Encode(expected), Hex.Encode(file));
    }

    [Theory]
    [InlineData(true, false, 299)]
    [InlineData(true, true, 593)]
    public void Config_without_compression_has_the_sizes_of_plakar(bool noCompression, bool encrypted, int length)
    {
        using StoreKey key = KnownStore.NewKey();
        StoreConfiguration configuration = encrypted ? KnownStore.Encrypted : KnownStore.Plaintext;
        configuration = configuration with { Compression = noCompression ? null : CompressionAlgorithm.Lz4 };

        Assert.Equal(length, StoreConfigurationFile.Write(configuration, encrypted ? key : null).Length);
    }

    [Fact]
    public void Config_that_was_read_is_written_again_unchanged()
    {
        using StoreKey key = KnownStore.NewKey();
        KdfParameters[] kdfs = [new Argon2idParameters(KnownStore.Salt, 1, 64, 2), new ScryptParameters(KnownStore.Salt), new Pbkdf2Parameters(KnownStore.Salt)];
        foreach (KdfParameters kdf in kdfs)
        {
            foreach (CompressionAlgorithm? compression in new CompressionAlgorithm?[] { null, CompressionAlgorithm.Lz4, CompressionAlgorithm.Gzip, CompressionAlgorithm.Zstd })
            {
                foreach (SubKeyAlgorithm subKey in Enum.GetValues<SubKeyAlgorithm>())
                {
                    byte[] file = StoreConfigurationFile.Write(
                        KnownStore.Encrypted with
                        {
                            Hashing = HashingAlgorithm.Sha256,
                            Compression = compression,
                            Encryption = new EncryptionConfiguration { Kdf = kdf, Canary = KnownStore.CanaryBytes, SubKeyAlgorithm = subKey },
                        },
                        key);

                    StoreConfiguration parsed = StoreConfigurationFile.Parse(file);
                    StoreConfigurationFile.Verify(file, key);

                    Assert.Equal(kdf.GetType(), parsed.Encryption!.Kdf.GetType());
                    Assert.Equal(file, StoreConfigurationFile.Write(parsed, key));
                }
            }
        }
    }

    [Fact]
    public void Parsed_config_has_every_field()
    {
        StoreConfiguration parsed = StoreConfigurationFile.Parse(Hex.Decode(PlaintextFile));

        Assert.Equal(KnownStore.Plaintext, parsed);
    }

    [Fact]
    public void Changed_config_fails_verification()
    {
        byte[] file = Hex.Decode(PlaintextFile);
        StoreConfigurationFile.Verify(file, key: null);
        file[40] ^= 1;

        Assert.Throws<KlosetFormatException>(() => StoreConfigurationFile.Verify(file, key: null));
    }

    [Fact]
    public void Config_of_an_encrypted_store_fails_verification_with_another_key()
    {
        using StoreKey key = KnownStore.NewKey();
        using StoreKey other = new(new byte[32]);
        byte[] file = StoreConfigurationFile.Write(KnownStore.Encrypted, key);

        Assert.Throws<KlosetFormatException>(() => StoreConfigurationFile.Verify(file, other));
    }

    [Fact]
    public void Config_written_under_the_former_magic_is_accepted()
    {
        byte[] file = StoreConfigurationFile.Write(KnownStore.Plaintext, key: null);
        "_PLAKAR_"u8.CopyTo(file);
        Envelope.WriteFooter(file, StoreMac.ForConfiguration(key: null));

        StoreConfigurationFile.Verify(file, key: null);

        Assert.Equal(KnownStore.RepositoryId, StoreConfigurationFile.Parse(file).RepositoryId);
    }

    [Theory]
    [InlineData("LZ4", "LZ5")]
    [InlineData("BLAKE3", "BLAKE4")]
    [InlineData("AES256-KW", "AES256-KX")]
    [InlineData("AES256-GCM-SIV", "AES256-GCM-SIX")]
    [InlineData("ARGON2ID", "ARGON2IE")]
    public void Unknown_algorithm_is_named_and_refused(string known, string unknown)
    {
        using StoreKey key = KnownStore.NewKey();
        byte[] file = StoreConfigurationFile.Write(KnownStore.Encrypted, key);
        string text = System.Text.Encoding.Latin1.GetString(file).Replace(known, unknown, StringComparison.Ordinal);

        KlosetVersionException exception = Assert.Throws<KlosetVersionException>(() => StoreConfigurationFile.Parse(System.Text.Encoding.Latin1.GetBytes(text)));

        Assert.Contains(unknown, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(2, 1, 3)]
    [InlineData(1, 3, 2)]
    [InlineData(1, 2, uint.MaxValue)]
    public void Chunk_sizes_that_make_no_sense_are_refused(uint min, uint normal, uint max)
    {
        byte[] file = StoreConfigurationFile.Write(KnownStore.Plaintext with { Chunking = new ChunkingConfiguration("FASTCDC", min, normal, max) }, key: null);

        Assert.Throws<KlosetFormatException>(() => StoreConfigurationFile.Parse(file));
    }

    [Fact]
    public void Unknown_fields_are_passed_over()
    {
        MsgpackWriter writer = new();
        writer.WriteString("Future");
        writer.WriteArrayHeader(2);
        writer.WriteInt64(1);
        writer.WriteString("x");
        byte[] known = StoreConfigurationFile.Write(KnownStore.Plaintext, key: null);
        byte[] payload = [0x88, .. writer.WrittenSpan, .. known.AsSpan(Envelope.HeaderSize + 1, known.Length - Envelope.HeaderSize - Envelope.FooterSize - 1)];
        byte[] file = Envelope.Seal(ResourceType.Config, KlosetVersion.V1_0_0, payload, StoreMac.ForConfiguration(key: null));

        Assert.Equal(KnownStore.Plaintext, StoreConfigurationFile.Parse(file));
    }

    [Fact]
    public void Damaged_config_raises_only_errors_of_the_store()
    {
        using StoreKey key = KnownStore.NewKey();
        byte[] valid = StoreConfigurationFile.Write(KnownStore.Encrypted, key);
        Hostile.Mutations(valid).Sample(file => Hostile.FailsCleanly(() => StoreConfigurationFile.Parse(file)), iter: 5000);
    }
}
