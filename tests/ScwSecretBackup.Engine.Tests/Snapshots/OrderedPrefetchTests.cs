using ScwSecretBackup.Engine.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Snapshots;

public sealed class OrderedPrefetchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_come_in_the_order_of_the_items()
    {
        var release = new TaskCompletionSource();
        IAsyncEnumerable<int> results = OrderedPrefetch.SelectAsync(
            Enumerable.Range(0, 20).ToAsyncEnumerable(),
            4,
            async (item, _) =>
            {
                // The first item ends only after a later one has begun.
                if (item == 0)
                {
                    await release.Task;
                }
                else
                {
                    release.TrySetResult();
                }

                return item;
            },
            Cancellation);

        Assert.Equal(Enumerable.Range(0, 20), await results.ToListAsync(Cancellation));
    }

    [Fact]
    public async Task An_error_reaches_the_reader_and_ends_the_work()
    {
        int begun = 0;
        IAsyncEnumerable<int> results = OrderedPrefetch.SelectAsync<int, int>(
            Enumerable.Range(0, 1000).ToAsyncEnumerable(),
            4,
            (item, _) => Interlocked.Increment(ref begun) > 3 ? throw new InvalidOperationException("broken") : Task.FromResult(item),
            Cancellation);

        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await results.ToListAsync(Cancellation))).Message);
        Assert.InRange(begun, 4, 100);
    }

    [Fact]
    public async Task An_error_of_the_source_reaches_the_reader()
    {
        IAsyncEnumerable<int> results = OrderedPrefetch.SelectAsync(Broken(), 4, (item, _) => Task.FromResult(item), Cancellation);

        Assert.Equal("source", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await results.ToListAsync(Cancellation))).Message);
    }

    private static async IAsyncEnumerable<int> Broken()
    {
        yield return 1;
        await Task.Yield();
        throw new InvalidOperationException("source");
    }
}
