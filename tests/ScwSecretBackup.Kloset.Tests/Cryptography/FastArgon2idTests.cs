using System.Text;
using CsCheck;
using Org.BouncyCastle.Crypto.Generators;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;
using Argon2Parameters = Org.BouncyCastle.Crypto.Parameters.Argon2Parameters;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

/// <summary>libsodium's Argon2id, managed code's, and BouncyCastle's are one function; which of them derives is not to be seen in the key.</summary>
public sealed class FastArgon2idTests
{
    private static readonly Gen<Argon2idParameters> Cheap = Gen.Select(Gen.Byte.Array[Libsodium.SaltSize], Gen.UInt[1, 4], Gen.UInt[8, 200])
        .Select(parts => new Argon2idParameters(parts.Item1, parts.Item2, parts.Item3));

    private static readonly Gen<byte[]> Passphrase = Gen.Byte.Array[1, 200];

    [Fact]
    public void Libsodium_agrees_with_another_implementation() =>
        Gen.Select(Cheap, Passphrase).Sample((parameters, passphrase) => WithLibsodium(parameters, passphrase) == WithBouncyCastle(parameters, passphrase), iter: 60);

    [Fact]
    public async Task Libsodium_and_managed_code_give_one_key() =>
        await Gen.Select(Cheap, Passphrase).SampleAsync(
            async (parameters, passphrase) =>
            {
                using StoreKey managed = await KeyDerivation.DeriveAsync(parameters, passphrase, NotToBeHad, TestContext.Current.CancellationToken);
                return Hex.Encode(managed.Bytes) == WithLibsodium(parameters, passphrase);
            },
            iter: 60);

    // The published answers have salts of eight bytes or more than one lane: never libsodium's, but they vouch for what it is compared with.
    [Theory]
    [InlineData("password", "somesalt", 1, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe")]
    public async Task Managed_code_gives_the_answers_of_the_reference_implementation(string passphrase, string salt, byte threads, string expected)
    {
        Argon2idParameters parameters = new(Encoding.ASCII.GetBytes(salt), Iterations: 2, MemoryKiB: 256, threads);

        using StoreKey key = await KeyDerivation.DeriveAsync(parameters, Encoding.ASCII.GetBytes(passphrase), TestContext.Current.CancellationToken);

        Assert.Equal(expected, Hex.Encode(key.Bytes));
    }

    [Fact]
    public void Default_parameters_are_libsodiums() =>
        Assert.Equal("58adf8f2eb38053b06b6d9365fd8f5de698bcfc69f2c02c0ba8d8c4634816db0", WithLibsodium(new Argon2idParameters(KnownStore.Salt), KnownStore.Passphrase));

    public static TheoryData<Argon2idParameters> NotLibsodiums =>
    [
        new Argon2idParameters(KnownStore.Salt, 1, 64, Threads: 2),
        new Argon2idParameters(new byte[8], 1, 64),
        new Argon2idParameters(new byte[32], 1, 64),
    ];

    [Theory]
    [MemberData(nameof(NotLibsodiums), DisableDiscoveryEnumeration = true)]
    public async Task What_libsodium_does_not_accept_is_derived_by_managed_code(Argon2idParameters parameters)
    {
        Assert.False(LibsodiumArgon2id.TryDerive(parameters, KnownStore.Passphrase, new byte[KdfParameters.KeyLength]));

        using StoreKey key = await KeyDerivation.DeriveAsync(parameters, KnownStore.Passphrase, TestContext.Current.CancellationToken);
        using StoreKey managed = await KeyDerivation.DeriveAsync(parameters, KnownStore.Passphrase, NotToBeHad, TestContext.Current.CancellationToken);
        Assert.Equal(Hex.Encode(managed.Bytes), Hex.Encode(key.Bytes));
    }

    [Fact]
    public async Task Without_libsodium_the_default_parameters_give_the_known_key()
    {
        using StoreKey key = await KeyDerivation.DeriveAsync(new Argon2idParameters(KnownStore.Salt), KnownStore.Passphrase, NotToBeHad, TestContext.Current.CancellationToken);

        Assert.Equal("58adf8f2eb38053b06b6d9365fd8f5de698bcfc69f2c02c0ba8d8c4634816db0", Hex.Encode(key.Bytes));
    }

    private static bool NotToBeHad(Argon2idParameters parameters, ReadOnlySpan<byte> passphrase, Span<byte> key) => false;

    private static string WithLibsodium(Argon2idParameters parameters, byte[] passphrase)
    {
        byte[] key = new byte[KdfParameters.KeyLength];
        Assert.True(LibsodiumArgon2id.TryDerive(parameters, passphrase, key));
        return Hex.Encode(key);
    }

    private static string WithBouncyCastle(Argon2idParameters parameters, byte[] passphrase)
    {
        Argon2BytesGenerator reference = new();
        reference.Init(new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13)
            .WithSalt(parameters.Salt.ToArray())
            .WithIterations((int)parameters.Iterations)
            .WithMemoryAsKB((int)parameters.MemoryKiB)
            .WithParallelism(parameters.Threads)
            .Build());
        byte[] key = new byte[KdfParameters.KeyLength];
        reference.GenerateBytes(passphrase, key);
        return Hex.Encode(key);
    }
}
