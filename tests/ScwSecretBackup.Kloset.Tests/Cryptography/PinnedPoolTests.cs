using ScwSecretBackup.Kloset.Cryptography;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class PinnedPoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(3_000_000)]
    public void Arrays_are_at_least_as_long_as_asked_for(int length) => Assert.InRange(new PinnedPool().Rent(length).Length, length, int.MaxValue);

    [Fact]
    public void Arrays_come_back_zeroed_and_are_used_again()
    {
        PinnedPool pool = new();
        byte[] array = pool.Rent(5000);
        array.AsSpan().Fill(1);

        pool.Return(array);

        Assert.All(array, value => Assert.Equal(0, value));
        Assert.Same(array, pool.Rent(4500));
        Assert.NotSame(array, pool.Rent(4500));
    }

    [Fact]
    public void Arrays_beyond_ordinary_chunks_are_zeroed_and_not_kept()
    {
        PinnedPool pool = new();
        byte[] array = pool.Rent(3_000_000);
        array[^1] = 1;

        pool.Return(array);

        Assert.Equal(0, array[^1]);
        Assert.NotSame(array, pool.Rent(3_000_000));
    }
}
