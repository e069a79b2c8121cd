using CsCheck;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Locks;

public sealed class StoreLockTests
{
    private static readonly StoreLock Known = new(KnownStore.Time, "host1", Exclusive: false);
    private static readonly Mac Id = Mac.NewRandom();

    [Fact]
    public void Record_is_the_known_one() =>
        Assert.Equal(
            "84a776657273696f6ece00010000a974696d657374616d70d7ff1d6f3454684ee180a8686f73746e616d65a5686f737431a96578636c7573697665c2",
            Hex.Encode(Known.Write()));

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Lock_survives_a_round_trip(bool encrypted, bool exclusive)
    {
        StoreCodec codec = KnownStore.Codec(encrypted);
        StoreLock written = Known with { Exclusive = exclusive };

        Assert.Equal(written, StoreLock.Parse(written.Seal(codec), Id, codec));
    }

    [Theory]
    [InlineData(599.999, false)]
    [InlineData(600, true)]
    [InlineData(-5000, false)]
    public void Lock_goes_stale_after_ten_minutes(double ageSeconds, bool stale)
    {
        DateTimeOffset taken = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        StoreLock aged = Known with { Timestamp = KlosetTime.FromDateTimeOffset(taken) };

        Assert.Equal(stale, aged.IsStale(taken.AddSeconds(ageSeconds)));
    }

    [Fact]
    public void Forged_lock_with_a_right_hmac_raises_only_errors_of_the_store()
    {
        StoreCodec codec = KnownStore.Codec();
        Hostile.Mutations(Known.Write()).Sample(
            record =>
            {
                byte[] file = Envelope.Seal(ResourceType.Lock, KlosetVersion.V1_0_0, codec.Encode(record), codec.Mac);
                return Hostile.FailsCleanly(() => StoreLock.Parse(file, Id, codec).IsStale(DateTimeOffset.UnixEpoch));
            },
            iter: 3000);
    }

    [Fact]
    public void Error_names_the_file()
    {
        KlosetFormatException exception = Assert.Throws<KlosetFormatException>(() => StoreLock.Parse(new byte[60], Id, KnownStore.Codec()));

        Assert.Contains($"locks/{Id}", exception.Message, StringComparison.Ordinal);
    }
}
