using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.Memory;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Memory;

public sealed class PinnedBufferPoolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void A_buffer_is_zeroed_when_it_comes_back(int length)
    {
        var pool = new PinnedBufferPool();
        var buffer = pool.Rent(length);
        Assert.True(buffer.Length >= length);
        buffer.AsSpan().Fill(0xAA);

        pool.Return(buffer);

        Assert.True(buffer.AsSpan().IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void Buffers_are_used_again()
    {
        var pool = new PinnedBufferPool();
        var first = pool.Rent(10);
        pool.Return(first);

        Assert.Same(first, pool.Rent(20));
        Assert.NotSame(first, pool.Rent(20));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(128 * 1024, 1 << 20)]
    [InlineData((128 * 1024) + 1, 1 << 20)]
    [InlineData(1 << 20, 1 << 20)]
    public async Task A_body_is_read_whole_and_leaves_no_trace_in_the_pool(int length, int limit)
    {
        var pool = new PinnedBufferPool();
        var bytes = Enumerable.Range(0, length).Select(number => (byte)(number | 1)).ToArray();
        using (var body = await AnswerBody.ReadAsync(new StreamContent(new MemoryStream(bytes)), limit, pool, Token))
        {
            Assert.True(body.Bytes.SequenceEqual(bytes));
        }

        Assert.True(pool.Rent(0).AsSpan().IndexOfAnyExcept((byte)0) < 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_its_limit_is_refused_whether_it_says_so_or_not(bool announced)
    {
        using var content = new StreamContent(announced ? new MemoryStream(new byte[300_000]) : new UnknownLengthStream(new byte[300_000]));

        await Assert.ThrowsAsync<AnswerTooLargeException>(() => AnswerBody.ReadAsync(content, 200_000, new PinnedBufferPool(), Token));
    }

    private sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
