using Org.BouncyCastle.Crypto.Generators;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;
using Argon2Parameters = Org.BouncyCastle.Crypto.Parameters.Argon2Parameters;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class KeyDerivationTests
{
    public static TheoryData<string, KdfParameters> KnownAnswers => new()
    {
        { "58adf8f2eb38053b06b6d9365fd8f5de698bcfc69f2c02c0ba8d8c4634816db0", new Argon2idParameters(KnownStore.Salt) },
        { "7a8e34241db898d59175c696538c417467a975ffe569068425f16188d3159c58", new ScryptParameters(KnownStore.Salt) },
        { "49d49c25f597846209f0d92e7770ab64e1c75e94b4ce6c509265ee67175d2a1e", new Pbkdf2Parameters(KnownStore.Salt) },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers), DisableDiscoveryEnumeration = true)]
    public async Task Default_parameters_give_the_known_key(string expected, KdfParameters parameters)
    {
        using StoreKey key = await KeyDerivation.DeriveAsync(parameters, KnownStore.Passphrase, TestContext.Current.CancellationToken);

        Assert.Equal(expected, Hex.Encode(key.Bytes));
    }

    [Theory]
    [InlineData(1, 8, 1)]
    [InlineData(2, 33, 1)]
    [InlineData(1, 71, 2)]
    [InlineData(1, 64, 1)]
    [InlineData(3, 256, 1)]
    [InlineData(2, 1024, 4)]
    public async Task Argon2id_agrees_with_another_implementation(int iterations, int memoryKiB, int threads)
    {
        Argon2BytesGenerator reference = new();
        reference.Init(new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13)
            .WithSalt(KnownStore.Salt)
            .WithIterations(iterations)
            .WithMemoryAsKB(memoryKiB)
            .WithParallelism(threads)
            .Build());
        byte[] expected = new byte[32];
        reference.GenerateBytes(KnownStore.Passphrase, expected);

        using StoreKey key = await KeyDerivation.DeriveAsync(
            new Argon2idParameters(KnownStore.Salt, (uint)iterations, (uint)memoryKiB, (byte)threads), KnownStore.Passphrase, TestContext.Current.CancellationToken);

        Assert.Equal(Hex.Encode(expected), Hex.Encode(key.Bytes));
    }

    public static TheoryData<KdfParameters> AbsurdParameters =>
    [
        new Argon2idParameters(KnownStore.Salt, MemoryKiB: uint.MaxValue),
        new Argon2idParameters(KnownStore.Salt, Iterations: uint.MaxValue),
        new Argon2idParameters(KnownStore.Salt, Iterations: 0),
        new Argon2idParameters(KnownStore.Salt, Threads: 0),
        new Argon2idParameters(KnownStore.Salt, Threads: 255),
        new Argon2idParameters(KnownStore.Salt, MemoryKiB: 7),
        new Argon2idParameters(new byte[7]),
        new Argon2idParameters(new byte[2000]),
        new ScryptParameters(KnownStore.Salt, Cost: int.MaxValue),
        new ScryptParameters(KnownStore.Salt, Cost: 32767),
        new ScryptParameters(KnownStore.Salt, Cost: 0),
        new ScryptParameters(KnownStore.Salt, Cost: -2147483648),
        new ScryptParameters(KnownStore.Salt, BlockSize: 1 << 20),
        new ScryptParameters(KnownStore.Salt, Parallelism: 0),
        new ScryptParameters(KnownStore.Salt, Cost: 1 << 22, BlockSize: 64),
        new ScryptParameters(KnownStore.Salt, Cost: 1 << 16, BlockSize: 1),
        new Pbkdf2Parameters(KnownStore.Salt, 0),
        new Pbkdf2Parameters(KnownStore.Salt, int.MaxValue),
    ];

    [Theory]
    [MemberData(nameof(AbsurdParameters), DisableDiscoveryEnumeration = true)]
    public async Task Absurd_parameters_are_refused_before_anything_is_allocated(KdfParameters parameters) =>
        await Assert.ThrowsAsync<KlosetFormatException>(() => KeyDerivation.DeriveAsync(parameters, KnownStore.Passphrase, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Empty_passphrase_is_refused() =>
        await Assert.ThrowsAsync<KlosetKeyException>(() => KeyDerivation.DeriveAsync(new Pbkdf2Parameters(KnownStore.Salt), ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Cancelled_derivation_ends_as_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        Task<StoreKey> derivation = KeyDerivation.DeriveAsync(new Argon2idParameters(KnownStore.Salt, 1), KnownStore.Passphrase, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => derivation);
    }

    [Fact]
    public async Task Passphrase_may_be_zeroed_while_the_derivation_runs()
    {
        Argon2idParameters parameters = new(KnownStore.Salt, 1, 64);
        using StoreKey expected = await KeyDerivation.DeriveAsync(parameters, KnownStore.Passphrase, TestContext.Current.CancellationToken);
        byte[] passphrase = [.. KnownStore.Passphrase];

        Task<StoreKey> derivation = KeyDerivation.DeriveAsync(parameters, passphrase, TestContext.Current.CancellationToken);
        Array.Clear(passphrase);
        using StoreKey key = await derivation;

        Assert.Equal(Hex.Encode(expected.Bytes), Hex.Encode(key.Bytes));
    }

    [Fact]
    public void Disposed_key_can_not_be_used()
    {
        StoreKey key = KnownStore.NewKey();
        key.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Bytes.Length);
    }
}
