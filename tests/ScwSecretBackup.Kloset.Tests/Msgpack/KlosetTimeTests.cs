using CsCheck;
using ScwSecretBackup.Kloset.Msgpack;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Msgpack;

public sealed class KlosetTimeTests
{
    [Fact]
    public void Times_of_dotnet_survive_a_round_trip() =>
        Gen.Long[DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks].Sample(ticks =>
        {
            DateTimeOffset time = new(ticks, TimeSpan.Zero);
            return KlosetTime.FromDateTimeOffset(time).ToDateTimeOffset() == time;
        });

    [Fact]
    public void Nanoseconds_survive_a_round_trip() =>
        Gen.Long.Sample(nanoseconds => KlosetTime.FromUnixNanoseconds(nanoseconds).ToUnixNanoseconds() == nanoseconds);

    [Fact]
    public void Times_out_of_range_become_the_nearest_that_fits()
    {
        Assert.Equal(DateTimeOffset.MaxValue, new KlosetTime(long.MaxValue, 0).ToDateTimeOffset());
        Assert.Equal(DateTimeOffset.MinValue, new KlosetTime(long.MinValue, 0).ToDateTimeOffset());
        Assert.Equal(long.MaxValue, new KlosetTime(long.MaxValue, 0).ToUnixNanoseconds());
        Assert.Equal(DateTimeOffset.MinValue, KlosetTime.GoZero.ToDateTimeOffset());
    }
}
