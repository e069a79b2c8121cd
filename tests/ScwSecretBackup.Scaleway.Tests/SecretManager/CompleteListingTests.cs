using System.Threading.Channels;
using ScwSecretBackup.Scaleway.SecretManager.Listing;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

/// <summary>Which pages are asked for at once, and which only when others have been answered.</summary>
public sealed class CompleteListingTests
{
    private const int ItemsOfPage = 10;
    private const int Total = 40;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Channel<(int Number, TaskCompletionSource Answer)> _asked = Channel.CreateUnbounded<(int, TaskCompletionSource)>();

    [Fact]
    public async Task Pages_after_the_first_are_asked_for_at_once()
    {
        Task<IReadOnlyList<int>> listing = Start(parallelism: 8);
        Answer(await AskedAsync(1));

        var rest = await AskedAsync(3);

        Assert.Equal([2, 3, 4], rest.Select(page => page.Number));
        Answer(rest);
        Answer(await AskedAsync(4));
        Assert.Equal(Enumerable.Range(0, Total), await listing);
    }

    [Fact]
    public async Task No_more_pages_are_asked_for_at_once_than_allowed()
    {
        Task<IReadOnlyList<int>> listing = Start(parallelism: 2);
        Answer(await AskedAsync(1));

        var wave = await AskedAsync(2);

        Assert.False(_asked.Reader.TryPeek(out _));
        Answer(wave);
        Answer(await AskedAsync(1));
        Answer(await AskedAsync(2));
        Answer(await AskedAsync(2));
        Assert.Equal(Enumerable.Range(0, Total), await listing);
    }

    [Fact]
    public async Task Second_look_begins_when_every_page_of_the_first_was_answered()
    {
        Task<IReadOnlyList<int>> listing = Start(parallelism: 8);
        Answer(await AskedAsync(1));
        var rest = await AskedAsync(3);
        Answer(rest[..2]);

        Assert.False(_asked.Reader.TryPeek(out _));

        Answer(rest[2..]);
        var again = await AskedAsync(4);
        Assert.Equal([1, 2, 3, 4], again.Select(page => page.Number).Order());
        Answer(again);
        Assert.Equal(Enumerable.Range(0, Total), await listing);
    }

    private Task<IReadOnlyList<int>> Start(int parallelism) =>
        new CompleteListing<int, int>(GetPageAsync, item => item) { Parallelism = parallelism, Pause = TimeSpan.Zero, TimeProvider = TimeProvider.System }
            .ReadAsync("list numbers", TestContext.Current.CancellationToken);

    private async Task<Page<int>> GetPageAsync(int number, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource();
        await _asked.Writer.WriteAsync((number, answer), cancellationToken);
        await answer.Task.WaitAsync(cancellationToken);
        return new Page<int>([.. Enumerable.Range((number - 1) * ItemsOfPage, ItemsOfPage)], Total);
    }

    private async Task<(int Number, TaskCompletionSource Answer)[]> AskedAsync(int count)
    {
        var asked = new (int, TaskCompletionSource)[count];
        for (var i = 0; i < count; i++)
        {
            asked[i] = await _asked.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit);
        }

        return asked;
    }

    private static void Answer((int Number, TaskCompletionSource Answer)[] pages) => Array.ForEach(pages, page => page.Answer.SetResult());
}
