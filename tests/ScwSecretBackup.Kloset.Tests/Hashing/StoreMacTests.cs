using System.Security.Cryptography;
using CsCheck;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Hashing;

public sealed class StoreMacTests
{
    private static readonly byte[] OfficialKey = "whats the Elvish word for friend"u8.ToArray();

    [Theory]
    [InlineData(0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262", "92b2b75604ed3c761f9d6f62392c8a9227ad0ea3f09573e783f1498a4ed60d26")]
    [InlineData(1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213", "6d7878dfff2f485635d39013278ae14f1454b8c0a3a2d34bc1ab38228a80c95b")]
    public void Blake3_gives_the_official_answers(int length, string plain, string keyed)
    {
        byte[] input = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        using StoreKey key = new(OfficialKey);

        Assert.Equal(plain, new Blake3Mac(key: null).Compute(input).ToString());
        Assert.Equal(keyed, new Blake3Mac(key).Compute(input).ToString());
    }

    [Fact]
    public void Plaintext_store_with_blake3_is_keyed_by_its_identifier()
    {
        Assert.Equal("2ff58ddf3d00b27143e7960de70679f11786176dc50d3ffd688b8aa4d1bd4294", new Blake3Mac(key: null).Compute(KnownStore.RepositoryId.ToByteArray(bigEndian: true)).ToString());

        IStoreMac mac = StoreMac.Create(KnownStore.Plaintext, key: null);

        Assert.Equal("3a77dbd14805b47c2514acb2003f0b5cc99aa7dc3ec4f608ac77a7b03ac0755f", mac.Compute([]).ToString());
        Assert.Equal(KnownStore.ContentMac, mac.Compute(KnownStore.Content));
    }

    [Fact]
    public void Plaintext_store_with_sha256_is_keyed_by_its_identifier()
    {
        Assert.Equal("a8faed6abbf35c12a4b26e40f6feb19d736d90045c83b9f9a31f638d323e6811", Hex.Encode(SHA256.HashData(KnownStore.RepositoryId.ToByteArray(bigEndian: true))));

        IStoreMac mac = StoreMac.Create(KnownStore.Plaintext with { Hashing = HashingAlgorithm.Sha256 }, key: null);

        Assert.Equal("d412d1723a70d489d988a91ca9c663372f74bca81d291a3407b7c76fe76ff5f2", mac.Compute(KnownStore.Content).ToString());
    }

    [Fact]
    public void Encrypted_store_is_keyed_by_its_key()
    {
        using StoreKey key = KnownStore.NewKey();

        Assert.Equal("c5ebce77e350ee7fb7e104c540ff211e96babbf11e3ce5154054c590997cc3f7", StoreMac.Create(KnownStore.Encrypted, key).Compute(KnownStore.Content).ToString());

        IStoreMac sha256 = StoreMac.Create(KnownStore.Encrypted with { Hashing = HashingAlgorithm.Sha256 }, key);
        Assert.Equal(Hex.Encode(HMACSHA256.HashData(KnownStore.Key, KnownStore.Content)), sha256.Compute(KnownStore.Content).ToString());
    }

    [Theory]
    [InlineData(HashingAlgorithm.Blake3)]
    [InlineData(HashingAlgorithm.Sha256)]
    public void Pieces_give_the_mac_of_the_whole(HashingAlgorithm hashing)
    {
        IStoreMac mac = StoreMac.Create(KnownStore.Plaintext with { Hashing = hashing }, key: null);
        Gen.Byte.Array[0, 3000].Array[0, 5].Sample(pieces =>
        {
            using IncrementalMac incremental = mac.Begin();
            foreach (byte[] piece in pieces)
            {
                incremental.Append(piece);
            }

            return incremental.Finish() == mac.Compute(pieces.SelectMany(piece => piece).ToArray());
        });
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        IStoreMac mac = StoreMac.Create(KnownStore.Plaintext, key: null);

        Mac[] macs = [.. ParallelEnumerable.Range(0, 200).WithDegreeOfParallelism(4).Select(_ => mac.Compute(KnownStore.Content))];

        Assert.All(macs, computed => Assert.Equal(KnownStore.ContentMac, computed));
    }
}
