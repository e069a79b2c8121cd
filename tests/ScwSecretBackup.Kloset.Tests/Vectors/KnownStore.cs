using System.Text;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Tests.Vectors;

/// <summary>The store, key and content that the vectors of FORMAT §12 are about.</summary>
internal static class KnownStore
{
    public static readonly Guid RepositoryId = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
    public static readonly KlosetTime Time = new(1750000000, 123456789);
    public static readonly byte[] Passphrase = "correct horse battery staple"u8.ToArray();
    public static readonly byte[] Salt = Hex.Decode("000102030405060708090a0b0c0d0e0f");
    public static readonly byte[] Content = Encoding.ASCII.GetBytes("hello, kloset\n");

    public static readonly Mac ContentMac = Mac.Parse("b663de6485fe1897ae902e229bcfa7f2bec3511f5443986959bfc2648156eaa8");

    /// <summary>Argon2id of the passphrase with the defaults of plakar (FORMAT §12.4).</summary>
    public static readonly byte[] Key = Hex.Decode("58adf8f2eb38053b06b6d9365fd8f5de698bcfc69f2c02c0ba8d8c4634816db0");

    public static readonly byte[] CanaryBytes = Hex.Decode(
        """
        41c0ad5f65d48d0738560b40e75d4b4c7f9fade144f96e544b5cf0785c2b63bda90a290a0f98b5c2808182838485868788898a8b
        44cf837d4da5045ebcc1eca4402cc511acd1cabdb0739eafb3adc99a1837b614f935a8e090aef9c1fbaa320b0675ce2a
        """);

    public static StoreConfiguration Plaintext { get; } = new() { Timestamp = Time, RepositoryId = RepositoryId };

    public static StoreConfiguration Encrypted { get; } = Plaintext with
    {
        Encryption = new EncryptionConfiguration { Kdf = new Argon2idParameters(Salt), Canary = CanaryBytes },
    };

    public static StoreKey NewKey() => new(Key);

    /// <summary>A codec for any combination; keys of encrypted ones live as long as the test run.</summary>
    public static StoreCodec Codec(bool encrypted = false, CompressionAlgorithm? compression = CompressionAlgorithm.Lz4, HashingAlgorithm hashing = HashingAlgorithm.Blake3) =>
        new((encrypted ? Encrypted : Plaintext) with { Compression = compression, Hashing = hashing }, encrypted ? NewKey() : null);
}
